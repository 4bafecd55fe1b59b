"""Reservations: asking for one, the boss's tray, and what is decided."""

from typing import Annotated

from msgspec import Meta, Struct

from ...answer import Answer
from ...domain.cards import reservation_card
from ...domain.codes import ReservationStatus
from ...domain.reservation import ReservationWish
from ...services import reservation_lists, reservations
from ..answers import answer
from ..bodies.fields import Id
from ..bodies.reservations import CancellationBody, ConfirmationBody, ReservationBody, ReservationDecisionBody
from ..endpoint import NoQuery, Routes
from ..incoming import Incoming
from ..reservation_answers import ReservationList, ReservationView
from ..shapes import etag, reservation_row_view, reservation_view

routes = Routes("Reservas")

RESERVATION = "/reservations/{reservation_id}"
REFUSALS = (403, 404, 409)


def _booked(booked: reservations.Booked) -> Answer:
    view = reservation_view(reservation_card(booked.deal.quote, booked.reservation))
    return answer(view, 201, Location=f"/reservations/{booked.reservation.id}", ETag=etag(booked.deal))


@routes.route(
    "POST",
    "/quotes/{quote_id}/reservations",
    "Solicitar una reserva",
    body=ReservationBody,
    answer=ReservationView,
    status=201,
    statuses=(404, 409),
)
def request_reservation(request: Incoming[NoQuery, ReservationBody]) -> Answer:
    wish, quote_id = request.body.into(ReservationWish), request.path["quote_id"]
    return request.perform(lambda work: reservations.request(work, quote_id, wish), _booked)


class ReservationQuery(Struct, frozen=True):
    status: ReservationStatus | None = None
    showroom_id: Id | None = None
    limit: Annotated[int, Meta(ge=1, le=100)] = 50
    cursor: str | None = None


class After(Struct, frozen=True):
    """Where a list of reservations goes on."""

    key: str


@routes.route(
    "GET",
    "/reservations",
    "Reservas por estado, la más antigua primero",
    query=ReservationQuery,
    answer=ReservationList,
    statuses=(404,),
)
def list_reservations(request: Incoming[ReservationQuery, None]) -> Answer:
    query, position = request.query, request.position(After)
    page = reservation_lists.list_reservations(
        request.call,
        reservation_lists.ReservationQuery(
            status=query.status,
            showroom_id=query.showroom_id,
            limit=query.limit,
            after=position.key if position else None,
        ),
    )
    rows = [reservation_row_view(row) for row in page.rows]
    return answer(ReservationList(rows, request.cursor(After(page.next) if page.next else None)))


@routes.route("GET", RESERVATION, "Una reserva", answer=ReservationView, statuses=(404,))
def read_reservation(request: Incoming[NoQuery, None]) -> Answer:
    return answer(reservation_row_view(reservation_lists.get_reservation(request.call, request.path["reservation_id"])))


@routes.route(
    "POST",
    RESERVATION + "/decision",
    "Aprobar o rechazar una solicitud de reserva",
    body=ReservationDecisionBody,
    answer=ReservationView,
    status=201,
    statuses=REFUSALS,
)
def decide_reservation(request: Incoming[NoQuery, ReservationDecisionBody]) -> Answer:
    body, reservation_id = request.body, request.path["reservation_id"]
    decision = ReservationStatus(body.decision)
    return request.perform(
        lambda work: reservations.decide(work, reservation_id, decision, body.vin, body.reason), _booked
    )


@routes.route(
    "POST",
    RESERVATION + "/confirmation",
    "Confirmar la unidad que se esperaba",
    body=ConfirmationBody,
    answer=ReservationView,
    status=201,
    statuses=REFUSALS,
)
def confirm_reservation(request: Incoming[NoQuery, ConfirmationBody]) -> Answer:
    reservation_id, hold_until = request.path["reservation_id"], request.body.hold_until
    return request.perform(lambda work: reservations.confirm_offer(work, reservation_id, hold_until), _booked)


@routes.route(
    "POST",
    RESERVATION + "/cancellation",
    "Anular una reserva",
    body=CancellationBody,
    answer=ReservationView,
    status=201,
    statuses=REFUSALS,
)
def cancel_reservation(request: Incoming[NoQuery, CancellationBody]) -> Answer:
    reservation_id, reason = request.path["reservation_id"], request.body.reason
    return request.perform(lambda work: reservations.cancel_reservation(work, reservation_id, reason), _booked)
