"""The manual's day over HTTP, on the demo dealership, as README's command starts it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from local.accounts import Demo
from local.files import read_json
from local.stack import Stack
from tests.http.client import HttpClient

pytestmark = pytest.mark.stack


def ahead(**span: float) -> str:
    return (datetime.now(UTC) + timedelta(**span)).isoformat()


def plan(**fields: Any) -> dict[str, Any]:
    return {"type": "CALL", "due_at": ahead(days=2), "quality": "WARM", "observations": "Confirmar color", **fields}


@pytest.fixture
def quote(advisor: HttpClient) -> dict[str, Any]:
    """A quote of the advisor's, made over HTTP, on a model with a unit on sale."""
    unit = advisor.rows("/units", status="AVAILABLE")[0]
    model = next(model for model in advisor.rows("/models") if model["id"] == unit["model_id"])
    number = datetime.now(UTC).microsecond + 1_000_000 * (datetime.now(UTC).second % 10)
    body = {
        "customer": {"first_name": "Prueba", "last_name": "Del Día", "phone": f"098{number:07d}", "consent": True},
        "source": "SHOWROOM",
        "quality": "HOT",
        "vehicles": [{"model_id": model["id"], "model_year": model["model_years"][0], "colour": model["colours"][0]}],
        "follow_up": {"type": "CALL", "due_at": ahead(days=1)},
        "duplicate_reason": "Prueba",
    }
    return advisor.created("/quotes", body) | {"vin": unit["vin"]}


def test_the_advisor_lists_with_every_filter_alone_and_combined(advisor: HttpClient) -> None:
    rows = advisor.rows("/follow-ups")
    assert len(rows) > 10
    assert [row["due_at"] for row in rows] == sorted(row["due_at"] for row in rows)
    row = rows[0]
    word = row["customer"]["name"].split()[-1]
    filters: list[dict[str, Any]] = [
        {"source": row["source"]},
        {"quality": row["quality"]},
        {"min_days": row["days_pending"], "max_days": row["days_pending"]},
        {"q": word.upper()},
        {"from_": row["due_at"][:10], "to": ahead(days=300)[:10]},
    ]
    combined = {name: value for one in filters[:4] for name, value in one.items()}
    for query in [*filters[:4], combined]:
        found = advisor.rows("/follow-ups", **query)
        assert row["id"] in [one["id"] for one in found], query
        assert len(found) <= len(rows)
    counts = advisor.get("/follow-ups").json()["counts"]
    assert sum(counts.values()) == len(rows)
    ranked = advisor.rows("/follow-ups", order="rank", limit=7)
    assert {one["id"] for one in ranked} == {one["id"] for one in rows}
    assert ranked[0]["rank_reasons"]


def test_resolve_as_contacted_and_as_missed_with_the_suggestion(advisor: HttpClient, quote: dict[str, Any]) -> None:
    first = quote["pending_follow_up"]["id"]
    done = {"outcome": "CONTACTED", "observations": "Le interesa el azul", "next": plan()}
    second = advisor.created(f"/follow-ups/{first}/resolution", done)["next"]
    suggestion = advisor.get(f"/follow-ups/{second['id']}/suggestion").json()
    assert suggestion["observations"] == "Volver a llamar"
    accepted = {name: suggestion[name] for name in ("type", "due_at", "quality", "observations")}
    missed = {"outcome": "NOT_CONTACTED", "observations": "No contesta", "next": accepted}
    third = advisor.created(f"/follow-ups/{second['id']}/resolution", missed)["next"]
    detail = advisor.get(f"/follow-ups/{third['id']}").json()
    assert [entry["outcome"] for entry in detail["history"]] == ["NOT_CONTACTED", "CONTACTED"]
    assert advisor.post(f"/follow-ups/{first}/resolution", done).status_code == 409


def test_the_sale_from_options_to_delivery(advisor: HttpClient, boss: HttpClient, quote: dict[str, Any]) -> None:
    path, vehicle = f"/quotes/{quote['id']}", quote["vehicles"][0]
    options = f"{path}/vehicles/{vehicle['id']}/payment-options"
    within = {"kind": "CASH", "discount": {"percent_bps": 200, "reason": "Pago de contado"}}
    cash = advisor.created(options, within)
    assert cash["discount_status"] == "APPROVED"
    loan = {"kind": "FINANCED", "down_payment_cents": 50_000, "term_months": 24, "annual_rate_bps": 1560}
    assert advisor.created(options, loan)["effective_rate_bps"] == 1677
    over = advisor.created(options, {"kind": "CASH", "discount": {"percent_bps": 900, "reason": "Feria"}})
    assert over["discount_status"] == "WAITING"
    assert quote["id"] in [row["quote_id"] for row in boss.rows("/discounts")]
    decided = boss.created(
        f"{options}/{over['id']}/discount-decision", {"decision": "REJECTED", "reason": "Sin margen"}
    )
    assert decided["discount_status"] == "REJECTED"
    advisor.created(f"{path}/stage-changes", {"to": "DOCUMENTED"})
    sale = {"to": "INVOICED", "vehicle_id": vehicle["id"], "payment_option_id": cash["id"], "vin": quote["vin"]}
    assert advisor.created(f"{path}/stage-changes", sale)["stage"] == "INVOICED"
    assert (
        boss.created(f"{path}/stage-changes", {"to": "DOCUMENTED", "note": "Falta la cédula"})["stage"] == "DOCUMENTED"
    )
    advisor.created(f"{path}/stage-changes", sale)
    delivered = advisor.created(f"{path}/stage-changes", {"to": "DELIVERED"})
    assert (delivered["stage"], delivered["pending_follow_up"]) == ("DELIVERED", None)


def test_lose_it_with_a_reason_and_reopen_it(advisor: HttpClient, quote: dict[str, Any]) -> None:
    path = f"/quotes/{quote['id']}/stage-changes"
    assert advisor.created(path, {"to": "LOST", "reason": "PRICE"})["pending_follow_up"] is None
    reopened = advisor.created(path, {"to": "QUOTED", "follow_up": plan()})
    assert reopened["pending_follow_up"]["type"] == "CALL"


def test_another_advisor_finds_nothing_of_it(colleague: HttpClient, boss: HttpClient, quote: dict[str, Any]) -> None:
    follow_up = quote["pending_follow_up"]["id"]
    assert boss.get(f"/follow-ups/{follow_up}").status_code == 200
    for path in (f"/quotes/{quote['id']}", f"/follow-ups/{follow_up}", f"/follow-ups/{follow_up}/suggestion"):
        assert colleague.get(path).status_code == 404
    resolution = {"outcome": "CONTACTED", "observations": "x", "next": plan()}
    assert colleague.post(f"/follow-ups/{follow_up}/resolution", resolution).status_code == 404
    assert colleague.post(f"/quotes/{quote['id']}/stage-changes", {"to": "DOCUMENTED"}).status_code == 404
    assert colleague.post(f"/quotes/{quote['id']}/proforma", None).status_code == 404


def test_the_boss_sees_each_advisors_work_and_hands_some_over(
    advisor: HttpClient, boss: HttpClient, colleague: HttpClient, quote: dict[str, Any]
) -> None:
    rows = boss.rows("/follow-ups", limit=200)
    assert {row["advisor"]["id"] for row in rows} >= {advisor.me["id"], colleague.me["id"]}
    assert {row["showroom_id"] for row in rows} == {boss.me["showroom"]["id"]}
    assert {row["id"] for row in boss.rows("/follow-ups", advisor_id=advisor.me["id"], order="rank")} == {
        row["id"] for row in advisor.rows("/follow-ups")
    }
    body = {"from_advisor_id": advisor.me["id"], "to_advisor_id": colleague.me["id"], "quote_ids": [quote["id"]]}
    assert boss.created("/reassignments", body) == {"moved": [quote["id"]], "remaining": 0}
    assert advisor.get(f"/quotes/{quote['id']}").status_code == 404
    assert colleague.get(f"/quotes/{quote['id']}").status_code == 200
    back = {"from_advisor_id": colleague.me["id"], "to_advisor_id": advisor.me["id"], "quote_ids": [quote["id"]]}
    assert boss.created("/reassignments", back)["moved"] == [quote["id"]]


def test_the_link_that_is_sent_opens(advisor: HttpClient, quote: dict[str, Any]) -> None:
    sent = advisor.created(f"/quotes/{quote['id']}/sends", {"channel": "WHATSAPP"})
    assert sent["whatsapp_url"].startswith("https://wa.me/593")
    page = requests.get(sent["url"], timeout=20)
    assert page.status_code == 200
    assert quote["number"] in page.text
    assert "script-src 'sha256-" in page.headers["Content-Security-Policy"]
    assert requests.get(sent["url"], headers={"If-None-Match": page.headers["ETag"]}, timeout=20).status_code == 304
    address = re.search(r'property="og:image" content="([^"]+)"', page.text)
    assert address is not None
    picture = requests.get(address[1], timeout=20)
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/png")
    parts = urlsplit(sent["url"])
    unknown = requests.get(f"{parts.scheme}://{parts.netloc}/p/{'x' * 32}", timeout=20)
    assert (unknown.status_code, unknown.headers["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_previewers_that_fetch_the_page_count_no_opens(advisor: HttpClient, quote: dict[str, Any]) -> None:
    url = advisor.created(f"/quotes/{quote['id']}/sends", {"channel": "COPY"})["url"]
    for agent in ("WhatsApp/2.24.6.77 A", "facebookexternalhit/1.1", "TelegramBot (like TwitterBot)", "Slackbot 1.0"):
        for _ in range(25):
            assert requests.get(url, headers={"User-Agent": agent}, timeout=20).status_code == 200
    detail = advisor.get(f"/follow-ups/{quote['pending_follow_up']['id']}").json()
    assert detail["signals"] == {"opens": 0, "last_open_at": None, "recent_opens": [], "last_answer_at": None}


def test_the_demo_has_a_page_to_look_at(stack: Stack) -> None:
    demo = read_json(stack.home.demo, Demo)
    assert demo is not None
    assert demo.page is not None
    shown = requests.get(demo.page, timeout=20)
    assert (shown.status_code, 'data-state="current"' in shown.text) == (200, True)


def test_a_session_is_refreshed_and_ended(stack: Stack) -> None:
    client, account = HttpClient(stack.api_url), stack.accounts[0]
    session = client.sign_in(account.email, account.password)
    token = {"refresh_token": session["refresh_token"]}
    assert client.post("/session/refresh", token).json()["id_token"]
    assert client.post("/session/revocation", token).status_code == 204
    assert client.post("/session/refresh", token).status_code == 401
    assert client.post("/session", {"email": account.email, "password": "otra"}).status_code == 401
