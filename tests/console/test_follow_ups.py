"""*Mis Seguimientos* through an advisor's eyes (M1, M2, G1)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.console.conftest import SCREEN, SETTLED, OpenConsole, SignedIn

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def rows(page: Page) -> list[str]:
    """The names in the list, in order."""
    expect(page.get_by_role("listitem").first).to_be_visible()
    return page.locator(".row-name").all_inner_texts()


def test_the_list_is_ranked_as_the_api_ranks_it(open_console: OpenConsole, signed_in: SignedIn) -> None:
    page = open_console()
    shown = rows(page)
    ranked = [row["customer"]["name"] for row in signed_in().rows("/follow-ups", order="rank")]
    assert shown == ranked[: len(shown)]


def test_tabs_carry_counts_and_choose_a_bucket(open_console: OpenConsole, signed_in: SignedIn) -> None:
    page = open_console()
    counts = signed_in().get("/follow-ups").json()["counts"]
    tabs = page.get_by_role("navigation", name="Vencimiento")
    for label, bucket in (("Vencidos", "overdue"), ("Hoy", "today"), ("Próximos", "upcoming")):
        tab = tabs.get_by_role("link", name=f"{label} {counts[bucket]}", exact=True)
        tab.click()
        expect(tab).to_have_attribute("aria-current", "page")
        assert f"bucket={bucket}" in page.url
        if counts[bucket]:
            expect(page.get_by_role("listitem").first).to_have_attribute("aria-setsize", str(counts[bucket]))
        else:  # before midnight nothing is left for today
            expect(page.get_by_role("heading", name="Nada coincide")).to_be_visible()


def test_searching_as_one_types_ignores_accents_and_stays_in_the_address(open_console: OpenConsole) -> None:
    page = open_console()
    name = rows(page)[0]
    word = name.split()[0]
    plain = word.translate(str.maketrans("áéíóúüÁÉÍÓÚÜñÑ", "aeiouuAEIOUUnN")).lower()
    page.get_by_role("searchbox").press_sequentially(plain)
    page.wait_for_url(re.compile(f"q={plain}"))
    expect(page.locator(".row-name").first).to_contain_text(word)
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value(plain)
    expect(page.locator(".row-name").first).to_contain_text(word)


def test_what_is_typed_stays_as_it_was_typed(open_console: OpenConsole) -> None:
    page = open_console()
    rows(page)
    page.get_by_role("searchbox").fill("ana ")
    page.wait_for_url(re.compile("q=ana"))
    page.evaluate(SETTLED)
    expect(page.get_by_role("searchbox")).to_have_value("ana ")
    page.evaluate("history.replaceState(null, '', '#/seguimientos?q=luis'); dispatchEvent(new Event('popstate'))")
    expect(page.get_by_role("searchbox")).to_have_value("luis")


@pytest.mark.own_browser
def test_words_typed_just_before_leaving_do_not_follow(open_console: OpenConsole) -> None:
    page = open_console()
    rows(page)
    page.evaluate(SETTLED)
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    box = page.get_by_label("Buscar por nombre")
    box.fill("ana")
    page.evaluate("location.hash = '#/stock'")
    expect(box).to_have_count(0)
    page.clock.run_for(1000)
    assert page.url.endswith("#/stock")


def test_filters_combine_and_can_all_be_taken_off(open_console: OpenConsole, signed_in: SignedIn) -> None:
    page = open_console()
    page.get_by_role("button", name="Caliente").click()
    page.get_by_role("button", name="Filtros").click()
    sheet = page.get_by_role("dialog", name="Filtros")
    sheet.get_by_label("Página web").check()
    sheet.get_by_label("Días pendientes, desde").fill("-30")
    sheet.get_by_role("button", name="Ver la lista").click()
    expect(sheet).to_be_hidden()
    wanted = signed_in().rows("/follow-ups", quality="HOT", source="WEB", min_days=-30, order="rank")
    expect(page.locator(".row-name")).to_have_count(min(len(wanted), 60))
    assert page.locator(".row-name").all_inner_texts() == [row["customer"]["name"] for row in wanted]
    expect(page.get_by_role("button", name="Filtros 3")).to_be_visible()


def test_a_list_with_nothing_in_it_offers_the_way_out(open_console: OpenConsole) -> None:
    page = open_console("#/seguimientos?q=nadiesellamaasi")
    expect(page.get_by_role("heading", name="Nada coincide")).to_be_visible()
    page.get_by_role("button", name="Quitar los filtros").click()
    assert rows(page)


def test_a_failing_list_says_so_and_can_be_tried_again(open_console: OpenConsole) -> None:
    page = open_console(forgive=("Failed to load resource",))
    page.route("**/api/follow-ups?**", lambda route: route.fulfill(status=500, json={"detail": "Algo falló."}))
    page.goto(page.url.partition("#")[0] + "#/seguimientos?q=otra")
    expect(page.get_by_text("Algo falló.")).to_be_visible()
    page.unroute("**/api/follow-ups?**")
    page.get_by_role("button", name="Reintentar").click()
    expect(page.get_by_role("heading", name="Nada coincide")).to_be_visible()


def test_arrow_keys_walk_the_list_and_enter_opens(open_console: OpenConsole) -> None:
    page = open_console(width=SCREEN)
    first, second = rows(page)[:2]
    page.locator(".row-main").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".row-main").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=second)).to_be_visible()
    assert first != second


def test_a_boss_sees_the_showroom_by_due_date_and_can_look_at_one_advisor(
    open_console: OpenConsole, signed_in: SignedIn
) -> None:
    page = open_console(role="BOSS", width=SCREEN)
    shown = rows(page)
    due = [row["customer"]["name"] for row in signed_in("BOSS").rows("/follow-ups", order="due")]
    assert shown == due[: len(shown)]
    page.get_by_role("button", name="Filtros").click()
    page.get_by_label("Asesor").select_option(label="Lucía Demo")
    page.get_by_role("button", name="Ver la lista").click()
    ranked = signed_in("BOSS").rows("/follow-ups", order="rank", advisor_id=signed_in().me["id"])
    expect(page.locator(".row-name").first).to_have_text(ranked[0]["customer"]["name"])
