"""Records to domain structs, and back: what stands in a deal's and a unit's item beside the body."""

from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from ..domain.cards import agenda_card, discount_cards, quote_card
from ..domain.codes import UnitStatus
from ..domain.deal import Deal
from ..domain.inventory import InLine, Model, Unit
from ..domain.quote import Quote
from ..domain.reservation import OPEN_STATUSES, ReservationCard
from ..domain.validity import next_look
from .records import DealRecord, InventoryRecord
from .stored import from_json, instant, sortable, to_json

QUOTE_ENTRY = "q"
RESERVATION = "r#"
PUBLISHED = "f#"
MODELS = "models"
LINE = tuple[InLine, ...]


def deal_of(record: DealRecord) -> Deal:
    """The quote in a deal's ``q`` entry."""
    return Deal(from_json(Quote, record.body), int(record.version))


def unit_of(record: InventoryRecord) -> Unit:
    """A unit, with the hold and the line that stand beside its body."""
    return replace(
        from_json(Unit, record.body),
        status=UnitStatus(record.status),
        quote_id=record.quote_id,
        held_until=instant(record.held_until) if record.held_until else None,
        line=from_json(LINE, record.line) if record.line else (),
        version=int(record.version or 0),
    )


def model_of(record: InventoryRecord) -> Model:
    """A catalogue model."""
    return replace(from_json(Model, record.body), version=int(record.version or 0))


def stock_attributes(item: Unit | Model) -> dict[str, Any]:
    """Everything that a write of a unit or a model sets beside its keys, version and commit; None removes."""
    return _unit_attributes(item) if isinstance(item, Unit) else {"body": to_json(replace(item, version=0))}


def stock_record(item: Unit | Model) -> InventoryRecord:
    """Where a unit or a model is kept."""
    if isinstance(item, Unit):
        return InventoryRecord(f"unit#{item.vin}", "unit")
    return InventoryRecord(MODELS, item.id)


def _unit_attributes(unit: Unit) -> dict[str, Any]:
    return {
        "body": to_json(replace(unit, status=UnitStatus.AVAILABLE, quote_id=None, held_until=None, line=(), version=0)),
        "showroom_id": unit.showroom_id,
        "stock_key": f"{unit.model_id}#{unit.vin}",
        "status": unit.status.value,
        "quote_id": unit.quote_id,
        "held_until": sortable(unit.held_until) if unit.held_until else None,
        "line": to_json(unit.line) if unit.line else None,
    }


def reservation_entry(reservation_id: str) -> str:
    """Where a reservation is kept; after the quote, so that a deal read backwards begins with them."""
    return f"{RESERVATION}{reservation_id}"


def status_key(card: ReservationCard) -> str:
    """Sorts a list of reservations by status, then by when they were requested."""
    reservation = card.reservation
    return f"{reservation.status.value}#{sortable(reservation.requested_at)}#{reservation.id}"


def reservation_record(card: ReservationCard) -> DealRecord:
    """A reservation's entry; only an open one ends by itself."""
    reservation = card.reservation
    return DealRecord(
        card.quote_id,
        reservation_entry(reservation.id),
        body=to_json(card),
        showroom_id=reservation.showroom_id,
        advisor_id=card.advisor.id,
        status_key=status_key(card),
        ends_at=sortable(reservation.ends_at) if reservation.status in OPEN_STATUSES else None,
    )


def published_entry(version: int) -> str:
    """Where a published version of the page is kept; before the history, so that it never crowds out the quote."""
    return f"{PUBLISHED}{version:06d}"


def page_key(token: str) -> str:
    """The Ledger key under which a page's token leads to its quote."""
    return f"page#{token}"


def created_key(created_at: datetime, quote_id: str) -> str:
    """Sorts a list of quotes by creation, and tells two of one instant apart."""
    return f"{sortable(created_at)}#{quote_id}"


def quote_attributes(quote: Quote, overdue_grace: timedelta) -> dict[str, Any]:
    """Everything that a write of the quote sets beside its keys, version and commit; None removes.

    The customer's signals (``opens`` …) and the jobs' marks are not among them: they are written on their own. A
    mark outlives this write and the job heeds it, so that what is set here may be looked at once more in vain.
    """
    pending, discounts = quote.pending, discount_cards(quote)
    return {
        "body": to_json(quote),
        "advisor_id": quote.advisor.id,
        "showroom_id": quote.showroom.id,
        "created_key": created_key(quote.created_at, quote.id),
        "phone": quote.customer.phone or None,
        "id_number": quote.customer.id_number,
        "due_at": sortable(pending.due_at) if pending else None,
        "next_alert_at": sortable(pending.due_at + overdue_grace) if pending else None,
        "valid_until": day.isoformat() if (day := next_look(quote)) else None,
        "discount_asked_at": sortable(min(card.asked_at for card in discounts)) if discounts else None,
        "card": to_json(agenda_card(quote, pending)) if pending else None,
        "summary": to_json(quote_card(quote)),
        "discounts": to_json(discounts) if discounts else None,
    }
