"""What the user pool grants, as a test tells it to."""

from base64 import urlsafe_b64encode
from typing import Any

from botocore.stub import Stubber
from msgspec import json

from chalicelib.domain.dealership import Person
from tests.api.client import claims_of
from tests.desk import ANA, ENVIRONMENT

CLIENT = ENVIRONMENT["USER_POOL_CLIENT_ID"]
PASSWORD = "Una-clave-larga-1"
SESSION = "s" * 40


def id_token(person: Person = ANA, **claims: str) -> str:
    payload = urlsafe_b64encode(json.encode({**claims_of(person), **claims})).decode().rstrip("=")
    return f"e30.{payload}.c2ln"


def tokens(person: Person = ANA, **claims: str) -> dict[str, Any]:
    """What a whole sign-in ends with."""
    result = {"IdToken": id_token(person, **claims), "ExpiresIn": 3600}
    return {"AuthenticationResult": result | {"AccessToken": "access-me", "RefreshToken": "refresh-me"}}


def granted(pool: Stubber, person: Person = ANA, **claims: str) -> None:
    """The password opens a session."""
    pool.add_response("initiate_auth", tokens(person, **claims), by_password(person))


def renewed(pool: Stubber, person: Person = ANA) -> None:
    """The refresh token gives fresh tokens."""
    answer = tokens(person)
    del answer["AuthenticationResult"]["RefreshToken"]
    parameters = {"REFRESH_TOKEN": "refresh-me"}
    expected = {"ClientId": CLIENT, "AuthFlow": "REFRESH_TOKEN_AUTH", "AuthParameters": parameters}
    pool.add_response("initiate_auth", answer, expected)


def challenged(pool: Stubber, challenge: str, person: Person = ANA, **parameters: str) -> None:
    """The password is right, and something more is asked for."""
    answer = {"ChallengeName": challenge, "Session": SESSION, "ChallengeParameters": parameters}
    pool.add_response("initiate_auth", answer, by_password(person))


def by_password(person: Person) -> dict[str, Any]:
    parameters = {"USERNAME": person.email, "PASSWORD": PASSWORD}
    return {"ClientId": CLIENT, "AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": parameters}


def answering(challenge: str, **answers: str) -> dict[str, Any]:
    """How a challenge is answered."""
    return {
        "ClientId": CLIENT,
        "ChallengeName": challenge,
        "Session": SESSION,
        "ChallengeResponses": answers,
    }
