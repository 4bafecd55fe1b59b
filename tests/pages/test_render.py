"""The page as text: what it must and must not say, and the policy that goes with it."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from chalicelib.adapters import render
from chalicelib.adapters.render import PageLinks, compile_templates, content_security_policy, render_page
from chalicelib.domain.proforma import PageState, ProformaContent
from tests.pages.samples import SECRETS, STREET, a_page, every_page

LINKS = PageLinks(
    "https://pages.example/p/token",
    "https://pages.example/p/token/1.png",
    "/api/p/token/opens",
    "/api/p/token/answers",
    "https://wa.me/593987654321?text=Hola",
)


@pytest.fixture(params=PageState)
def state(request: pytest.FixtureRequest) -> PageState:
    found: PageState = request.param
    return found


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_nothing_tells_more_of_the_customer_than_the_first_name(secret: str, state: PageState) -> None:
    for content in every_page().values():
        assert secret not in render_page(content, state, LINKS)


def test_an_erased_page_names_neither_customer_nor_motorcycle() -> None:
    html = render_page(a_page(STREET), PageState.ERASED, LINKS)
    for told in ("María", "FZ 25", "COT-2026", "$", "1.png"):
        assert told not in html.split("<script>")[0].split("</style>")[1] + html.split("<style>")[0]


def test_every_state_offers_the_advisors_whatsapp(state: PageState) -> None:
    html = render_page(a_page(STREET), state, LINKS)
    assert f'href="{LINKS.whatsapp_url}"' in html


@pytest.mark.parametrize(
    "tag",
    [
        '<meta name="robots" content="noindex, nofollow, noarchive">',
        '<meta property="og:title" content="Yamaha FZ 25 desde $5.124,53">',
        '<meta property="og:url" content="https://pages.example/p/token">',
        '<meta property="og:image" content="https://pages.example/p/token/1.png">',
        '<meta property="og:image:width" content="1200">',
        '<meta property="og:locale" content="es_EC">',
        '<meta name="twitter:card" content="summary_large_image">',
    ],
)
def test_previewers_find_what_they_need(tag: str) -> None:
    html = render_page(a_page(STREET), PageState.CURRENT, LINKS)
    assert tag in html
    assert html.index(tag) < html.index("<style>"), "previewers read only the beginning"


def test_the_policy_names_exactly_what_every_page_carries(state: PageState) -> None:
    for content in every_page().values():
        html = render_page(content, state, LINKS)
        for tag in ("script", "style"):
            (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
            digest = b64encode(sha256(text.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}';" in content_security_policy()
    assert "unsafe" not in content_security_policy()


@pytest.mark.parametrize(
    "directive",
    [
        "default-src 'none'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ],
)
def test_the_policy_closes_every_other_door(directive: str) -> None:
    assert directive in content_security_policy().split("; ")


def test_nothing_needs_more_than_the_policy_allows(state: PageState) -> None:
    for content in every_page().values():
        html = render_page(content, state, LINKS)
        page = re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.DOTALL)
        assert re.findall(r"\s(style|on\w+)=", page) == []


def test_compiled_templates_make_the_same_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from_source = render_page(a_page(STREET), PageState.CURRENT, LINKS)
    for file in ("style.css", *(f"{name}.js" for name in render.SCRIPTS)):
        copy = tmp_path / "proforma" / file
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes((render.TEMPLATES / "proforma" / file).read_bytes())
    compile_templates(tmp_path / "compiled")
    monkeypatch.setattr(render, "TEMPLATES", tmp_path)
    render._environment.cache_clear()
    try:
        assert render_page(a_page(STREET), PageState.CURRENT, LINKS) == from_source
    finally:
        render._environment.cache_clear()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/photos/fz.jpg", True),
        ("https://pages.example/photos/fz.jpg", True),
        ("https://pages.example.evil.example/fz.jpg", False),
        ("http://pages.example/photos/fz.jpg", False),
        ("//elsewhere.example/fz.jpg", False),
        ("/\\elsewhere.example/fz.jpg", False),
        ("javascript:alert(1)", False),
        ("data:image/svg+xml,<svg onload=alert(1)>", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_a_photo_that_the_policy_lets_in_is_shown(address: str, shown: bool) -> None:
    content: ProformaContent = a_page(STREET)
    content = replace(content, vehicles=(replace(content.vehicles[0], photo_url=address),))
    assert ("<img" in render_page(content, PageState.CURRENT, LINKS)) is shown
