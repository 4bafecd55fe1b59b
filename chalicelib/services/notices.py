"""Who is told what when a command changes something for somebody else."""

from ..adapters import directory
from ..domain.cards import discount_cards
from ..domain.codes import NoticeKind
from ..domain.quote import Discount, Quote
from ..domain.reservation import Reservation
from ..domain.staff import staff_of
from ..domain.text import money_text
from ..domain.timeline import Notice
from .work import Work

MOST_NAMED = 3


def tell_waiting_discounts(work: Work, before: Quote | None, after: Quote) -> None:
    """Tell the showroom's bosses of discounts that wait now and did not before (M13)."""
    known = {card.option_id for card in discount_cards(before)} if before else set()
    fresh = [card for card in discount_cards(after) if card.option_id not in known]
    if not fresh:
        return
    what = "; ".join(f"{card.vehicle}: {card.reason}" for card in fresh[:MOST_NAMED])
    text = f"{work.person.name} pide aprobar {_discounts(len(fresh))} en {after.number}. {what}"
    for boss in _deciders(after.showroom.id, work.person.id):
        work.tell(Notice(boss, after.showroom.id, NoticeKind.DISCOUNT_WAITING, text, after.id))


def _discounts(count: int) -> str:
    return "un descuento" if count == 1 else f"{count} descuentos"


def tell_who_decides(work: Work, quote: Quote, asked: Reservation) -> None:
    """Tell who may decide a reservation that it waits for them (M17)."""
    text = (
        f"{work.person.name} solicita reservar {asked.vehicle} para {quote.customer.name} ({quote.number}), "
        f"abono {money_text(asked.deposit_cents)}."
    )
    for boss in _deciders(asked.showroom_id, *asked.askers):
        work.tell(Notice(boss, asked.showroom_id, NoticeKind.RESERVATION_REQUESTED, text, quote.id))


def _deciders(showroom_id: str, *askers: str) -> list[str]:
    """The showroom's bosses, and the managers where it has none but the askers, who never decide."""
    return staff_of(showroom_id, directory.all_people()).bosses(*askers)


def tell_discount_decided(work: Work, quote: Quote, discount: Discount) -> None:
    """Tell who asked for a discount what became of it."""
    text = f"Descuento {discount.status.label.lower()} en {quote.number} por {work.person.name}."
    if discount.decision_reason:
        text = f"{text} {discount.decision_reason}"
    work.tell(Notice(discount.asked_by.id, quote.showroom.id, NoticeKind.DISCOUNT_DECIDED, text, quote.id))


def tell_stepped_back(work: Work, quote: Quote, note: str) -> None:
    """Tell the advisor that a boss stepped the stage back."""
    text = f"{work.person.name} devolvió {quote.number} a {quote.stage.label}: {note}"
    work.tell(Notice(quote.advisor.id, quote.showroom.id, NoticeKind.STAGE_STEPPED_BACK, text, quote.id))
