"""Overdue alerts as they are raised and kept: once each, together with what else one run tells (B1, B5)."""

from datetime import timedelta

from msgspec.structs import replace

from chalicelib.adapters import directory
from chalicelib.adapters.deals import load_deal
from chalicelib.adapters.records import DealRecord
from chalicelib.answer import Answer
from chalicelib.domain.cards import AgendaCard, agenda_card
from chalicelib.domain.codes import NoticeKind, Quality
from chalicelib.domain.dealership import Ref, Rules
from chalicelib.domain.staff import staff_of
from chalicelib.services.follow_ups import re_date_follow_up
from chalicelib.services.jobs import fan_out, work_task
from chalicelib.services.overdue import MOST_ITEMS, cut
from chalicelib.services.perform import perform
from chalicelib.services.quotes import QuoteEdit, edit_quote
from chalicelib.services.tasks import Job, Task
from tests.builders import NOW, a_person, a_quote
from tests.desk import ANA, CARLA, NORA, PEOPLE, call_of
from tests.jobs.quotes import a_pending
from tests.jobs.shift import Shift, lines_told, told
from tests.services.trouble import somebody_faster

DUE = NOW - timedelta(minutes=30)
LATER = NOW + timedelta(days=8)


def _versions(quote_id: str) -> int:
    deal = load_deal(quote_id)
    assert deal is not None
    return deal.version


def _card(quote_id: str) -> list[str]:
    return [r.deal_id for r in DealRecord.alerts_by_showroom.query("s-norte") if r.deal_id == quote_id]


def test_an_alert_leaves_the_quotes_version_alone(shift: Shift) -> None:
    quote = a_pending(DUE)
    shift.tick(NOW, Job.OVERDUE)
    assert lines_told("ana") == [("FOLLOW_UPS_OVERDUE", quote.id)]
    assert _versions(quote.id) == 1


def test_each_run_tells_a_person_all_at_once(shift: Shift) -> None:
    for _ in range(3):
        a_pending(DUE)
    a_pending(DUE, CARLA)
    shift.tick(NOW, Job.OVERDUE)
    (notice,) = told("ana")
    assert (notice.kind, len(notice.lines), notice.quote_id) == (NoticeKind.FOLLOW_UPS_OVERDUE, 3, None)
    assert notice.text.startswith("3 seguimientos vencidos: ")
    assert len(told("carla")) == 1


def test_what_many_transactions_tell_a_person_in_one_run_is_one_mail(shift: Shift) -> None:
    numbers = {a_pending(DUE).number for _ in range(70)}
    shift.tick(NOW, Job.OVERDUE)
    assert len(told("ana")) == 2
    shift.send(NOW + timedelta(minutes=5))
    (mail,) = shift.mails
    assert mail.to == ANA.email
    assert "Seguimientos vencidos (70)" in mail.subject
    assert all(number in mail.text for number in numbers)


def test_a_manager_gets_one_mail_of_all_showrooms(shift: Shift) -> None:
    a_pending(DUE), a_pending(DUE, CARLA)
    shift.tick(LATER, Job.OVERDUE)
    shift.send(LATER + timedelta(minutes=5))
    assert len([mail for mail in shift.mails if mail.to == "mara@desk.example"]) == 1


def test_a_re_dated_follow_up_is_armed_again(shift: Shift) -> None:
    quote = a_pending(DUE)
    shift.tick(NOW, Job.OVERDUE)
    again = NOW + timedelta(hours=2)
    perform(
        call_of(ANA),
        lambda work: re_date_follow_up(work, f"{quote.id}-9", again, "Viaja"),
        lambda _: Answer(201, ""),
    )
    shift.tick(again + timedelta(minutes=30), Job.OVERDUE)
    assert lines_told("ana") == [("FOLLOW_UPS_OVERDUE", quote.id)] * 2


def test_an_edit_of_the_quote_raises_nothing_again(shift: Shift) -> None:
    quote = a_pending(DUE)
    shift.tick(NOW, Job.OVERDUE)
    edit = QuoteEdit(quality=Quality.HOT)
    perform(call_of(ANA), lambda work: edit_quote(work, quote.id, 1, edit), lambda _: Answer(200, ""))
    shift.tick(NOW + timedelta(minutes=15), Job.OVERDUE)
    shift.tick(NOW + timedelta(minutes=30), Job.OVERDUE)
    assert len(told("ana")) == 1
    armed = [record.next_alert_at for record in DealRecord.alerts_by_showroom.query("s-norte")]
    assert armed == ["2026-07-16T14:30:00.000000Z"]


def test_after_the_last_alert_it_is_in_the_jobs_way_no_more(shift: Shift) -> None:
    quote = a_pending(DUE)
    assert _card(quote.id) == [quote.id]
    shift.tick(LATER, Job.OVERDUE)
    assert _card(quote.id) == []


def test_who_edits_at_the_same_moment_neither_fails_nor_silences_the_alert(shift: Shift) -> None:
    quote = a_pending(DUE)
    edit = QuoteEdit(quality=Quality.HOT)

    def ana_edits() -> None:
        perform(call_of(ANA), lambda work: edit_quote(work, quote.id, 1, edit), lambda _: Answer(200, ""))

    with somebody_faster(ana_edits) as line:
        shift.tick(NOW, Job.OVERDUE)
    assert line.tries > 1
    assert len(told("ana")) == 1
    assert _versions(quote.id) == 2


def test_the_work_of_who_has_left_is_told_to_the_boss(shift: Shift) -> None:
    quote = a_pending(DUE)
    directory.save_person(replace(ANA, active=False))
    shift.tick(NOW, Job.OVERDUE)
    assert lines_told("nora") == [("FOLLOW_UPS_UNATTENDED", quote.id)]
    assert told("ana") == []


def test_a_boss_is_told_of_own_and_of_others_work_in_one_mail(shift: Shift) -> None:
    a_pending(LATER - timedelta(hours=1), NORA), a_pending(DUE)
    shift.tick(LATER, Job.OVERDUE)
    assert {notice.kind for notice in told("nora")} == {NoticeKind.FOLLOW_UPS_OVERDUE, NoticeKind.FOLLOW_UPS_UNATTENDED}
    shift.send(LATER + timedelta(minutes=5))
    assert len([mail for mail in shift.mails if mail.to == NORA.email]) == 1


def test_the_settings_decide(shift: Shift) -> None:
    directory.save_rules(Rules(overdue_grace_minutes=60))
    a_pending(DUE)
    shift.tick(NOW, Job.OVERDUE)
    assert told("ana") == []
    shift.tick(NOW + timedelta(minutes=30), Job.OVERDUE)
    assert len(told("ana")) == 1


def test_a_task_worked_in_the_quiet_hours_waits_for_the_morning(shift: Shift) -> None:
    a_pending(DUE)
    night = NOW + timedelta(hours=12)
    assert fan_out(Job.OVERDUE, night, shift.desk) == 0
    work_task(Task(Job.OVERDUE, "s-norte", night, staff_of("s-norte", PEOPLE)), night, shift.desk, lambda: False)
    assert told("ana") == []


def test_what_time_does_not_allow_goes_on_with_the_next_message(shift: Shift) -> None:
    for _ in range(50):
        a_pending(DUE)
    allowed = iter([False, True])
    task = Task(Job.OVERDUE, "s-norte", NOW, staff_of("s-norte", PEOPLE))
    work_task(task, NOW, shift.desk, lambda: next(allowed))
    assert 0 < len(lines_told("ana")) < 50
    shift.work(NOW)
    assert len(lines_told("ana")) == len(set(lines_told("ana"))) == 50


def test_no_transaction_outgrows_its_hundred_items(shift: Shift) -> None:
    crowd = [a_person(id=f"p-{number}") for number in range(60)]
    cards = [_a_card(number, crowd[number].id) for number in range(60)]
    staff = staff_of("s-norte", [*PEOPLE, *crowd])
    for some in cut(cards, staff):
        assert len(some) + 3 * (len({card.advisor.id for card in some}) + 2) <= MOST_ITEMS


def _a_card(number: int, advisor_id: str) -> AgendaCard:
    quote = a_quote(id=f"q-{number}", advisor=Ref(advisor_id, advisor_id))
    assert quote.pending is not None
    return agenda_card(quote, quote.pending)
