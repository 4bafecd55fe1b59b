"""A customer's page to look at: the proforma of one of the demo's quotes."""

from datetime import datetime

from chalicelib.adapters import deals, directory
from chalicelib.answer import Answer
from chalicelib.domain.agenda import local_date
from chalicelib.domain.codes import PaymentKind, Role, Stage
from chalicelib.domain.dealership import Person
from chalicelib.domain.quote import Quote
from chalicelib.services import quote_lists
from chalicelib.services.page_rewriting import PageSite
from chalicelib.services.perform import perform
from chalicelib.services.proformas import PublishedPage, publish_proforma
from chalicelib.services.work import Call
from chalicelib.settings import Settings

UNHEARD = Answer(204, "")


def sample_page(settings: Settings, site: PageSite, now: datetime) -> str | None:
    """The link of a quote with an instalment plan, published if it is not yet; None if there is no such quote."""
    manager = next((person for person in directory.all_people() if person.role is Role.MANAGER), None)
    if manager is None:
        return None
    call = Call(manager, now, settings.zone, site)
    quote = _showable_quote(call, manager)
    if quote is None:
        return None
    pages: list[PublishedPage] = []

    def keep(page: PublishedPage) -> Answer:
        pages.append(page)
        return UNHEARD

    perform(call, lambda work: publish_proforma(work, quote.id), keep, page_of=quote.id)
    return pages[-1].url


def _showable_quote(call: Call, manager: Person) -> Quote | None:
    wanted = quote_lists.QuoteQuery(stages=frozenset({Stage.QUOTED}), limit=20, showroom_id=manager.showroom_id)
    for row in quote_lists.list_quotes(call, wanted).rows:
        deal = deals.load_deal(row.card.quote_id)
        if deal and not deal.quote.has_expired(local_date(call.now, call.zone)) and _has_a_plan(deal.quote):
            return deal.quote
    return None


def _has_a_plan(quote: Quote) -> bool:
    kinds = {option.kind for vehicle in quote.vehicles for option in vehicle.payment_options}
    return {PaymentKind.CASH, PaymentKind.FINANCED} <= kinds
