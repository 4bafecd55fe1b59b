"""*Mis Seguimientos*: the list, the detail, and what an advisor does with a follow-up."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from ...answer import Answer
from ...domain.agenda import Bucket
from ...domain.codes import FollowUpType, Quality, Source, Stage
from ...domain.deal import Deal
from ...domain.quote import ResolvedFollowUp
from ...services import agenda, follow_ups
from ..answers import answer
from ..bodies.fields import Id
from ..bodies.follow_ups import ReDateBody, ResolutionBody
from ..deal_answers import (
    AgendaList,
    CountsView,
    FollowUpDetail,
    FollowUpView,
    ResolutionView,
    SignalsView,
    SuggestionView,
)
from ..endpoint import NoQuery, Routes
from ..incoming import Incoming
from ..paging import Limit, require_order, timeline_cursor
from ..shapes import (
    agenda_row_view,
    alike,
    etag,
    event_view,
    follow_up_view,
    quote_view,
    reservation_view,
    resolved_view,
)

routes = Routes("Seguimientos")

FOLLOW_UP = "/follow-ups/{follow_up_id}"
Days = Annotated[int, Meta(ge=-3650, le=3650)]


class AgendaQuery(Struct, frozen=True):
    due_from: date | None = field(default=None, name="from")
    due_to: date | None = field(default=None, name="to")
    source: list[Source] = []
    quality: list[Quality] = []
    type: list[FollowUpType] = []
    stage: list[Stage] = []
    min_days: Days | None = None
    max_days: Days | None = None
    min_re_dates: Annotated[int, Meta(ge=0, le=1000)] = 0
    q: Annotated[str, Meta(max_length=100)] = ""
    bucket: Bucket | None = None
    advisor_id: Id | None = None
    showroom_id: Id | None = None
    order: Literal["rank", "due"] = "due"
    limit: Limit = 50
    cursor: str | None = None


@routes.route("GET", "/follow-ups", "Seguimientos pendientes", query=AgendaQuery, answer=AgendaList, statuses=(404,))
def list_follow_ups(request: Incoming[AgendaQuery, None]) -> Answer:
    query = request.query
    require_order("to", query.due_from, query.due_to)
    require_order("max_days", query.min_days, query.max_days)
    wanted = agenda.AgendaFilter(
        due_from=query.due_from,
        due_to=query.due_to,
        sources=frozenset(query.source),
        qualities=frozenset(query.quality),
        types=frozenset(query.type),
        stages=frozenset(query.stage),
        min_days=query.min_days,
        max_days=query.max_days,
        min_re_dates=query.min_re_dates,
        text=query.q,
        bucket=query.bucket,
    )
    position = request.position(agenda.AgendaPosition)
    page = agenda.list_follow_ups(
        request.call,
        agenda.AgendaQuery(wanted, query.advisor_id, query.showroom_id, query.order, query.limit, position),
    )
    rows = [agenda_row_view(row, page.now) for row in page.rows]
    return answer(AgendaList(rows, alike(page.counts, CountsView), request.cursor(page.next)))


@routes.route("GET", FOLLOW_UP, "Un seguimiento con todo lo de su cotización", answer=FollowUpDetail, statuses=(404,))
def read_follow_up(request: Incoming[NoQuery, None]) -> Answer:
    call = request.call
    found = follow_ups.get_follow_up(call, request.path["follow_up_id"])
    dossier = found.dossier
    return answer(
        FollowUpDetail(
            follow_up=follow_up_view(found.follow_up, call, call.now),
            resolved=resolved_view(found.resolved) if found.resolved else None,
            quote=quote_view(dossier.deal, call),
            history=[resolved_view(event.resolved) for event in dossier.events if event.resolved],
            timeline=[event_view(event) for event in dossier.events],
            timeline_next=timeline_cursor(request, dossier.deal.quote.id, dossier.older),
            reservations=[reservation_view(card) for card in dossier.reservations],
            signals=alike(dossier.signals, SignalsView),
        ),
        ETag=etag(dossier.deal),
    )


@routes.route(
    "GET", FOLLOW_UP + "/suggestion", "Qué agendar si no se contactó", answer=SuggestionView, statuses=(404, 409)
)
def suggest_next(request: Incoming[NoQuery, None]) -> Answer:
    return answer(alike(follow_ups.suggest_next(request.call, request.path["follow_up_id"]), SuggestionView))


@routes.route(
    "POST",
    FOLLOW_UP + "/resolution",
    "Resolver y agendar el próximo",
    body=ResolutionBody,
    answer=ResolutionView,
    status=201,
    statuses=(403, 404, 409),
)
def resolve_follow_up(request: Incoming[NoQuery, ResolutionBody]) -> Answer:
    call, follow_up_id = request.call, request.path["follow_up_id"]
    resolution = request.body.into(follow_ups.Resolution)

    def shape(done: tuple[Deal, ResolvedFollowUp]) -> Answer:
        deal, resolved = done
        pending = deal.quote.pending
        following = follow_up_view(pending, call, call.now) if pending else None
        return answer(
            ResolutionView(resolved_view(resolved), following),
            201,
            Location=f"/follow-ups/{pending.id if pending else follow_up_id}",
            ETag=etag(deal),
        )

    return request.perform(
        lambda work: follow_ups.resolve_follow_up(work, follow_up_id, resolution),
        shape,
    )


@routes.route(
    "POST",
    FOLLOW_UP + "/re-dates",
    "Mover de fecha sin haberlo trabajado",
    body=ReDateBody,
    answer=FollowUpView,
    status=201,
    statuses=(404, 409),
)
def re_date_follow_up(request: Incoming[NoQuery, ReDateBody]) -> Answer:
    call, follow_up_id, body = request.call, request.path["follow_up_id"], request.body

    def shape(deal: Deal) -> Answer:
        assert deal.quote.pending is not None  # noqa: S101 - an open quote has one (M7)
        view = follow_up_view(deal.quote.pending, call, call.now)
        return answer(view, 201, Location=f"/follow-ups/{follow_up_id}", ETag=etag(deal))

    return request.perform(
        lambda work: follow_ups.re_date_follow_up(work, follow_up_id, body.due_at, body.reason), shape
    )
