"""The proforma's page: from facts to one HTML document that needs no other request (section P).

Style and script are inlined, the same text in every page, so that a policy can allow exactly these
two by their hashes. Whatever differs from page to page travels in escaped text and ``data-`` attributes.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from ..domain.proforma import PageState, ProformaContent, whatsapp_url
from ..domain.text import initials, long_date, money_text, phone_text, short_percent
from .paint import paint

if TYPE_CHECKING:
    from jinja2 import Environment, Template

TEMPLATES = Path(__file__).parents[2] / "templates"
"""Beside ``app.py``, in the repository and in the package."""

PAGE = "proforma/page.html.j2"
SCRIPTS = ("instalments", "texts", "visit", "answers", "simulator", "expiry", "start")


class PageLinks(Struct, frozen=True):
    """Where a page points to.

    Args:
        page_url: the page itself, absolute.
        preview_url: the Open Graph picture, absolute.
        opens_url: takes the beacon (P1); same origin as the page.
        answers_url: takes the answers (P2); same origin as the page.
        whatsapp_url: the advisor's, with a prefilled text.
        beacon: whether the page sends opens and answers; staff's view of a version turns it off.
        expires: False once the quote is invoiced: the page no longer ends by its date.
        time_zone: the dealership's; days and hours on the page are its own.
    """

    page_url: str
    preview_url: str
    opens_url: str
    answers_url: str
    whatsapp_url: str
    beacon: bool = True
    expires: bool = True
    time_zone: str = "America/Guayaquil"


def render_page(content: ProformaContent, state: PageState, links: PageLinks) -> str:
    """The whole page in a state, as HTML. It names the customer by the first name, and an erased one not at all."""
    return template(PAGE).render(page=content, state=state.value, links=links)


@cache
def content_security_policy() -> str:
    """The header for every page: this style and this script, pictures and calls of the same origin, nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash_source(_script())}",
            f"style-src {_hash_source(_style())}",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def template(name: str) -> "Template":
    """A template by its path under ``templates``."""
    return _environment().get_template(name)


def compile_templates(target: Path) -> None:
    """Compile all templates into ``target`` (a package's own ``templates/compiled``), to be found from then on."""
    _environment().compile_templates(target, zip=None, ignore_errors=False, extensions=["j2"])


@cache
def _environment() -> "Environment":
    from jinja2 import BaseLoader, Environment, FileSystemLoader, ModuleLoader, StrictUndefined

    compiled = TEMPLATES / "compiled"
    loader: BaseLoader = ModuleLoader(compiled) if compiled.is_dir() else FileSystemLoader(TEMPLATES)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "initials": initials,
        "long_date": long_date,
        "money": money_text,
        "paint": paint,
        "percent": short_percent,
        "phone": phone_text,
        "same_origin": _same_origin,
    }
    # Written by us, equal in every page, and named by its hash: the only text that is not escaped.
    environment.globals |= {"style": _style, "script": _script, "whatsapp_url": whatsapp_url}
    return environment


@cache
def _style() -> str:
    return _source("style.css")


@cache
def _script() -> str:
    body = "\n".join(_source(f"{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{body}\n}})();'


def _source(name: str) -> str:
    return (TEMPLATES / "proforma" / name).read_text(encoding="utf-8").strip()


def _hash_source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _same_origin(address: str | None, page_url: str) -> str | None:
    """A picture's address if the page may load it: a path here, or the page's own origin."""
    if not address:
        return None
    try:
        page, picture = urlsplit(page_url), urlsplit(address)
    except ValueError:
        return None
    is_path = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_path or (picture.scheme, picture.netloc) == (page.scheme, page.netloc) else None
