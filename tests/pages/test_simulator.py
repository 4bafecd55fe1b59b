"""P3: the page's arithmetic is the server's, on the same vectors."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from chalicelib.adapters.render import TEMPLATES
from chalicelib.domain.money import french_instalments
from chalicelib.domain.text import money_text
from tests.pages.conftest import OpenPage
from tests.pages.samples import STREET, a_page
from tests.pages.site import Site
from tools.instalment_vectors import VECTORS, vector

TOTAL = 526_850  # of the first financed option of STREET


def known() -> list[list[int | None]]:
    found: list[list[int | None]] = json.loads(Path(VECTORS).read_text(encoding="utf-8"))
    return found


def test_python_agrees_with_the_vectors() -> None:
    assert [vector(*case[:3]) for case in known()] == known()  # type: ignore[arg-type]
    assert [200_000, 1560, 24] in [case[:3] for case in known()]


@pytest.mark.browser
def test_the_script_agrees_with_the_vectors(open_page: OpenPage) -> None:
    arithmetic = (TEMPLATES / "proforma" / "instalments.js").read_text(encoding="utf-8")
    run = f"""cases => {{ {arithmetic}
      return cases.map(([principal, rate, months]) => {{
        const loan = frenchInstalments(principal, rate, months) || {{instalment: null, last: null, total: null}};
        return [principal, rate, months, loan.instalment, loan.last, loan.total];
      }});
    }}"""
    assert open_page().evaluate(run, known()) == known()


@pytest.fixture
def page(site: Site, open_page: OpenPage) -> Page:
    """A page with the simulator of its first financed option open."""
    page = open_page(site.show(a_page(STREET)))
    page.locator("summary").first.click()
    return page


def shown(page: Page) -> list[str]:
    """Instalment, last, financed and total, as the first simulator tells them."""
    names = ("instalment", "last", "financed", "paid")
    return [page.locator(f"[data-out={name}]").first.inner_text() for name in names]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "down", "months"),
    [
        ("1.500,00", 150_000, 24),
        ("0", 0, 72),
        ("1200.5", 120_050, 36),
        ("1,200", 120_000, 12),
        ("$ 999,99", 99_999, 1),
        ("5.268,00", 526_800, 6),
    ],
)
def test_what_is_tried_shows_the_servers_figures(typed: str, down: int, months: int, page: Page) -> None:
    page.get_by_label("Entrada, en dólares").first.fill(typed)
    page.get_by_label("Plazo, en meses").first.fill(str(months))
    loan = french_instalments(TOTAL - down, 1560, months)
    expected = (loan.instalment_cents, loan.last_instalment_cents, TOTAL - down, down + loan.total_cents)
    assert shown(page) == [money_text(cents) for cents in expected]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "months", "says"),
    [
        ("5.268,50", "24", "La entrada debe ser menor que $5.268,50."),
        ("5.268,49", "72", "El monto financiado es muy bajo para ese plazo."),
        ("mil", "24", "Escriba la entrada en dólares"),
        ("", "24", "Escriba la entrada en dólares"),
        ("-5", "24", "Escriba la entrada en dólares"),
        ("1000", "73", "El plazo va de 1 a 72 meses."),
        ("1000", "0", "El plazo va de 1 a 72 meses."),
        ("1000", "1.5", "El plazo va de 1 a 72 meses."),
    ],
)
def test_what_cannot_be_says_why_and_shows_no_figure(typed: str, months: str, says: str, page: Page) -> None:
    page.get_by_label("Entrada, en dólares").first.fill(typed)
    page.get_by_label("Plazo, en meses").first.fill(months)
    expect(page.get_by_role("alert").first).to_contain_text(says)
    expect(page.locator("[data-out=figures]").first).to_be_hidden()


@pytest.mark.browser
def test_the_sliders_and_the_fields_move_together(page: Page) -> None:
    page.get_by_label("Entrada", exact=True).first.fill("200000")
    expect(page.get_by_label("Entrada, en dólares").first).to_have_value("2.000,00")
    page.get_by_label("Plazo", exact=True).first.fill("12")
    expect(page.get_by_label("Plazo, en meses").first).to_have_value("12")
    loan = french_instalments(TOTAL - 200_000, 1560, 12)
    assert shown(page)[0] == money_text(loan.instalment_cents)
