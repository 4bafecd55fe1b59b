"""Who may do what to whose work: every route, for every role, in and out of the showroom."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from chalicelib.api.endpoint import Endpoint
from chalicelib.api.routes import all_endpoints
from chalicelib.domain.dealership import Person
from tests.api.client import Client, Reply
from tests.api.samples import (
    OVER_THE_LIMIT,
    a_cash_option,
    a_quote,
    a_reservation,
    a_resolution,
    a_vehicle,
    quoted,
    reserved,
    when,
)
from tests.desk import ANA, BEN, CARLA, MARA, NORA, SAUL, vin

CALLERS = (None, ANA, BEN, CARLA, NORA, SAUL, MARA)
"""Nobody; the owner, a colleague, an advisor elsewhere; the owner's boss, another boss; the manager."""

ALL = (401, 200, 200, 200, 200, 200, 200)
LEADERS = (401, 403, 403, 403, 200, 200, 200)
PUBLIC = (200,) * 7


MANAGERS = (401, 403, 403, 403, 403, 403, 200)
MANAGERS_NEW = (401, 403, 403, 403, 403, 403, 201)
MODEL = {"brand": "Andina", "list_price_cents": 450_000, "colours": ["Rojo"], "model_years": [2026]}
UNIT = {"model_year": 2026, "colour": "Rojo", "showroom_id": "s-norte"}


def _in_reach(done: int) -> tuple[int, ...]:
    return (401, done, 404, 404, done, 404, done)


class Case(NamedTuple):
    """What the callers get, what is sent, and to whose work: paths are filled from the owner's quote."""

    statuses: tuple[int, ...]
    body: Any = None
    query: str = ""
    if_match: str | None = None


OWNERS = "?advisor_id=ana"

TABLE: dict[str, list[Case]] = {
    "GET /health": [Case(PUBLIC)],
    "GET /openapi.json": [Case(PUBLIC)],
    "GET /me": [Case(ALL)],
    "GET /catalogue": [Case(ALL)],
    "GET /models": [Case(ALL)],
    "GET /models/{model_id}": [Case(ALL)],
    "POST /models": [Case(MANAGERS_NEW, {**MODEL, "name": "Tapir"})],
    "PATCH /models/{model_id}": [Case(MANAGERS, {"list_price_cents": 310_000})],
    "GET /units": [Case(ALL), Case(ALL, query="?showroom_id=s-sur")],
    "GET /units/{vin}": [Case(ALL)],
    "POST /units": [Case(MANAGERS_NEW, {"vin": vin(9), "model_id": "m-one", **UNIT})],
    "PATCH /units/{vin}": [Case(MANAGERS, {"showroom_id": "s-sur"})],
    "POST /quotes/{quote_id}/reservations": [
        Case(_in_reach(201), a_reservation()),
        Case(_in_reach(201), a_reservation(vin=vin(1))),
    ],
    "GET /reservations": [
        Case(ALL),
        Case(ALL, query="?status=REQUESTED"),
        Case((401, 200, 200, 404, 200, 404, 200), query="?showroom_id=s-norte"),
        Case((401, 404, 404, 200, 404, 200, 200), query="?showroom_id=s-sur"),
    ],
    "GET /reservations/{reservation_id}": [Case(_in_reach(200))],
    "POST /reservations/{reservation_id}/decision": [
        Case((401, 403, 404, 404, 422, 404, 422), {"decision": "APPROVED"}),
        Case((401, 403, 404, 404, 201, 404, 201), {"decision": "REJECTED", "reason": "Sin abono"}),
    ],
    "POST /reservations/{reservation_id}/cancellation": [Case(_in_reach(201), {"reason": "Cambió de idea"})],
    "POST /reservations/{reservation_id}/confirmation": [Case(_in_reach(409), {})],
    "GET /showrooms": [Case(ALL)],
    "PATCH /showrooms/{showroom_id}": [Case(MANAGERS, {"discount_limit_bps": 500})],
    "GET /people": [Case(LEADERS)],
    "GET /settings": [Case(LEADERS)],
    "PATCH /settings": [Case((401, 403, 403, 403, 403, 403, 200), {"dealership_name": "Motos de Prueba"})],
    "POST /quotes/{quote_id}/proforma": [Case(_in_reach(201))],
    "POST /quotes/{quote_id}/sends": [Case(_in_reach(201), {"channel": "COPY"})],
    "GET /quotes/{quote_id}/proformas": [Case(_in_reach(200))],
    "GET /quotes/{quote_id}/proformas/{version}": [Case(_in_reach(200))],
    "POST /p/{token}/opens": [Case((204,) * 7, {"visit_id": "visit-12"})],
    "POST /p/{token}/answers": [Case((204,) * 7, {"kind": "INTERESTED"})],
    "GET /discounts": [Case(LEADERS), Case((401, 403, 403, 403, 200, 404, 200), query="?showroom_id=s-norte")],
    "GET /board": [Case(LEADERS), Case((401, 403, 403, 403, 200, 404, 200), query="?showroom_id=s-norte")],
    "GET /customers": [Case(ALL, query="?phone=0999999999")],
    "GET /follow-ups": [
        Case(ALL),
        Case((401, 200, 404, 404, 200, 200, 200), query=OWNERS),
        Case((401, 200, 200, 404, 200, 404, 200), query="?showroom_id=s-norte"),
        Case((401, 404, 404, 200, 404, 200, 200), query="?showroom_id=s-sur"),
    ],
    "GET /quotes": [
        Case(ALL),
        Case((401, 200, 404, 404, 200, 200, 200), query=OWNERS),
        Case((401, 404, 404, 200, 404, 200, 200), query="?showroom_id=s-sur"),
    ],
    "POST /quotes": [
        Case((401, 201, 201, 201, 201, 201, 422), a_quote()),
        Case((401, 201, 201, 403, 201, 403, 201), a_quote(showroom_id="s-norte")),
        Case((401, 403, 201, 403, 201, 422, 422), a_quote(advisor_id="ben")),
        Case((401, 403, 201, 403, 201, 403, 201), a_quote(advisor_id="ben", showroom_id="s-norte")),
    ],
    "GET /quotes/{quote_id}": [Case(_in_reach(200))],
    "PATCH /quotes/{quote_id}": [Case(_in_reach(200), {"quality": "HOT"}, if_match='"1"')],
    "GET /quotes/{quote_id}/timeline": [Case(_in_reach(200))],
    "POST /quotes/{quote_id}/stage-changes": [
        Case(_in_reach(201), {"to": "DOCUMENTED"}),
        Case(_in_reach(201), {"to": "LOST", "reason": "PRICE"}),
    ],
    "POST /quotes/{quote_id}/renewals": [Case(_in_reach(201))],
    "GET /inbox": [Case(ALL)],
    "POST /inbox/{entry_id}/read": [Case((401,) + (404,) * 6)],
    "POST /quotes/{quote_id}/vehicles": [Case(_in_reach(201), a_vehicle())],
    "DELETE /quotes/{quote_id}/vehicles/{vehicle_id}": [Case(_in_reach(204))],
    "POST /quotes/{quote_id}/vehicles/{vehicle_id}/payment-options": [Case(_in_reach(201), a_cash_option())],
    "DELETE /quotes/{quote_id}/vehicles/{vehicle_id}/payment-options/{option_id}": [Case(_in_reach(204))],
    "POST /quotes/{quote_id}/vehicles/{vehicle_id}/payment-options/{option_id}/discount-decision": [
        Case((401, 403, 404, 404, 201, 404, 201), {"decision": "APPROVED"})
    ],
    "GET /follow-ups/{follow_up_id}": [Case(_in_reach(200))],
    "GET /follow-ups/{follow_up_id}/suggestion": [Case(_in_reach(200))],
    "POST /follow-ups/{follow_up_id}/resolution": [Case(_in_reach(201), a_resolution())],
    "POST /follow-ups/{follow_up_id}/re-dates": [Case(_in_reach(201), {"due_at": when(days=2), "reason": "Viaja"})],
    "POST /reassignments": [
        Case((401, 403, 403, 403, 201, 404, 201), {"from_advisor_id": "ana", "to_advisor_id": "ben"}),
        Case((401, 403, 403, 403, 404, 404, 422), {"from_advisor_id": "ana", "to_advisor_id": "carla"}),
    ],
}
"""By route, the statuses for CALLERS in that order. For SIGNING_IN see test_session.py and test_authenticator.py."""
SIGNING_IN = ("/session", "/me/authenticator")

CASES = [
    pytest.param(endpoint, case, id=f"{endpoint.route}{case.query} {number}")
    for endpoint in all_endpoints()
    for number, case in enumerate(TABLE.get(endpoint.route, ()))
]


def test_the_table_has_every_route_but_those_of_signing_in() -> None:
    routes = {endpoint.route for endpoint in all_endpoints() if not endpoint.path.startswith(SIGNING_IN)}
    assert routes == set(TABLE)


def _path(endpoint: Endpoint, quote: dict[str, Any]) -> str:
    vehicle = quote["vehicles"][1]
    return endpoint.path.format(
        quote_id=quote["id"],
        vehicle_id=vehicle["id"],
        option_id=vehicle["payment_options"][0]["id"],
        follow_up_id=quote["pending_follow_up"]["id"],
        version=1,
        token="t" * 22,
        entry_id="somebody-elses",
        reservation_id=quote.get("reservation_id"),
        model_id="m-one",
        vin=vin(2),
        showroom_id="s-norte",
    )


def _fresh_quote(owner: Client) -> dict[str, Any]:
    return quoted(owner, vehicles=[a_vehicle(), a_vehicle(payment_options=[a_cash_option(discount=OVER_THE_LIMIT)])])


def _attempt(client: Client, endpoint: Endpoint, case: Case, path: str) -> Reply:
    match endpoint.method:
        case "GET":
            return client.get(path + case.query)
        case "POST":
            body = case.body
            if endpoint.route == "POST /quotes":
                body = {**body, "duplicate_reason": "La pide para su hermano"}
            return client.post(path, body)
        case "PATCH":
            return client.patch(path, case.body, if_match=case.if_match)
    return client.delete(path)


@pytest.mark.parametrize(("endpoint", "case"), CASES)
def test_each_caller_gets_what_the_table_says(
    endpoint: Endpoint, case: Case, as_person: Callable[[Person | None], Client], request: pytest.FixtureRequest
) -> None:
    owner = as_person(ANA)
    if endpoint.tag == "Proforma":
        request.getfixturevalue("bucket")
    got = []
    for caller in CALLERS:
        quote = _fresh_quote(owner) if "{" in endpoint.path else None
        if quote and "{reservation_id}" in endpoint.path:
            quote["reservation_id"] = reserved(owner, quote)["id"]
        if quote and "proformas" in endpoint.path:
            owner.post(f"/quotes/{quote['id']}/proforma", None)
        path = _path(endpoint, quote) if quote else endpoint.path
        got.append(_attempt(as_person(caller), endpoint, case, path).status)
    assert tuple(got) == case.statuses


def test_a_list_shows_own_work_the_showrooms_or_all(as_person: Callable[[Person | None], Client]) -> None:
    for advisor in (ANA, BEN, CARLA):
        quoted(as_person(advisor))
    seen = {
        person.id: {row["advisor"]["id"] for row in as_person(person).get(path).body["items"]}
        for path in ("/follow-ups", "/quotes")
        for person in (ANA, BEN, CARLA, NORA, SAUL, MARA)
    }
    north = {"ana", "ben"}
    assert seen == {
        "ana": {"ana"},
        "ben": {"ben"},
        "carla": {"carla"},
        "nora": north,
        "saul": {"carla"},
        "mara": {*north, "carla"},
    }


def test_a_boss_asking_for_an_advisor_of_another_showroom_sees_none_of_their_work(ana: Client, saul: Client) -> None:
    quoted(ana)
    assert saul.get("/follow-ups", advisor_id="ana").body["items"] == []
    assert saul.get("/quotes", advisor_id="ana").body["items"] == []


def test_people_are_listed_for_who_leads_them(nora: Client, mara: Client) -> None:
    assert {row["id"] for row in nora.get("/people").body["items"]} == {"ana", "ben", "nora", "mara"}
    assert len(mara.get("/people").body["items"]) == 6


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ({"token_use": "access"}, 401),
        ({"custom:person_id": ""}, 401),
        ({"custom:showroom_id": ""}, 401),
        ({"cognito:groups": ""}, 403),
        ({"cognito:groups": "ADVISOR,BOSS"}, 403),
        ({"cognito:groups": "[visitors]"}, 403),
        ({"cognito:groups": '["ADVISOR" "visitors"]'}, 200),
        ({"cognito:groups": "visitors,ADVISOR"}, 200),
    ],
)
def test_claims_must_name_one_person_with_one_role(
    claim: dict[str, str], status: int, ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.api import client

    whole = client.claims_of(ANA)
    monkeypatch.setattr(client, "claims_of", lambda _: whole | claim)
    assert ana.get("/me").status == status


def test_who_no_longer_works_here_may_write_nothing(ana: Client, settings: object) -> None:
    from msgspec.structs import replace

    from chalicelib.adapters import directory

    quote = quoted(ana)
    directory.save_person(replace(ANA, active=False))
    assert ana.get("/me").status == 403
    assert ana.post(f"/quotes/{quote['id']}/stage-changes", {"to": "DOCUMENTED"}).status == 403
    assert ana.post("/quotes", a_quote()).status == 403


def test_a_demoted_boss_decides_nothing_with_an_old_token(ana: Client, nora: Client) -> None:
    from msgspec.structs import replace

    from chalicelib.adapters import directory

    quote = _fresh_quote(ana)
    vehicle = quote["vehicles"][1]
    option = f"/quotes/{quote['id']}/vehicles/{vehicle['id']}/payment-options/{vehicle['payment_options'][0]['id']}"
    directory.save_person(replace(NORA, role=BEN.role))
    assert nora.post(f"{option}/discount-decision", {"decision": "APPROVED"}).status == 404
    assert nora.post("/reassignments", {"from_advisor_id": "ana", "to_advisor_id": "ben"}).status == 403
