"""Who works at the deployed dealership: invited by the tool, signed in with the password of their mail."""

import re
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from chalicelib.domain.dealership import Person, Showroom
from local.demo.people import BELEN, GLORIA, GUAYAQUIL, LUCIA, MATEO, QUITO, ROSA
from tests.http.client import HttpClient

from .deployment import Deployment

SHOWROOMS = {QUITO.id: QUITO, GUAYAQUIL.id: GUAYAQUIL}
MANAGER, BOSS, ADVISOR, COLLEAGUE, ELSEWHERE = GLORIA, ROSA, LUCIA, MATEO, BELEN
CAST = (MANAGER, BOSS, ADVISOR, COLLEAGUE, ELSEWHERE)
INVITATION = "Su cuenta en Mis Seguimientos"
TEMPORARY = re.compile(r"contraseña temporal (\S{8,}?)[;.,]? ")


@dataclass(frozen=True)
class Known:
    """Somebody who has chosen a password."""

    email: str
    password: str

    def client(self, deployment: Deployment) -> HttpClient:
        """Signed in afresh, at the address that the API has now."""
        client = HttpClient(deployment.api_url)
        client.sign_in(self.email, self.password)
        return client


def invite(deployment: Deployment, person: Person) -> None:
    """``make person``: a showroom comes into being with its first person."""
    showroom: Showroom = SHOWROOMS[person.showroom_id]
    deployment.run(
        "tools.deploy.person",
        *("--email", person.email, "--name", person.name, "--phone", person.phone, "--role", person.role.value),
        *("--showroom", showroom.name, "--city", showroom.city, "--address", showroom.address),
    )


def first_sign_in(deployment: Deployment, person: Person) -> Known:
    """With the password of the invitation, and then with one of one's own."""
    client = HttpClient(deployment.api_url)
    reply = client.post("/session", {"email": person.email, "password": temporary_password(deployment, person)})
    assert reply.status_code == 409, reply.text
    known = Known(person.email, f"Propia-{token_hex(6)}-Z9")
    body: dict[str, Any] = {
        "email": person.email,
        "session": reply.json()["state"]["session"],
        "new_password": known.password,
    }
    reply = client.post("/session/first-password", body)
    assert reply.status_code == 200, reply.text
    return known


def temporary_password(deployment: Deployment, person: Person) -> str:
    """The one in the invitation's mail."""
    (invitation,) = (mail for mail in deployment.mail_to(person.email) if mail["Subject"] == INVITATION)
    found = TEMPORARY.search(invitation["BodyText"] + invitation["BodyHtml"])
    assert found, invitation
    return found[1]
