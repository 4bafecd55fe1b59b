"""``python -m bench.costs``: what every call costs in a small and in a large dealership, side by side, as Markdown.

An advisor with the same work is put into dealerships of 1,000 and of 100,000 deals, on dynoxide, whose
consumed capacity is right. Ends with 1 when a call costs more in the large one, or is over its budget.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib.domain.codes import LostReason, Stage
from chalicelib.domain.dealership import Person, Showroom
from chalicelib.domain.quote import Quote
from local.tables import make_tables
from tests.builders import a_customer, a_person, a_showroom
from tests.engine.budget import Errand
from tests.engine.deals import a_pending_quote, load_quotes
from tests.engine.desk import Desk
from tests.engine.engine import CREDENTIALS, connected, engine_home, running
from tests.engine.errands import run_errands

SIZES = (1_000, 100_000)
PENDING, CLOSED = 50, 250
SHOWROOMS, ADVISORS = 20, 10
LOADERS = os.cpu_count() or 1
SHORT = {"BatchGetItem": "BatchGet", "TransactWriteItems": "Transact", "UpdateItem": "Update", "DeleteItem": "Delete"}


def measure(size: int) -> list[Errand]:
    """Every call once, in a fresh dealership of so many deals."""
    with TemporaryDirectory() as folder, running(engine_home(Path(folder))) as engine, connected(engine.url):
        make_tables()
        desk = Desk()
        load_quotes(_own_work(desk))
        _load_others(engine.url, size - PENDING - CLOSED)
        return run_errands(desk)


def _own_work(desk: Desk) -> Iterator[Quote]:
    for number in range(PENDING + CLOSED):
        yield _quote(f"qown{number:08d}", desk.advisor, desk.showroom, is_open=number < PENDING)


def _load_others(url: str, size: int) -> None:
    """Put deals of other showrooms there, from several processes at once."""
    bounds = [size * part // LOADERS for part in range(LOADERS + 1)]
    with ProcessPoolExecutor(LOADERS, mp_context=get_context("spawn")) as loaders:
        parts = [loaders.submit(load_part, url, *bounds[part : part + 2]) for part in range(LOADERS)]
        for part in parts:
            part.result()


def load_part(url: str, first: int, end: int) -> None:
    """Write the deals of other showrooms with these numbers; half of them are open."""
    os.environ.update(CREDENTIALS)
    with connected(url):
        load_quotes(_others_quote(number) for number in range(first, end))


def _others_quote(number: int) -> Quote:
    showroom = a_showroom(id=f"s-{number % SHOWROOMS:012d}")
    advisor = a_person(id=f"p-{number % (SHOWROOMS * ADVISORS):012d}", showroom_id=showroom.id)
    return _quote(f"qother{number:08d}", advisor, showroom, is_open=number % 2 == 0)


def _quote(quote_id: str, advisor: Person, showroom: Showroom, *, is_open: bool) -> Quote:
    customer = a_customer(phone=f"+59398{int(quote_id[-8:]):07d}")
    if is_open:
        return a_pending_quote(quote_id, advisor, showroom, customer=customer)
    return a_pending_quote(
        quote_id,
        advisor,
        showroom,
        customer=customer,
        stage=Stage.LOST,
        stage_before_lost=Stage.QUOTED,
        lost_reason=LostReason.PRICE,
        pending=None,
    )


def table(sizes: list[int], measured: list[list[Errand]]) -> Iterator[str]:
    """The lines of a Markdown table: one row for each call, one column for each figure at each size."""
    figures = [f"{figure} at {size:,}" for figure in ("requests", "read units", "write units") for size in sizes]
    yield _row("call", "operations", *figures)
    yield _row("---", "---", *("--:" for _ in figures))
    for errands in zip(*measured, strict=True):
        costs = [errand.cost for errand in errands]
        told = dict.fromkeys(_told(cost.operations) for cost in costs)
        yield _row(
            errands[0].name,
            " or ".join(told),
            *(str(len(cost.operations)) for cost in costs),
            *(f"{cost.read_units:g}" for cost in costs),
            *(f"{cost.write_units:g}" for cost in costs),
        )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _told(operations: list[str]) -> str:
    counts = Counter(SHORT.get(operation, operation) for operation in operations)
    return ", ".join(f"{times} × {name}" if times > 1 else name for name, times in counts.items()) or "none"


def faults(measured: list[list[Errand]]) -> Iterator[str]:
    """The calls that are over budget, or whose cost depends on the size."""
    for errands in zip(*measured, strict=True):
        if any(not errand.budget.holds(errand.cost) for errand in errands):
            yield f"over budget: {errands[0].name}"
        if any(errand.cost != errands[0].cost for errand in errands):
            yield f"differs by size: {errands[0].name}"


def main() -> int:
    """Print the table; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="deals in each dealership")
    os.environ.update(CREDENTIALS)
    sizes = list(parser.parse_args().sizes)
    measured = [measure(size) for size in sizes]
    print(*table(sizes, measured), sep="\n")
    wrong = list(faults(measured))
    print(*wrong, sep="\n", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
