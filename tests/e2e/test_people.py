"""Who is invited: by mail, once, and with the role that they have now; and the second step that they may switch on."""

from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.domain.codes import Role
from tests.authenticator import code_of, wrong_code
from tests.http.client import HttpClient

from .cast import CAST, COLLEAGUE, Known, invite, temporary_password
from .deployment import Deployment

pytestmark = pytest.mark.e2e


def test_everybody_is_who_they_are_said_to_be(cast: dict[str, Known], deployment: Deployment) -> None:
    for person in CAST:
        me = cast[person.id].client(deployment).me
        assert (me["email"], me["role"], me["showroom"]["id"]) == (person.email, person.role.value, person.showroom_id)


def test_whoever_is_asked_for_again_is_the_same_person_with_another_role(
    cast: dict[str, Known], deployment: Deployment, manager: HttpClient
) -> None:
    before = cast[COLLEAGUE.id].client(deployment).me
    invite(deployment, replace(COLLEAGUE, role=Role.BOSS))
    try:
        promoted = cast[COLLEAGUE.id].client(deployment)
        assert promoted.me == before | {"role": "BOSS"}
        assert promoted.get("/discounts").status_code == 200
    finally:
        invite(deployment, COLLEAGUE)
    assert cast[COLLEAGUE.id].client(deployment).me == before
    assert [one["email"] for one in manager.rows("/people")].count(COLLEAGUE.email) == 1


def test_a_temporary_password_opens_nothing_once_it_was_replaced(
    cast: dict[str, Known], deployment: Deployment
) -> None:
    client = HttpClient(deployment.api_url)
    body = {"email": COLLEAGUE.email, "password": temporary_password(deployment, COLLEAGUE)}
    assert client.post("/session", body).status_code == 401


def test_two_steps_are_switched_on_asked_for_and_off_when_the_phone_is_lost(
    cast: dict[str, Known], deployment: Deployment, sessions: dict[str, dict[str, Any]]
) -> None:
    sessions.pop(COLLEAGUE.id, None)  # which end here; whoever needs one signs in again
    known = cast[COLLEAGUE.id]
    client = known.client(deployment)
    token = {"refresh_token": client.session_opened["refresh_token"]}
    assert client.post("/me/authenticator/status", token).json() == {"enabled": False}
    key = client.created("/me/authenticator", token)["key"]
    assert client.post("/me/authenticator/confirmation", token | {"code": wrong_code(key)}).status_code == 422
    assert client.post("/me/authenticator/confirmation", token | {"code": code_of(key)}).status_code == 204
    assert client.post("/me/authenticator/status", token).json() == {"enabled": True}

    asked = client.post("/session", {"email": known.email, "password": known.password})
    assert (asked.status_code, asked.json()["state"]["challenge"]) == (409, "AUTHENTICATOR_CODE")
    answer = {"email": known.email, "session": asked.json()["state"]["session"]}
    assert client.post("/session/code", answer | {"code": wrong_code(key)}).status_code == 422
    assert client.post("/session/code", answer | {"code": code_of(key)}).json()["person"]["email"] == known.email

    assert "password alone" in deployment.run("tools.deploy.person", "--email", known.email, "--lost-phone")
    assert known.client(deployment).me["email"] == known.email
    assert client.post("/session/refresh", token).status_code == 401
