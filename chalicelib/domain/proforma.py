"""The proforma: what the customer sees of a quote, as plain facts (section P).

Nothing here names the customer beyond the first name, and no discount that waits is shown.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from hashlib import blake2b
from urllib.parse import quote as percent_encoded
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.json import encode

from .agenda import local_date
from .codes import DiscountStatus, LostReason, PaymentKind, Stage
from .dealership import Person, Ref, Rules, Showroom
from .errors import Invalid
from .pricing import Figures, price
from .quote import EDITABLE_STAGES, Extra, PaymentOption, Quote, Vehicle
from .validity import page_valid_until

MESSAGE_FIELDS = frozenset({"customer", "advisor", "dealership", "models", "link"})
_FIELD = re.compile(r"\{(\w+)\}")
_LINK_ALONE = re.compile(r"(?:^|\s)\{link\}(?:\s|$)")


class PageState(Enum):
    """What the link shows today (P4)."""

    CURRENT = "current"
    EXPIRED = "expired"
    REPLACED = "replaced"
    LOST = "lost"
    ERASED = "erased"


class OptionOnPage(Struct, frozen=True):
    """A way to pay, priced."""

    id: str
    kind: PaymentKind
    figures: Figures


class VehicleOnPage(Struct, frozen=True):
    """A motorcycle with its options side by side; ``colour`` is the catalogue's Spanish name."""

    id: str
    brand: str
    name: str
    model_year: int
    colour: str
    photo_url: str | None
    list_price_cents: int
    extras: tuple[Extra, ...]
    options: tuple[OptionOnPage, ...]


class ProformaContent(Struct, frozen=True):
    """Everything that the page shows."""

    number: str
    quoted_on: date
    valid_until: date
    customer_first_name: str
    advisor_name: str
    advisor_phone: str
    dealership: str
    showroom: str
    showroom_address: str
    iva_rate_bps: int
    max_term_months: int
    vehicles: tuple[VehicleOnPage, ...]

    @property
    def lowest_price_cents(self) -> int:
        """The cheapest total, or list price where a vehicle has no options yet."""
        return min(
            min((option.figures.total_cents for option in vehicle.options), default=vehicle.list_price_cents)
            for vehicle in self.vehicles
        )

    @property
    def models(self) -> str:
        """The motorcycles in a few words: ``Yamaha FZ 25 y Honda XR 150``."""
        names = list(dict.fromkeys(f"{vehicle.brand} {vehicle.name}" for vehicle in self.vehicles))
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} y {names[-1]}"


def proforma_content(
    quote: Quote, advisor: Person, showroom: Showroom, rules: Rules, zone: ZoneInfo, photos: Mapping[str, str | None]
) -> ProformaContent:
    """What the page of a quote shows now.

    Args:
        quote: as it stands.
        advisor: whose WhatsApp the page offers.
        showroom: where the quote lives.
        rules: the dealership's name, and the terms that may be tried.
        zone: the dealership's.
        photos: picture addresses by model id.
    """
    return ProformaContent(
        number=quote.number,
        quoted_on=local_date(quote.created_at, zone),
        valid_until=quote.valid_until,
        customer_first_name=quote.customer.first_name,
        advisor_name=advisor.name,
        advisor_phone=advisor.phone,
        dealership=rules.dealership_name,
        showroom=showroom.name,
        showroom_address=f"{showroom.address}, {showroom.city}",
        iva_rate_bps=quote.iva_rate_bps,
        max_term_months=rules.max_term_months,
        vehicles=tuple(_vehicle(vehicle, quote.iva_rate_bps, photos) for vehicle in quote.vehicles),
    )


def content_digest(quote: Quote) -> str:
    """A short name for what a quote would show now; another than the published one means stale (M14)."""
    shown = (
        quote.number,
        quote.valid_until,
        quote.customer.first_name,
        quote.advisor.id,
        [_vehicle(vehicle, quote.iva_rate_bps, {}) for vehicle in quote.vehicles],
    )
    return blake2b(encode(shown), digest_size=12).hexdigest()


def is_stale(quote: Quote) -> bool:
    """Whether something was published and the quote would show something else by now."""
    return quote.proforma is not None and quote.proforma.digest != content_digest(quote)


def shows_otherwise(before: Quote, after: Quote) -> bool:
    """Whether a write of the quote changes what its link must show."""
    if after.proforma is None:
        return False
    return _on_link(before) != _on_link(after)


def _on_link(quote: Quote) -> tuple[object, ...]:
    """What decides how a link's page looks, beside the content that was published."""
    lost = quote.stage is Stage.LOST
    erased = quote.customer.is_erased
    return quote.proforma, quote.advisor, lost, quote.lost_reason, quote.valid_until, may_expire(quote), erased


def may_expire(quote: Quote) -> bool:
    """Whether the page ends by its date; an invoiced sale no longer does."""
    return quote.stage in EDITABLE_STAGES


def _vehicle(vehicle: Vehicle, iva_rate_bps: int, photos: Mapping[str, str | None]) -> VehicleOnPage:
    return VehicleOnPage(
        id=vehicle.id,
        brand=vehicle.model.brand,
        name=vehicle.model.name,
        model_year=vehicle.model_year,
        colour=vehicle.colour,
        photo_url=photos.get(vehicle.model.id),
        list_price_cents=vehicle.list_price_cents,
        extras=vehicle.extras,
        options=tuple(
            OptionOnPage(option.id, option.kind, price(vehicle, option, iva_rate_bps))
            for option in vehicle.payment_options
            if _shows(option)
        ),
    )


def _shows(option: PaymentOption) -> bool:
    return option.discount_status is not DiscountStatus.WAITING


def page_state(quote: Quote, today: date) -> PageState:
    """What the link of a quote shows on a local day."""
    if quote.customer.is_erased:
        return PageState.ERASED
    if quote.stage is Stage.LOST:
        return PageState.REPLACED if quote.lost_reason is LostReason.DUPLICATE else PageState.LOST
    return PageState.EXPIRED if may_expire(quote) and today > page_valid_until(quote) else PageState.CURRENT


def message(template: str, values: Mapping[str, str]) -> str:
    """A message from a manager's template; ``{customer}`` and the like are filled in, nothing else is special."""
    return _FIELD.sub(lambda found: values.get(found[1], found[0]), template)


def require_message(template: str) -> None:
    """Refuse a template that would not carry the link, or that names a field that there is not.

    Raises:
        Invalid: at ``/whatsapp_message``.
    """
    if not _LINK_ALONE.search(template):
        raise Invalid.at("/whatsapp_message", "El mensaje debe incluir {link}, con espacios alrededor.")
    rest = _FIELD.sub(lambda found: "" if found[1] in MESSAGE_FIELDS else found[0], template)
    if "{" in rest or "}" in rest:
        known = ", ".join(f"{{{field}}}" for field in sorted(MESSAGE_FIELDS))
        raise Invalid.at("/whatsapp_message", f"Entre llaves solo se admite {known}.")


def whatsapp_url(phone: str, text: str) -> str:
    """A ``wa.me`` link that opens a draft: digits only, the text percent-encoded whole.

    Args:
        phone: E.164.
        text: any text.
    """
    return f"https://wa.me/{phone.removeprefix('+')}?text={percent_encoded(text, safe='')}"


class Published(Struct, frozen=True):
    """A version of a page, kept as it was sent (M11); ``key`` is where its content and page are kept."""

    version: int
    published_at: datetime
    published_by: Ref
    key: str
