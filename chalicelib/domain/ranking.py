"""One ranked queue: whom to call next, and why (G1)."""

from datetime import datetime, timedelta

from msgspec import Struct

from .agenda import Bucket, Standing
from .cards import AgendaCard
from .codes import Quality

RECENT = timedelta(hours=72)
_BUCKETS = tuple(Bucket)
_QUALITIES = tuple(Quality)


class Signals(Struct, frozen=True):
    """What the customer did with the proforma, latest first."""

    opens: int = 0
    last_open_at: datetime | None = None
    recent_opens: tuple[datetime, ...] = ()
    last_answer_at: datetime | None = None

    def answered(self, now: datetime, since: datetime | None) -> bool:
        """Whether the customer answered of late, and after the follow-up was scheduled: somebody is waiting."""
        at = self.last_answer_at
        return at is not None and _recent(at, now) and (since is None or at >= since)

    def opened(self, now: datetime) -> bool:
        return _recent(self.last_open_at, now)


RankKey = tuple[int, int, int, datetime, str]


def _recent(instant: datetime | None, now: datetime) -> bool:
    return instant is not None and now - instant <= RECENT


def rank_key(card: AgendaCard, signals: Signals, standing: Standing, now: datetime) -> RankKey:
    """Sorts first what should be done first: overdue, then quality, then recent answers and opens, then due time.

    An answer from the customer counts as overdue: somebody is waiting.
    """
    answered = signals.answered(now, card.scheduled_at)
    place = 0 if answered else _BUCKETS.index(standing.bucket)
    warmth = 0 if answered else 1 if signals.opened(now) else 2
    return place, _QUALITIES.index(card.quality), warmth, card.due_at, card.follow_up_id


def rank_reasons(card: AgendaCard, signals: Signals, standing: Standing, now: datetime) -> list[str]:
    """Why the row stands where it stands, in Spanish."""
    reasons = []
    if signals.last_answer_at and signals.answered(now, card.scheduled_at):
        reasons.append(f"Respondió desde la proforma {ago(now - signals.last_answer_at)}")
    match standing.bucket:
        case Bucket.OVERDUE:
            days = standing.days
            reasons.append("Vencido hoy" if days == 0 else f"Vencido hace {_count(days, 'día')}")
        case Bucket.TODAY:
            reasons.append("Para hoy")
        case Bucket.UPCOMING:
            pass
    if card.quality is Quality.HOT:
        reasons.append("Cliente caliente")
    if signals.last_open_at and signals.opened(now):
        reasons.append(f"Abrió la proforma {ago(now - signals.last_open_at)}")
    if card.re_dates:
        reasons.append(f"Movido {_count(card.re_dates, 'vez', 'veces')} sin contacto")
    return reasons


def ago(elapsed: timedelta) -> str:
    """``hace 5 min``, ``hace 2 h``, ``hace 3 días``."""
    minutes = max(0, int(elapsed.total_seconds() // 60))
    if minutes < 60:
        return f"hace {minutes} min"
    if minutes < 24 * 60:
        return f"hace {minutes // 60} h"
    return f"hace {_count(minutes // (24 * 60), 'día')}"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
