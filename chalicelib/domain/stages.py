"""The stage machine: QUOTED → DOCUMENTED → INVOICED → DELIVERED, one step at a time, or LOST (M9, M10)."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from .codes import DiscountStatus, LostReason, Stage, UnitStatus
from .dealership import Moment
from .errors import Conflict, Fault, Invalid, NotAllowed
from .follow_up import Plan, Report, resolved, schedule
from .inventory import Unit
from .quote import CLOSED_STAGES, EDITABLE_STAGES, PaymentOption, Quote, ResolvedFollowUp, StageChange, Vehicle
from .reservation import Reservation
from .reserving import end_with_the_quote, end_with_the_sale

LADDER = (Stage.QUOTED, Stage.DOCUMENTED, Stage.INVOICED, Stage.DELIVERED)
INVOICE_FIELDS = ("vehicle_id", "payment_option_id", "vin")


class StageMove(Struct, frozen=True):
    """A stage change as somebody asks for it.

    INVOICED needs the three ids of what is sold; LOST a reason, and a note where that is OTHER; a step
    back a note; a quote that opens again, or stays open while its follow-up is resolved, a follow-up.
    """

    to: Stage
    note: str | None = None
    vehicle_id: str | None = None
    payment_option_id: str | None = None
    vin: str | None = None
    reason: LostReason | None = None
    follow_up: Plan | None = None


class Moved(Struct, frozen=True):
    """The quote after the step, with what the step closed, sold and gave up.

    ``sold`` is the unit as it stands sold to the quote; ``ended`` are the reservations that were open, and
    ``freed`` the chassis of the units that the quote lets go.
    """

    quote: Quote
    change: StageChange
    resolved: ResolvedFollowUp | None
    sold: Unit | None
    freed: tuple[str, ...]
    ended: tuple[Reservation, ...]
    stepped_back: bool


def change_stage(
    quote: Quote, move: StageMove, moment: Moment, unit: Unit | None = None, report: Report | None = None
) -> Moved:
    """Take one step.

    Args:
        quote: as it stands.
        move: what is asked.
        moment: who, when and under which rules.
        unit: the unit that ``move.vin`` names, where there is one.
        report: what came of the pending follow-up, if the step resolves it too.

    Raises:
        Conflict: the present stage does not lead there, the quote has expired, the discount waits, or the
            unit is taken.
        NotAllowed: only a boss steps back.
        Invalid: a field is missing or has no place in this step.
    """
    _require_reachable(quote, move, moment)
    _require_fields(quote, move, report)
    change = StageChange(quote.stage, move.to, move.note, move.reason)
    kept, ended = _with_reservations(quote, move, moment)
    after, sold, given_back = _with_sale(kept, move, unit)
    closed = None
    if quote.pending and (report or move.to in CLOSED_STAGES):
        told = report or Report(None, move.note or move.to.label, moment.now)
        closed = resolved(quote.pending, told, moment.person, moment.now, change)
    after = _with_pending(after, move, moment, report)
    named = dict.fromkeys([*given_back, *(gone.vin for gone in ended if gone.vin)])
    freed = tuple(vin for vin in named if sold is None or vin != sold.vin)
    return Moved(after, change, closed, sold, freed, ended, _is_step_back(quote, move))


def units_of_step(quote: Quote, move: StageMove) -> tuple[str, ...]:
    """The chassis of every unit that the step may sell or give up."""
    vins = [move.vin] if move.vin else []
    if move.to not in EDITABLE_STAGES:
        vins += [kept.vin for kept in quote.reservations if kept.vin]
    return tuple(dict.fromkeys([*vins, *_given_back(quote, move)]))


def _given_back(quote: Quote, move: StageMove) -> tuple[str, ...]:
    """The chassis of the unit that was sold, if the step undoes the sale."""
    undone = quote.stage is Stage.INVOICED and move.to in (Stage.DOCUMENTED, Stage.LOST)
    vehicle = quote.chosen_vehicle
    return (vehicle.vin,) if undone and vehicle and vehicle.vin else ()


def _with_reservations(quote: Quote, move: StageMove, moment: Moment) -> tuple[Quote, tuple[Reservation, ...]]:
    """A sale fulfils the reservation of its unit, and with a loss all are given up."""
    if move.to is Stage.INVOICED and move.vin:
        return end_with_the_sale(quote, move.vin, moment)
    return end_with_the_quote(quote, moment) if move.to is Stage.LOST else (quote, ())


def _is_step_back(quote: Quote, move: StageMove) -> bool:
    return quote.stage in LADDER and move.to in LADDER and LADDER.index(move.to) == LADDER.index(quote.stage) - 1


def _require_reachable(quote: Quote, move: StageMove, moment: Moment) -> None:
    if quote.stage is Stage.LOST:
        allowed = move.to is quote.stage_before_lost
    elif move.to is Stage.LOST:
        allowed = quote.is_open
    elif _is_step_back(quote, move):
        if not moment.person.leads_showroom(quote.showroom.id):
            raise NotAllowed("Solo el jefe de vitrina o el gerente devuelve una etapa.")
        return
    else:
        allowed = LADDER.index(move.to) == LADDER.index(quote.stage) + 1
        if allowed and quote.has_expired(moment.today):
            raise Conflict(
                "La cotización está vencida: renuévela antes de avanzar.",
                stage=quote.stage.value,
                valid_until=quote.valid_until.isoformat(),
            )
    if not allowed:
        raise Conflict(
            f"De {quote.stage.label} no se pasa a {move.to.label}.",
            stage=quote.stage.value,
            allowed=[stage.value for stage in _ways_on(quote)],
        )


def _ways_on(quote: Quote) -> list[Stage]:
    if quote.stage is Stage.LOST:
        return [quote.stage_before_lost] if quote.stage_before_lost else []
    ahead = list(LADDER[LADDER.index(quote.stage) + 1 :][:1])
    return [*ahead, Stage.LOST] if quote.is_open else ahead


def _require_fields(quote: Quote, move: StageMove, report: Report | None) -> None:
    faults = [*_note_faults(quote, move), *_reason_faults(move), *_sale_faults(quote, move)]
    if move.to not in CLOSED_STAGES and (report or not quote.is_open):
        if move.follow_up is None:
            faults.append(Fault("/follow_up", "Agende el próximo seguimiento."))
    elif move.follow_up is not None:
        faults.append(Fault("/follow_up", "Aquí no se agenda: ya hay un seguimiento pendiente o la venta se cierra."))
    if faults:
        raise Invalid(faults)


def _note_faults(quote: Quote, move: StageMove) -> Iterator[Fault]:
    if _is_step_back(quote, move) and not move.note:
        yield Fault("/note", "Explique por qué se devuelve la etapa.")
    if move.reason is LostReason.OTHER and not move.note:
        yield Fault("/note", "Con el motivo «Otro» se requiere un comentario.")


def _reason_faults(move: StageMove) -> Iterator[Fault]:
    if move.to is Stage.LOST and move.reason is None:
        yield Fault("/reason", "Escoja el motivo del desistimiento.")
    if move.to is not Stage.LOST and move.reason is not None:
        yield Fault("/reason", "El motivo es solo para desistir.")


def _sale_faults(quote: Quote, move: StageMove) -> Iterator[Fault]:
    sells = _sells(quote, move)
    for field in INVOICE_FIELDS:
        given = getattr(move, field) is not None
        if sells and not given:
            yield Fault(f"/{field}", "Es obligatorio para facturar.")
        if given and not sells:
            yield Fault(f"/{field}", "Corresponde solo al facturar.")


def _sells(quote: Quote, move: StageMove) -> bool:
    return move.to is Stage.INVOICED and quote.stage is not Stage.DELIVERED


def _with_sale(quote: Quote, move: StageMove, unit: Unit | None) -> tuple[Quote, Unit | None, tuple[str, ...]]:
    """Choose what is sold and take its unit, or give it back; SOLD ⇔ INVOICED or DELIVERED."""
    if _sells(quote, move):
        chosen, sold = _sold(quote, move, unit)
        return chosen, sold, ()
    given_back = _given_back(quote, move)
    return (_unchosen(quote) if given_back else quote), None, given_back


def _sold(quote: Quote, move: StageMove, unit: Unit | None) -> tuple[Quote, Unit]:
    vehicle = next((v for v in quote.vehicles if v.id == move.vehicle_id), None)
    if vehicle is None:
        raise Invalid.at("/vehicle_id", "Esa motocicleta no está en la cotización.")
    option = next((o for o in vehicle.payment_options if o.id == move.payment_option_id), None)
    if option is None:
        raise Invalid.at("/payment_option_id", "Esa forma de pago no es de esta motocicleta.")
    if option.discount_status is DiscountStatus.WAITING:
        raise Conflict("El descuento aún espera aprobación.", discount_status=option.discount_status.value)
    if unit is None or unit.status is UnitStatus.RETIRED:
        raise Invalid.at("/vin", "No hay una unidad con ese chasis.")
    if unit.model_id != vehicle.model.id:
        raise Invalid.at("/vin", "La unidad es de otro modelo.")
    sold = unit.sold_to(quote.id)
    return _unchosen(quote).with_vehicle(_chosen(vehicle, option, unit)), sold


def _chosen(vehicle: Vehicle, option: PaymentOption, unit: Unit) -> Vehicle:
    marked = replace(vehicle, chosen=True, vin=unit.vin)
    return marked.with_option(replace(option, chosen=True))


def _unchosen(quote: Quote) -> Quote:
    return replace(
        quote,
        vehicles=tuple(
            replace(
                vehicle,
                chosen=False,
                vin=None,
                payment_options=tuple(replace(option, chosen=False) for option in vehicle.payment_options),
            )
            for vehicle in quote.vehicles
        ),
    )


def _with_pending(quote: Quote, move: StageMove, moment: Moment, report: Report | None) -> Quote:
    """The quote at its new stage, with or without a pending follow-up as M7 asks."""
    losing = move.to is Stage.LOST
    staged = {
        "stage": move.to,
        "stage_before_lost": quote.stage if losing else None,
        "lost_reason": move.reason if losing else None,
    }
    if move.to in CLOSED_STAGES:
        return replace(quote, pending=None, **staged)
    if move.follow_up is None:
        return replace(quote, **staged)
    _, counted = quote.numbered("")
    after = report.done_at if report else moment.now
    try:
        pending = schedule(counted, move.follow_up, after=after, now=moment.now, rules=moment.rules)
    except Invalid as fault:
        raise fault.under("/follow_up") from fault
    return replace(counted, pending=pending, quality=pending.quality, **staged)
