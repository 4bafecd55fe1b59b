"""Whatever is wrong with a body, it is a problem that points at it, and nothing is written."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from chalicelib.api.endpoint import Endpoint
from chalicelib.api.routes import all_endpoints
from chalicelib.domain.dealership import Person
from tests.api.client import JSON, Client, openapi
from tests.api.mutations import Mutation, mutations, required_missing
from tests.api.publishing import publish
from tests.api.samples import (
    a_cash_option,
    a_financed_option,
    a_next,
    a_quote,
    a_resolution,
    a_vehicle,
    quoted,
    when,
)
from tests.desk import MARA, table_contents, vin

DISCOUNT = {"reason": "Feria", "amount_cents": 1_000, "percent_bps": 100}
OPTION = a_financed_option(discount=DISCOUNT)
VEHICLE = a_vehicle(extras=[{"name": "Matrícula", "amount_cents": 20_000, "taxed": False}], payment_options=[OPTION])
MOVE = {
    "to": "INVOICED",
    "note": "Con factura",
    "vehicle_id": "v1",
    "payment_option_id": "o1",
    "vin": vin(1),
    "reason": "PRICE",
    "follow_up": a_next(observations=""),
}
CUSTOMER = {
    "first_name": "María",
    "last_name": "Ñuñez",
    "phone": "0991234567",
    "consent": True,
    "id_type": "CEDULA",
    "id_number": "1710034065",
    "email": "maria@desk.example",
}
EMAIL = "ana@desk.example"
MODEL = {
    "brand": "Andina",
    "name": "Tapir 300",
    "list_price_cents": 450_000,
    "colours": ["Rojo"],
    "model_years": [2026],
    "photo_url": "https://pages.desk.example/tapir.webp",
}
UNIT = {"model_year": 2026, "colour": "Rojo", "showroom_id": "s-sur"}

SAMPLES: dict[str, dict[str, Any]] = {
    "POST /session": {"email": EMAIL, "password": "una clave"},
    "POST /session/first-password": {"email": EMAIL, "session": "s" * 30, "new_password": "otra clave"},
    "POST /session/code": {"email": EMAIL, "session": "s" * 30, "code": "123456"},
    "POST /me/authenticator/status": {"refresh_token": "r" * 30},
    "POST /me/authenticator": {"refresh_token": "r" * 30},
    "POST /me/authenticator/confirmation": {"refresh_token": "r" * 30, "code": "123456"},
    "POST /me/authenticator/removal": {"password": "una clave", "code": "123456"},
    "POST /session/refresh": {"refresh_token": "r" * 30},
    "POST /session/revocation": {"refresh_token": "r" * 30},
    "POST /session/forgotten-password": {"email": EMAIL},
    "POST /session/new-password": {"email": EMAIL, "code": "123456", "new_password": "otra clave"},
    "POST /quotes": a_quote(
        customer=CUSTOMER,
        vehicles=[VEHICLE],
        follow_up={"type": "CALL", "due_at": when(days=1), "observations": "Por la tarde"},
        showroom_id="s-norte",
        advisor_id="ana",
        duplicate_reason="Para su hermano",
    ),
    "PATCH /quotes/{quote_id}": {
        "customer": {**CUSTOMER, "opted_out": False},
        "source": "FAIR",
        "quality": "HOT",
        "valid_until": "2026-07-30",
    },
    "POST /quotes/{quote_id}/stage-changes": MOVE,
    "POST /quotes/{quote_id}/vehicles": VEHICLE,
    "POST /quotes/{quote_id}/vehicles/{vehicle_id}/payment-options": OPTION,
    "POST /quotes/{quote_id}/vehicles/{vehicle_id}/payment-options/{option_id}/discount-decision": {
        "decision": "APPROVED",
        "reason": "Cliente de años",
    },
    "POST /follow-ups/{follow_up_id}/resolution": {
        "outcome": "CONTACTED",
        "observations": "Quedó en venir",
        "done_at": when(),
        "next": a_next(observations="Por la tarde"),
        "stage_change": MOVE,
    },
    "POST /follow-ups/{follow_up_id}/re-dates": {"due_at": when(days=2), "reason": "Viaja"},
    "POST /quotes/{quote_id}/reservations": {
        "vehicle_id": "v1",
        "id_number": "1710034065",
        "id_type": "CEDULA",
        "deposit_cents": 10_000,
        "deposit_method": "TRANSFER",
        "receipt_number": "000-1",
        "hold_until": when(days=1),
        "vin": vin(1),
        "payment_option_id": "o1",
        "observations": "Trae copia",
        "wait": False,
    },
    "POST /reservations/{reservation_id}/decision": {"decision": "APPROVED", "vin": vin(1), "reason": "Conviene"},
    "POST /reservations/{reservation_id}/confirmation": {"hold_until": when(days=1)},
    "POST /reservations/{reservation_id}/cancellation": {"reason": "Cambió de idea"},
    "POST /models": MODEL,
    "PATCH /models/{model_id}": {**MODEL, "active": False},
    "POST /units": {**UNIT, "vin": vin(9), "model_id": "m-one"},
    "PATCH /units/{vin}": {**UNIT, "retired": True},
    "PATCH /showrooms/{showroom_id}": {
        "discount_limit_bps": 500,
        "city": "Quito",
        "address": "Av. de los Ejemplos 200",
    },
    "PATCH /settings": {
        "dealership_name": "Motos de Prueba",
        "whatsapp_message": "Hola {nombre}: {link}",
        "quote_validity_days": 15,
        "max_validity_days": 60,
        "max_effective_rate_bps": 1677,
        "max_term_months": 72,
        "no_answer_days": [1, 3, 7],
        "working_weekdays": [0, 1],
        "closed_on": ["2026-12-31"],
        "overdue_grace_minutes": 30,
        "boss_after_days": 1,
        "managers_after_days": 3,
        "quiet_from": "20:00:00",
        "quiet_until": "07:00:00",
        "agenda_at": "07:30:00",
        "max_hold_days": 5,
        "min_deposit_cents": 5_000,
        "offer_hours": 24,
    },
    "POST /quotes/{quote_id}/sends": {"channel": "COPY"},
    "POST /p/{token}/opens": {"visit_id": "visit-12"},
    "POST /p/{token}/answers": {"kind": "CALL_ME", "visit_id": "visit-12", "option_id": "o3", "at": when(days=1)},
    "POST /reassignments": {"from_advisor_id": "ana", "to_advisor_id": "ben", "quote_ids": ["q1", "q2"]},
}
"""For each route with a body, one in which every field has a value."""

WITH_BODY = [endpoint for endpoint in all_endpoints() if endpoint.body]
each_body = pytest.mark.parametrize("endpoint", WITH_BODY, ids=lambda endpoint: endpoint.route)


class Target:
    """A route with its path filled in from a quote, and what the tables held before."""

    def __init__(self, endpoint: Endpoint, client: Client, quote: dict[str, Any]) -> None:
        self.endpoint, self.client = endpoint, client
        vehicle = quote["vehicles"][0]
        self.path = endpoint.path.format(
            quote_id=quote["id"],
            vehicle_id=vehicle["id"],
            option_id=vehicle["payment_options"][0]["id"],
            follow_up_id=quote["pending_follow_up"]["id"],
            token="t" * 22,
            reservation_id=f"{quote['id']}-r9",
            model_id="m-one",
            vin=vin(1),
            showroom_id="s-norte",
        )
        self.before = table_contents()

    def refuse(self, body: str | bytes | None, **headers: str) -> tuple[int, list[str]]:
        """Send a body; returns the status and the pointers."""
        guard = {"If-Match": '"1"'} if self.endpoint.method == "PATCH" else {}
        reply = self.client.send(self.endpoint.method, self.path, body, {"Content-Type": JSON, **guard, **headers})
        assert 400 <= reply.status < 500, f"{reply.status} to {body!r:.200}"
        return reply.status, reply.pointers

    def require_untouched(self) -> None:
        assert table_contents() == self.before


@pytest.fixture
def target(endpoint: Endpoint, ana: Client, as_person: Callable[[Person | None], Client]) -> Target:
    quote = quoted(ana, vehicles=[a_vehicle(payment_options=[a_cash_option()])])
    return Target(endpoint, as_person(None if endpoint.public else MARA), quote)


def _schema(endpoint: Endpoint) -> dict[str, Any]:
    operation = openapi()["paths"][endpoint.path][endpoint.method.lower()]
    return operation["requestBody"]["content"][JSON]["schema"]  # type: ignore[no-any-return]


def test_every_route_with_a_body_has_a_sample() -> None:
    assert {endpoint.route for endpoint in WITH_BODY} == set(SAMPLES)


@each_body
def test_each_field_that_is_wrong_is_pointed_at(endpoint: Endpoint, target: Target) -> None:
    sample = SAMPLES[endpoint.route]
    wrong: list[Mutation] = [*mutations(_schema(endpoint), sample), *required_missing(_schema(endpoint), sample)]
    missed = []
    for mutation in wrong:
        status, pointers = target.refuse(mutation.text)
        if status == 400 and not mutation.points:
            continue
        if status != 422 or not any(pointer.startswith(mutation.pointer) for pointer in pointers):
            missed.append((mutation.name, status, pointers))
    assert not missed
    target.require_untouched()


WHOLE_BODIES: dict[str, tuple[str | bytes | None, set[int]]] = {
    "nothing": (None, {400}),
    "empty": ("", {400}),
    "blank": ("  ", {400}),
    "null": ("null", {422}),
    "a list": ("[]", {422}),
    "a string": ('"x"', {422}),
    "a number": ("1", {422}),
    "a boolean": ("true", {422}),
    "NaN": ("NaN", {400}),
    "not JSON": ("a=b&c=d", {400}),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), {400}),
    "with a byte order mark": (b"\xef\xbb\xbf{}", {400}),
    "a lone surrogate, as the gateway's event may carry it": ('{"a": "\ud800"}', {400}),
    "a list nested deep": ("[" * 60_000, {422}),
    "70 KB": ('{"a": "' + "x" * 70_000 + '"}', {413}),
    "nested 100,000 deep": ('{"a":' * 100_000, {413}),
    # What is read first decides: the field that is not known, or that the text ends badly.
    "half an object": ('{"a":', {400, 422}),
    "two objects": ("{}{}", {400, 422}),
    "not UTF-8": (b'{"a": "\xff\xfe"}', {400, 422}),
}


@each_body
def test_a_body_that_is_no_object_is_refused(endpoint: Endpoint, target: Target) -> None:
    for name, (body, statuses) in WHOLE_BODIES.items():
        assert target.refuse(body)[0] in statuses, name
    target.require_untouched()


@each_body
def test_a_content_type_other_than_json_is_refused(endpoint: Endpoint, target: Target) -> None:
    text = json.dumps(SAMPLES[endpoint.route])
    kinds = (
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonx",
        "",
        "text/application/json",
        "multipart/form-data; a=b",
    )
    for kind in kinds:
        assert target.refuse(text, **{"Content-Type": kind})[0] == 415
    target.require_untouched()


def test_a_content_type_may_name_its_charset_in_any_case(ana: Client) -> None:
    reply = ana.send("POST", "/quotes", json.dumps(a_quote()), {"Content-Type": "Application/JSON; charset=UTF-8"})
    assert reply.status == 201


@pytest.mark.parametrize("key", ["", " ", "a b", "ñ", "k" * 129, "a\tb", "a\n", "\x7f"])
def test_a_bad_idempotency_key_is_refused(key: str, ana: Client) -> None:
    before = table_contents()
    reply = ana.post("/quotes", a_quote(), key=key)
    assert (reply.status, reply.pointers) == (422, ["/Idempotency-Key"])
    assert table_contents() == before


@pytest.mark.parametrize("tag", ["1", '"one"', '""', 'W/"1"', '"1", "2"', '"' + "9" * 16 + '"', '"-1"', '"٣"'])
def test_a_tag_that_was_never_given_matches_nothing(tag: str, ana: Client) -> None:
    quote = quoted(ana)
    assert ana.patch(f"/quotes/{quote['id']}", {"quality": "HOT"}, if_match=tag).status == 412
    assert ana.get(f"/quotes/{quote['id']}").body == quote


def test_a_made_up_problem_of_the_users_wording_is_kept_out_of_the_answer(ana: Client) -> None:
    """Long names are cut, and slashes in them do not break a pointer."""
    reply = ana.send("POST", "/quotes", json.dumps({"a/b~c" + "x" * 5000: 1}))
    (pointer,) = reply.pointers
    assert pointer.startswith("/a~1b~0c")
    assert len(pointer) < 200


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2020-01-01T00:00:00Z"])
def test_a_customer_asks_for_a_call_at_a_time_that_can_be(at: str, ana: Client, nobody: Client, bucket: object) -> None:
    link = urlsplit(publish(ana, quoted(ana))["url"]).path
    before = table_contents()["Deals"]
    reply = nobody.post(f"{link}/answers", {"kind": "CALL_ME", "at": at})
    assert (reply.status, reply.pointers) == (422, ["/at"])
    assert table_contents()["Deals"] == before


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_instants_at_both_ends_of_time_are_pointed_at(instant: str, ana: Client) -> None:
    follow_up = f"/follow-ups/{quoted(ana)['pending_follow_up']['id']}"
    assert ana.post(f"{follow_up}/re-dates", {"due_at": instant, "reason": "Viaja"}).pointers == ["/due_at"]
    bodies: dict[str, dict[str, Any]] = {
        "/next/due_at": {"next": a_next(due_at=instant)},
        "/done_at": {"done_at": instant},
    }
    for pointer, fields in bodies.items():
        assert ana.post(f"{follow_up}/resolution", a_resolution(**fields)).pointers == [pointer]
    late = a_quote(follow_up={"type": "CALL", "due_at": instant})
    assert ana.post("/quotes", late).pointers == ["/follow_up/due_at"]
