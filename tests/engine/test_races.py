"""M7 under fire: whatever is done at once, an open quote has exactly one pending follow-up and nothing is lost."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest

from chalicelib.domain.codes import EventKind, Stage

from .bodies import a_quote_body, a_resolution_body, a_vehicle_body, in_days
from .crowd import all_at_once
from .deals import read_whole
from .desk import Desk, Reply
from .sizes import MIXED_ROUNDS, RACE_CLIENTS, RACE_ROUNDS

Job = Callable[[], Reply]
BEATEN = {409, 412, 429}


def _now() -> datetime:
    return datetime.now(UTC)


def _new_quote(desk: Desk) -> dict[str, object]:
    reply = desk.call(desk.advisor, "POST", "/quotes", a_quote_body(desk.fresh_phone(), _now()))
    assert reply.status == 201, reply.text
    return reply.json  # type: ignore[no-any-return]


def test_of_many_who_resolve_one_follow_up_exactly_one_wins(desk: Desk) -> None:
    quote = _new_quote(desk)
    quote_id, resolved = str(quote["id"]), []
    for round_number in range(1, RACE_ROUNDS + 1):
        pending_id = _pending_id(quote_id)
        jobs: list[Job] = [
            partial(desk.call, desk.advisor, "POST", f"/follow-ups/{pending_id}/resolution", _told_by(client))
            for client in range(RACE_CLIENTS)
        ]
        replies = all_at_once(jobs)
        assert Counter(reply.status for reply in replies) == {201: 1, 409: RACE_CLIENTS - 1}
        winner = next(number for number, reply in enumerate(replies) if reply.status == 201)
        resolved.append(pending_id)
        whole = read_whole(quote_id)
        assert whole.deal.version == 1 + round_number
        assert whole.resolved_ids == resolved
        assert whole.events[-1].resolved is not None
        assert whole.events[-1].resolved.observations == f"Cliente {winner}"
        assert whole.deal.quote.pending is not None
        assert whole.deal.quote.pending.id == replies[winner].json["next"]["id"]


def _told_by(client: int) -> dict[str, object]:
    return a_resolution_body(_now(), observations=f"Cliente {client}")


def _pending_id(quote_id: str) -> str:
    pending = read_whole(quote_id).deal.quote.pending
    assert pending is not None
    return pending.id


@pytest.mark.parametrize("round_number", range(MIXED_ROUNDS))
def test_different_commands_at_once_on_one_quote_lose_nothing(desk: Desk, round_number: int) -> None:
    quote = _new_quote(desk)
    quote_id, pending_id = str(quote["id"]), _pending_id(str(quote["id"]))
    vehicle_id = quote["vehicles"][0]["id"]  # type: ignore[index]
    names = ("resolve", "re-date", "vehicle", "option", "patch", "stage")
    jobs = [job for _ in range(2) for job in _one_of_each(desk, quote_id, pending_id, vehicle_id)]
    replies = all_at_once(jobs)
    won = Counter(name for name, reply in zip(names * 2, replies, strict=True) if reply.status in (200, 201))
    refused = {reply.status for reply in replies if reply.status not in (200, 201)}
    assert refused <= BEATEN, [reply.text for reply in replies if reply.status in refused - BEATEN]
    whole = read_whole(quote_id)
    after = whole.deal.quote
    assert whole.deal.version == 1 + sum(won.values())
    assert after.pending is not None
    assert won["resolve"] == len(whole.resolved_ids) <= 1
    assert won["patch"] <= 1
    assert won["stage"] == (after.stage is Stage.DOCUMENTED)
    assert len(after.vehicles) == 1 + won["vehicle"]
    assert len(after.vehicle(vehicle_id).payment_options) == 2 + won["option"]
    assert Counter(event.kind for event in whole.events) == +Counter(
        {
            EventKind.QUOTE_CREATED: 1,
            EventKind.FOLLOW_UP_RESOLVED: won["resolve"],
            EventKind.FOLLOW_UP_RE_DATED: won["re-date"],
            EventKind.VEHICLE_ADDED: won["vehicle"],
            EventKind.OPTION_ADDED: won["option"],
            EventKind.QUOTE_EDITED: won["patch"],
            EventKind.STAGE_CHANGED: won["stage"],
        }
    )


def _one_of_each(desk: Desk, quote_id: str, pending_id: str, vehicle_id: str) -> list[Job]:
    now, quote = _now(), f"/quotes/{quote_id}"
    post = partial(desk.call, desk.advisor, "POST")
    return [
        partial(post, f"/follow-ups/{pending_id}/resolution", a_resolution_body(now)),
        partial(post, f"/follow-ups/{pending_id}/re-dates", {"due_at": in_days(_now(), 3), "reason": "Viaje"}),
        partial(post, f"{quote}/vehicles", a_vehicle_body()),
        partial(post, f"{quote}/vehicles/{vehicle_id}/payment-options", {"kind": "CASH"}),
        partial(desk.call, desk.advisor, "PATCH", quote, {"source": "FAIR"}, if_match='"1"'),
        partial(post, f"{quote}/stage-changes", {"to": "DOCUMENTED"}),
    ]


def test_one_unit_is_sold_to_one_of_many_quotes(desk: Desk) -> None:
    unit = desk.stock_unit()
    quotes = [_new_quote(desk) for _ in range(8)]
    for quote in quotes:
        moved = desk.call(desk.advisor, "POST", f"/quotes/{quote['id']}/stage-changes", {"to": "DOCUMENTED"})
        assert moved.status == 201
    replies = all_at_once([_invoice(desk, quote, unit.vin) for quote in quotes])
    assert Counter(reply.status for reply in replies) == {201: 1, 409: 7}
    stages = Counter(read_whole(str(quote["id"])).deal.quote.stage for quote in quotes)
    assert stages == {Stage.INVOICED: 1, Stage.DOCUMENTED: 7}


def _invoice(desk: Desk, quote: dict[str, object], vin: str) -> Job:
    vehicle = quote["vehicles"][0]  # type: ignore[index]
    body = {
        "to": "INVOICED",
        "vehicle_id": vehicle["id"],
        "payment_option_id": vehicle["payment_options"][0]["id"],
        "vin": vin,
    }
    return partial(desk.call, desk.advisor, "POST", f"/quotes/{quote['id']}/stage-changes", body)
