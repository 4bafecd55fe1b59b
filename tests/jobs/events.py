"""Mail that does not get through: SES is silent, or tells of it afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import ConnectTimeoutError
from msgspec.json import decode, encode

from chalicelib.adapters import mail
from chalicelib.services.bounces import MailEvent
from chalicelib.services.delivery import ENVELOPE_TAG, TRY_TAG
from tests.builders import NOW
from tests.desk import ANA


@contextmanager
def mail_down() -> Iterator[list[str]]:
    """SES does not answer; yields what was tried."""
    tried: list[str] = []

    def fail(**_: Any) -> None:
        tried.append("send")
        raise ConnectTimeoutError(endpoint_url="https://mail.example")

    events = mail._client().meta.events
    events.register("before-call.ses.SendEmail", fail)
    try:
        yield tried
    finally:
        events.unregister("before-call.ses.SendEmail", fail)


def an_event(envelope: str, kind: str = "Bounce", tries: int = 1, **bounce: Any) -> MailEvent:
    """What SES publishes of a mail to Ana; a bounce is permanent unless it is said otherwise."""
    mail = {
        "timestamp": NOW,
        "messageId": "0100-0000",
        "destination": [ANA.email],
        "tags": {"ses:configuration-set": ["desk-mail"], ENVELOPE_TAG: [envelope], TRY_TAG: [str(tries)]},
    }
    failed = [{"emailAddress": ANA.email, "action": "failed", "status": "5.1.1"}]
    facts = {"bounceType": "Permanent", "bouncedRecipients": failed, "feedbackId": "0100"} | bounce
    event = {"eventType": kind, "mail": mail} | ({"bounce": facts} if kind == "Bounce" else {})
    return decode(encode(event), type=MailEvent)
