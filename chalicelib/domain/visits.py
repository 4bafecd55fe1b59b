"""What a customer does on the proforma's page: opens it, answers from it (P1, P2)."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from .codes import AnswerKind
from .quote import Quote

RECENT_OPENS = 20
_NOT_A_PERSON = re.compile(
    r"(?<!cu)bot\b|crawl|spider|preview|^whatsapp/|facebookexternalhit|embedly|curl/|wget/|python|httpclient|"
    r"okhttp|lighthouse|google-read-aloud|^$",
    re.IGNORECASE,
)


class CustomerAnswer(Struct, frozen=True):
    """An answer: interest in an option, a call at a time, or a test drive at a time."""

    kind: AnswerKind
    visit_id: str
    option_id: str | None = None
    at: datetime | None = None


def is_person(user_agent: str) -> bool:
    """Whether a user agent may be a person's browser rather than a preview, a crawler or a program.

    A browser inside a messaging app names the app too, and is a person's; the app's own previewer is not.
    """
    return _NOT_A_PERSON.search(user_agent) is None


def answer_text(answer: CustomerAnswer, quote: Quote, zone: ZoneInfo) -> str:
    """What the timeline and the advisor's inbox say of an answer."""
    text = answer.kind.label
    for vehicle in quote.vehicles:
        for option in vehicle.payment_options:
            if option.id == answer.option_id:
                text = f"{text}: {vehicle}, {option.kind.label.lower()}"
    if answer.at:
        text = f"{text}, {answer.at.astimezone(zone):%d/%m/%Y %H:%M}"
    return text
