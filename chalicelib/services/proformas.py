"""The customer's page: publish it, send its link, look at what was sent (M5, M11, M14).

A version's page is put under a name of its own before the commit that makes it the quote's; what the link shows
follows the commit (:mod:`chalicelib.services.page_rewriting`).
"""

from secrets import token_urlsafe

from msgspec import Struct
from msgspec.json import encode
from msgspec.structs import replace

from ..adapters import deals, pages
from ..adapters.pages import KeptPage
from ..adapters.reading import Reading
from ..domain.codes import EventKind, SendChannel, Stage
from ..domain.deal import Deal
from ..domain.dealership import Moment
from ..domain.errors import Conflict, NotFound
from ..domain.proforma import (
    PageState,
    ProformaContent,
    Published,
    content_digest,
    is_stale,
    message,
    proforma_content,
    whatsapp_url,
)
from ..domain.quote import Proforma, Quote
from ..domain.timeline import Event
from .page_rewriting import make_page, preview_name, version_key
from .quotes import TOKEN_BYTES, get_quote
from .work import Call, Work

BEACON_ON, BEACON_OFF = 'data-beacon="on"', 'data-beacon="off"'


class PublishedPage(Struct, frozen=True):
    """A quote's link, and what goes with it in a message."""

    deal: Deal
    url: str
    version: int


class Sent(Struct, frozen=True):
    """A link to copy, and one that opens WhatsApp with the message; without where the customer opted out."""

    url: str
    whatsapp_url: str | None
    message: str


def publish_proforma(work: Work, quote_id: str) -> PublishedPage:
    """Publish the page of a quote; without a change since the last time, nothing happens.

    Raises:
        NotFound: no such quote here.
        Conflict: it is lost or expired, or its customer was erased.
    """
    slot = work.reading.deal(quote_id)
    work.read()
    return _published(work, work.visible(slot))


def send_proforma(work: Work, quote_id: str, channel: SendChannel) -> Sent:
    """Publish if stale, record the attempt, and hand out the link and the message.

    Raises:
        NotFound: no such quote here.
        Conflict: it is lost or expired, or its customer was erased; or WHATSAPP and the customer opted out.
    """
    slot = work.reading.deal(quote_id)
    work.read()
    deal = work.visible(slot)
    deal.quote.require_customer()
    customer = deal.quote.customer
    if customer.opted_out and channel is SendChannel.WHATSAPP:
        raise Conflict("El cliente pidió no recibir mensajes por WhatsApp.", opted_out=True)
    event = work.event(EventKind.PROFORMA_SENT, f"Envió la proforma: {channel.label}")
    page = _published(work, deal, event)
    text = message(
        work.rules.whatsapp_message,
        {
            "customer": customer.first_name,
            "advisor": deal.quote.advisor.name,
            "dealership": work.rules.dealership_name,
            "models": ", ".join(deal.quote.models),
            "link": page.url,
        },
    )
    return Sent(page.url, None if customer.opted_out else whatsapp_url(customer.phone, text), text)


def _published(work: Work, deal: Deal, *events: Event) -> PublishedPage:
    """The page of a deal, published now if what it shows has changed; the events are recorded either way."""
    quote, site = deal.quote, work.call.site
    _require_sendable(quote, work.moment)
    if quote.proforma and not is_stale(quote):
        after = work.change(deal, quote, *events) if events else deal
        return PublishedPage(after, site.page_url(quote.proforma.token), quote.proforma.version)
    version = quote.proforma.version + 1 if quote.proforma else 1
    token = quote.link_token or token_urlsafe(TOKEN_BYTES)
    proforma = Proforma(token, version, content_digest(quote), work.call.now)
    published = Published(version, work.call.now, work.person.ref, version_key(quote.id, proforma))
    _keep_version(work, quote, proforma, published)
    event = work.event(EventKind.PROFORMA_PUBLISHED, f"Publicó la versión {version} de la proforma")
    after = work.change(deal, replace(quote, proforma=proforma), event, *events, published=published)
    return PublishedPage(after, site.page_url(token), version)


def _require_sendable(quote: Quote, moment: Moment) -> None:
    quote.require_customer()
    if quote.stage is Stage.LOST:
        raise Conflict("La cotización está desistida: reábrala antes de enviarla.", stage=quote.stage.value)
    if quote.has_expired(moment.today):
        raise Conflict(
            "La cotización está vencida: renuévela antes de enviarla.", valid_until=quote.valid_until.isoformat()
        )


def _content(work: Work, quote: Quote) -> ProformaContent:
    reading = Reading()
    advisor, showroom = reading.person(quote.advisor.id), reading.showroom(quote.showroom.id)
    models = {vehicle.model.id: reading.model(vehicle.model.id) for vehicle in quote.vehicles}
    reading.fetch()
    if advisor.value is None or showroom.value is None:
        raise NotFound("El asesor o la vitrina de esta cotización ya no existen.")
    photos = {model_id: slot.value.photo_url if slot.value else None for model_id, slot in models.items()}
    return proforma_content(quote, advisor.value, showroom.value, work.rules, work.call.zone, photos)


def _keep_version(work: Work, quote: Quote, proforma: Proforma, published: Published) -> None:
    from ..adapters.preview import preview_png

    site, content = work.call.site, _content(work, quote)
    page = make_page(site, quote, proforma, content, PageState.CURRENT)
    pages.put_preview(site.bucket, proforma.token, preview_name(proforma), preview_png(content))
    pages.put_version(site.bucket, published.key, page, encode(content))
    if proforma.version == 1:
        pages.put_page(site.bucket, proforma.token, page)  # nobody has this link yet, and it is never dead


def list_versions(call: Call, quote_id: str) -> list[Published]:
    """The versions of a quote's page that were published, newest first.

    Raises:
        NotFound: no such quote here.
    """
    get_quote(call, quote_id)
    return deals.published_versions(quote_id)


def read_version(call: Call, quote_id: str, version: int) -> KeptPage:
    """A version's page as it was sent, but that it counts no opens and sends no answers (M11).

    Raises:
        NotFound: no such quote or version here.
    """
    quote = get_quote(call, quote_id).quote
    published = next((kept for kept in deals.published_versions(quote_id) if kept.version == version), None)
    if published is None or quote.proforma is None:
        raise NotFound("Esa versión de la proforma no existe.")
    page = pages.get_version_page(call.site.bucket, published.key)
    if page is None:
        raise NotFound("Esa versión de la proforma no existe.")
    return replace(page, html=page.html.replace(BEACON_ON, BEACON_OFF))
