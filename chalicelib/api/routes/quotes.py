"""Quotes and their stages."""

from datetime import date
from typing import Annotated, Any

from msgspec import Meta, Struct, field

from ...answer import Answer
from ...domain.codes import LostReason, Source, Stage
from ...domain.deal import Deal
from ...domain.opening import QuoteWish
from ...domain.stages import StageMove
from ...services import follow_ups, quote_lists, quotes, renewals, stages
from ..answers import RefView, answer
from ..bodies.fields import Id, IdNumberText, Phone
from ..bodies.follow_ups import StageChangeBody
from ..bodies.quotes import QuoteBody, QuoteEditBody
from ..deal_answers import CustomerRow, EventList, KnownQuoteList, KnownQuoteView, QuoteList, QuoteRowView, QuoteView
from ..endpoint import NoQuery, Routes
from ..incoming import Incoming
from ..paging import Limit, OlderThan, require_order, timeline_cursor
from ..shapes import alike, etag, event_view, quote_view

routes = Routes("Cotizaciones")


def _whole(request: Incoming[Any, Any], deal: Deal, status: int = 200) -> Answer:
    located = {"Location": f"/quotes/{deal.quote.id}"} if status == 201 else {}
    return answer(quote_view(deal, request.call), status, ETag=etag(deal), **located)


@routes.route(
    "POST",
    "/quotes",
    "Crear una cotización con su primer seguimiento",
    body=QuoteBody,
    answer=QuoteView,
    status=201,
    statuses=(403, 409),
)
def create_quote(request: Incoming[NoQuery, QuoteBody]) -> Answer:
    wish = request.body.into(QuoteWish)
    return request.perform(lambda work: quotes.create_quote(work, wish), lambda deal: _whole(request, deal, 201))


class QuoteQuery(Struct, frozen=True):
    stage: list[Stage] = []
    source: list[Source] = []
    lost_reason: list[LostReason] = []
    q: Annotated[str, Meta(max_length=100)] = ""
    advisor_id: Id | None = None
    showroom_id: Id | None = None
    created_from: date | None = field(default=None, name="from")
    created_to: date | None = field(default=None, name="to")
    limit: Limit = 50
    cursor: str | None = None


@routes.route(
    "GET", "/quotes", "Cotizaciones, la más nueva primero", query=QuoteQuery, answer=QuoteList, statuses=(404,)
)
def list_quotes(request: Incoming[QuoteQuery, None]) -> Answer:
    query, position = request.query, request.position(OlderThan)
    require_order("to", query.created_from, query.created_to)
    page = quote_lists.list_quotes(
        request.call,
        quote_lists.QuoteQuery(
            stages=frozenset(query.stage),
            sources=frozenset(query.source),
            lost_reasons=frozenset(query.lost_reason),
            text=query.q,
            advisor_id=query.advisor_id,
            showroom_id=query.showroom_id,
            created_from=query.created_from,
            created_to=query.created_to,
            limit=query.limit,
            older_than=position.key if position else None,
        ),
    )
    rows = [
        QuoteRowView(
            id=row.card.quote_id,
            number=row.card.number,
            stage=row.card.stage,
            created_at=row.card.created_at,
            valid_until=row.card.valid_until,
            customer=CustomerRow(row.card.name, row.card.phone),
            models=list(row.card.models),
            advisor=alike(row.card.advisor, RefView),
            showroom=alike(row.card.showroom, RefView),
            source=row.card.source,
        )
        for row in page.rows
    ]
    return answer(QuoteList(rows, request.cursor(OlderThan(page.next) if page.next else None)))


@routes.route("GET", "/quotes/{quote_id}", "Una cotización", answer=QuoteView, statuses=(404,))
def read_quote(request: Incoming[NoQuery, None]) -> Answer:
    return _whole(request, quotes.get_quote(request.call, request.path["quote_id"]))


@routes.route(
    "PATCH",
    "/quotes/{quote_id}",
    "Corregir cliente, procedencia, calidad o validez",
    body=QuoteEditBody,
    answer=QuoteView,
    statuses=(404, 409, 412, 428),
    if_match=True,
)
def edit_quote(request: Incoming[NoQuery, QuoteEditBody]) -> Answer:
    edit, version = request.body.into(quotes.QuoteEdit), request.required_version
    return request.perform(
        lambda work: quotes.edit_quote(work, request.path["quote_id"], version, edit),
        lambda deal: _whole(request, deal),
    )


@routes.route(
    "POST",
    "/quotes/{quote_id}/stage-changes",
    "Cambiar de etapa, desistir o reabrir",
    body=StageChangeBody,
    answer=QuoteView,
    status=201,
    statuses=(403, 404, 409),
)
def change_stage(request: Incoming[NoQuery, StageChangeBody]) -> Answer:
    move, quote_id = request.body.into(StageMove), request.path["quote_id"]
    return request.perform(
        lambda work: stages.change_stage(work, quote_id, move),
        lambda deal: _whole(request, deal, 201),
    )


@routes.route(
    "POST",
    "/quotes/{quote_id}/renewals",
    "Renovar con los precios de hoy",
    answer=QuoteView,
    status=201,
    statuses=(404, 409),
)
def renew_quote(request: Incoming[NoQuery, None]) -> Answer:
    quote_id = request.path["quote_id"]
    return request.perform(
        lambda work: renewals.renew_quote(work, quote_id),
        lambda deal: _whole(request, deal, 201),
    )


class TimelineQuery(Struct, frozen=True):
    cursor: str | None = None


@routes.route(
    "GET",
    "/quotes/{quote_id}/timeline",
    "Historia de la cotización, lo más nuevo primero",
    query=TimelineQuery,
    answer=EventList,
    statuses=(404,),
)
def read_timeline(request: Incoming[TimelineQuery, None]) -> Answer:
    quote_id = request.path["quote_id"]
    position = request.position(OlderThan, f"timeline {quote_id}")
    events, older = follow_ups.get_timeline(request.call, quote_id, position.key if position else None)
    return answer(EventList([event_view(event) for event in events], timeline_cursor(request, quote_id, older)))


class CustomerQuery(Struct, frozen=True):
    phone: Phone | None = None
    id_number: IdNumberText | None = None


@routes.route(
    "GET",
    "/customers",
    "Cotizaciones anteriores de una persona, por teléfono o identificación",
    query=CustomerQuery,
    answer=KnownQuoteList,
)
def find_customer(request: Incoming[CustomerQuery, None]) -> Answer:
    found = quotes.find_customer(request.call, request.query.phone, request.query.id_number)
    return answer(KnownQuoteList([_known(quote) for quote in found], None))


def _known(quote: quotes.KnownQuote) -> KnownQuoteView:
    card = quote.card
    view = KnownQuoteView(
        number=card.number,
        stage=card.stage,
        created_at=card.created_at,
        advisor=alike(card.advisor, RefView),
        showroom=alike(card.showroom, RefView),
        within_reach=quote.within_reach,
    )
    if quote.within_reach:
        view.id, view.customer, view.models = card.quote_id, CustomerRow(card.name, card.phone), list(card.models)
    return view
