"""The morning agenda: to each advisor what is for today and overdue, to each boss the showroom's overdue (B2)."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from ..adapters import deals
from ..adapters.ledger import DayMark
from ..domain.agenda import ONE_DAY, start_of_day
from ..domain.cards import AgendaCard
from ..domain.codes import NoticeKind, Role
from ..domain.telling import agenda_line, agenda_summary
from ..domain.timeline import Notice, TeamLine
from .tasks import Task, TimeIsUp, carry_out, envelope_of
from .work import Call, Work

PEOPLE_TOGETHER = 20
"""Told in one transaction: each is four items of the hundred that it may hold."""
MOST_LINES = 40


def showroom_mark(showroom_id: str, call: Call) -> DayMark:
    """That a showroom's agendas of today are all out."""
    return DayMark(f"agendas#{showroom_id}", call.today.isoformat())


def send_agendas(call: Call, task: Task, time_is_up: TimeIsUp) -> bool:
    """Tell everybody of a showroom their day, once; False if time was up before everybody was told.

    Raises:
        Busy, Unavailable: see :func:`carry_out`; who was told before is not told again.
    """
    cards = deals.agenda_until(task.showroom_id, start_of_day(call.today + ONE_DAY, call.zone))
    notices = [notice for member in task.staff.members if (notice := _agenda(member.id, cards, call.now, task))]
    for start in range(0, len(notices), PEOPLE_TOGETHER):
        if time_is_up():
            return False
        carry_out(call, partial(_tell_once, notices=notices[start : start + PEOPLE_TOGETHER]))
    carry_out(call, partial(_note_done, mark=showroom_mark(task.showroom_id, call)))
    return True


def _agenda(person_id: str, cards: Sequence[AgendaCard], now: datetime, task: Task) -> Notice | None:
    """Somebody's morning; None for who has nothing to be told."""
    own = [card for card in cards if card.advisor.id == person_id]
    overdue = sum(card.due_at < now for card in own)
    team = _team(cards, now) if person_id in task.staff.leads(Role.BOSS) else ()
    if not own and not team:
        return None
    return Notice(
        person_id=person_id,
        showroom_id=task.showroom_id,
        kind=NoticeKind.AGENDA,
        text=agenda_summary(len(own) - overdue, overdue, team),
        envelope=envelope_of(task, person_id),
        lines=tuple(agenda_line(card) for card in own[:MOST_LINES]),
        team=team,
        more=max(0, len(own) - MOST_LINES),
    )


def _team(cards: Sequence[AgendaCard], now: datetime) -> tuple[TeamLine, ...]:
    """The overdue work of a showroom by advisor, most first."""
    late: dict[str, list[AgendaCard]] = {}
    for card in cards:
        if card.due_at < now:
            late.setdefault(card.advisor.id, []).append(card)
    lines = (TeamLine(own[0].advisor, len(own), own[0].due_at) for own in late.values())
    return tuple(sorted(lines, key=lambda line: (-line.overdue, line.advisor.name)))


def _tell_once(work: Work, notices: Sequence[Notice]) -> None:
    day = work.call.today.isoformat()
    marks = [DayMark(f"agenda#{notice.person_id}", f"{day}#{notice.showroom_id}") for notice in notices]
    slots = [work.reading.day_mark(mark) for mark in marks]
    work.read()
    for notice, mark, slot in zip(notices, marks, slots, strict=True):
        if slot.value is None:
            work.mark_day(mark)
            work.tell(notice)


def _note_done(work: Work, mark: DayMark) -> None:
    slot = work.reading.day_mark(mark)
    work.read()
    if slot.value is None:
        work.mark_day(mark)
