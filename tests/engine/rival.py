"""One of many clients that want the same units: a process of its own, with a connection of its own."""

import os
from datetime import timedelta
from threading import Barrier
from typing import Any

from msgspec import Struct

from chalicelib.domain.dealership import Person, Showroom

from .booking import Bookings, real_time
from .crowd import PATIENCE_SECONDS
from .deals import a_pending_quote, load_quotes
from .desk import Desk, Reply
from .engine import CREDENTIALS, connected


class Try(Struct, frozen=True):
    """What one client got for one unit; no answer to an approval where nothing was there to approve."""

    asked: int
    approved: int | None
    states: tuple[Any, ...]


def want_them_all(
    client: int, barrier: Barrier, url: str, vins: list[str], advisor: Person, boss: Person, showroom: Showroom
) -> list[Try]:
    """Ask for each unit, for another customer each time, and have it approved, at the same instant as all others.

    In every other round the approvals wait until all have asked; else they meet the requests of who comes later.
    """
    os.environ.update(CREDENTIALS)
    with connected(url):
        book = Bookings(Desk())
        quotes = [
            a_pending_quote(
                f"qrival{client:03d}x{number:04d}",
                advisor,
                showroom,
                valid_until=real_time().date() + timedelta(days=10),
            )
            for number in range(len(vins))
        ]
        load_quotes(quotes)
        tries = []
        for number, (quote, vin) in enumerate(zip(quotes, vins, strict=True)):
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
