"""A copy of all that is held about a customer, for who asks what that is."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.json import decode

from ..adapters import directory, erasures, pages, told
from ..adapters.files import DealFile
from ..adapters.reading import Reading
from ..domain.dealership import Rules
from ..domain.erasure import mentions, only_of_customer
from ..domain.proforma import ProformaContent
from ..domain.readable import readable
from .erasure import Asked, find_files, names_in
from .page_rewriting import PageSite


def copy_of(asked: Asked, site: PageSite, now: datetime) -> dict[str, Any]:
    """Everything about a person as a document for JSON: their quotes with all that belongs to them, and what was told.

    Of a notice about several customers it holds what is about this one. It leaves out what only repeats this: answers
    kept for a request that is sent twice, pages and pictures made of the contents.

    Raises:
        Unavailable: the tables or the bucket did not answer.
    """
    zone = ZoneInfo(site.time_zone)
    reading = Reading()
    rules = reading.rules()
    reading.fetch()
    found = find_files(asked, {})
    document = {
        "asked": asked,
        "made_at": now,
        "dealership": (rules.value or Rules()).dealership_name,
        "quotes": [_of_quote(file, site) for file in found],
        "notices": list(_notices(found)),
    }
    return {"quotes": [], "notices": [], **readable(document, zone)}


def _of_quote(file: DealFile, site: PageSite) -> dict[str, Any]:
    quote = file.deal.quote
    token = quote.link_token
    return {
        "quote": quote,
        "link": site.page_url(quote.proforma.token) if quote.proforma else None,
        "seen_by_customer": file.signals,
        "calls_of_the_link": erasures.link_calls(token) if token else None,
        "history": [line.event for line in file.lines],
        "reservations": [card.reservation for card in file.reservations],
        "published": [{"published": one, "content": _content(site, one.key)} for one in file.published],
    }


def _content(site: PageSite, key: str) -> ProformaContent | None:
    kept = pages.get_version_content(site.bucket, key)
    return decode(kept, type=ProformaContent) if kept else None


def _notices(found: tuple[DealFile, ...]) -> Iterator[dict[str, Any]]:
    """What people here were told about the customer, and what became of the mails."""
    quote_ids = frozenset(file.deal.quote.id for file in found)
    names = names_in(found, {})
    for person in directory.all_people():
        for entry in told.inbox_of(person.id):
            if mentions(entry.notice, quote_ids, names):
                yield {
                    "told_to": person.name,
                    "at": entry.at,
                    "notice": only_of_customer(entry.notice, quote_ids),
                    "mail": told.mailed(entry),
                }
