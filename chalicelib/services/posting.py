"""Asks for mails to be sent now rather than with the next sweep; whoever told somebody something need not wait."""

import logging
from collections.abc import Sequence

from msgspec import Struct
from msgspec.json import encode

from ..adapters import queues
from ..domain.errors import Unavailable

log = logging.getLogger(__name__)


class Delivery(Struct, frozen=True):
    """A message of the outbox queue: send the mail of an envelope."""

    envelope: str


def request_mails(queue_url: str, envelopes: Sequence[str], delay_seconds: int = 0) -> None:
    """Ask for the mails of envelopes that are in the outbox.

    Raises:
        Unavailable: not all could be asked for.
    """
    queues.send(queue_url, [encode(Delivery(envelope)).decode() for envelope in envelopes], delay_seconds)


def post(queue_url: str, envelopes: Sequence[str], delay_seconds: int = 0) -> None:
    """Ask for mails that were just committed. What cannot be asked for now, the sweep asks for later."""
    if not queue_url or not envelopes:
        return
    try:
        request_mails(queue_url, envelopes, delay_seconds)
    except Unavailable:
        log.warning("%d mails are left to the sweep", len(envelopes))
