"""A manager sets how far a showroom's advisors go without asking (M13), and corrects where it is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.adapters import directory
from chalicelib.adapters.records import DirectoryRecord
from chalicelib.domain.codes import Role
from tests.api.client import Client
from tests.api.samples import OVER_THE_LIMIT, a_cash_option, a_vehicle, quoted
from tests.builders import a_showroom
from tests.desk import MARA, Clock, table_contents
from tests.services.trouble import lost_reply, somebody_faster

NORTH = "/showrooms/s-norte"
SAMPLES = Path(__file__).parents[1] / "domain" / "samples"
AN_OLD_SHOWROOM = '{"id":"s-norte","name":"Vitrina Norte","city":"Quito","address":"Av. de los Ejemplos 100"}'
AN_OLD_DESKS_RULES = (SAMPLES / "rules.json").read_text(encoding="utf-8")


def _shown(client: Client, showroom_id: str = "s-norte") -> dict[str, Any]:
    (found,) = [one for one in client.get("/showrooms").body["items"] if one["id"] == showroom_id]
    return found  # type: ignore[no-any-return]


def _waiting(boss: Client) -> list[str]:
    return [row["quote_id"] for row in boss.get("/discounts").body["items"]]


def _five_per_cent_off(advisor: Client) -> dict[str, Any]:
    return quoted(advisor, vehicles=[a_vehicle(payment_options=[a_cash_option(discount=OVER_THE_LIMIT)])])


def _status(quote: dict[str, Any]) -> str:
    return quote["vehicles"][0]["payment_options"][0]["discount_status"]  # type: ignore[no-any-return]


def test_limit_city_and_address_are_set_and_shown(mara: Client, ana: Client) -> None:
    before, elsewhere = _shown(ana), _shown(ana, "s-sur")
    wanted = {"discount_limit_bps": 525, "city": "Otavalo", "address": "Calle de los Ejemplos 7"}
    reply = mara.patch(NORTH, wanted)
    assert (reply.status, reply.body) == (200, before | wanted)
    assert _shown(ana) == before | wanted
    assert _shown(ana, "s-sur") == elsewhere


@pytest.mark.parametrize("limit", [0, 10_000])
def test_what_is_not_sent_stays(limit: int, mara: Client) -> None:
    before = _shown(mara)
    assert mara.patch(NORTH, {"discount_limit_bps": limit}).body == before | {"discount_limit_bps": limit}
    assert mara.patch(NORTH, {"city": "Otavalo"}).body == before | {"discount_limit_bps": limit, "city": "Otavalo"}
    assert mara.patch(NORTH, {}).body == before | {"discount_limit_bps": limit, "city": "Otavalo"}


def test_the_name_is_not_changed_here(mara: Client) -> None:
    reply = mara.patch(NORTH, {"name": "Otra"})
    assert (reply.status, reply.pointers) == (422, ["/name"])


def test_a_showroom_that_there_is_not_is_not_made(mara: Client) -> None:
    before = table_contents()
    assert mara.patch("/showrooms/s-este", {"city": "Otavalo"}).status == 404
    assert table_contents() == before


def test_who_is_no_longer_the_manager_sets_nothing(mara: Client) -> None:
    directory.save_person(replace(MARA, role=Role.BOSS))
    assert mara.patch(NORTH, {"discount_limit_bps": 900}).status == 403
    directory.save_person(replace(MARA, active=False))
    assert mara.patch(NORTH, {"discount_limit_bps": 900}).status == 403
    assert _shown(mara)["discount_limit_bps"] == 300


def test_of_two_managers_at_once_neither_loses_what_the_other_set(mara: Client) -> None:
    moved = replace(a_showroom(), city="Otavalo")
    with somebody_faster(lambda: directory.save_showroom(moved)) as line:
        assert mara.patch(NORTH, {"discount_limit_bps": 500}).status == 200
    assert line.tries == 2
    assert (_shown(mara)["city"], _shown(mara)["discount_limit_bps"]) == ("Otavalo", 500)


@pytest.mark.parametrize("set_before", [{}, {"offer_hours": 36}], ids=["no rules yet", "rules"])
def test_of_two_managers_who_set_rules_at_once_neither_loses_what_the_other_set(
    set_before: dict[str, int], mara: Client
) -> None:
    if set_before:
        assert mara.patch("/settings", set_before).status == 200
    colleague = partial(mara.patch, "/settings", {"offer_hours": 12})
    with somebody_faster(colleague) as line:
        assert mara.patch("/settings", {"max_hold_days": 4}).status == 200
    assert line.tries == 2
    shown = mara.get("/settings").body
    assert (shown["offer_hours"], shown["max_hold_days"]) == (12, 4)


@pytest.mark.parametrize(("path", "wanted"), [(NORTH, {"city": "Otavalo"}), ("/settings", {"offer_hours": 12})])
@pytest.mark.parametrize(("lost", "tries"), [(1, 2), (3, 3)])
def test_what_was_written_is_answered_though_the_reply_was_lost(
    lost: int, tries: int, path: str, wanted: dict[str, Any], mara: Client
) -> None:
    with lost_reply(times=lost) as line:
        reply = mara.patch(path, wanted)
    assert (reply.status, line.tries) == (200, tries)
    assert reply.body | wanted == reply.body


def test_what_changes_nothing_writes_nothing(mara: Client) -> None:
    before = table_contents()
    assert mara.patch(NORTH, {"discount_limit_bps": 300}).status == 200
    assert mara.patch("/settings", {"max_hold_days": mara.get("/settings").body["max_hold_days"]}).status == 200
    assert table_contents() == before


@pytest.mark.parametrize(
    ("kind", "id_", "body", "change"),
    [
        ("showroom", "s-norte", AN_OLD_SHOWROOM, lambda mara: mara.patch(NORTH, {"city": "Otavalo"})),
        ("rules", "dealership", AN_OLD_DESKS_RULES, lambda mara: mara.patch("/settings", {"offer_hours": 12})),
    ],
    ids=["showroom", "rules"],
)
def test_what_an_older_desk_wrote_can_still_be_changed(
    kind: str, id_: str, body: str, change: Callable[[Client], Any], mara: Client
) -> None:
    DirectoryRecord(kind, id_, body=body).save()
    assert change(mara).status == 200


def test_a_new_limit_holds_for_what_is_asked_from_then_on(
    mara: Client, ana: Client, nora: Client, clock: Clock
) -> None:
    waiting = _five_per_cent_off(ana)
    clock.advance(minutes=1)
    assert mara.patch(NORTH, {"discount_limit_bps": 500}).status == 200
    granted = _five_per_cent_off(ana)
    assert (_status(waiting), _status(granted)) == ("WAITING", "APPROVED")
    assert _waiting(nora) == [waiting["id"]], "who waits keeps waiting"

    assert mara.patch(NORTH, {"discount_limit_bps": 499}).status == 200
    assert _status(ana.get(f"/quotes/{granted['id']}").body) == "APPROVED", "what was granted stays"
    late = _five_per_cent_off(ana)
    assert _waiting(nora) == [waiting["id"], late["id"]]


def test_a_renewal_asks_again_by_the_limit_of_its_day(mara: Client, ana: Client) -> None:
    assert mara.patch(NORTH, {"discount_limit_bps": 500}).status == 200
    quote = _five_per_cent_off(ana)
    assert _status(quote) == "APPROVED"
    assert mara.patch(NORTH, {"discount_limit_bps": 300}).status == 200
    assert _status(ana.post(f"/quotes/{quote['id']}/renewals", None).body) == "WAITING"
    assert mara.patch(NORTH, {"discount_limit_bps": 500}).status == 200
    assert _status(ana.post(f"/quotes/{quote['id']}/renewals", None).body) == "WAITING", "only a boss ends a wait"
