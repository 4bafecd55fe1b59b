"""When people are alerted is the manager's to set, within reason (B1, B2)."""

from typing import Any

import pytest

from tests.api.client import Client


def test_alerts_and_quiet_hours_are_set_and_shown(mara: Client) -> None:
    wanted: dict[str, Any] = {
        "overdue_grace_minutes": 45,
        "boss_after_days": 2,
        "managers_after_days": 5,
        "quiet_from": "21:30:00",
        "quiet_until": "06:00:00",
        "agenda_at": "06:45:00",
    }
    reply = mara.patch("/settings", wanted)
    assert reply.status == 200
    assert {name: reply.body[name] for name in wanted} == wanted
    shown = mara.get("/settings").body
    assert {name: shown[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("wanted", "pointer"),
    [
        ({"boss_after_days": 4}, "/managers_after_days"),
        ({"agenda_at": "06:00:00"}, "/agenda_at"),
        ({"quiet_until": "08:00:00"}, "/agenda_at"),
        ({"quiet_from": "20:00:00-05:00"}, "/quiet_from"),
    ],
    ids=["managers before the boss", "agenda by night", "night over the agenda", "an hour with a zone"],
)
def test_what_contradicts_itself_is_refused(mara: Client, wanted: dict[str, Any], pointer: str) -> None:
    reply = mara.patch("/settings", wanted)
    assert (reply.status, reply.pointers) == (422, [pointer])
