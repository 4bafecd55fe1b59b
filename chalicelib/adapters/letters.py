"""Letters: what people are told, as a mail in Spanish (text and HTML) that reads well on a phone (B5)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from msgspec import Struct

from ..domain.codes import NoticeKind
from ..domain.dealership import Person
from ..domain.text import day_and_hour
from ..domain.timeline import Notice, NoticeLine
from .mail import Letter
from .render import template

LONGEST_SUBJECT = 90


class Section(Struct, frozen=True):
    """All that an envelope tells of one kind."""

    kind: NoticeKind
    notices: tuple[Notice, ...]

    @property
    def lines(self) -> list[NoticeLine]:
        """What is due longest first."""
        lines = [line for notice in self.notices for line in notice.lines]
        return sorted(lines, key=lambda line: line.due_at or datetime.max.replace(tzinfo=ZoneInfo("UTC")))

    @property
    def plain(self) -> list[Notice]:
        """The notices that bring no lines of their own, but a sentence."""
        return [notice for notice in self.notices if not notice.lines]

    @property
    def count(self) -> int:
        return len(self.lines) + sum(notice.more for notice in self.notices)


def write_letter(
    notices: Sequence[Notice],
    receiver: Person,
    dealership: str,
    console_url: str,
    zone: ZoneInfo,
    pending: Mapping[str, str] | None = None,
) -> Letter:
    """One letter of all that somebody is told.

    Args:
        notices: what.
        receiver: whom.
        dealership: its name.
        console_url: where links lead.
        zone: the dealership's, for hours.
        pending: the pending follow-up of quotes that a notice speaks of without lines.
    """
    kinds = dict.fromkeys(notice.kind for notice in notices)
    sections = [Section(kind, tuple(notice for notice in notices if notice.kind is kind)) for kind in kinds]
    facts = {
        "name": receiver.name.partition(" ")[0],
        "me": receiver.id,
        "dealership": dealership,
        "sections": sections,
        "console": console_url,
        "pending": pending or {},
        "when": partial(day_and_hour, zone=zone),
        "title": _subject(sections),
    }
    return Letter(
        _subject(sections)[:LONGEST_SUBJECT],
        template("mail/letter.txt.j2").render(facts).strip() + "\n",
        template("mail/letter.html.j2").render(facts),
    )


def _subject(sections: Sequence[Section]) -> str:
    """``Seguimientos vencidos (3)``; of several kinds, the first and how much more there is."""
    heads = [
        f"{section.kind.label} ({count})" if (count := section.count) > 1 else section.kind.label
        for section in sections
    ]
    return " · ".join(heads)
