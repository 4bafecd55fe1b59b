"""Stage changes: the sale steps on, steps back, is lost or opens again (M9, M10)."""

from ..domain.codes import EventKind
from ..domain.deal import Deal
from ..domain.follow_up import Report
from ..domain.inventory import Unit
from ..domain.quote import ResolvedFollowUp
from ..domain.stages import Moved, StageMove
from ..domain.stages import change_stage as decide_stage
from ..domain.timeline import Event
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
    moved = decide_stage(deal.quote, move, work.moment, unit, report)
    work.move_unit(moved.unit_move)
    if moved.stepped_back:
        tell_stepped_back(work, moved.quote, moved.change.note or "")
    return work.change(deal, moved.quote, *_events(work, moved)), moved.resolved


def _events(work: Work, moved: Moved) -> list[Event]:
    change = moved.change
    text = f"{change.origin.label} → {change.to.label}"
    if change.reason:
        text = f"{text}: {change.reason.label}"
    events = [work.event(EventKind.STAGE_CHANGED, text, stage_change=change)]
    if moved.resolved:
        events.append(resolved_event(work, moved.resolved))
    return events


def resolved_event(work: Work, resolved: ResolvedFollowUp) -> Event:
    """The timeline's line for a follow-up that was worked or closed."""
    how = resolved.outcome.label if resolved.outcome else "cerrado por el cambio de etapa"
    text = f"{resolved.follow_up.type.label}: {how}"
    return work.event(EventKind.FOLLOW_UP_RESOLVED, text, resolved=resolved)
