"""A whole dealership made by chance, the same every time, and what its lists should show, found by brute force."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from msgspec import Struct

from chalicelib.domain.codes import FollowUpType, Quality, Source, Stage
from chalicelib.domain.dealership import Person, Showroom
from chalicelib.domain.quote import CLOSED_STAGES, ModelRef, Quote
from tests.builders import NOW, ZONE, a_customer, a_follow_up, a_vehicle

from .deals import a_pending_quote
from .desk import Desk

BUSY_PENDING = 600
ADVISORS = 6
OPEN_SHARE = 0.35
DAYS_AROUND = 40

FIRST_NAMES = ("José", "Ana María", "Ángel", "Zoë", "Ñusta", "Andrés", "Martha", "Iván", "Lucía", "anabel")
LAST_NAMES = ("Núñez Peña", "De la Cruz", "Muñoz", "Güiza", "Andrade", "O'Brien", "Pérez-Mora", "Yánez")
MODELS = (
    ModelRef("m-one", "Andina", "Cóndor 200"),
    ModelRef("m-two", "Andina", "Ñandú 150-R"),
    ModelRef("m-three", "Volcán", "Áspero 250"),
)


class Dealership(Struct, frozen=True):
    """Two showrooms; ``busy`` is an advisor of the first with 600 pending, the rest is spread over the others.

    ``pending`` are the open quotes, soonest due first.
    """

    desk: Desk
    showrooms: tuple[Showroom, Showroom]
    busy: Person
    quotes: tuple[Quote, ...]
    pending: tuple[Quote, ...]


def due_key(quote: Quote) -> tuple[datetime, str]:
    """How a list by due date is ordered."""
    assert quote.pending is not None
    return quote.pending.due_at, quote.pending.id


def imagine(desk: Desk, size: int) -> Dealership:
    """A dealership of so many quotes; nothing is written yet."""
    other = desk.open_showroom()
    busy = desk.hire()
    here = [(desk.hire(), desk.showroom) for _ in range(ADVISORS // 2)]
    there = [(desk.hire(showroom=other), other) for _ in range(ADVISORS // 2)]
    chance = Random(7)
    quotes = []
    for number in range(size):
        mine = number < BUSY_PENDING or chance.random() < 0.02
        advisor, showroom = (busy, desk.showroom) if mine else chance.choice(here + there)
        may_be_open = number < BUSY_PENDING or (not mine and chance.random() < OPEN_SHARE)
        stages = [stage for stage in Stage if (stage not in CLOSED_STAGES) is may_be_open]
        quotes.append(_quote(f"qlist{number:06d}", advisor, showroom, chance.choice(stages), chance))
    pending = sorted((quote for quote in quotes if quote.pending), key=due_key)
    return Dealership(desk, (desk.showroom, other), busy, tuple(quotes), tuple(pending))


def _quote(quote_id: str, advisor: Person, showroom: Showroom, stage: Stage, chance: Random) -> Quote:
    hour = timedelta(hours=1)
    due_at = NOW + chance.randint(-24 * DAYS_AROUND, 24 * DAYS_AROUND) * hour + timedelta(minutes=30)
    quality = chance.choice(list(Quality))
    pending = a_follow_up(id=f"{quote_id}-9", due_at=due_at, quality=quality, type=chance.choice(list(FollowUpType)))
    models = chance.sample(MODELS, chance.randint(1, 2))
    return a_pending_quote(
        quote_id,
        advisor,
        showroom,
        stage=stage,
        stage_before_lost=Stage.QUOTED if stage is Stage.LOST else None,
        created_at=NOW - chance.randint(0, 24 * 60) * hour,
        customer=a_customer(first_name=chance.choice(FIRST_NAMES), last_name=chance.choice(LAST_NAMES)),
        vehicles=tuple(a_vehicle(id=f"v{position}", model=model) for position, model in enumerate(models)),
        source=chance.choice(list(Source)),
        quality=quality,
        pending=None if stage in CLOSED_STAGES else pending,
    )


def local_day(instant: datetime) -> date:
    return instant.astimezone(ZONE).date()


def days_since_due(quote: Quote) -> int:
    assert quote.pending is not None
    return (local_day(NOW) - local_day(quote.pending.due_at)).days


def bucket_name(quote: Quote) -> str:
    assert quote.pending is not None
    if quote.pending.due_at < NOW:
        return "overdue"
    return "today" if local_day(quote.pending.due_at) == local_day(NOW) else "upcoming"


def has_words(quote: Quote, text: str) -> bool:
    """Every word of the text begins a word of the customer's name or of a model, whatever accents and case."""
    said = [quote.customer.first_name, quote.customer.last_name, *(str(vehicle.model) for vehicle in quote.vehicles)]
    known = _plain(" ".join(said)).split()
    return all(any(word.startswith(wanted) for word in known) for wanted in _plain(text).split())


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower())
    letters = (character for character in decomposed if unicodedata.category(character) != "Mn")
    return "".join(letter if letter.isalnum() else " " for letter in letters)


Query = dict[str, list[str]]
PENDING_CHECKS: dict[str, Callable[[Quote, list[str]], bool]] = {
    "from": lambda quote, values: local_day(due_key(quote)[0]) >= date.fromisoformat(values[0]),
    "to": lambda quote, values: local_day(due_key(quote)[0]) <= date.fromisoformat(values[0]),
    "source": lambda quote, values: quote.source in values,
    "quality": lambda quote, values: quote.quality in values,
    "type": lambda quote, values: due_type(quote) in values,
    "stage": lambda quote, values: quote.stage in values,
    "min_days": lambda quote, values: days_since_due(quote) >= int(values[0]),
    "max_days": lambda quote, values: days_since_due(quote) <= int(values[0]),
    "q": lambda quote, values: has_words(quote, values[0]),
    "bucket": lambda quote, values: bucket_name(quote) == values[0],
    "advisor_id": lambda quote, values: quote.advisor.id == values[0],
    "showroom_id": lambda quote, values: quote.showroom.id == values[0],
}
QUOTE_CHECKS = PENDING_CHECKS | {
    "from": lambda quote, values: local_day(quote.created_at) >= date.fromisoformat(values[0]),
    "to": lambda quote, values: local_day(quote.created_at) <= date.fromisoformat(values[0]),
}


def due_type(quote: Quote) -> FollowUpType:
    assert quote.pending is not None
    return quote.pending.type


def passing(
    quotes: Iterable[Quote], query: Query, checks: dict[str, Callable[[Quote, list[str]], bool]]
) -> Iterator[Quote]:
    """The quotes that pass every filter of a query."""
    return (quote for quote in quotes if all(checks[name](quote, values) for name, values in query.items()))


def read_all(desk: Desk, person: Person, path: str, query: Query, limit: int) -> tuple[list[dict[str, Any]], Any]:
    """Every row of a list, page after page, and the counts that came with the first."""
    rows: list[dict[str, Any]] = []
    asked = query | {"limit": [str(limit)]}
    counts = None
    while True:
        reply = desk.call(person, "GET", path, query=asked)
        assert reply.status == 200, reply.text
        page = reply.json
        assert len(page["items"]) <= limit
        counts = counts or page.get("counts")
        rows += page["items"]
        if page["next"] is None:
            return rows, counts
        asked = asked | {"cursor": [page["next"]]}
