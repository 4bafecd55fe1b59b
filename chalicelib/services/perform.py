"""Carrying a command out: once, whatever happens on the way.

An answer that was given before is given again; when somebody else was faster, all is loaded and decided again.
"""

import logging
from collections.abc import Callable
from random import SystemRandom
from time import sleep
from typing import TypeVar

from ..adapters.commit import VersionClash
from ..answer import Answer
from ..domain.errors import Busy, DeskError, Unavailable
from .page_rewriting import rewrite_page
from .posting import post
from .work import Call, Replayed, Work

T = TypeVar("T")
log = logging.getLogger(__name__)

TRIES = 4
LONGEST_PAUSE_SECONDS = 0.05
_random = SystemRandom()


def perform(
    call: Call,
    command: Callable[[Work], T],
    shape: Callable[[T], Answer],
    page_of: str | None = None,
) -> Answer:
    """Carry a command out once and answer; the same request again gets the same answer.

    Args:
        call: who calls, when, and under which key.
        command: reads, decides and says what changed; it may run several times, its changes are written once.
        shape: makes the answer from what the command returned.
        page_of: the quote whose page the answer speaks of: it is seen to be written, also when the answer is
            given again. Other pages that changed are written too, or else left to the sweeper.

    Raises:
        DeskError: a rule forbids it.
        Busy: others kept being faster.
        Unavailable: the tables did not answer.
    """
    met = set[str]()
    for attempt in range(1, TRIES + 1):
        work = Work(call, met)
        try:
            answer = shape(command(work))
            work.commit(answer)
        except Replayed as replayed:
            answer = replayed.answer
            changed, envelopes = set[str](), list[str]()
        except Unavailable:
            raise
        except DeskError:
            # Sent twice at once, a request may find in its way what its twin has just done.
            if done := work.answer_of_twin():
                return done
            raise
        except VersionClash:
            log.info("version clash, attempt %d of %d", attempt, TRIES)
            sleep(_random.uniform(0, LONGEST_PAUSE_SECONDS * attempt))
            continue
        else:
            changed, envelopes = work.pages_changed, work.envelopes
        _write_pages(call, page_of, changed)
        post(call.outbox_queue, envelopes, call.mail_delay_seconds)
        return answer
    raise Busy


def _write_pages(call: Call, page_of: str | None, changed: set[str]) -> None:
    if page_of:
        rewrite_page(page_of, call.today, call.site)
    for quote_id in changed - {page_of}:
        try:
            rewrite_page(quote_id, call.today, call.site)
        except Unavailable:
            log.warning("the page of %s is left to the sweeper", quote_id)
