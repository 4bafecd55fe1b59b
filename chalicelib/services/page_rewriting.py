"""The page that a link shows, kept true to the table (P4).

The tables decide, S3 follows: a commit that changes what a link must show marks the quote's page as due; then the
page is put and the mark taken off, if the quote is still that version. A crash in between leaves the mark, which
the next call or the sweeper works off (docs/decisions/0007).
"""

import logging
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.json import decode
from msgspec.structs import replace

from ..adapters import deals, directory, pages
from ..adapters.pages import KeptPage
from ..adapters.reading import Reading
from ..domain.agenda import local_date
from ..domain.dealership import Rules
from ..domain.errors import Unavailable
from ..domain.proforma import PageState, ProformaContent, may_expire, page_state, proforma_content, whatsapp_url
from ..domain.quote import Proforma, Quote
from ..domain.validity import page_valid_until

log = logging.getLogger(__name__)

TRIES = 3
SWEEP_PAUSE = timedelta(minutes=1)
SWEPT_A_SHOWROOM = 100


class ContentMissing(Exception):
    """What a page is made of is not there: the kept content of its version, or who attends and where."""


class PageSite(Struct, frozen=True):
    """Where pages are kept, the address that they are seen under, the path of the API behind it, and their zone."""

    bucket: str
    url: str
    api_path: str
    time_zone: str = "America/Guayaquil"

    def page_url(self, token: str) -> str:
        """The link that a customer gets."""
        return f"{self.url}/p/{token}"


def version_key(quote_id: str, proforma: Proforma) -> str:
    """Where a version's page and content are kept, without their endings."""
    return f"versions/{quote_id}/{proforma.version}-{proforma.digest}"


def preview_name(proforma: Proforma) -> str:
    """The name of a version's picture under its link; never used for another content."""
    return f"{proforma.version}-{proforma.digest}.png"


def make_page(site: PageSite, quote: Quote, proforma: Proforma, content: ProformaContent, state: PageState) -> KeptPage:
    """The page of a quote, with the links that belong to it."""
    from ..adapters.render import PageLinks, content_security_policy, render_page

    url = site.page_url(proforma.token)
    public = f"{site.api_path}/p/{proforma.token}"
    about = "una proforma que ya no está disponible" if state is PageState.ERASED else f"la cotización {content.number}"
    greeting = f"Hola {content.advisor_name}, le escribo por {about}."
    links = PageLinks(
        page_url=url,
        preview_url=f"{url}/{preview_name(proforma)}",
        opens_url=f"{public}/opens",
        answers_url=f"{public}/answers",
        whatsapp_url=whatsapp_url(content.advisor_phone, greeting),
        expires=may_expire(quote),
        time_zone=site.time_zone,
    )
    return KeptPage(render_page(content, state, links), content_security_policy())


def rewrite_page(quote_id: str, today: date, site: PageSite) -> bool:
    """Make a quote's link show what was committed last, if it does not yet; whether it does now.

    Safe at any time and at once: whoever put an older page over a newer one finds the quote changed, and puts again.
    """
    found = deals.load_page(quote_id)
    deal = found[0] if found and found[1] else None
    for _ in range(TRIES):
        if deal is None:
            return True
        _put_current(deal.quote, today, site)
        if deals.page_is_written(deal):
            return True
        deal = deals.load_deal(quote_id)  # put again whatever the mark says: a newer page may lie under this one
    return False


def _put_current(quote: Quote, today: date, site: PageSite) -> None:
    proforma = quote.proforma
    if proforma is None:
        return
    if quote.customer.is_erased:
        content = _content_of_nobody(quote, site)
    else:
        key = version_key(quote.id, proforma)
        kept = pages.get_version_content(site.bucket, key)
        if kept is None:
            raise ContentMissing(key)
        content = _brought_up_to_date(decode(kept, type=ProformaContent), quote)
    pages.put_page(site.bucket, proforma.token, make_page(site, quote, proforma, content, page_state(quote, today)))


def _content_of_nobody(quote: Quote, site: PageSite) -> ProformaContent:
    """Who attends now and where; what was sent was deleted with its customer."""
    reading = Reading()
    advisor, showroom, rules = reading.person(quote.advisor.id), reading.showroom(quote.showroom.id), reading.rules()
    reading.fetch()
    if advisor.value is None or showroom.value is None:
        raise ContentMissing(quote.id)
    return proforma_content(
        quote, advisor.value, showroom.value, rules.value or Rules(), ZoneInfo(site.time_zone), photos={}
    )


def _brought_up_to_date(content: ProformaContent, quote: Quote) -> ProformaContent:
    """What the link shows beside the offer that was sent: until when it holds, and who attends now (P4)."""
    reading = Reading()
    advisor = reading.person(quote.advisor.id)
    reading.fetch()
    phone = advisor.value.phone if advisor.value else content.advisor_phone
    return replace(content, valid_until=page_valid_until(quote), advisor_name=quote.advisor.name, advisor_phone=phone)


def sweep_pages(now: datetime, zone: ZoneInfo, site: PageSite) -> int:
    """Write the pages that a crash left behind; how many. Safe to run twice, at once, or late.

    A page that cannot be written does not keep the others waiting; it is logged and tried again next time.
    """
    due = [
        quote_id
        for showroom in directory.all_showrooms()
        for quote_id in deals.pages_to_rewrite(showroom.id, now - SWEEP_PAUSE, SWEPT_A_SHOWROOM)
    ]
    return sum(_swept(quote_id, local_date(now, zone), site) for quote_id in due)


def _swept(quote_id: str, today: date, site: PageSite) -> bool:
    try:
        return rewrite_page(quote_id, today, site)
    except (Unavailable, ContentMissing):
        log.exception("the page of %s could not be written", quote_id)
        return False
