"""Stage changes: the sale steps on, steps back, is lost or opens again (M9, M10)."""

from ..domain.codes import EventKind
from ..domain.deal import Deal
from ..domain.follow_up import Report
from ..domain.inventory import Unit
from ..domain.quote import ResolvedFollowUp
from ..domain.stages import Moved, StageMove, units_of_step
from ..domain.stages import change_stage as decide_stage
from ..domain.timeline import Event
from .holds import ended_event, let_go, read_units, tell_who_waits
from .notices import tell_stepped_back
from .work import Work


def change_stage(work: Work, quote_id: str, move: StageMove) -> Deal:
    """Take one step on the stage ladder; see :func:`chalicelib.domain.stages.change_stage`."""
    slot = work.reading.deal(quote_id)
    unit = work.reading.unit(move.vin) if move.vin else None
    work.read()
    return step(work, work.visible(slot), move, unit.value if unit else None)[0]


def step(
    work: Work, deal: Deal, move: StageMove, unit: Unit | None, report: Report | None = None
) -> tuple[Deal, ResolvedFollowUp | None]:
    """Take the step on a deal that was read; returns what it resolved too, if anything."""
    units = read_units(work, units_of_step(deal.quote, move), unit)
    moved = decide_stage(deal.quote, move, work.moment, unit, report)
    if moved.sold:
        work.write_stock(moved.sold)
        tell_who_waits(work, moved.sold)
    let_go(work, deal.quote.id, [units[vin] for vin in moved.freed if vin in units])
    if moved.stepped_back:
        tell_stepped_back(work, moved.quote, moved.change.note or "")
    return work.change(deal, moved.quote, *_events(work, moved), ended=moved.ended), moved.resolved


def _events(work: Work, moved: Moved) -> list[Event]:
    change = moved.change
    text = f"{change.origin.label} → {change.to.label}"
    if change.reason:
        text = f"{text}: {change.reason.label}"
    events = [work.event(EventKind.STAGE_CHANGED, text, stage_change=change)]
    if moved.resolved:
        events.append(resolved_event(work, moved.resolved))
    return [*events, *(ended_event(work, ended) for ended in moved.ended)]


def resolved_event(work: Work, resolved: ResolvedFollowUp) -> Event:
    """The timeline's line for a follow-up that was worked or closed."""
    how = resolved.outcome.label if resolved.outcome else "cerrado por el cambio de etapa"
    text = f"{resolved.follow_up.type.label}: {how}"
    return work.event(EventKind.FOLLOW_UP_RESOLVED, text, resolved=resolved)
