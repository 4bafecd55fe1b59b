"""Overdue alerts: raise what is due, each once, and arm the next (B1).

Found through the sparse index, decided on the quote itself with the mark beside it, written together: marks, inbox
and outbox entries, and when to look again. Whatever is cut short leaves the rest in the index, to be found again.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from ..adapters import deals
from ..adapters.marks import Watched, alert_write
from ..adapters.stored import sortable
from ..domain.alerts import AlertLevel, AlertMark, alerts_due, next_alert
from ..domain.cards import AgendaCard
from ..domain.codes import NoticeKind, Role
from ..domain.quiet import alerts_rest
from ..domain.quote import FollowUp
from ..domain.staff import Staff
from ..domain.telling import follow_up_line
from .tasks import Task, TimeIsUp, Told, carry_out
from .work import Call, Work

PAGE = 200
MOST_MARKS = 40
ITEMS_OF_A_NOTICE = 3
MOST_ITEMS = 96
"""Of the hundred that a transaction may hold."""


def raise_overdue(call: Call, task: Task, time_is_up: TimeIsUp) -> bool:
    """Raise a showroom's overdue alerts that are due; False if time was up before all were.

    Raises:
        Busy, Unavailable: see :func:`carry_out`; what was raised before stays raised.
    """
    due = deals.alerts_due(task.showroom_id, call.now, PAGE)
    while page := list(islice(due, PAGE)):
        for some in cut(sorted(page, key=lambda card: card.advisor.id), task.staff):
            if time_is_up():
                return False
            carry_out(call, partial(_raise, cards=some, task=task))
    return True


def cut(cards: Iterable[AgendaCard], staff: Staff) -> Iterator[list[AgendaCard]]:
    """Cards in order, as many together as one transaction holds, whichever alerts of them are due."""
    leads = len(staff.leads(Role.BOSS)) + len(staff.leads(Role.MANAGER))
    some: list[AgendaCard] = []
    advisors: set[str] = set()
    for card in cards:
        people = leads + len(advisors | {card.advisor.id})
        if some and (len(some) == MOST_MARKS or len(some) + 1 + ITEMS_OF_A_NOTICE * people > MOST_ITEMS):
            yield some
            some, advisors = [], set()
        some.append(card)
        advisors.add(card.advisor.id)
    if some:
        yield some


def _raise(work: Work, cards: list[AgendaCard], task: Task) -> int:
    """Raise what is due of these, as they stand now; how many alerts. The index may lag behind."""
    slots = [work.reading.watched(card.quote_id) for card in cards]
    work.read()
    if alerts_rest(work.call.now, work.call.zone, work.rules):
        return 0
    told = Told(work, task)
    raised = 0
    for slot in slots:
        if slot.value and (pending := slot.value.deal.quote.pending):
            raised += _raise_one(work, told, slot.value, pending, task.staff)
    told.tell()
    return raised


def _raise_one(work: Work, told: Told, watched: Watched, pending: FollowUp, staff: Staff) -> int:
    call, quote = work.call, watched.deal.quote
    due = alerts_due(pending, watched.alert_mark, call.now, work.rules, call.zone)
    mark = AlertMark(pending.id, pending.due_at, due[-1]) if due else watched.alert_mark
    again = next_alert(pending, mark, work.rules, call.zone)
    if due or watched.next_alert_at != (sortable(again) if again else None):
        work.mark(alert_write(watched, mark, again))
    for level in due:
        for person_id in staff.told_at(level, quote.advisor.id):
            own = level is AlertLevel.ADVISOR and person_id == quote.advisor.id
            kind = NoticeKind.FOLLOW_UPS_OVERDUE if own else NoticeKind.FOLLOW_UPS_UNATTENDED
            told.add(person_id, kind, follow_up_line(quote, pending))
    return len(due)
