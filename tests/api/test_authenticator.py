"""One's own second step at sign-in, against a user pool that answers as it is told; with a real one: tests/console."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.stub import Stubber
from msgspec.structs import replace

from chalicelib.adapters import directory
from chalicelib.domain.dealership import Person
from tests.api.client import Client, Reply
from tests.api.signing_in import PASSWORD, answering, challenged, granted, renewed, tokens
from tests.desk import ANA, BEN, CARLA, MARA, NORA, SAUL, table_contents

OWN = "/me/authenticator"
TOKEN = {"refresh_token": "refresh-me"}
CODE = {"code": "123456"}
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ACCESS = {"AccessToken": "access-me"}
BY_TOKEN = {"/status": TOKEN, "": TOKEN, "/confirmation": TOKEN | CODE}
REMOVAL = {"password": PASSWORD} | CODE
EVERYBODY = (ANA, BEN, CARLA, NORA, SAUL, MARA)


def has(pool: Stubber, *factors: str) -> None:
    user = {"Username": "ana", "UserAttributes": [], "UserMFASettingList": list(factors)}
    pool.add_response("get_user", user, ACCESS)


def set_to(pool: Stubber, on: bool) -> None:
    setting = {"Enabled": on, "PreferredMfa": on}
    pool.add_response("set_user_mfa_preference", {}, ACCESS | {"SoftwareTokenMfaSettings": setting})


def verified(pool: Stubber, status: str) -> None:
    pool.add_response("verify_software_token", {"Status": status}, ACCESS | {"UserCode": "123456"})


def answered(pool: Stubber, person: Person) -> None:
    challenged(pool, "SOFTWARE_TOKEN_MFA")
    answer = answering("SOFTWARE_TOKEN_MFA", USERNAME=ANA.email, SOFTWARE_TOKEN_MFA_CODE="123456")
    pool.add_response("respond_to_auth_challenge", tokens(person), answer)


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda person: person.id)
def test_everybody_may_ask_about_their_own(
    person: Person, as_person: Callable[[Person | None], Client], pool: Stubber
) -> None:
    for factors, enabled in ((("SOFTWARE_TOKEN_MFA",), True), (("SMS_MFA",), False), ((), False)):
        renewed(pool, person)
        has(pool, *factors)
        assert as_person(person).post(f"{OWN}/status", TOKEN).body == {"enabled": enabled}


def test_nobody_asks_without_a_session(nobody: Client, pool: Stubber) -> None:
    for path, body in {**BY_TOKEN, "/removal": REMOVAL}.items():
        assert nobody.post(OWN + path, body).status == 401


def test_a_key_is_offered_with_a_link_that_says_whose_it_is(ana: Client, pool: Stubber) -> None:
    renewed(pool)
    has(pool)
    pool.add_response("associate_software_token", {"SecretCode": KEY}, ACCESS)
    reply = ana.post(OWN, TOKEN)
    assert (reply.status, reply.body["key"], reply.headers["location"]) == (201, KEY, OWN)
    link = urlsplit(reply.body["uri"])
    assert (link.scheme, link.netloc) == ("otpauth", "totp")
    assert link.path == f"/Mis%20Seguimientos:{ANA.email.replace('@', '%40')}"
    assert parse_qs(link.query) == {"secret": [KEY], "issuer": ["Mis Seguimientos"]}
    assert "access-me" not in str(reply)


def test_a_key_is_not_changed_by_whoever_finds_the_session_open(ana: Client, pool: Stubber) -> None:
    renewed(pool)
    has(pool, "SOFTWARE_TOKEN_MFA")
    reply = ana.post(OWN, TOKEN)
    assert (reply.status, reply.body["state"]) == (409, {"enabled": True})


def test_a_code_of_the_key_switches_it_on(ana: Client, pool: Stubber) -> None:
    renewed(pool)
    verified(pool, "SUCCESS")
    set_to(pool, on=True)
    assert ana.post(f"{OWN}/confirmation", TOKEN | CODE).status == 204


@pytest.mark.parametrize("refusal", ["EnableSoftwareTokenMFAException", "CodeMismatchException", "ERROR"])
def test_another_code_switches_nothing_on(refusal: str, ana: Client, pool: Stubber) -> None:
    renewed(pool)
    if refusal == "ERROR":
        verified(pool, refusal)
    else:
        pool.add_client_error("verify_software_token", refusal)
    reply = ana.post(f"{OWN}/confirmation", TOKEN | CODE)
    assert (reply.status, reply.pointers) == (422, ["/code"])


def test_password_and_code_switch_it_off(ana: Client, pool: Stubber) -> None:
    answered(pool, ANA)
    set_to(pool, on=False)
    assert ana.post(f"{OWN}/removal", REMOVAL).status == 204


def refused_removal(ana: Client) -> tuple[int, list[str]]:
    reply = ana.post(f"{OWN}/removal", REMOVAL)
    return reply.status, reply.pointers


def test_it_stays_on_without_the_password(ana: Client, pool: Stubber) -> None:
    pool.add_client_error("initiate_auth", "NotAuthorizedException")
    assert refused_removal(ana) == (422, ["/password"])


def test_it_stays_on_without_a_code(ana: Client, pool: Stubber) -> None:
    challenged(pool, "SOFTWARE_TOKEN_MFA")
    pool.add_client_error("respond_to_auth_challenge", "CodeMismatchException")
    assert refused_removal(ana) == (422, ["/code"])


def test_what_is_off_is_not_switched_off(ana: Client, pool: Stubber) -> None:
    granted(pool)
    assert refused_removal(ana) == (409, [])


@pytest.mark.parametrize("path", BY_TOKEN)
def test_the_session_must_be_ones_own(path: str, ana: Client, pool: Stubber) -> None:
    renewed(pool, BEN)
    assert ana.post(OWN + path, BY_TOKEN[path]).status == 403


def test_an_e_mail_that_is_anothers_by_now_switches_nothing_off(ana: Client, pool: Stubber) -> None:
    answered(pool, BEN)
    assert refused_removal(ana)[0] == 403


@pytest.mark.parametrize("path", BY_TOKEN)
def test_a_session_that_is_over_and_who_left_are_refused(path: str, ana: Client, pool: Stubber) -> None:
    pool.add_client_error("initiate_auth", "NotAuthorizedException")
    assert ana.post(OWN + path, BY_TOKEN[path]).status == 401
    directory.save_person(replace(ANA, active=False))
    renewed(pool)
    assert ana.post(OWN + path, BY_TOKEN[path]).status == 403


@pytest.mark.parametrize("path", BY_TOKEN)
def test_too_many_wait(path: str, ana: Client, pool: Stubber) -> None:
    operation = {"/confirmation": "verify_software_token"}.get(path, "get_user")
    renewed(pool)
    pool.add_client_error(operation, "TooManyRequestsException")
    assert ana.post(OWN + path, BY_TOKEN[path]).status == 429


def test_nothing_of_it_is_kept_for_a_retry(ana: Client, pool: Stubber) -> None:
    before = table_contents()

    def offered() -> Reply:
        renewed(pool)
        has(pool)
        pool.add_response("associate_software_token", {"SecretCode": KEY}, ACCESS)
        return ana.post(OWN, TOKEN, key="k-1")

    for _ in range(2):
        assert offered().status == 201
    renewed(pool)
    verified(pool, "SUCCESS")
    set_to(pool, on=True)
    assert ana.post(f"{OWN}/confirmation", TOKEN | CODE, key="k-1").status == 204
    assert table_contents() == before


def test_no_key_is_asked_for_where_nothing_is_kept() -> None:
    from tests.api.client import openapi

    paths: dict[str, Any] = openapi()["paths"]
    told = [paths[OWN + path]["post"]["parameters"] for path in ("", "/status", "/confirmation", "/removal")]
    assert told == [[]] * 4
