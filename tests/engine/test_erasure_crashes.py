"""Killed between any two calls, an erasure goes on where it stopped when it is run again."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from chalicelib.adapters.deals import load_deal
from chalicelib.services.erasure import Asked, plan_erasure
from tests.api.publishing import BUCKET, page
from tests.axe import Axe, crash_points
from tests.desk import ANA, NORA, SITE, table_contents
from tests.jobs.shift import Shift

from .customers import MINE, OTHER, Counter, a_counter, all_objects, erase_now, found_of, planned, tell_of_both
from .everything import put_back
from .sizes import CRASH_STEP


@pytest.fixture
def desk(shift: Shift) -> Iterator[Counter]:
    with a_counter(shift) as counter:
        yield counter


def a_short_life(desk: Counter) -> tuple[dict[str, Any], str]:
    """A quote with a bit of everything, and its link; another customer stands beside this one in what people were told."""
    desk.quote(OTHER)
    quote = desk.quote(MINE)
    link = desk.sent(quote)
    asked = {"kind": "CALL_ME", "visit_id": "visit-one"}
    assert desk.nobody.post(f"{urlsplit(link).path}/answers", asked).status == 204
    refused = desk.reserve(MINE, quote)
    refusal = {"decision": "REJECTED", "reason": MINE.says("poco abono")}
    desk.post(NORA, f"/reservations/{refused['id']}/decision", refusal)
    desk.reserve(MINE, quote)
    tell_of_both(desk)
    return quote, link


@pytest.mark.parametrize("after", [False, True], ids=["before", "reply-lost"])
def test_whatever_a_crash_left_is_found_by_the_next_run(
    desk: Counter, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    quote, link = a_short_life(desk)
    items, objects = table_contents(), all_objects(desk.bucket)

    def scene() -> Callable[[], object]:
        put_back(items)
        fill_again(desk.bucket, objects)
        return lambda: erase_now(desk, planned(MINE))

    for _ in crash_points(Axe(monkeypatch), scene, after, least=40, step=CRASH_STEP):
        assert load_deal(quote["id"]) is not None
        assert desk.of(ANA).get("/follow-ups").status == 200
        erase_now(desk, plan_erasure(Asked(None, MINE.id_number), SITE.bucket))  # asked for by something else this time
        assert found_of(MINE.traces, desk.bucket) == []
        assert planned(MINE).is_done
        assert 'data-state="erased"' in page(desk.bucket, link)
        assert found_of([OTHER.name], desk.bucket)


def fill_again(bucket: Any, objects: dict[tuple[str, str], bytes]) -> None:
    """The same objects, of other versions."""
    for key, version in all_objects(bucket):
        bucket.delete_object(Bucket=BUCKET, Key=key, VersionId=version)
    for (key, _), body in objects.items():
        bucket.put_object(Bucket=BUCKET, Key=key, Body=body)
