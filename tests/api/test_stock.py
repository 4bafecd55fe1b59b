"""The catalogue and the stock as a manager keeps them, and everybody sees them."""

from typing import Any

import pytest

from tests.api.booking import approved, cancelled, unit_of, wanted
from tests.api.client import Client
from tests.api.samples import a_quote, a_vehicle
from tests.desk import table_contents, vin

ONE = vin(1)
MODEL = {
    "brand": " Andina ",
    "name": "Tapir 300",
    "list_price_cents": 450_000,
    "colours": ["Rojo"],
    "model_years": [2026],
}


def a_unit(**fields: Any) -> dict[str, Any]:
    return {"vin": vin(9), "model_id": "m-one", "model_year": 2026, "colour": "Rojo", "showroom_id": "s-sur", **fields}


def test_a_new_model_is_on_sale_and_can_be_quoted(mara: Client, ana: Client) -> None:
    made = mara.post("/models", MODEL, key="k-1")
    assert (made.status, made.body["brand"], made.body["active"]) == (201, "Andina", True)
    assert ana.get(made.headers["location"]).body == made.body
    assert mara.post("/models", MODEL, key="k-1").body == made.body
    assert [row["id"] for row in ana.get("/models", q="tapir").body["items"]] == [made.body["id"]]
    quote = a_quote(vehicles=[a_vehicle(model_id=made.body["id"])])
    assert ana.post("/quotes", quote).body["vehicles"][0]["list_price_cents"] == 450_000


def test_a_model_is_in_the_catalogue_once(mara: Client) -> None:
    twin = MODEL | {"brand": "ANDINA", "name": "condor 200"}
    reply = mara.post("/models", twin)
    assert (reply.status, reply.body["state"]) == (409, {"model_id": "m-one", "active": True})
    assert mara.patch("/models/m-two", {"name": "Cóndor 200"}).status == 409
    assert mara.patch("/models/m-two", {"name": "Puma 150"}).status == 200


def test_a_price_holds_for_quotes_made_from_now_on(mara: Client, ana: Client) -> None:
    before = ana.post("/quotes", a_quote()).body
    edited = mara.patch("/models/m-one", {"list_price_cents": 310_000, "photo_url": None})
    assert (edited.status, edited.body["list_price_cents"]) == (200, 310_000)
    assert ana.get(f"/quotes/{before['id']}").body["vehicles"][0]["list_price_cents"] == 300_000
    assert ana.post("/quotes", a_quote()).body["vehicles"][0]["list_price_cents"] == 310_000


def test_a_withdrawn_model_is_quoted_no_more_and_listed_apart(mara: Client, ana: Client) -> None:
    assert mara.patch("/models/m-one", {"active": False}).body["active"] is False
    assert "m-one" not in [row["id"] for row in ana.get("/models").body["items"]]
    assert [row["id"] for row in ana.get("/models", active="false").body["items"]] == ["m-one"]
    assert ana.post("/quotes", a_quote()).pointers == ["/vehicles/0/model_id"]
    assert mara.patch("/models/m-one", {"active": True}).status == 200
    assert ana.post("/quotes", a_quote()).status == 201


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [({"colours": ["Rojo", " Rojo "]}, "/colours"), ({"model_years": [2026, 2026]}, "/model_years")],
)
def test_nothing_is_listed_twice_in_a_model(fields: dict[str, Any], pointer: str, mara: Client) -> None:
    assert mara.post("/models", MODEL | fields).pointers == [pointer]
    assert mara.patch("/models/m-one", fields).pointers == [pointer]


def test_a_new_unit_is_in_the_stock_of_its_showroom(mara: Client, ana: Client) -> None:
    made = mara.post("/units", a_unit(), key="k-1")
    assert (made.status, made.body["status"]) == (201, "AVAILABLE")
    assert ana.get(made.headers["location"]).body == made.body
    found = ana.get("/units", showroom_id="s-sur", model_id="m-one").body["items"]
    assert [row["vin"] for row in found] == [vin(9)]
    again = mara.post("/units", a_unit(showroom_id="s-norte"))
    assert (again.status, again.body["state"]) == (409, {"vin": vin(9), "unit_status": "AVAILABLE"})


def test_a_check_digit_that_fails_warns_and_is_kept(mara: Client) -> None:
    good, bad = "1M8GDM9AXKP042788", "1M8GDM9A1KP042788"
    assert mara.post("/units", a_unit(vin=good)).body["vin_warning"] is None
    assert "verificador" in mara.post("/units", a_unit(vin=bad)).body["vin_warning"]
    assert "verificador" in mara.get(f"/units/{bad}").body["vin_warning"]


@pytest.mark.parametrize(
    "bad", ["1M8GDM9AXKP04278", "1m8gdm9axkp042788", "IM8GDM9AXKP042788", "1M8GDM9AXKP04278Ñ", "O" * 17]
)
def test_a_chassis_has_17_characters_of_the_standards_alphabet(bad: str, mara: Client) -> None:
    assert mara.post("/units", a_unit(vin=bad)).pointers == ["/vin"]


@pytest.mark.parametrize(
    ("fields", "pointers"),
    [
        ({"model_id": "m-none"}, ["/model_id"]),
        ({"showroom_id": "s-none"}, ["/showroom_id"]),
        ({"model_year": 1999, "colour": "Verde"}, ["/model_year", "/colour"]),
        ({"model_id": "m-none", "showroom_id": "s-none"}, ["/showroom_id", "/model_id"]),
    ],
)
def test_a_unit_is_of_a_model_that_is_made_so_and_in_a_showroom(
    fields: dict[str, Any], pointers: list[str], mara: Client
) -> None:
    before = table_contents()
    assert mara.post("/units", a_unit(**fields)).pointers == pointers
    assert table_contents() == before


def test_a_unit_moves_between_showrooms_also_while_it_is_reserved(mara: Client, ana: Client, nora: Client) -> None:
    made = approved(ana, nora, ONE)
    assert mara.patch(f"/units/{ONE}", {"showroom_id": "s-sur"}).body["showroom_id"] == "s-sur"
    assert unit_of(ana, ONE) == ("RESERVED", made["quote_id"], 0)
    assert ONE in [row["vin"] for row in ana.get("/units", showroom_id="s-sur").body["items"]]
    assert ONE not in [row["vin"] for row in ana.get("/units", showroom_id="s-norte").body["items"]]
    assert mara.patch(f"/units/{ONE}", {"showroom_id": "s-none"}).pointers == ["/showroom_id"]


def test_a_retired_unit_leaves_the_stock_until_it_is_put_back(mara: Client, ana: Client) -> None:
    assert mara.patch(f"/units/{ONE}", {"retired": True}).body["status"] == "RETIRED"
    assert ONE not in [row["vin"] for row in ana.get("/units").body["items"]]
    assert [row["vin"] for row in ana.get("/units", status="RETIRED").body["items"]] == [ONE]
    quote = ana.post("/quotes", a_quote()).body
    body = {"vehicle_id": quote["vehicles"][0]["id"], "id_number": "1710034065", "deposit_cents": 10_000}
    body |= {"deposit_method": "CASH", "hold_until": "2026-07-17T10:00:00-05:00", "vin": ONE}
    assert ana.post(f"/quotes/{quote['id']}/reservations", body).pointers == ["/vin"]
    assert mara.patch(f"/units/{ONE}", {"retired": False}).body["status"] == "AVAILABLE"
    assert ana.post(f"/quotes/{quote['id']}/reservations", body).status == 201


@pytest.mark.parametrize("edit", [{"retired": True}, {"colour": "Negro"}, {"model_year": 2025}])
def test_who_holds_or_awaits_a_unit_is_not_passed_over(
    edit: dict[str, Any], mara: Client, ana: Client, ben: Client, nora: Client
) -> None:
    made = approved(ana, nora, ONE)
    wanted(ben, ONE, wait=True)
    assert mara.patch(f"/units/{ONE}", edit).body["state"]["unit_status"] == "RESERVED"
    cancelled(ana, made)
    assert mara.patch(f"/units/{ONE}", edit).body["state"]["offered"] is True


def test_a_unit_is_corrected_to_what_its_model_is_made_in(mara: Client) -> None:
    assert mara.patch(f"/units/{ONE}", {"colour": "Negro", "model_year": 2025}).body["colour"] == "Negro"
    assert mara.patch(f"/units/{ONE}", {"colour": "Verde"}).pointers == ["/colour"]
