"""Mails what the outbox holds: one mail for an envelope, tried again ever later, and then told to the boss (B5)."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from ..adapters import directory, mail, outbox
from ..adapters.outbox import OutboxLine
from ..adapters.reading import Reading
from ..domain.codes import NoticeKind, Role
from ..domain.dealership import Person, Rules
from ..domain.staff import staff_of
from ..domain.timeline import Notice
from .tasks import JobDesk

log = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(minutes=15)
MOST_TRIES = 6
"""Over almost eight hours: pauses of 15, 30, 60, 120 and 240 minutes."""
ENVELOPE_TAG, TRY_TAG = "envelope", "try"
"""What a mail that bounces is known by."""


def pause_after(tries: int) -> timedelta:
    """How long a mail rests that was tried so often."""
    return FIRST_PAUSE * (1 << min(tries - 1, MOST_TRIES))


def deliver(envelope: str, now: datetime, desk: JobDesk) -> bool:
    """Send the mail of an envelope, if it was not sent and nobody is sending it; whether it was sent now.

    Each mail is sent at least once. It is sent again only where its sender was cut short before it could note it.

    Raises:
        Unavailable: the tables did not answer: to be run again.
    """
    lines = outbox.unsent_lines(envelope, now)
    if not lines:
        return False
    tries = max(line.tries for line in lines) + 1
    if not outbox.take(lines, now, now + pause_after(tries)):
        return False
    reading = Reading()
    person, rules = reading.person(lines[0].notice.person_id), reading.rules()
    spoken_of = {line.notice.quote_id for line in lines if line.notice.quote_id and not line.notice.lines}
    slots = [reading.deal(quote_id) for quote_id in sorted(spoken_of)]
    reading.fetch()
    receiver = person.value
    if receiver is None or not receiver.active:
        outbox.settle(lines, now)  # nobody is mailed who no longer works here
        return False
    quotes = [slot.value.quote for slot in slots if slot.value]
    pending = {quote.id: quote.pending.id for quote in quotes if quote.pending}
    return _sent(lines, receiver, rules.value or Rules(), pending, tries, now, desk)


def _sent(
    lines: Sequence[OutboxLine],
    receiver: Person,
    rules: Rules,
    pending: Mapping[str, str],
    tries: int,
    now: datetime,
    desk: JobDesk,
) -> bool:
    from ..adapters.letters import write_letter

    notices = [line.notice for line in lines]
    letter = write_letter(notices, receiver, rules.dealership_name, desk.console_url, desk.zone, pending)
    try:
        mail.send(desk.sender, receiver.email, letter, {ENVELOPE_TAG: lines[0].envelope, TRY_TAG: str(tries)})
    except mail.NotSent:
        log.warning("try %d of the mail %s failed", tries, lines[0].envelope, exc_info=True)
        if tries >= MOST_TRIES:
            text = f"El correo a {receiver.name} ({receiver.email}) no se pudo entregar"
            outbox.settle(lines, now, failure_notices(lines[0].notice, receiver, text))
        return False
    outbox.settle(lines, now)
    return True


def failure_notices(notice: Notice, receiver: Person, what: str) -> list[Notice]:
    """The bosses of the showroom are told what could not be mailed; where there is no other boss, the managers."""
    staff = staff_of(notice.showroom_id, directory.all_people())
    leads = staff.bosses(receiver.id) if receiver.role is not Role.MANAGER else staff.leads(Role.MANAGER)
    text = f"{what}: «{notice.text}»"
    return [
        Notice(lead, notice.showroom_id, NoticeKind.MAIL_FAILED, text, notice.quote_id)
        for lead in leads or [receiver.id]
    ]
