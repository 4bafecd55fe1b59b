"""What a customer sees: light, quiet, readable, on any screen and on paper."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from chalicelib.domain.proforma import PageState, ProformaContent
from tests.pages.conftest import OpenPage
from tests.pages.samples import LONG, SCOOTER, STREET, a_page, every_page
from tests.pages.site import Site

pytestmark = pytest.mark.browser

MOST_BYTES = 40 * 1024
WIDTHS = (320, 360, 768, 1280)


@pytest.fixture(params=every_page(), scope="module")
def content(request: pytest.FixtureRequest) -> ProformaContent:
    return every_page()[request.param]


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_on_any_screen(
    content: ProformaContent, width: int, site: Site, open_page: OpenPage
) -> None:
    page = open_page(site.show(content), width=width)
    page.locator("details").evaluate_all("all => all.forEach((details) => { details.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    beyond = """all => all.filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width && !element.closest(".skip") && (box.right > innerWidth + 1 || box.left < -1);
    }).map((element) => element.outerHTML.slice(0, 80))"""
    assert page.locator("body :not(.drawings *)").evaluate_all(beyond) == []


def test_a_page_is_one_light_request(content: ProformaContent, site: Site, open_page: OpenPage) -> None:
    page = open_page(site.show(content))
    page.wait_for_load_state("networkidle")
    assert site.fetched() == ["/p/token"]
    assert len(gzip.compress(page.content().encode())) <= MOST_BYTES


def test_only_pictures_of_the_same_origin_are_fetched_and_late(site: Site, open_page: OpenPage) -> None:
    asked: list[str] = []
    content = a_page(
        STREET, SCOOTER, STREET, fz=f"{site.origin}/photos/fz.jpg", pcx="https://elsewhere.example/pcx.jpg"
    )
    site.put_preview(content)
    site.files["/photos/fz.jpg"] = site.files["/p/token/1.png"]
    page = open_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.show(content))
    photo = page.locator("img").first
    photo.scroll_into_view_if_needed()
    expect(photo).to_have_js_property("complete", value=True)
    assert set(asked) - {f"{site.origin}/api/p/token/opens"} == {
        f"{site.origin}/p/token",
        f"{site.origin}/photos/fz.jpg",
    } | {url for url in asked if url.startswith("data:")}
    assert photo.get_attribute("loading") == "lazy"
    assert photo.get_attribute("width")
    assert photo.get_attribute("height")
    assert page.locator(".drawn").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", PageState)
def test_axe_finds_nothing(state: PageState, scheme: str, site: Site, open_page: OpenPage) -> None:
    page = open_page(site.show(a_page(STREET, SCOOTER), state), color_scheme=scheme)
    page.locator("details").evaluate_all("all => all.forEach((details) => { details.open = true; })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) > 10


def test_targets_are_44_pixels_high(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.show(a_page(STREET)))
    page.locator("details").evaluate_all("all => all.forEach((details) => { details.open = true; })")
    heights = page.locator("a.button, button, input, select, summary").evaluate_all(
        "all => all.map((element) => element.getBoundingClientRect().height).filter(Boolean)"
    )
    assert len(heights) > 10
    assert min(heights) >= 44


def test_it_reads_at_200_per_cent(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.show(a_page(LONG)), width=640, device_scale_factor=2)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_without_javascript_everything_reads_and_buttons_are_whatsapp(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.show(a_page(STREET)), java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hola, María.")
    visible = page.locator("body").inner_text()
    for figure in ("$5.124,53", "$183,80", "$5.911,13", "15,60 %", "16,77 %", "IVA 15 %", "−$143,97"):
        assert figure in visible
    for words in ("No es comprobante de venta.", "25 de noviembre de 2026", "31 de diciembre de 2099"):
        assert words in visible
    links = page.get_by_role("link", name=re.compile("Me interesa|Llámenme|Agendar test drive")).all()
    assert len(links) == 5
    for link in links:
        expect(link).to_be_visible()
        assert (link.get_attribute("href") or "").startswith("https://wa.me/593987654321?text=")
    assert page.get_by_role("button").count() == 0


def test_options_stand_side_by_side_on_a_wide_screen_and_stacked_on_a_phone(site: Site, open_page: OpenPage) -> None:
    url = site.show(a_page(STREET))
    tops = "all => all.map((element) => Math.round(element.getBoundingClientRect().top))"
    assert len(set(open_page(url, width=1280).locator(".option").evaluate_all(tops))) == 1
    assert len(set(open_page(url, width=360).locator(".option").evaluate_all(tops))) == 3


def test_it_prints_on_one_or_two_sheets_of_a4(content: ProformaContent, site: Site, open_page: OpenPage) -> None:
    pdf = open_page(site.show(content)).pdf(prefer_css_page_size=True, print_background=True)
    sheets = re.findall(rb"/MediaBox ?\[ ?0 0 ([\d.]+) ([\d.]+)", pdf)
    assert 1 <= len(sheets) <= 2
    assert {(round(float(width)), round(float(height))) for width, height in sheets} <= {(595, 842), (596, 842)}


def test_a_page_kept_past_its_day_says_so_by_itself(site: Site, open_page: OpenPage) -> None:
    content = a_page(STREET, valid_until=every_page()["rich"].quoted_on)
    page = open_page()
    page.clock.set_fixed_time("2026-11-26T04:59:00Z")  # still the 25th in Guayaquil
    page.goto(site.show(content))
    expect(page.get_by_text("Esta proforma venció")).to_be_hidden()
    expect(page.get_by_role("button", name="Me interesa").first).to_be_visible()
    page.clock.set_fixed_time("2026-11-26T05:00:00Z")
    page.reload()
    expect(page.get_by_text("Esta proforma venció")).to_be_visible()
    expect(page.get_by_role("button", name="Me interesa").first).to_be_hidden()
    expect(page.get_by_role("link", name="Pedir una nueva")).to_be_visible()
    page.goto(site.show(content, expires=False))
    expect(page.get_by_text("Esta proforma venció")).to_be_hidden()
