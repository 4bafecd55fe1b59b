"""The morning's agenda: who is told what, once a day (B2)."""

from datetime import datetime, timedelta

from chalicelib.adapters import directory
from chalicelib.domain.codes import NoticeKind
from chalicelib.domain.dealership import Rules
from chalicelib.services.jobs import fan_out
from chalicelib.services.tasks import Job
from tests.builders import local
from tests.desk import ANA, BEN, NORA
from tests.jobs.quotes import a_pending
from tests.jobs.shift import Shift, told

MORNING = local("2026-07-15 07:30")
YESTERDAY = local("2026-07-14 10:00")


def _morning(shift: Shift, now: datetime = MORNING) -> None:
    shift.tick(now, Job.AGENDA)


def test_an_advisor_is_told_what_is_for_today_and_what_is_overdue(shift: Shift) -> None:
    late = a_pending(YESTERDAY)
    early, evening = a_pending(local("2026-07-15 07:00")), a_pending(local("2026-07-15 23:59"))
    a_pending(local("2026-07-16 00:00"))
    _morning(shift)
    (notice,) = told("ana")
    assert notice.kind is NoticeKind.AGENDA
    assert [line.quote_id for line in notice.lines] == [late.id, early.id, evening.id]
    assert notice.text == "1 para hoy y 2 por ponerse al día."


def test_a_boss_is_told_of_the_showrooms_overdue_by_advisor(shift: Shift) -> None:
    a_pending(YESTERDAY, BEN), a_pending(YESTERDAY), a_pending(YESTERDAY + timedelta(hours=1))
    a_pending(local("2026-07-15 10:00"))
    _morning(shift)
    (notice,) = told("nora")
    assert [(line.advisor.id, line.overdue, line.oldest_due_at) for line in notice.team] == [
        ("ana", 2, YESTERDAY),
        ("ben", 1, YESTERDAY),
    ]
    assert notice.lines == ()


def test_a_boss_with_own_work_is_told_of_both_in_one(shift: Shift) -> None:
    a_pending(YESTERDAY, NORA)
    _morning(shift)
    (notice,) = told("nora")
    assert (len(notice.lines), len(notice.team)) == (1, 1)


def test_who_has_nothing_is_told_nothing(shift: Shift) -> None:
    a_pending(local("2026-07-16 10:00"))
    _morning(shift)
    assert [told(person_id) for person_id in ("ana", "nora", "mara", "saul")] == [[]] * 4


def test_everybody_is_told_once_a_day(shift: Shift) -> None:
    a_pending(YESTERDAY)
    for hour in range(3):
        _morning(shift, MORNING + timedelta(hours=hour))
    assert len(told("ana")) == len(told("nora")) == 1
    _morning(shift, MORNING + timedelta(days=1))
    assert len(told("ana")) == len(told("nora")) == 2


def test_a_showroom_that_was_served_is_asked_no_more_that_day(shift: Shift) -> None:
    assert fan_out(Job.AGENDA, MORNING, shift.desk) == 2
    shift.work(MORNING)
    assert fan_out(Job.AGENDA, MORNING + timedelta(minutes=15), shift.desk) == 0
    assert fan_out(Job.AGENDA, MORNING + timedelta(days=1), shift.desk) == 2


def test_a_skipped_morning_is_made_up_for_later_that_day(shift: Shift) -> None:
    a_pending(YESTERDAY)
    _morning(shift, local("2026-07-15 16:00"))
    assert len(told("ana")) == 1


def test_it_comes_neither_before_its_hour_nor_on_a_day_off(shift: Shift) -> None:
    a_pending(YESTERDAY)
    for at in ("2026-07-15 07:15", "2026-07-18 07:30", "2026-08-10 07:30"):
        _morning(shift, local(at))
    assert told("ana") == []


def test_the_hour_is_settable(shift: Shift) -> None:
    a_pending(YESTERDAY)
    directory.save_rules(Rules(agenda_at=local("2026-07-15 09:00").astimezone(shift.desk.zone).time()))
    _morning(shift)
    assert told("ana") == []
    _morning(shift, local("2026-07-15 09:00"))
    assert len(told("ana")) == 1


def test_a_long_agenda_is_cut_and_says_so(shift: Shift) -> None:
    for number in range(45):
        a_pending(YESTERDAY + timedelta(minutes=number), ANA)
    _morning(shift)
    (notice,) = told("ana")
    assert (len(notice.lines), notice.more) == (40, 5)
