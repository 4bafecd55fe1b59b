"""What was stored in earlier days is read by today's types: new fields carry defaults, none is renamed.

A sample is what the desk stored when it was added here. Samples are never edited; a new shape adds a new one.
"""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from chalicelib.domain.alerts import AlertMark
from chalicelib.domain.cards import AgendaCard, DiscountCard, QuoteCard
from chalicelib.domain.dealership import Person, Rules, Showroom
from chalicelib.domain.inventory import Model, Unit
from chalicelib.domain.quote import Quote
from chalicelib.domain.reservation import ReservationCard
from chalicelib.domain.timeline import Event, Notice
from chalicelib.domain.validity import ValidityMark

TYPES: dict[str, type[msgspec.Struct]] = {
    "agenda_card": AgendaCard,
    "alert_mark": AlertMark,
    "discount_card": DiscountCard,
    "event": Event,
    "model": Model,
    "notice": Notice,
    "person": Person,
    "quote": Quote,
    "quote_card": QuoteCard,
    "reservation_card": ReservationCard,
    "rules": Rules,
    "showroom": Showroom,
    "unit": Unit,
    "validity_mark": ValidityMark,
}
SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.json"))


def _type_of(sample: Path) -> type[msgspec.Struct]:
    """``quote.json`` and ``quote-lost.json`` are both a quote."""
    return TYPES[sample.stem.partition("-")[0]]


def _keeps(stored: Any, now: Any) -> bool:
    """Whether everything that was stored is still there, under the same name."""
    if isinstance(stored, dict):
        return all(key in now and _keeps(value, now[key]) for key, value in stored.items())
    if isinstance(stored, list):
        return len(stored) == len(now) and all(map(_keeps, stored, now))
    return bool(stored == now)


def test_every_stored_type_has_a_sample() -> None:
    assert {_type_of(sample) for sample in SAMPLES} == set(TYPES.values())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_what_was_stored_is_still_read_and_loses_nothing(sample: Path) -> None:
    read = msgspec.json.decode(sample.read_bytes(), type=_type_of(sample))
    assert _keeps(json.loads(sample.read_bytes()), json.loads(msgspec.json.encode(read)))


@pytest.mark.parametrize(
    ("stored", "now", "kept"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1}, {"b": 1}, False),
        ([{"a": 1}], [{"a": 2}], False),
        ([1], [1, 2], False),
    ],
)
def test_a_lost_field_would_be_seen(stored: Any, now: Any, kept: bool) -> None:
    assert _keeps(stored, now) is kept
