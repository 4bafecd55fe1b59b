"""Vehicles and payment options of a quote."""

from ...answer import Answer
from ...domain.codes import DiscountStatus
from ...domain.deal import Deal
from ...domain.offers import OptionWish, VehicleWish
from ...domain.quote import PaymentOption, Vehicle
from ...services import offers
from ..answers import answer
from ..bodies.quotes import DiscountDecisionBody, OptionBody, VehicleBody
from ..deal_answers import OptionView, VehicleView
from ..endpoint import NoQuery, Routes
from ..incoming import Incoming
from ..shapes import etag, option_view, vehicle_view

routes = Routes("Motocicletas y formas de pago")

VEHICLES = "/quotes/{quote_id}/vehicles"
VEHICLE = VEHICLES + "/{vehicle_id}"
OPTIONS = VEHICLE + "/payment-options"
OPTION = OPTIONS + "/{option_id}"
REFUSALS = (404, 409, 412)


@routes.route(
    "POST",
    VEHICLES,
    "Agregar una motocicleta",
    body=VehicleBody,
    answer=VehicleView,
    status=201,
    statuses=REFUSALS,
    if_match=True,
)
def add_vehicle(request: Incoming[NoQuery, VehicleBody]) -> Answer:
    wish, version = request.body.into(VehicleWish), request.if_match

    def shape(added: tuple[Deal, Vehicle]) -> Answer:
        deal, vehicle = added
        view = vehicle_view(vehicle, deal.quote.iva_rate_bps)
        return answer(view, 201, Location=f"/quotes/{deal.quote.id}", ETag=etag(deal))

    return request.perform(lambda work: offers.add_vehicle(work, request.path["quote_id"], wish, version), shape)


@routes.route("DELETE", VEHICLE, "Retirar una motocicleta", status=204, statuses=REFUSALS, if_match=True)
def remove_vehicle(request: Incoming[NoQuery, None]) -> Answer:
    path, version = request.path, request.if_match
    return request.perform(
        lambda work: offers.remove_vehicle(work, path["quote_id"], path["vehicle_id"], version),
        lambda deal: answer(None, 204, ETag=etag(deal)),
    )


def _option_answer(added: tuple[Deal, Vehicle, PaymentOption]) -> Answer:
    deal, vehicle, option = added
    view = option_view(vehicle, option, deal.quote.iva_rate_bps)
    return answer(view, 201, Location=f"/quotes/{deal.quote.id}", ETag=etag(deal))


@routes.route(
    "POST",
    OPTIONS,
    "Agregar una forma de pago",
    body=OptionBody,
    answer=OptionView,
    status=201,
    statuses=REFUSALS,
    if_match=True,
)
def add_option(request: Incoming[NoQuery, OptionBody]) -> Answer:
    path, wish, version = request.path, request.body.into(OptionWish), request.if_match
    return request.perform(
        lambda work: offers.add_option(work, path["quote_id"], path["vehicle_id"], wish, version), _option_answer
    )


@routes.route("DELETE", OPTION, "Retirar una forma de pago", status=204, statuses=REFUSALS, if_match=True)
def remove_option(request: Incoming[NoQuery, None]) -> Answer:
    path, version = request.path, request.if_match
    return request.perform(
        lambda work: offers.remove_option(work, path["quote_id"], path["vehicle_id"], path["option_id"], version),
        lambda deal: answer(None, 204, ETag=etag(deal)),
    )


@routes.route(
    "POST",
    OPTION + "/discount-decision",
    "Aprobar o rechazar un descuento",
    body=DiscountDecisionBody,
    answer=OptionView,
    status=201,
    statuses=(403, 404, 409),
)
def decide_discount(request: Incoming[NoQuery, DiscountDecisionBody]) -> Answer:
    path, decision, reason = request.path, DiscountStatus(request.body.decision), request.body.reason
    return request.perform(
        lambda work: offers.decide_discount(
            work, path["quote_id"], path["vehicle_id"], path["option_id"], decision, reason
        ),
        _option_answer,
    )
