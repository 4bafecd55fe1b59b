"""Hostile text in every place that reaches the page: shown as text, never run."""

import pytest
from msgspec.structs import replace
from playwright.sync_api import expect

from chalicelib.domain.proforma import OptionOnPage, ProformaContent, VehicleOnPage
from tests.pages.conftest import OpenPage
from tests.pages.samples import STREET, a_page
from tests.pages.site import Site

pytestmark = pytest.mark.browser

RUN = "window.ran=1"
SHELLS = (
    "{}",
    '"{}',
    "'{}",
    '">{}',
    "'>{}",
    "</title>{}",
    "</style>{}",
    "</script>{}",
    "</svg>{}",
    "</textarea></select>{}",
    "-->{}",
    "]]>{}",
    "{{% raw %}}{}",
    "\u2028{}",
    "&lt;{}&gt;{}",
)
CORES = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<body onload={RUN}>",
    f"<a href=javascript:{RUN}>x</a>",
    f"<math><mtext><style><img src=x onerror={RUN}></style>",
    f"<style>*{{background:url(javascript:{RUN})}}</style>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"javascript:{RUN}",
)
PAYLOADS = [shell.replace("{}", core).replace("{{", "{").replace("}}", "}") for shell in SHELLS for core in CORES] + [
    f'" onmouseover="{RUN}" autofocus onfocus="{RUN}" x="',
    f"' onfocus={RUN} autofocus '",
    "{{ 7 * 7 }}{% for x in y %}",
    "{{ config.__class__.__init__.__globals__ }}",
    "${window.ran=1}",
    "`-window.ran=1-`",
    "\x00<script>window.ran=1</script>",
    "%3Cscript%3Ewindow.ran=1%3C/script%3E",
    "&#60;script&#62;window.ran=1&#60;/script&#62;",
]


def poisoned(payload: str) -> ProformaContent:
    """A page with a payload in every text of it."""
    page = a_page(STREET)
    (vehicle,) = page.vehicles
    extras = tuple(replace(extra, name=payload) for extra in vehicle.extras)
    options = tuple(OptionOnPage(f"{option.id}{payload}", option.kind, option.figures) for option in vehicle.options)
    texts = dict.fromkeys(("brand", "name", "colour", "photo_url"), payload)
    hostile: VehicleOnPage = replace(vehicle, id=f"v1{payload}", extras=extras, options=options, **texts)
    texts = dict.fromkeys(
        ("number", "customer_first_name", "advisor_name", "advisor_phone", "dealership", "showroom"), payload
    )
    return replace(page, vehicles=(hostile,), showroom_address=payload, **texts)


ELEMENTS = "document.querySelectorAll('*').length"
SEEN = f"""[window.ran, {ELEMENTS}, document.querySelectorAll("a[href^='javascript:' i], img, iframe").length]"""


def test_two_hundred_payloads_are_text(site: Site, open_page: OpenPage) -> None:
    assert len(PAYLOADS) >= 200
    harmless = open_page(site.show(poisoned("inofensivo"))).evaluate(ELEMENTS)
    site.policy = None  # the escaping alone has to hold
    page = open_page()
    broken = []
    for payload in PAYLOADS:
        page.goto(site.show(poisoned(payload)))
        expect(page.locator("body")).to_have_attribute("data-state", "current")
        ran, elements, scripts = page.evaluate(SEEN)
        if ran or elements != harmless or scripts:
            broken.append((payload, ran, elements, scripts))
    assert broken == []


@pytest.mark.parametrize("payload", PAYLOADS[:13])
def test_answers_show_hostile_names_as_text(payload: str, site: Site, open_page: OpenPage) -> None:
    site.policy = None
    page = open_page(site.show(poisoned(payload)))
    page.get_by_role("button", name="Me interesa").first.click()
    expect(page.locator(".reply.good")).to_contain_text("¡Gracias!")
    assert page.evaluate("window.ran") is None
    assert page.locator(".reply *").count() == 0


def test_the_policy_stops_a_script_that_got_in(site: Site, open_page: OpenPage) -> None:
    said: list[str] = []
    page = open_page(quiet=False)
    page.on("console", lambda message: said.append(message.text))
    html = site.files[site.show(a_page()).removeprefix(site.origin)][1].decode()
    page.goto(site.put(html.replace("<h1>", f"<h1><script>{RUN}</script><img src=x onerror={RUN}>"), "/p/broken"))
    expect(page.get_by_role("button", name="Me interesa")).to_be_visible()
    assert page.evaluate("window.ran") is None
    assert sum("Content Security Policy" in line for line in said) == 2
