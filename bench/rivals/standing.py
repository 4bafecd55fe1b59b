"""What a row says of the time, which cannot be stored: worked out for every answer, as the app does."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Guayaquil")
RECENT = timedelta(hours=72)


def add_standing(row: dict[str, Any], now: datetime, today: date) -> dict[str, Any]:
    """A stored row with how long it has been pending, its bucket, and why it stands where it stands."""
    due_at = datetime.fromisoformat(row["due_at"])
    day = due_at.astimezone(ZONE).date()
    days = (today - day).days
    reasons = []
    if due_at < now:
        bucket = "overdue"
        reasons.append("Vencido hoy" if days == 0 else f"Vencido hace {days} día{'' if days == 1 else 's'}")
    elif day == today:
        bucket = "today"
        reasons.append("Para hoy")
    else:
        bucket = "upcoming"
    if row["quality"] == "HOT":
        reasons.append("Cliente caliente")
    opened = row.pop("last_open_at")
    if opened and now - datetime.fromisoformat(opened) <= RECENT:
        reasons.append(f"Abrió la proforma hace {(now - datetime.fromisoformat(opened)).seconds // 60} min")
    return {**row, "days_pending": days, "bucket": bucket, "rank_reasons": reasons}


def page(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Rows as they are answered, with how many there are of each bucket."""
    now = datetime.now(UTC)
    today = now.astimezone(ZONE).date()
    items = [add_standing(row, now, today) for row in rows]
    buckets = [item["bucket"] for item in items]
    counts = {bucket: buckets.count(bucket) for bucket in ("overdue", "today", "upcoming")}
    return {"items": items, "counts": counts, "next": None}
