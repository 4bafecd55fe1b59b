"""An erasure in words, before it is done."""

from collections.abc import Iterator

from chalicelib.adapters.files import DealFile
from chalicelib.services.erasure import Plan


def in_words(plan: Plan) -> list[str]:
    """What would be erased, a line each; and what whoever decides should know before."""
    return list(_lines(plan))


def _lines(plan: Plan) -> Iterator[str]:
    if not plan.files:
        yield f"Nothing is held under {' or '.join(plan.asked.handles)}."
        return
    for file in plan.files:
        yield _quote_line(file)
    yield f"  told in inboxes, and in their mails that wait: {plan.told}; objects of pages, with old versions: {plan.objects}"
    for file in plan.files:
        yield from _warnings(file)
    if plan.other_handles:
        others = ", ".join(plan.other_handles)
        yield f"  ! these quotes also name {others}: there may be more under that, to be asked for by itself"


def _quote_line(file: DealFile) -> str:
    quote = file.deal.quote
    what = "erased already" if quote.customer.is_erased else quote.customer.name
    more = f"events {len(file.lines)}, reservations {len(file.reservations)}, pages sent {len(file.published)}"
    return f"  - {quote.number} ({quote.stage.label}, {quote.advisor.name}): {what}; {more}"


def _warnings(file: DealFile) -> Iterator[str]:
    quote = file.deal.quote
    if quote.customer.is_erased:
        return
    if quote.reservations:
        yield f"  ! {quote.number} has open reservations: settle their deposits first, or nobody knows whose they are"
    elif quote.is_open:
        yield f"  ! {quote.number} is open, and stays so without a name: its advisor should close it"
