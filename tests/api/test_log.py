"""What requests leave in the log: who by id, what by route, how it went; nothing that was typed."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from botocore.stub import Stubber

from chalicelib.adapters.connection import connection
from tests.api.client import Client
from tests.api.samples import a_quote
from tests.api.signing_in import PASSWORD, SESSION, answering, challenged, renewed, tokens
from tests.desk import ANA
from tests.logged import logged

TYPED = {
    "first_name": "Hortensia",
    "last_name": "Quishpe Ñacato",
    "phone": "0987001234",
    "email": "hortensia.q@correo.example",
    "id_type": "CEDULA",
    "id_number": "1710034065",
}
TRACES = ("ortensia", "uishpe", "acato", "0987001234", "987001234", "correo.example", "1710034065", ANA.name, ANA.email)


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the API writes, as on Lambda."""
    with logged("api", logging.getLogger()) as lines:
        yield lines


def _told(log: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def _typed_quote() -> dict[str, Any]:
    body = a_quote()
    body["customer"] |= TYPED
    return body


def test_a_request_is_one_line_with_who_what_and_how_it_went(ana: Client, log: StringIO) -> None:
    assert ana.get("/follow-ups").status == 200
    (told,) = _told(log)
    assert (told["request_id"], told["person"], told["role"]) == ("test-request", ANA.id, "ADVISOR")
    assert (told["route"], told["status"], told["faults"], told["round_trips"]) == ("GET /follow-ups", 200, 0, 1)
    assert told["capacity_units"] > 0


def test_the_public_is_nobody(nobody: Client, log: StringIO) -> None:
    assert nobody.get("/openapi.json").status == 200
    (told,) = _told(log)
    assert not {"person", "role"} & told.keys()


def test_what_is_typed_is_not_in_the_log(ana: Client, log: StringIO) -> None:
    assert ana.post("/quotes", _typed_quote(), key="k-1").status == 201
    assert ana.get("/customers", phone=TYPED["phone"]).status == 200
    assert ana.get("/follow-ups", q=TYPED["last_name"]).status == 200
    refused = _typed_quote()
    refused["customer"]["email"] = TYPED["phone"]
    refused["source"] = TYPED["first_name"]
    assert ana.post("/quotes", refused, key="k-2").status == 422
    assert ana.post("/quotes", {**_typed_quote(), TYPED["email"]: 1}, key=TYPED["phone"] * 2).status == 422
    assert [told["status"] for told in _told(log)] == [201, 200, 200, 422, 422]
    for trace in TRACES:
        assert trace not in log.getvalue()


def test_an_error_that_nobody_foresaw_is_told_without_what_was_typed(
    ana: Client, log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_operation: str, arguments: dict[str, Any]) -> None:
        raise ValueError(f"{TYPED} in {arguments}")

    monkeypatch.setattr(connection, "_make_api_call", fail)
    with pytest.raises(AssertionError, match="answered 500"):
        ana.post("/quotes", _typed_quote(), key="k-1")
    (told,) = _told(log)
    assert (told["level"], told["status"], told["faults"]) == ("ERROR", 500, 1)
    assert told["error"][0]["type"] == "ValueError"
    assert "tests/api/test_log.py" in told["error"][0]["at"][0]
    for trace in TRACES:
        assert trace not in log.getvalue()


KEY, CODE = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "918273"
SECRETS = (PASSWORD, SESSION, KEY, CODE, "refresh-me", "access-me", "e30.", ANA.email)
ACCESS = {"AccessToken": "access-me"}


def test_passwords_codes_keys_and_tokens_are_not_in_the_log(
    ana: Client, nobody: Client, pool: Stubber, log: StringIO
) -> None:
    token = {"refresh_token": "refresh-me"}
    challenged(pool, "SOFTWARE_TOKEN_MFA")
    nobody.post("/session", {"email": ANA.email, "password": PASSWORD})
    answer = answering("SOFTWARE_TOKEN_MFA", USERNAME=ANA.email, SOFTWARE_TOKEN_MFA_CODE=CODE)
    pool.add_response("respond_to_auth_challenge", tokens(), answer)
    nobody.post("/session/code", {"email": ANA.email, "session": SESSION, "code": CODE})
    renewed(pool)
    pool.add_response("get_user", {"Username": "ana", "UserAttributes": []}, ACCESS)
    pool.add_response("associate_software_token", {"SecretCode": KEY}, ACCESS)
    ana.post("/me/authenticator", token, key="k-1")
    renewed(pool)
    pool.add_client_error("verify_software_token", "EnableSoftwareTokenMFAException", f"{CODE} of {KEY}")
    ana.post("/me/authenticator/confirmation", token | {"code": CODE})
    pool.add_client_error("initiate_auth", "InternalErrorException", f"{PASSWORD} {SECRETS}")
    with pytest.raises(AssertionError, match="answered 500"):
        ana.post("/me/authenticator/removal", {"password": PASSWORD, "code": CODE})
    assert [told["status"] for told in _told(log)] == [409, 200, 201, 422, 500]
    for secret in SECRETS:
        assert secret not in log.getvalue()
