"""The unit of work: clashes are tried again, lost replies read back, twins answered alike."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError
from msgspec.structs import replace

from chalicelib.adapters.deals import load_deal, load_dossier
from chalicelib.adapters.records import DealRecord
from chalicelib.answer import Answer
from chalicelib.domain.codes import EventKind, FollowUpType, Outcome, Quality, Stage
from chalicelib.domain.errors import Busy, Conflict, KeyReused, Unavailable
from chalicelib.domain.follow_up import Plan
from chalicelib.domain.quote import Quote
from chalicelib.domain.stages import StageMove
from chalicelib.services.follow_ups import Resolution, resolve_follow_up
from chalicelib.services.perform import perform
from chalicelib.services.quotes import QuoteEdit, edit_quote
from chalicelib.services.stages import change_stage
from chalicelib.services.work import Work
from tests.builders import IN_A_DAY, NOW
from tests.desk import ANA, NORA, call_of, customer_opened, table_contents
from tests.services.conftest import Do
from tests.services.trouble import READ, lost_reply, no_connection, somebody_faster

FOLLOW_UP = "q-test-9"
RESOLUTION = Resolution(Outcome.CONTACTED, "Quedó en venir", next=Plan(FollowUpType.CALL, IN_A_DAY, Quality.HOT))


def _resolve(work: Work) -> object:
    return resolve_follow_up(work, FOLLOW_UP, RESOLUTION)[1].follow_up.id


def _document(work: Work) -> object:
    return change_stage(work, "q-test", StageMove(Stage.DOCUMENTED)).quote.stage


def _now(quote_id: str = "q-test") -> tuple[Quote, int]:
    deal = load_deal(quote_id)
    assert deal is not None
    return deal.quote, deal.version


def _history(quote_id: str = "q-test") -> list[EventKind]:
    dossier = load_dossier(quote_id)
    assert dossier is not None
    return [event.kind for event in dossier.events]


def _colleague_edits() -> None:
    quote, version = _now()
    other = next(quality for quality in Quality if quality is not quote.quality)
    call = call_of(NORA, now=NOW + timedelta(seconds=1))
    perform(call, lambda work: edit_quote(work, "q-test", version, QuoteEdit(quality=other)), lambda _: Answer(200, ""))


def test_a_version_clash_that_breaks_no_rule_is_decided_again(quote: Quote, do: Do) -> None:
    with somebody_faster(_colleague_edits) as line:
        do(_resolve)
    after, version = _now()
    assert line.tries == 2
    assert version == 3
    assert after.pending is not None
    assert after.pending.id != FOLLOW_UP
    assert sorted(_history()) == sorted([EventKind.QUOTE_EDITED, EventKind.FOLLOW_UP_RESOLVED])


def test_a_clash_that_breaks_a_rule_is_a_conflict(quote: Quote, do: Do) -> None:
    with somebody_faster(lambda: do(_resolve, NORA)), pytest.raises(Conflict):
        do(_resolve)
    assert _history() == [EventKind.FOLLOW_UP_RESOLVED]


def test_after_four_tries_it_is_busy_and_nothing_is_written(quote: Quote, do: Do) -> None:
    with somebody_faster(_colleague_edits, times=4) as line, pytest.raises(Busy):
        do(_resolve, key="k")
    assert line.tries == 4
    after, version = _now()
    assert after.pending == quote.pending
    assert version == 1 + 4
    assert table_contents()["Ledger"] == []


def test_what_customers_do_is_no_clash(quote: Quote, do: Do) -> None:
    with somebody_faster(lambda: customer_opened("q-test", NOW)) as line:
        do(_resolve)
    assert line.tries == 1
    dossier = load_dossier("q-test")
    assert dossier is not None
    assert dossier.signals.opens == 1


@pytest.mark.parametrize("key", ["k", None])
@pytest.mark.parametrize("losses", [1, 2, 3])
def test_a_write_whose_reply_was_lost_is_known_to_have_happened(
    losses: int, key: str | None, quote: Quote, do: Do
) -> None:
    with lost_reply(times=losses):
        answer = do(_resolve, key=key)
    assert answer.body == repr(FOLLOW_UP)
    assert _now()[1] == 2
    assert _history() == [EventKind.FOLLOW_UP_RESOLVED]


def test_a_write_that_never_left_is_sent_again(quote: Quote, do: Do) -> None:
    with no_connection(times=2) as line:
        do(_resolve)
    assert line.tries == 3
    assert _now()[1] == 2


def test_a_write_that_never_arrives_is_unavailable_and_leaves_nothing(quote: Quote, do: Do) -> None:
    before = table_contents()
    with no_connection(), pytest.raises(Unavailable):
        do(_resolve, key="k")
    assert table_contents() == before
    do(_resolve, key="k")
    assert _now()[1] == 2


def test_tables_that_cannot_be_read_are_unavailable(quote: Quote, do: Do) -> None:
    with no_connection(READ), pytest.raises(Unavailable):
        do(_resolve)


def test_a_lost_reply_is_read_back_though_the_quote_went_on(quote: Quote, do: Do) -> None:
    """Carried out, answer lost, and a colleague edits before it is sent again: its receipt tells."""

    def edit_after_the_first() -> None:
        if _now()[1] == 2:
            _colleague_edits()

    with lost_reply(), somebody_faster(edit_after_the_first, times=2):
        answer = do(_resolve, key="k")
    assert answer.body == repr(FOLLOW_UP)
    assert sorted(_history()) == sorted([EventKind.QUOTE_EDITED, EventKind.FOLLOW_UP_RESOLVED])


@pytest.mark.parametrize("command", [_resolve, _document])
def test_of_two_with_one_key_at_once_one_writes_and_both_answer_alike(
    command: Callable[[Work], object], quote: Quote, do: Do
) -> None:
    answers = []
    with somebody_faster(lambda: answers.append(do(command, key="k"))):
        answers.append(do(command, key="k"))
    assert answers[0] == answers[1]
    assert _now()[1] == 2
    assert len(_history()) == 1


def test_two_different_requests_with_one_key_at_once_are_told_apart(quote: Quote, do: Do) -> None:
    call = call_of(ANA, "k")
    assert call.replay is not None
    twin = replace(call, replay=replace(call.replay, fingerprint="another print"))
    with somebody_faster(lambda: perform(twin, _document, lambda _: Answer(200, ""))), pytest.raises(KeyReused):
        do(_resolve, key="k")
    after, _ = _now()
    assert (after.stage, after.pending) == (Stage.DOCUMENTED, quote.pending)


def test_a_replayed_answer_is_read_and_not_decided_again(quote: Quote, do: Do) -> None:
    first = do(_resolve, key="k")
    with somebody_faster(_colleague_edits) as line:
        assert do(_resolve, key="k") == first
    assert line.tries == 0, "a replay writes nothing"


def test_an_unforeseen_failure_of_the_tables_is_not_hidden(
    quote: Quote, do: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DealRecord.Meta, "table_name", "NoSuchTable")
    with pytest.raises(ClientError):
        do(_resolve)
