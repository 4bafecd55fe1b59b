"""One of many clients that want the same units: a process of its own, with a connection of its own."""

import os
from collections.abc import Mapping
from datetime import timedelta
from secrets import token_hex
from threading import Barrier
from typing import Any

from msgspec import Struct

from chalicelib.domain.dealership import Person, Showroom
from chalicelib.domain.quote import Quote

from .booking import Requests, real_time
from .crowd import PATIENCE_SECONDS
from .deals import a_pending_quote
from .desk import Client, Reply
from .engine import CREDENTIALS, connected

NOT_YET = {429, 503}
TRIES = 20


class Try(Struct, frozen=True):
    """What one client got for one unit; no answer to an approval where nothing was there to approve."""

    asked: int
    approved: int | None
    states: tuple[Any, ...]


class PatientClient(Client):
    """Sends again what was not done yet, or may have been done unheard: the same body, under one key."""

    def call(
        self,
        person: Person,
        method: str,
        path: str,
        body: object = None,
        query: Mapping[str, list[str]] | None = None,
        **headers: str,
    ) -> Reply:
        headers = {"idempotency_key": token_hex(16)} | headers
        reply = super().call(person, method, path, body, query, **headers)
        for _ in range(TRIES):
            if reply.status not in NOT_YET:
                break
            reply = super().call(person, method, path, body, query, **headers)
        return reply


def rival_quotes(client: int, count: int, advisor: Person, showroom: Showroom) -> list[Quote]:
    """The quotes of one client: another customer for each unit."""
    valid_until = real_time().date() + timedelta(days=10)
    names = (f"qrival{client:03d}x{number:04d}" for number in range(count))
    return [a_pending_quote(name, advisor, showroom, valid_until=valid_until) for name in names]


def want_them_all(
    client: int, barrier: Barrier, url: str, vins: list[str], advisor: Person, boss: Person, showroom: Showroom
) -> list[Try]:
    """Ask for each unit, for another customer each time, and have it approved, at the same instant as all others.

    In every other round the approvals wait until all have asked; else they meet the requests of who comes later.
    The client's quotes must have been loaded.
    """
    os.environ.update(CREDENTIALS)
    with connected(url):
        book = Requests(PatientClient())
        tries = []
        for number, (quote, vin) in enumerate(
            zip(rival_quotes(client, len(vins), advisor, showroom), vins, strict=True)
        ):
            body = {"id": quote.id, "vehicles": [{"id": quote.vehicles[0].id}]}
            barrier.wait(PATIENCE_SECONDS)
            asked = book.ask(advisor, body, vin)
            if number % 2:
                barrier.wait(PATIENCE_SECONDS)
            decided = book.approve(boss, asked.json["id"]) if asked.status == 201 else None
            tries.append(_told(asked, decided))
        return tries


def _told(asked: Reply, decided: Reply | None) -> Try:
    refused = [reply for reply in (asked, decided) if reply and reply.status != 201]
    states = tuple(reply.json["state"].get("unit_status", reply.text) for reply in refused)
    return Try(asked.status, decided.status if decided else None, states)
