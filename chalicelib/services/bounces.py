"""Mails that came back: sent again where that may help, and told to the boss where it does not (B5).

SES tells of them through its configuration set, an SNS topic and a queue, often more than once and in any order.
"""

import logging
from datetime import datetime

from msgspec import Struct

from ..adapters import outbox
from ..adapters.reading import Reading
from .delivery import ENVELOPE_TAG, MOST_TRIES, TRY_TAG, failure_notices, pause_after
from .tasks import JobDesk

log = logging.getLogger(__name__)


class Recipient(Struct, frozen=True, rename="camel"):
    """An address that a mail did not reach; ``action`` is empty where a machine only answered."""

    email_address: str
    action: str = ""


class Bounce(Struct, frozen=True, rename="camel"):
    """A mail server's no: for ever (``Permanent``), or for now."""

    bounce_type: str
    bounced_recipients: tuple[Recipient, ...] = ()

    @property
    def may_pass(self) -> bool:
        """Whether the same mail may get through another time."""
        return self.bounce_type != "Permanent"


class SentMail(Struct, frozen=True):
    """The mail that an event is about, as SES describes it."""

    timestamp: datetime
    destination: tuple[str, ...] = ()
    tags: dict[str, tuple[str, ...]] = {}

    def tag(self, name: str) -> str:
        """The value of a tag, empty where there is none."""
        return next(iter(self.tags.get(name, ())), "")


class MailEvent(Struct, frozen=True, rename="camel"):
    """What SES publishes of a mail: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html."""

    event_type: str
    mail: SentMail
    bounce: Bounce | None = None


GREETING = "Successfully validated SNS topic"
"""How the one message begins that is none: what SES says, in plain words, to a topic that it is to publish to."""
FATES = {
    "Bounce": "fue devuelto",
    "Complaint": "fue marcado como no deseado",
    "Reject": "fue rechazado por el servicio de correo",
}


def heed(event: MailEvent, now: datetime, desk: JobDesk) -> None:
    """Have a mail that came back for now sent again, ever later; of any other tell the boss, once a day for a person.

    Raises:
        Unavailable: the tables did not answer: to be run again.
    """
    fate = FATES.get(event.event_type)
    envelope, tries = event.mail.tag(ENVELOPE_TAG), event.mail.tag(TRY_TAG)
    if fate is None or not envelope or not tries.isdecimal() or _only_answered(event):
        log.info("a mail's %s event is nothing to act on", event.event_type)
        return
    lines = outbox.sent_lines(envelope, int(tries))
    if not lines:
        return  # it was told before, or the mail is on its way again
    if event.bounce and event.bounce.may_pass and int(tries) < MOST_TRIES:
        outbox.send_again(lines, now + pause_after(int(tries)))
        return
    notice = lines[0].notice
    reading = Reading()
    person = reading.person(notice.person_id)
    reading.fetch()
    if person.value is None:
        return
    text = f"El correo a {person.value.name} ({', '.join(event.mail.destination)}) {fate}"
    day = event.mail.timestamp.astimezone(desk.zone).date()
    outbox.tell_once(f"bounced#{notice.person_id}", day, failure_notices(notice, person.value, text), now)


def _only_answered(event: MailEvent) -> bool:
    """Whether it is an out-of-office answer: SES calls that a bounce, but names nobody whom the mail failed to reach."""
    bounce = event.bounce
    return (
        bounce is not None
        and bounce.may_pass
        and not any(recipient.action == "failed" for recipient in bounce.bounced_recipients)
    )
