"""The deployed console and a customer's page in a real browser, each on its own host."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.http.client import HttpClient

from . import edge
from .cast import ADVISOR, Known
from .deployment import Deployment
from .quotes import a_quote

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

COMPLAINTS = ("error", "warning")
PATIENCE_MS = 20_000
"""A function that was not called for long starts first."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone's browser. What it complains of fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="es-EC")
    context.set_default_timeout(PATIENCE_MS)
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text) if message.type in COMPLAINTS else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


@pytest.fixture
def console(deployment: Deployment) -> Iterator[str]:
    with edge.serving(deployment, "ConsoleDistributionId") as address:
        yield address


@pytest.fixture
def pages(deployment: Deployment) -> Iterator[str]:
    with edge.serving(deployment, "PagesDistributionId") as address:
        yield address


def test_an_advisor_signs_in_and_finds_the_work_of_the_day(
    page: Page, console: str, cast: dict[str, Known], advisor: HttpClient, stock: list[dict[str, Any]]
) -> None:
    quote = a_quote(advisor, stock[0])
    page.goto(f"{console}/#/seguimientos?bucket=upcoming")
    known = cast[ADVISOR.id]
    page.get_by_label("Correo").fill(known.email)
    page.get_by_label("Contraseña").fill(known.password)
    page.get_by_role("button", name="Ingresar").click()
    row = page.get_by_role("listitem").filter(has_text="Desplegada").first
    expect(row).to_be_visible(timeout=PATIENCE_MS)
    page.goto(f"{console}/#/seguimientos/{quote['pending_follow_up']['id']}")
    expect(page.get_by_text(f"Creó la cotización {quote['number']}")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name="Resolver")).to_be_visible(timeout=PATIENCE_MS)


def test_a_customer_opens_the_page_and_the_desk_hears_of_it(
    page: Page, pages: str, advisor: HttpClient, stock: list[dict[str, Any]]
) -> None:
    quote = a_quote(advisor, stock[0])
    link = urlsplit(advisor.created(f"/quotes/{quote['id']}/sends", {"channel": "COPY"})["url"]).path
    with page.expect_response("**/opens") as heard:
        page.goto(pages + link)
    assert heard.value.status == 204
    expect(page.get_by_text(quote["number"]).first).to_be_visible(timeout=PATIENCE_MS)
    follow_up = quote["pending_follow_up"]["id"]
    ranked = {row["id"]: row["rank_reasons"] for row in advisor.rows("/follow-ups", order="rank")}
    assert any("Abrió la proforma" in reason for reason in ranked[follow_up]), ranked[follow_up]


def test_each_host_shows_its_own_things_under_its_own_policy(console: str, pages: str) -> None:
    shown = requests.get(console, timeout=20)
    assert shown.status_code == 200
    assert "script-src 'self'" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Frame-Options"] == "DENY"
    missing = requests.get(f"{pages}/p/no-such-page-was-ever-sent", timeout=20)
    assert missing.status_code == 404
    assert "Este enlace no está completo" in missing.text
    assert requests.get(f"{pages}/api/me", timeout=20).status_code in (403, 404)
    assert requests.get(f"{console}/api/me", timeout=20).status_code == 401
