"""P1: an open is a person's browser showing the page, once a visit."""

import pytest
from playwright.sync_api import Page

from tests.pages.conftest import OpenPage
from tests.pages.samples import a_page
from tests.pages.site import Site

pytestmark = pytest.mark.browser

HIDE = """() => {
  let state = "hidden";
  Object.defineProperty(document, "visibilityState", {configurable: true, get: () => state});
  window.show = () => { state = "visible"; document.dispatchEvent(new Event("visibilitychange")); };
  window.hide = () => { state = "hidden"; document.dispatchEvent(new Event("visibilitychange")); };
}"""
PRERENDER = """() => {
  let prerendering = true;
  Object.defineProperty(document, "prerendering", {configurable: true, get: () => prerendering});
  window.activate = () => { prerendering = false; document.dispatchEvent(new Event("prerenderingchange")); };
}"""
PREVIEWERS = (
    "WhatsApp/2.23.20.0",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "TelegramBot (like TwitterBot)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) SkypeUriPreview Preview/0.5",
)
PHONE = (
    "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
)


def pass_seconds(page: Page, seconds: int) -> None:
    """Let the page's clock run, and wait until all that it sent before has arrived."""
    page.clock.run_for(seconds * 1000)
    page.evaluate("fetch('/barrier', {method: 'POST', body: '{}'})")


@pytest.fixture
def url(site: Site) -> str:
    return site.show(a_page())


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page whose clock stands still."""
    page = open_page()
    page.clock.install()
    return page


def test_a_visible_page_counts_after_a_second(site: Site, url: str, open_page: OpenPage) -> None:
    page = open_page()
    with page.expect_request("**/opens"):
        page.goto(url)
    page.evaluate("fetch('/barrier', {method: 'POST', body: '{}'})")
    assert [set(body) for body in site.arrived("/opens", 1)] == [{"visit_id"}]


def test_a_glance_of_less_than_a_second_does_not_count(site: Site, url: str, open_page: OpenPage) -> None:
    page = open_page()
    page.clock.install(time="2030-01-01T00:00:00Z")
    page.clock.pause_at("2030-01-01T01:00:00Z")
    page.goto(url)
    page.clock.run_for(900)
    page.evaluate("fetch('/barrier', {method: 'POST', body: '{}'})")
    assert site.posted("/opens") == []
    pass_seconds(page, 1)
    assert len(site.arrived("/opens", 1)) == 1


def test_ten_reloads_are_one_visit_and_one_open(site: Site, url: str, page: Page) -> None:
    page.goto(url)
    with page.expect_response("**/opens"):
        pass_seconds(page, 2)
    for _ in range(10):
        pass_seconds(page, 2)
        page.reload()
    pass_seconds(page, 2)
    assert len(site.arrived("/opens", 1)) == 1


def test_an_open_that_was_refused_is_sent_again_under_the_same_visit(site: Site, url: str, open_page: OpenPage) -> None:
    page = open_page(quiet=False)
    page.clock.install()
    site.status = 503
    page.goto(url)
    with page.expect_response("**/opens"):
        pass_seconds(page, 2)
    site.status = 204
    page.reload()
    pass_seconds(page, 2)
    visits = [body["visit_id"] for body in site.arrived("/opens", 2)]
    assert len(visits) == 2
    assert len(set(visits)) == 1


def test_another_tab_is_another_visit(site: Site, url: str, open_page: OpenPage) -> None:
    for _ in range(2):
        page = open_page()
        page.clock.install()
        page.goto(url)
        pass_seconds(page, 2)
    visits = {body["visit_id"] for body in site.arrived("/opens", 2)}
    assert len(visits) == 2
    assert all(len(visit) == 32 for visit in visits)


def test_a_hidden_page_counts_only_once_it_is_shown(site: Site, url: str, page: Page) -> None:
    page.add_init_script(f"({HIDE})()")
    page.goto(url)
    pass_seconds(page, 60)
    assert site.posted("/opens") == []
    page.evaluate("show()")
    page.evaluate("hide()")
    pass_seconds(page, 60)
    assert site.posted("/opens") == []
    page.evaluate("show()")
    pass_seconds(page, 2)
    assert len(site.arrived("/opens", 1)) == 1


def test_a_prerendered_page_counts_only_once_it_is_opened(site: Site, url: str, page: Page) -> None:
    page.add_init_script(f"({PRERENDER})()")
    page.goto(url)
    pass_seconds(page, 60)
    assert site.posted("/opens") == []
    page.evaluate("activate()")
    pass_seconds(page, 2)
    assert len(site.arrived("/opens", 1)) == 1


@pytest.mark.parametrize("agent", PREVIEWERS)
def test_a_previewer_that_runs_the_script_does_not_count(agent: str, site: Site, url: str, open_page: OpenPage) -> None:
    page = open_page(user_agent=agent)
    page.clock.install()
    page.goto(url)
    pass_seconds(page, 60)
    assert site.posted("/opens") == []


def test_a_phone_called_cubot_is_a_person(site: Site, url: str, open_page: OpenPage) -> None:
    page = open_page(user_agent=PHONE)
    page.clock.install()
    page.goto(url)
    pass_seconds(page, 2)
    assert len(site.arrived("/opens", 1)) == 1


def test_staffs_view_of_a_version_counts_nothing(site: Site, page: Page) -> None:
    page.goto(site.show(a_page(), beacon=False))
    pass_seconds(page, 60)
    page.get_by_role("button", name="Me interesa").click()
    pass_seconds(page, 1)
    assert [request.path for request in site.requests if request.method == "POST"] == ["/barrier"] * 2
