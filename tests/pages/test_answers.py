"""P2: the customer answers from the page; WhatsApp is always the other way."""

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import OpenPage
from tests.pages.samples import STREET, a_page
from tests.pages.site import Site

pytestmark = pytest.mark.browser


def on_a_wednesday(page: Page, url: str, hour: str) -> Page:
    """Open the page on Wednesday the 25th of November of 2026, by Guayaquil's clock."""
    page.clock.set_fixed_time(f"2026-11-25T{hour}:00-05:00")
    page.goto(url)
    return page


@pytest.fixture
def page(site: Site, open_page: OpenPage) -> Page:
    return on_a_wednesday(open_page(timezone_id="Asia/Tokyo"), site.show(a_page(STREET)), "10:10")


def test_interest_names_the_option(site: Site, page: Page) -> None:
    page.locator("[data-option=o3]").get_by_role("button", name="Me interesa").click()
    expect(page.locator("[data-option=o3] .reply")).to_have_text("¡Gracias! Ya le avisamos a Andrés Salinas.")
    expect(page.locator("[data-option=o3]").get_by_role("button", name="Me interesa")).to_be_disabled()
    visit = page.evaluate("sessionStorage.getItem('visit')")
    assert site.posted("/answers") == [{"kind": "INTERESTED", "option_id": "o3", "visit_id": visit}]


@pytest.mark.parametrize(("button", "kind"), [("Llámenme", "CALL_ME"), ("Agendar test drive", "TEST_DRIVE")])
def test_a_time_is_chosen_by_the_dealerships_clock(button: str, kind: str, site: Site, page: Page) -> None:
    form = page.locator("form").filter(has=page.get_by_role("button", name=button))
    form.get_by_label("Día").select_option(label="Mañana")
    form.get_by_label("Hora").select_option("16:30")
    form.get_by_role("button").click()
    expect(form.get_by_role("status")).to_contain_text("¡Listo!")
    (body,) = site.posted("/answers")
    assert {name: body[name] for name in ("kind", "at")} == {"kind": kind, "at": "2026-11-26T16:30:00-05:00"}


def test_today_offers_only_hours_that_are_left_and_no_day_is_a_sunday(page: Page) -> None:
    form = page.locator("form").first
    days = form.get_by_label("Día").locator("option").evaluate_all("all => all.map((option) => option.value)")
    assert days == [f"2026-{day}" for day in ("11-25", "11-26", "11-27", "11-28", "11-30", "12-01", "12-02")]
    assert form.get_by_label("Hora").locator("option").first.inner_text() == "11:00"
    form.get_by_label("Día").select_option(label="Mañana")
    assert form.get_by_label("Hora").locator("option").first.inner_text() == "09:00"


def test_late_in_the_day_today_is_not_offered(site: Site, open_page: OpenPage) -> None:
    page = on_a_wednesday(open_page(), site.show(a_page(STREET)), "17:01")
    assert page.locator("form").first.get_by_label("Día").locator("option").first.inner_text() == "Mañana"


@pytest.mark.parametrize("status", [404, 409, 422, 429, 500])
def test_an_answer_that_is_refused_offers_whatsapp(status: int, site: Site, open_page: OpenPage) -> None:
    site.status = status
    page = open_page(site.show(a_page(STREET)), quiet=False)
    button = page.get_by_role("button", name="Llámenme")
    button.click()
    link = page.get_by_role("link", name="Escríbanos por WhatsApp")
    expect(link).to_have_attribute("href", site.links().whatsapp_url)
    expect(button).to_be_enabled()


def test_an_answer_without_a_line_offers_whatsapp(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.show(a_page(STREET)), quiet=False)
    page.context.set_offline(True)
    page.get_by_role("button", name="Me interesa").first.click()
    expect(page.get_by_role("link", name="Escríbanos por WhatsApp")).to_be_visible()


def test_it_works_with_the_keyboard_alone(site: Site, page: Page) -> None:
    button = page.get_by_role("button", name="Me interesa").first
    for _ in range(12):
        page.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".reply.good")).to_be_visible()
    assert len(site.posted("/answers")) == 1
