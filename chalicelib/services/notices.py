"""Who is told what when a command changes something for somebody else."""

from ..adapters import directory
from ..domain.cards import discount_cards
from ..domain.codes import NoticeKind
from ..domain.quote import Discount, Quote
from ..domain.timeline import Notice
from .work import Work


def tell_waiting_discounts(work: Work, before: Quote | None, after: Quote) -> None:
    """Tell the showroom's bosses of discounts that wait now and did not before (M13)."""
    known = {card.option_id for card in discount_cards(before)} if before else set()
    fresh = [card for card in discount_cards(after) if card.option_id not in known]
    if not fresh:
        return
    bosses = [
        person
        for person in directory.all_people()
        if person.active and person.leads_showroom(after.showroom.id) and person.showroom_id == after.showroom.id
    ]
    for card in fresh:
        text = f"{work.person.name} pide un descuento en {after.number}: {card.vehicle}. {card.reason}"
        for boss in bosses:
            work.tell(Notice(boss.id, after.showroom.id, NoticeKind.DISCOUNT_WAITING, text, after.id))


def tell_discount_decided(work: Work, quote: Quote, discount: Discount) -> None:
    """Tell who asked for a discount what became of it."""
    text = f"Descuento {discount.status.label.lower()} en {quote.number} por {work.person.name}."
    work.tell(Notice(discount.asked_by.id, quote.showroom.id, NoticeKind.DISCOUNT_DECIDED, text, quote.id))


def tell_stepped_back(work: Work, quote: Quote, note: str) -> None:
    """Tell the advisor that a boss stepped the stage back."""
    text = f"{work.person.name} devolvió {quote.number} a {quote.stage.label}: {note}"
    work.tell(Notice(quote.advisor.id, quote.showroom.id, NoticeKind.STAGE_STEPPED_BACK, text, quote.id))
