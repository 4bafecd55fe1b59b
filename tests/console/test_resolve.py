"""*Resolver y agendar* in one sheet, on a good line and on none (M6, M7, M8, G5)."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.console.conftest import PHONE, SCREEN, OpenConsole, SignedIn
from tests.console.deals import in_days
from tests.http.client import HttpClient

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.own_browser]

NO_LINE = ("ERR_INTERNET_DISCONNECTED", "Failed to load resource")


def a_row(client: HttpClient, number: int) -> dict[str, Any]:
    """A pending follow-up, counted from the end of the list: each test has its own."""
    return client.rows("/follow-ups", order="rank")[-1 - number]


def history(client: HttpClient, quote_id: str) -> list[dict[str, Any]]:
    """What was resolved on a quote, newest first."""
    pending = client.get(f"/quotes/{quote_id}").json()["pending_follow_up"]
    found: list[dict[str, Any]] = client.get(f"/follow-ups/{pending['id']}").json()["history"]
    return found


def open_sheet(page: Page) -> None:
    page.get_by_role("button", name="Resolver").click()
    expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_contacted_with_a_ready_note_and_an_appointment(
    width: int, open_console: OpenConsole, signed_in: SignedIn
) -> None:
    client = signed_in()
    row = a_row(client, 0)
    page = open_console(f"#/seguimientos/{row['id']}", width=width)
    open_sheet(page)
    page.get_by_label("Contactado", exact=True).check()
    page.get_by_role("button", name="Vendrá a la vitrina").click()
    page.get_by_label("Cita").check()
    page.get_by_label("Caliente").check()
    page.get_by_role("button", name="En 3 días").click()
    page.get_by_role("button", name="16:00").click()
    page.get_by_label("Observaciones del agendamiento").fill("Trae su cédula")
    with page.expect_response("**/resolution") as sent:
        page.get_by_role("button", name="Guardar y agendar").click()
    assert sent.value.status == 201, sent.value.text()
    expect(page.get_by_role("status").filter(has_text="resuelto")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    pending = client.get(f"/quotes/{row['quote_id']}").json()["pending_follow_up"]
    assert (pending["type"], pending["quality"], pending["observations"]) == ("APPOINTMENT", "HOT", "Trae su cédula")
    assert pending["due_at"].endswith("21:00:00Z"), "16:00 in Guayaquil"
    latest = history(client, row["quote_id"])[0]
    assert (latest["id"], latest["outcome"]) == (row["id"], "CONTACTED")
    assert latest["observations"] == "Vendrá a la vitrina"


def test_not_contacted_takes_the_suggestion_in_one_tap(open_console: OpenConsole, signed_in: SignedIn) -> None:
    client = signed_in()
    row = a_row(client, 1)
    proposed = client.get(f"/follow-ups/{row['id']}/suggestion").json()
    page = open_console(f"#/seguimientos/{row['id']}")
    open_sheet(page)
    page.get_by_label("No contactado").check()
    with page.expect_response("**/resolution") as sent:
        page.get_by_role("button", name="Aceptar y guardar").click()
    assert sent.value.status == 201, sent.value.text()
    pending = client.get(f"/quotes/{row['quote_id']}").json()["pending_follow_up"]
    assert (pending["type"], pending["due_at"]) == (proposed["type"], proposed["due_at"])


def test_a_half_done_sheet_asks_before_it_closes(open_console: OpenConsole, signed_in: SignedIn) -> None:
    row = a_row(signed_in(), 2)
    page = open_console(f"#/seguimientos/{row['id']}")
    open_sheet(page)
    page.get_by_label("No contactado").check()
    for leave in (lambda: page.keyboard.press("Escape"), page.go_back, lambda: page.keyboard.press("Escape")):
        leave()
        expect(page.get_by_text("Hay datos sin guardar.")).to_be_visible()
        page.get_by_role("button", name="Seguir aquí").click()
        expect(page.get_by_label("No contactado")).to_be_checked()
    page.get_by_role("button", name="Cerrar").click()
    page.get_by_role("button", name="Descartar").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Resolver")).to_be_visible()


def test_what_is_missing_is_said_where_it_is_missing(open_console: OpenConsole, signed_in: SignedIn) -> None:
    row = a_row(signed_in(), 2)
    page = open_console(f"#/seguimientos/{row['id']}")
    open_sheet(page)
    page.get_by_role("button", name="Guardar y agendar").click()
    expect(page.get_by_text("Indique si contactó al cliente.")).to_be_visible()
    page.get_by_label("Contactado", exact=True).check()
    page.get_by_role("button", name="Guardar y agendar").click()
    expect(page.get_by_label("Observaciones", exact=True)).to_have_accessible_description(
        "Escriba qué pasó, o toque una nota."
    )


def test_lost_with_a_reason_ends_it(open_console: OpenConsole, signed_in: SignedIn) -> None:
    client = signed_in()
    row = a_row(client, 3)
    page = open_console(f"#/seguimientos/{row['id']}")
    open_sheet(page)
    page.get_by_label("Contactado", exact=True).check()
    page.get_by_label("Observaciones", exact=True).fill("Compró en otra parte")
    page.get_by_label("Desistido").check()
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Escoja el motivo.")).to_be_visible()
    page.get_by_label("Competencia").check()
    with page.expect_response("**/resolution"):
        page.get_by_role("button", name="Guardar").click()
    quote = client.get(f"/quotes/{row['quote_id']}").json()
    assert (quote["stage"], quote["lost_reason"], quote["pending_follow_up"]) == ("LOST", "COMPETITOR", None)


def test_resolved_without_a_line_it_waits_in_sight_and_arrives_exactly_once(
    open_console: OpenConsole, signed_in: SignedIn
) -> None:
    client = signed_in()
    row = a_row(client, 4)
    before = len(history(client, row["quote_id"]))
    page = open_console(f"#/seguimientos/{row['id']}", forgive=NO_LINE)
    open_sheet(page)
    page.context.set_offline(True)
    page.get_by_label("Contactado", exact=True).check()
    page.get_by_label("Observaciones", exact=True).fill("Hablamos sin señal")
    page.get_by_role("button", name="Guardar y agendar").click()
    expect(page.get_by_role("button", name="Sin conexión · 1 gestión por enviar")).to_be_visible()
    page.get_by_role("button", name="Sin conexión · 1 gestión por enviar").click()
    expect(page.get_by_role("dialog", name="Por enviar")).to_contain_text(row["customer"]["name"])
    page.keyboard.press("Escape")
    assert len(history(client, row["quote_id"])) == before

    keys: list[str] = []
    lose = {"reply": True}

    def answer_lost(route: Any) -> None:
        keys.append(route.request.headers["idempotency-key"])
        if lose["reply"]:
            lose["reply"] = False
            route.fetch()  # it arrives, and its answer is lost on the way back
            route.abort()
        else:
            route.continue_()

    page.route("**/resolution", answer_lost)
    with page.expect_response(lambda reply: reply.url.endswith("/resolution")):
        page.context.set_offline(False)
    expect(page.get_by_role("button", name="por enviar")).to_be_hidden()
    assert len(keys) == 2
    assert len(set(keys)) == 1
    done = history(client, row["quote_id"])
    assert len(done) == before + 1
    assert done[0]["observations"] == "Hablamos sin señal"


def test_what_waits_outlives_the_page(open_console: OpenConsole, signed_in: SignedIn) -> None:
    client = signed_in()
    row = a_row(client, 5)
    page = open_console(f"#/seguimientos/{row['id']}", forgive=NO_LINE)
    page.route("**/resolution", lambda route: route.abort())
    open_sheet(page)
    page.get_by_label("No contactado").check()
    page.get_by_role("button", name="Aceptar y guardar").click()
    expect(page.get_by_role("button", name="1 gestión por enviar")).to_be_visible()
    page.unroute("**/resolution")
    with page.expect_response("**/resolution") as sent:
        page.reload()
    assert sent.value.status == 201


def test_what_the_api_refuses_is_kept_with_its_reason_until_given_up(
    open_console: OpenConsole, signed_in: SignedIn
) -> None:
    client = signed_in()
    row = a_row(client, 6)
    page = open_console(f"#/seguimientos/{row['id']}", forgive=("status of 409",))
    open_sheet(page)
    page.get_by_label("No contactado").check()
    expect(page.get_by_role("button", name="Aceptar y guardar")).to_be_visible()
    plan = {"type": "CALL", "quality": "COLD", "due_at": in_days(30)}
    client.created(
        f"/follow-ups/{row['id']}/resolution", {"outcome": "CONTACTED", "observations": "Otra persona", "next": plan}
    )
    page.get_by_role("button", name="Aceptar y guardar").click()
    bar = page.get_by_role("button", name="1 gestión no se aceptó")
    bar.click()
    sheet = page.get_by_role("dialog", name="Por enviar")
    expect(sheet.get_by_text("No se aceptó:")).to_be_visible()
    sheet.get_by_role("button", name="Descartar").click()
    expect(sheet.get_by_text("Todo está enviado.")).to_be_visible()
    sheet.get_by_role("button", name="Cerrar").click()
    expect(bar).to_be_hidden()


def test_the_calendar_shows_how_full_a_day_is(open_console: OpenConsole, signed_in: SignedIn) -> None:
    client = signed_in()
    row = a_row(client, 7)
    page = open_console(f"#/seguimientos/{row['id']}", width=SCREEN)
    open_sheet(page)
    page.get_by_label("Contactado", exact=True).check()
    page.get_by_role("button", name="Mañana").click()
    tomorrow = page.get_by_role("group", name="Días").locator("[aria-pressed=true]")
    day = tomorrow.get_attribute("data-day")
    taken = [one for one in client.rows("/follow-ups", from_=day, to=day) if one["id"] != row["id"]]
    told = "1 seguimiento" if len(taken) == 1 else f"{len(taken)} seguimientos"
    expect(tomorrow).to_have_accessible_name(re.compile(f", {told}$"))
