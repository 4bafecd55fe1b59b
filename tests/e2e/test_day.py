"""The manual's day at the deployed desk: API Gateway, Lambda, tables, pages."""

from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.http.client import SECONDS, HttpClient

from .deployment import PAGES, Deployment
from .quotes import a_quote, following, reserve

pytestmark = pytest.mark.e2e

BROWSER = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36"


@pytest.fixture
def quote(advisor: HttpClient, stock: list[dict[str, Any]]) -> dict[str, Any]:
    return a_quote(advisor, stock[0])


def test_a_quote_is_listed_opened_and_resolved_with_the_next_step(advisor: HttpClient, quote: dict[str, Any]) -> None:
    follow_up = quote["pending_follow_up"]["id"]
    assert follow_up in [row["id"] for row in advisor.rows("/follow-ups", q="desplegada", quality="HOT")]
    detail = advisor.get(f"/follow-ups/{follow_up}").json()
    assert detail["quote"]["customer"]["first_name"] == "Prueba"
    done = {"outcome": "CONTACTED", "observations": "Le interesa el azul", "next": following()}
    after = advisor.created(f"/follow-ups/{follow_up}/resolution", done)["next"]
    history = advisor.get(f"/follow-ups/{after['id']}").json()["history"]
    assert [entry["id"] for entry in history] == [follow_up]
    assert advisor.post(f"/follow-ups/{follow_up}/resolution", done).status_code == 409


def test_one_key_sent_twice_makes_one_quote(advisor: HttpClient, stock: list[dict[str, Any]]) -> None:
    first = a_quote(advisor, stock[0])
    resolution = {"outcome": "NOT_CONTACTED", "observations": "No contesta", "next": following()}
    path, key = f"/follow-ups/{first['pending_follow_up']['id']}/resolution", {"Idempotency-Key": "desplegada-1"}
    once, again = advisor.post(path, resolution, **key), advisor.post(path, resolution, **key)
    assert (once.status_code, again.status_code) == (201, 201)
    assert once.content == again.content


def test_the_page_of_a_sent_proforma_is_kept_and_its_opening_is_told(
    deployment: Deployment, advisor: HttpClient, quote: dict[str, Any]
) -> None:
    sent = advisor.created(f"/quotes/{quote['id']}/sends", {"channel": "WHATSAPP"})
    assert sent["url"].startswith(f"{PAGES}/p/")
    assert sent["whatsapp_url"].startswith("https://wa.me/5939")
    path = urlsplit(sent["url"]).path
    kept = deployment.client("s3").get_object(Bucket=deployment.outputs["PagesBucketName"], Key=path.lstrip("/"))
    page = kept["Body"].read().decode()
    assert quote["number"] in page
    assert "Desplegada" not in page
    assert "default-src 'none'" in kept["Metadata"]["csp"]
    opened = requests.post(
        f"{deployment.api_url}{path}/opens",
        json={"visit_id": "visita-desplegada"},
        headers={"User-Agent": BROWSER},
        timeout=SECONDS,
    )
    assert opened.status_code == 204
    follow_up = quote["pending_follow_up"]["id"]
    reasons = {row["id"]: row["rank_reasons"] for row in advisor.rows("/follow-ups", order="rank")}[follow_up]
    assert any("Abrió la proforma" in reason for reason in reasons), reasons


def test_a_sale_from_documents_to_delivery_with_a_discount_that_the_boss_grants(
    advisor: HttpClient, boss: HttpClient, stock: list[dict[str, Any]]
) -> None:
    unit = stock[1]
    quote = a_quote(advisor, unit)
    path, vehicle = f"/quotes/{quote['id']}", quote["vehicles"][0]["id"]
    options = f"{path}/vehicles/{vehicle}/payment-options"
    asked = {"kind": "CASH", "discount": {"percent_bps": 900, "reason": "Feria"}}
    option = advisor.created(options, asked)
    assert option["discount_status"] == "WAITING"
    assert quote["id"] in [row["quote_id"] for row in boss.rows("/discounts")]
    granted = boss.created(f"{options}/{option['id']}/discount-decision", {"decision": "APPROVED"})
    assert granted["discount_status"] == "APPROVED"
    advisor.created(f"{path}/stage-changes", {"to": "DOCUMENTED"})
    sale = {"to": "INVOICED", "vehicle_id": vehicle, "payment_option_id": option["id"], "vin": unit["vin"]}
    assert advisor.created(f"{path}/stage-changes", sale)["stage"] == "INVOICED"
    delivered = advisor.created(f"{path}/stage-changes", {"to": "DELIVERED"})
    assert (delivered["stage"], delivered["pending_follow_up"]) == ("DELIVERED", None)
    assert {one["vin"]: one["status"] for one in boss.rows("/units")}[unit["vin"]] == "SOLD"


def test_a_unit_is_reserved_once_and_by_a_boss_only(
    advisor: HttpClient, colleague: HttpClient, boss: HttpClient, stock: list[dict[str, Any]]
) -> None:
    unit = stock[2]
    asked = [(client, reserve(client, a_quote(client, unit), unit)) for client in (advisor, colleague)]
    (own, first), (_, second) = asked
    assert own.post(f"/reservations/{first['id']}/decision", {"decision": "APPROVED"}).status_code == 403
    tray = [row["id"] for row in boss.rows("/reservations", status="REQUESTED")]
    assert [one for one in tray if one in (first["id"], second["id"])] == [first["id"], second["id"]]
    approved = boss.created(f"/reservations/{first['id']}/decision", {"decision": "APPROVED"})
    assert (approved["status"], approved["vin"]) == ("APPROVED", unit["vin"])
    assert boss.post(f"/reservations/{second['id']}/decision", {"decision": "APPROVED"}).status_code == 409


def test_work_is_handed_over_within_the_showroom_and_hidden_elsewhere(
    advisor: HttpClient, colleague: HttpClient, elsewhere: HttpClient, boss: HttpClient, quote: dict[str, Any]
) -> None:
    assert elsewhere.get(f"/quotes/{quote['id']}").status_code == 404
    assert advisor.get("/people").status_code == 403
    body = {"from_advisor_id": advisor.me["id"], "to_advisor_id": colleague.me["id"], "quote_ids": [quote["id"]]}
    assert boss.created("/reassignments", body)["moved"] == [quote["id"]]
    assert colleague.get(f"/quotes/{quote['id']}").status_code == 200
    assert advisor.get(f"/quotes/{quote['id']}").status_code == 404
