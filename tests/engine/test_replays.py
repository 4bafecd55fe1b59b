"""One Idempotency-Key, one effect: however often and however fast the same request comes, the answer is the same."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from secrets import token_hex
from typing import Any

import pytest

from .bodies import Body, a_big_discount_body, a_quote_body, a_resolution_body, a_vehicle_body, in_days
from .deals import read_whole
from .desk import Desk, Reply

TIMES, THREADS = 100, 8
Asked = tuple[str, Body]


def _now() -> datetime:
    return datetime.now(UTC)


def _new_quote(desk: Desk) -> dict[str, Any]:
    reply = desk.call(desk.advisor, "POST", "/quotes", a_quote_body(desk.fresh_phone(), _now()))
    assert reply.status == 201, reply.text
    return reply.json  # type: ignore[no-any-return]


def _repeat(request: Callable[[], Reply]) -> set[tuple[int, str, str]]:
    """The different answers that the same request got: status, body and headers."""
    with ThreadPoolExecutor(THREADS) as threads:
        running = [threads.submit(request) for _ in range(TIMES)]
        replies = [one.result() for one in running]
    return {(reply.status, reply.text, str(sorted(reply.headers.items()))) for reply in replies}


def _resolve(quote: dict[str, Any]) -> Asked:
    return f"/follow-ups/{quote['pending_follow_up']['id']}/resolution", a_resolution_body(_now())


def _re_date(quote: dict[str, Any]) -> Asked:
    return f"/follow-ups/{quote['pending_follow_up']['id']}/re-dates", {"due_at": in_days(_now(), 3), "reason": "Viaje"}


def _add_vehicle(quote: dict[str, Any]) -> Asked:
    return f"/quotes/{quote['id']}/vehicles", a_vehicle_body()


def _ask_discount(quote: dict[str, Any]) -> Asked:
    vehicle = quote["vehicles"][0]
    return f"/quotes/{quote['id']}/vehicles/{vehicle['id']}/payment-options", a_big_discount_body()


def _lose(quote: dict[str, Any]) -> Asked:
    return f"/quotes/{quote['id']}/stage-changes", {"to": "LOST", "reason": "PRICE"}


@pytest.mark.parametrize("command", [_resolve, _re_date, _add_vehicle, _ask_discount, _lose])
def test_a_command_sent_100_times_has_one_effect_and_one_answer(
    desk: Desk, command: Callable[[dict[str, Any]], Asked]
) -> None:
    quote = _new_quote(desk)
    path, body = command(quote)
    answers = _repeat(partial(desk.call, desk.advisor, "POST", path, body, idempotency_key=token_hex(8)))
    assert [status for status, _, _ in answers] == [201]
    assert read_whole(quote["id"]).deal.version == 2


def test_a_quote_created_100_times_is_one_quote(desk: Desk) -> None:
    phone = desk.fresh_phone()
    body = a_quote_body(phone, _now())
    answers = _repeat(partial(desk.call, desk.advisor, "POST", "/quotes", body, idempotency_key=token_hex(8)))
    assert [status for status, _, _ in answers] == [201]
    known = desk.call(desk.advisor, "GET", "/customers", query={"phone": [phone]})
    assert len(known.json["items"]) == 1


def test_a_handover_sent_100_times_moves_the_work_once(desk: Desk) -> None:
    giver, taker = desk.hire(), desk.hire()
    body = a_quote_body(desk.fresh_phone(), _now(), advisor_id=giver.id)
    quote_id = desk.call(desk.boss, "POST", "/quotes", body).json["id"]
    handover = {"from_advisor_id": giver.id, "to_advisor_id": taker.id}
    answers = _repeat(partial(desk.call, desk.boss, "POST", "/reassignments", handover, idempotency_key="handover"))
    assert [status for status, _, _ in answers] == [201]
    assert quote_id in next(iter(answers))[1]
    assert read_whole(quote_id).deal.version == 2


def test_the_key_with_another_body_is_refused(desk: Desk) -> None:
    path, body = _resolve(_new_quote(desk))
    assert desk.call(desk.advisor, "POST", path, body, idempotency_key="first").status == 201
    other = body | {"observations": "Otra cosa"}
    assert desk.call(desk.advisor, "POST", path, other, idempotency_key="first").status == 422


def test_the_key_of_somebody_else_is_another_key(desk: Desk) -> None:
    path, body = _resolve(_new_quote(desk))
    assert desk.call(desk.advisor, "POST", path, body, idempotency_key="mine").status == 201
    assert desk.call(desk.boss, "POST", path, body, idempotency_key="mine").status == 409


def test_a_refused_request_is_not_kept(desk: Desk) -> None:
    path, body = _resolve(_new_quote(desk))
    late = body | {"next": body["next"] | {"due_at": (_now() - timedelta(days=1)).isoformat()}}
    assert desk.call(desk.advisor, "POST", path, late, idempotency_key="again").status == 422
    assert desk.call(desk.advisor, "POST", path, body, idempotency_key="again").status == 201
