"""The jobs' marks beside a quote's body: what was told and when to look again. They never touch the version.

A mark is written only over the version and the mark that were read, so that of many who decide at once one writes.
"""

from datetime import datetime

from msgspec import Struct
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from ..domain.alerts import AlertMark
from ..domain.deal import Deal
from ..domain.validity import ValidityMark
from .entries import QUOTE_ENTRY, deal_of
from .records import DealRecord
from .stored import from_json, sortable, to_json


class Watched(Struct, frozen=True):
    """A quote with the jobs' marks, and when they look at it again (as stored)."""

    deal: Deal
    alert_mark: AlertMark | None
    validity_mark: ValidityMark | None
    next_alert_at: str | None
    next_look: str | None


class MarkWrite(Struct, frozen=True):
    """A mark to write, and when to look again; ``page_changed`` as for a quote that is written."""

    quote_id: str
    version: int
    attribute: str
    before: str | None
    after: str | None
    index_key: str
    again: str | None
    page_changed: bool = False


def watched_of(record: DealRecord) -> Watched:
    """What the jobs know of a deal."""
    return Watched(
        deal_of(record),
        from_json(AlertMark, record.alert_mark) if record.alert_mark else None,
        from_json(ValidityMark, record.validity_mark) if record.validity_mark else None,
        record.next_alert_at,
        record.valid_until,
    )


def alert_write(watched: Watched, mark: AlertMark | None, again: datetime | None) -> MarkWrite:
    """The write of a deal's alert mark."""
    return MarkWrite(
        quote_id=watched.deal.quote.id,
        version=watched.deal.version,
        attribute="alert_mark",
        before=to_json(watched.alert_mark) if watched.alert_mark else None,
        after=to_json(mark) if mark else None,
        index_key="next_alert_at",
        again=sortable(again) if again else None,
    )


def validity_write(watched: Watched, mark: ValidityMark, again: str | None, *, page_changed: bool) -> MarkWrite:
    """The write of a deal's validity mark."""
    return MarkWrite(
        quote_id=watched.deal.quote.id,
        version=watched.deal.version,
        attribute="validity_mark",
        before=to_json(watched.validity_mark) if watched.validity_mark else None,
        after=to_json(mark),
        index_key="valid_until",
        again=again,
        page_changed=page_changed,
    )


def add_mark(write: TransactWrite, mark: MarkWrite, now: datetime) -> None:
    """Put a mark into a transaction."""
    held = getattr(DealRecord, mark.attribute)
    condition: Condition = DealRecord.version == mark.version
    condition &= held.does_not_exist() if mark.before is None else held == mark.before
    attributes = {mark.attribute: mark.after, mark.index_key: mark.again}
    actions: list[Action] = [
        getattr(DealRecord, name).remove() if value is None else getattr(DealRecord, name).set(value)
        for name, value in attributes.items()
    ]
    if mark.page_changed:
        actions.append(DealRecord.page_due.set(sortable(now)))
    write.update(DealRecord(mark.quote_id, QUOTE_ENTRY), actions, condition)
