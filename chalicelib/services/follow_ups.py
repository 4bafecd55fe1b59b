"""Follow-ups: resolve and schedule the next, move, suggest, look at one (M4, M6, M7, M8)."""

from datetime import UTC, datetime

from msgspec import Struct

from ..adapters import deals
from ..domain import follow_up
from ..domain.codes import EventKind, Outcome
from ..domain.deal import Deal, Dossier
from ..domain.errors import Invalid, NotFound
from ..domain.follow_up import Plan, Report, Suggestion, quote_id_of
from ..domain.inventory import Unit
from ..domain.quote import FollowUp, ResolvedFollowUp
from ..domain.stages import StageMove
from ..domain.timeline import Event
from .stages import resolved_event, step
from .work import Call, Work


class Resolution(Struct, frozen=True):
    """What came of a follow-up and what is next: another follow-up, or a stage change that ends the deal."""

    outcome: Outcome
    observations: str
    done_at: datetime | None = None
    next: Plan | None = None
    stage_change: StageMove | None = None


def resolve_follow_up(work: Work, follow_up_id: str, resolution: Resolution) -> tuple[Deal, ResolvedFollowUp]:
    """Resolve the pending follow-up and schedule the next, in one action.

    Raises:
        NotFound: no such follow-up here.
        Conflict: it was resolved already.
        Invalid: what is next is missing, or breaks a rule.
    """
    slot = work.reading.deal(quote_id_of(follow_up_id))
    move = resolution.stage_change
    unit = work.reading.unit(move.vin) if move and move.vin else None
    work.read()
    deal = work.visible(slot)
    pending = deal.quote.require_pending(follow_up_id)
    done_at = resolution.done_at or work.call.now
    follow_up.require_recent(done_at, work.call.now)
    report = Report(resolution.outcome, resolution.observations, done_at.astimezone(UTC))
    if resolution.next and move is None:
        return _resolve_with_next(work, deal, pending, report, resolution.next)
    if move and resolution.next is None:
        return _resolve_by_stage(work, deal, report, move, unit.value if unit else None)
    raise Invalid.at("/next", "Indique el próximo seguimiento o el cambio de etapa, uno de los dos.")


def _resolve_with_next(
    work: Work, deal: Deal, pending: FollowUp, report: Report, plan: Plan
) -> tuple[Deal, ResolvedFollowUp]:
    resolved = follow_up.resolved(pending, report, work.person, work.call.now)
    counted = follow_up.count_outcome(deal.quote, report.outcome)
    try:
        quote = follow_up.with_next(counted, plan, after=report.done_at, now=work.call.now, rules=work.rules)
    except Invalid as fault:
        raise fault.under("/next") from fault
    return work.change(deal, quote, resolved_event(work, resolved)), resolved


def _resolve_by_stage(
    work: Work, deal: Deal, report: Report, move: StageMove, unit: Unit | None
) -> tuple[Deal, ResolvedFollowUp]:
    counted = Deal(follow_up.count_outcome(deal.quote, report.outcome), deal.version)
    try:
        after, resolved = step(work, counted, move, unit, report)
    except Invalid as fault:
        raise fault.under("/stage_change") from fault
    if resolved is None:
        raise Invalid.at("/stage_change", "Ese cambio de etapa no resuelve el seguimiento.")
    return after, resolved


def re_date_follow_up(work: Work, follow_up_id: str, due_at: datetime, reason: str) -> Deal:
    """Move the pending follow-up without having worked it; it is counted.

    Raises:
        NotFound, Conflict, Invalid: see :func:`chalicelib.domain.follow_up.re_date`.
    """
    slot = work.reading.deal(quote_id_of(follow_up_id))
    work.read()
    deal = work.visible(slot)
    quote = follow_up.re_date(deal.quote, follow_up_id, due_at, work.call.now, work.rules)
    return work.change(deal, quote, work.event(EventKind.FOLLOW_UP_RE_DATED, f"Cambió la fecha: {reason}"))


def suggest_next(call: Call, follow_up_id: str) -> Suggestion:
    """What to schedule if the customer is not reached; see :func:`chalicelib.domain.follow_up.suggest`."""
    work = Work(call)
    slot = work.reading.deal(quote_id_of(follow_up_id))
    work.read()
    quote = work.visible(slot).quote
    pending = quote.require_pending(follow_up_id)
    return follow_up.suggest(quote, pending, call.now, call.zone, work.rules)


class FollowUpFile(Struct, frozen=True):
    """A follow-up, pending or resolved, with its deal's dossier."""

    follow_up: FollowUp
    resolved: ResolvedFollowUp | None
    dossier: Dossier


def get_follow_up(call: Call, follow_up_id: str) -> FollowUpFile:
    """A follow-up with all that is known of its deal; one read, but for follow-ups more than 200 events ago.

    Raises:
        NotFound: no such follow-up here.
    """
    dossier = get_dossier(call, quote_id_of(follow_up_id))
    pending = dossier.deal.quote.pending
    if pending and pending.id == follow_up_id:
        return FollowUpFile(pending, None, dossier)
    events, older = dossier.events, dossier.older
    while True:
        for event in events:
            if event.resolved and event.resolved.follow_up.id == follow_up_id:
                return FollowUpFile(event.resolved.follow_up, event.resolved, dossier)
        if older is None:
            raise NotFound
        events, older = deals.load_events(dossier.deal.quote.id, older)


def get_dossier(call: Call, quote_id: str) -> Dossier:
    """A deal with its history, in one read.

    Raises:
        NotFound: no such deal here.
    """
    dossier = deals.load_dossier(quote_id)
    if dossier is None or not dossier.deal.quote.may_be_seen_by(call.person):
        raise NotFound
    return dossier


def get_timeline(call: Call, quote_id: str, before: str | None) -> tuple[tuple[Event, ...], str | None]:
    """A deal's events, newest first, from where ``before`` says; and where older ones go on.

    Raises:
        NotFound: no such deal here.
    """
    dossier = get_dossier(call, quote_id)
    return deals.load_events(quote_id, before) if before else (dossier.events, dossier.older)
