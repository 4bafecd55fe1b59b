"""What ends by its date: reservations past their hold (B3); quotes past their validity, told the day before, and what
their link shows (B4, P4)."""

import logging
from collections.abc import Iterable
from functools import partial
from itertools import islice

from ..adapters import deals
from ..adapters.marks import Watched, validity_write
from ..domain.cards import QuoteCard
from ..domain.codes import NoticeKind
from ..domain.errors import Unavailable
from ..domain.quiet import in_quiet_hours
from ..domain.telling import validity_line
from ..domain.validity import Look, looked, looks_due, next_look
from .page_rewriting import ContentMissing, rewrite_page
from .reservations import expire_reservation
from .tasks import Task, TimeIsUp, Told, carry_out
from .work import Call, Work

log = logging.getLogger(__name__)

RESERVATIONS = 100
"""Ended in one go; if there are more, the task goes to the queue again."""
TOGETHER = 15
"""Quotes looked at in one transaction: with a notice to each advisor and to ten bosses it stays under a hundred items."""


def expire(call: Call, task: Task, time_is_up: TimeIsUp) -> bool:
    """End what is over in a showroom, reservations first; False if time was up before all was done.

    Raises:
        Busy, Unavailable: see :func:`carry_out`; what was done before stays so.
    """
    return _expire_reservations(call, task, time_is_up) and _expire_quotes(call, task, time_is_up)


def _expire_reservations(call: Call, task: Task, time_is_up: TimeIsUp) -> bool:
    """End the reservations whose hold or offer is over: each frees its unit, which the next in line is offered."""
    lapsed = deals.lapsed_reservations(task.showroom_id, call.now, RESERVATIONS)
    for reservation_id in lapsed:
        if time_is_up():
            return False
        carry_out(call, partial(expire_reservation, reservation_id=reservation_id))
    return len(lapsed) < RESERVATIONS


def _expire_quotes(call: Call, task: Task, time_is_up: TimeIsUp) -> bool:
    """Look at the quotes whose day has come.

    Advisors are told outside the quiet hours; a page changes at night too, if its advisor was told.
    """
    due = deals.validity_due(task.showroom_id, call.today, TOGETHER)
    while some := list(islice(due, TOGETHER)):
        if time_is_up():
            return False
        _rewrite(carry_out(call, partial(_look_at, cards=some, task=task)), call)
    return True


def _look_at(work: Work, cards: list[QuoteCard], task: Task) -> list[str]:
    """Tell and mark what is due of these, as they stand now; the quotes whose page must change."""
    slots = [work.reading.watched(card.quote_id) for card in cards]
    work.read()
    told = Told(work, task)
    watched = [slot.value for slot in slots if slot.value]
    changed = [one.deal.quote.id for one in watched if _look_at_one(work, told, one, task)]
    told.tell()
    return changed


def _look_at_one(work: Work, told: Told, watched: Watched, task: Task) -> bool:
    """Whether the page of the quote must change."""
    call, quote = work.call, watched.deal.quote
    looks = looks_due(quote, watched.validity_mark, call.today)
    if Look.LAST_DAY_AHEAD in looks:
        if in_quiet_hours(call.now, call.zone, work.rules):
            return False
        kind = NoticeKind.QUOTES_EXPIRED if Look.EXPIRED in looks else NoticeKind.QUOTES_EXPIRING
        for person_id in _told(quote.advisor.id, task):
            told.add(person_id, kind, validity_line(quote))
    mark = looked(quote, call.today) if looks else watched.validity_mark
    page_changed = quote.proforma is not None and bool(looks & {Look.EXPIRED, Look.PAGE_EXPIRED})
    day = next_look(quote, mark)
    again = day.isoformat() if day else None
    if mark and (looks or again != watched.next_look):
        work.mark(validity_write(watched, mark, again, page_changed=page_changed))
    return page_changed


def _told(advisor_id: str, task: Task) -> Iterable[str]:
    return [advisor_id] if task.staff.works_here(advisor_id) else task.staff.bosses()


def _rewrite(quote_ids: Iterable[str], call: Call) -> None:
    """Make the links say so; what fails is left to the sweep of pages."""
    for quote_id in quote_ids:
        try:
            rewrite_page(quote_id, call.today, call.site)
        except (Unavailable, ContentMissing):
            log.warning("the page of %s is left to the sweeper", quote_id)
