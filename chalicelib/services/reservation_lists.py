"""*Reservas* and the boss's tray: lists of reservations with the facts needed to decide (M17)."""

from itertools import islice

from msgspec import Struct

from ..adapters import deals
from ..adapters.entries import status_key
from ..adapters.reading import Reading
from ..domain.codes import ReservationStatus
from ..domain.errors import NotFound
from ..domain.inventory import Unit
from ..domain.reservation import ReservationCard, quote_id_of
from .scope import is_within_reach, own_or_led
from .work import Call


class ReservationQuery(Struct, frozen=True):
    """Which reservations, how many, and after which."""

    status: ReservationStatus | None = None
    showroom_id: str | None = None
    limit: int = 50
    after: str | None = None


class ReservationRow(Struct, frozen=True):
    """A reservation, the unit that it names as it stands now, and who else asks for that unit."""

    card: ReservationCard
    unit: Unit | None = None
    rivals: tuple[ReservationCard, ...] = ()


class ReservationPage(Struct, frozen=True):
    """Rows, and after which key the list goes on."""

    rows: list[ReservationRow]
    next: str | None


def list_reservations(call: Call, query: ReservationQuery) -> ReservationPage:
    """A page of reservations within the caller's reach, oldest first; without a status, one status after the other.

    Raises:
        NotFound: another showroom's were asked for.
    """
    advisor_id, showroom_ids = own_or_led(call, None, query.showroom_id)
    if advisor_id:
        found = deals.reservations_of_advisor(advisor_id, query.status, query.after, query.limit + 1)
    else:
        found = deals.reservations_of_showrooms(showroom_ids, query.status, query.after, query.limit + 1)
    cards = list(islice(found, query.limit + 1))
    page = cards[: query.limit]
    requested = [card.reservation.showroom_id for card in page if _asks_for_a_unit(card)] if call.person.leads else []
    rivals = [card for owner in dict.fromkeys(requested) for card in deals.reservation_requests(owner)]
    units = _units_of(page)
    rows = [_row(card, units, rivals) for card in page]
    return ReservationPage(rows, status_key(page[-1]) if len(cards) > query.limit else None)


def get_reservation(call: Call, reservation_id: str) -> ReservationRow:
    """One reservation, open or ended.

    Raises:
        NotFound: no such one within reach.
    """
    quote_id = quote_id_of(reservation_id)
    if not quote_id:
        raise NotFound
    reading = Reading()
    slot, card = reading.deal(quote_id), reading.reservation(reservation_id)
    reading.fetch()
    if slot.value is None or card.value is None or not is_within_reach(slot.value, card.value, call.person):
        raise NotFound
    return _row(card.value, _units_of([card.value]), [])


def _asks_for_a_unit(card: ReservationCard) -> bool:
    return card.reservation.status is ReservationStatus.REQUESTED and card.reservation.vin is not None


def _units_of(cards: list[ReservationCard]) -> dict[str, Unit]:
    reading = Reading()
    slots = [reading.unit(card.reservation.vin) for card in cards if card.reservation.vin]
    if slots:
        reading.fetch()
    return {slot.value.vin: slot.value for slot in slots if slot.value}


def _row(card: ReservationCard, units: dict[str, Unit], requests: list[ReservationCard]) -> ReservationRow:
    vin = card.reservation.vin
    rivals = tuple(
        other for other in requests if other.reservation.vin == vin and other.reservation.id != card.reservation.id
    )
    return ReservationRow(card, units.get(vin), rivals) if vin else ReservationRow(card)
