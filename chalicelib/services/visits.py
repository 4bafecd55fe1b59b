"""What customers do on their page, without an account: nothing is revealed, nothing of the quote is overwritten."""

from datetime import datetime, timedelta
from secrets import token_hex
from zoneinfo import ZoneInfo

from ..adapters import ledger, visits
from ..domain.agenda import ONE_DAY
from ..domain.codes import EventKind, NoticeKind
from ..domain.dealership import Ref
from ..domain.errors import Invalid, TooManyAttempts
from ..domain.timeline import Event, Notice
from ..domain.visits import CustomerAnswer, answer_text, is_person
from .posting import post

OPENS_A_MINUTE = 30
ANSWERS_A_DAY = 20
FURTHEST_AHEAD = timedelta(days=90)


def record_open(token: str, visit_id: str, user_agent: str, now: datetime) -> None:
    """Count that a person's browser shows the page, once a visit (P1). An unknown link is no error.

    Raises:
        TooManyAttempts: the link was called too often in this minute.
    """
    _limit(token, f"opens {now:%Y-%m-%dT%H:%M}", OPENS_A_MINUTE, now)
    if is_person(user_agent):
        visits.count_open(token, visit_id, now)


def record_answer(token: str, answer: CustomerAnswer, now: datetime, zone: ZoneInfo, outbox_queue: str = "") -> None:
    """Note a customer's answer: it lifts the pending follow-up and tells the advisor (P2). An unknown link is no error.

    The advisor's mail goes out at once if there is an outbox queue (its URL), else with the next sweep.

    Raises:
        TooManyAttempts: the link was answered too often today.
        Invalid: nobody can be called at that time.
    """
    _limit(token, f"answers {now:%Y-%m-%d}", ANSWERS_A_DAY, now)
    if answer.at and not now - ONE_DAY <= answer.at <= now + FURTHEST_AHEAD:
        raise Invalid.at("/at", "Escoja una fecha y hora próximas.")
    page = visits.find_page(token)
    if page is None or page.quote.customer.is_erased:
        return
    quote = page.quote
    text = answer_text(answer, quote, zone)
    event = Event(EventKind.CUSTOMER_ANSWERED, now, Ref("customer", quote.customer.first_name), text)
    told = f"{quote.customer.first_name} respondió en {quote.number}: {text}"
    envelope = token_hex(16)
    notice = Notice(quote.advisor.id, quote.showroom.id, NoticeKind.CUSTOMER_ANSWERED, told, quote.id, envelope)
    once = f"answer#{token}#{answer.visit_id}#{answer.kind.value}#{answer.option_id or ''}#{answer.at or ''}"
    if visits.take_answer(quote, once, event, notice, now):
        post(outbox_queue, [envelope])


def _limit(token: str, window: str, most: int, now: datetime) -> None:
    if ledger.count_call(token, window, now) > most:
        raise TooManyAttempts
