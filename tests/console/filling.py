"""Forms that more than one test fills in."""

from playwright.sync_api import Page


def fill_new_quote(page: Page, phone: str) -> None:
    """All that a new quote needs, for somebody who was not here before: the first model and colour."""
    page.get_by_label("Teléfono").fill(phone)
    page.get_by_label("Nombres").fill("Ficticia")
    page.get_by_label("Apellidos").fill("De Prueba")
    page.get_by_role("list", name="Modelos").get_by_role("button").first.click()
    page.get_by_role("group", name="Color").locator("label").first.click()
    page.get_by_role("group", name="Procedencia").locator("label").first.click()
