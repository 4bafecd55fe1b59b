"""Customers of a desk whose data may be erased, each with a quote, a link and a request; many to a desk."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import count
from urllib.parse import urlsplit

import pytest
from msgspec import Struct

from chalicelib.services import perform
from local.engines import Engine
from tests.api import client
from tests.api.client import Reply
from tests.desk import ANA

from .customers import Body, Counter, Identity, a_counter
from .jobs import dealership_on_shift

_people = count(1)


@contextmanager
def a_desk(engine: Engine) -> Iterator[Counter]:
    """A desk on an engine, for many cases."""
    with (
        dealership_on_shift(engine) as shift,
        a_counter(shift) as counter,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(perform, "LONGEST_PAUSE_SECONDS", 0)
        # Who erases has other rights than the API, and roles are enforced for a whole process.
        patch.setattr(client, "acting_as", lambda _: nullcontext())
        yield counter


class Case(Struct, frozen=True):
    """A customer's quote with a link and a request, and the request that somebody is about to make."""

    who: Identity
    quote: Body
    link: str
    reservation: Body
    version: str


def a_case(desk: Counter) -> Case:
    """A customer who has not been there before."""
    number = next(_people)
    who = Identity(
        f"Xóchi{number:03d}", f"Ñaque{number:03d}", f"+5939922{number:05d}", f"XR9{number:05d}", f"Wkz{number:03d}"
    )
    quote = desk.quote(who)
    link, reservation = desk.sent(quote), desk.reserve(who, quote)
    return Case(who, quote, link, reservation, desk.of(ANA).get(f"/quotes/{quote['id']}").headers["etag"])


def answered(desk: Counter, case: Case) -> Reply:
    """The customer asks for a call."""
    body = {"kind": "CALL_ME", "visit_id": case.quote["id"]}
    return desk.nobody.post(f"{urlsplit(case.link).path}/answers", body)
