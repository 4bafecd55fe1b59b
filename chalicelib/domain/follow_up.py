"""Follow-ups: schedule, resolve, re-date, and what to propose after a miss (M6, M7, M8)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from .agenda import local_date, same_hour_on, working_day_on_or_after
from .codes import FollowUpType, LostReason, Outcome, Quality, Stage
from .dealership import Person, Rules
from .errors import Invalid, NotFound
from .quote import FollowUp, Quote, ResolvedFollowUp, StageChange

OLDEST_REPORT = timedelta(hours=72)
CLOCK_SKEW = timedelta(minutes=5)
CALL_AGAIN = "Volver a llamar"


class Plan(Struct, frozen=True):
    """A follow-up as somebody asks for it; without a quality the customer's stays."""

    type: FollowUpType
    due_at: datetime
    quality: Quality | None = None
    observations: str = ""


class Report(Struct, frozen=True):
    """What came of a follow-up; without an outcome it was closed by the deal's end, not worked."""

    outcome: Outcome | None
    observations: str
    done_at: datetime


class Alternative(Struct, frozen=True):
    """Another way on after a miss: a follow-up of another type, or giving the sale up."""

    label: str
    type: FollowUpType | None = None
    due_at: datetime | None = None
    observations: str | None = None
    to: Stage | None = None
    reason: LostReason | None = None


class Suggestion(Struct, frozen=True):
    """What to schedule if the customer is not reached this time either.

    ``misses_in_a_row`` counts this time: 1 to 3 propose a call after 1, 3 and 7 days, 4 a WhatsApp.
    """

    type: FollowUpType
    due_at: datetime
    quality: Quality
    observations: str
    misses_in_a_row: int
    alternatives: tuple[Alternative, ...]


def quote_id_of(follow_up_id: str) -> str:
    """The quote that a follow-up belongs to: its id begins with the quote's.

    Raises:
        NotFound: it is no follow-up's id.
    """
    quote_id = follow_up_id.rpartition("-")[0]
    if not quote_id:
        raise NotFound
    return quote_id


def plan_follow_up(
    follow_up_id: str, plan: Plan, quality: Quality, *, after: datetime, now: datetime, rules: Rules
) -> FollowUp:
    """A follow-up as planned; ``quality`` holds where the plan names none.

    Raises:
        Invalid: it is due at or before ``after``, or beyond the horizon.
    """
    if plan.due_at <= after:
        raise Invalid.at("/due_at", "La fecha y hora deben ser posteriores.")
    if plan.due_at > now + timedelta(days=rules.follow_up_horizon_days):
        raise Invalid.at("/due_at", f"No se agenda a más de {rules.follow_up_horizon_days} días.")
    return FollowUp(
        id=follow_up_id,
        type=plan.type,
        due_at=plan.due_at.astimezone(UTC),
        quality=plan.quality or quality,
        created_at=now,
        observations=plan.observations,
    )


def schedule(quote: Quote, plan: Plan, *, after: datetime, now: datetime, rules: Rules) -> FollowUp:
    """A pending follow-up for the quote, numbered by its ``seq``; see :func:`plan_follow_up`."""
    return plan_follow_up(f"{quote.id}-{quote.seq}", plan, quote.quality, after=after, now=now, rules=rules)


def with_next(quote: Quote, plan: Plan, *, after: datetime, now: datetime, rules: Rules) -> Quote:
    """The quote with its next follow-up pending, and the customer's quality as just seen."""
    _, counted = quote.numbered("")
    pending = schedule(counted, plan, after=after, now=now, rules=rules)
    return replace(counted, pending=pending, quality=pending.quality)


def require_recent(done_at: datetime, now: datetime) -> None:
    """Refuse a report from the future, or older than 72 hours.

    Raises:
        Invalid: at ``/done_at``.
    """
    if done_at > now + CLOCK_SKEW:
        raise Invalid.at("/done_at", "Aún no llega esa hora.")
    if done_at < now - OLDEST_REPORT:
        raise Invalid.at("/done_at", "Solo se registra lo hecho en las últimas 72 horas.")


def resolved(
    follow_up: FollowUp, report: Report, person: Person, now: datetime, change: StageChange | None = None
) -> ResolvedFollowUp:
    """The follow-up as history."""
    return ResolvedFollowUp(
        follow_up=follow_up,
        observations=report.observations,
        done_at=report.done_at,
        resolved_at=now,
        resolved_by=person.ref,
        outcome=report.outcome,
        stage_change=change,
    )


def count_outcome(quote: Quote, outcome: Outcome | None) -> Quote:
    """Misses in a row: one more, or none once the customer was reached."""
    missed = outcome is Outcome.NOT_CONTACTED
    return replace(quote, misses_in_a_row=quote.misses_in_a_row + 1 if missed else 0)


def re_date(quote: Quote, follow_up_id: str, due_at: datetime, now: datetime, rules: Rules) -> Quote:
    """The quote with its follow-up moved without having been worked, and that counted (G3).

    Raises:
        Conflict: it is not the pending one.
        Invalid: the new date is not ahead, or is the same.
    """
    pending = quote.require_pending(follow_up_id)
    if due_at == pending.due_at:
        raise Invalid.at("/due_at", "Ya está agendado para esa fecha y hora.")
    moved = schedule(quote, Plan(pending.type, due_at), after=now, now=now, rules=rules)
    return replace(quote, pending=replace(pending, due_at=moved.due_at, re_dates=pending.re_dates + 1))


def suggest(quote: Quote, pending: FollowUp, now: datetime, zone: ZoneInfo, rules: Rules) -> Suggestion:
    """The next step to propose after one more miss, on the next working day at the same local hour (M8)."""
    misses = quote.misses_in_a_row + 1
    cadence = rules.no_answer_days
    wait = cadence[min(misses, len(cadence)) - 1]
    day = working_day_on_or_after(local_date(now, zone) + timedelta(days=wait), rules.is_working_day)
    due_at = same_hour_on(day, pending.due_at, zone, rules.opens, rules.closes)
    whatsapp = Alternative("Escribir por WhatsApp", FollowUpType.WHATSAPP, due_at, "Escribir por WhatsApp")
    give_up = Alternative("Desistir: no contesta", to=Stage.LOST, reason=LostReason.NO_ANSWER)
    if misses <= len(cadence):
        return Suggestion(FollowUpType.CALL, due_at, quote.quality, CALL_AGAIN, misses, (whatsapp,))
    call = Alternative(CALL_AGAIN, FollowUpType.CALL, due_at, CALL_AGAIN)
    return Suggestion(FollowUpType.WHATSAPP, due_at, quote.quality, "Escribir por WhatsApp", misses, (give_up, call))
