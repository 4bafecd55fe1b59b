"""What the ledger holds: inboxes, and messages to send."""

from chalicelib.adapters.records import LedgerRecord
from chalicelib.adapters.stored import from_json
from chalicelib.domain.timeline import Notice


def inbox_of(person_id: str) -> list[Notice]:
    """What a person was told, oldest first."""
    return [from_json(Notice, record.body or "") for record in LedgerRecord.query(f"inbox#{person_id}")]


def outbox_of(showroom_id: str) -> list[Notice]:
    """What waits to be sent to a showroom's people, oldest first."""
    found = LedgerRecord.undelivered_by_showroom.query(showroom_id)
    return [from_json(Notice, record.body or "") for record in found]
