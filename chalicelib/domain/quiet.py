"""When people are left alone: quiet hours and days on which the dealership does not work (B1)."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from .dealership import Rules


def is_quiet(hour: time, rules: Rules) -> bool:
    """Whether a local hour is one of the quiet ones, which may run over midnight; none if both ends are the same."""
    begins, ends = rules.quiet_from, rules.quiet_until
    if begins <= ends:
        return begins <= hour < ends
    return hour >= begins or hour < ends


def in_quiet_hours(now: datetime, zone: ZoneInfo, rules: Rules) -> bool:
    """Whether an instant falls into the quiet hours."""
    return is_quiet(now.astimezone(zone).time(), rules)


def alerts_rest(now: datetime, zone: ZoneInfo, rules: Rules) -> bool:
    """Whether alerts are held back: in quiet hours, and on days that are no working days."""
    return in_quiet_hours(now, zone, rules) or not rules.is_working_day(now.astimezone(zone).date())


def agenda_is_due(now: datetime, zone: ZoneInfo, rules: Rules) -> bool:
    """Whether the morning agenda of this local day should be out: on working days, from its hour to the quiet hours.

    Late is better than never, so that a run that was skipped is made up for during the same day (B2).
    """
    hour = now.astimezone(zone).time()
    return hour >= rules.agenda_at and not alerts_rest(now, zone, rules)
