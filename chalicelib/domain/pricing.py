"""What a payment option costs: every figure that a proforma prints, from list price to last instalment."""

from msgspec import Struct

from .codes import DiscountStatus, PaymentKind
from .dealership import Rules
from .errors import Fault, Invalid
from .money import Instalments, effective_rate_bps, french_instalments, percent_text, share, split_iva
from .quote import Discount, PaymentOption, Vehicle


class Loan(Struct, frozen=True):
    """The financed part: ``total_paid_cents`` includes the down payment."""

    down_payment_cents: int
    financed_cents: int
    term_months: int
    annual_rate_bps: int
    effective_rate_bps: int
    instalment_cents: int
    last_instalment_cents: int
    total_paid_cents: int


class Figures(Struct, frozen=True):
    """``subtotal + iva + untaxed = total`` and ``list price − discount + extras = total``, in cents."""

    discount_cents: int
    subtotal_cents: int
    iva_rate_bps: int
    iva_cents: int
    untaxed_cents: int
    total_cents: int
    loan: Loan | None


def asked_discount_cents(list_price_cents: int, discount: Discount | None) -> int:
    """What a discount asks for, in cents; a share is of the list price."""
    if discount is None:
        return 0
    if discount.percent_bps is not None:
        return share(list_price_cents, discount.percent_bps)
    return discount.amount_cents or 0


def needs_approval(list_price_cents: int, discount: Discount, limit_bps: int) -> bool:
    """Above the showroom's limit a discount waits for a boss (M13)."""
    return asked_discount_cents(list_price_cents, discount) > share(list_price_cents, limit_bps)


def price(vehicle: Vehicle, option: PaymentOption, iva_rate_bps: int) -> Figures:
    """All figures of an option. A rejected discount counts for nothing.

    Raises:
        ValueError: the option cannot be priced; :func:`check_option` says why beforehand.
    """
    rejected = option.discount_status is DiscountStatus.REJECTED
    discount_cents = 0 if rejected else asked_discount_cents(vehicle.list_price_cents, option.discount)
    taxed_extras = sum(extra.amount_cents for extra in vehicle.extras if extra.taxed)
    untaxed = sum(extra.amount_cents for extra in vehicle.extras if not extra.taxed)
    taxed = vehicle.list_price_cents - discount_cents + taxed_extras
    subtotal, iva = split_iva(taxed, iva_rate_bps)
    total = taxed + untaxed
    loan = _loan(total, option) if option.kind is PaymentKind.FINANCED else None
    return Figures(discount_cents, subtotal, iva_rate_bps, iva, untaxed, total, loan)


def _instalments(total_cents: int, option: PaymentOption) -> Instalments:
    return french_instalments(
        total_cents - (option.down_payment_cents or 0), option.annual_rate_bps or 0, option.term_months or 0
    )


def _loan(total_cents: int, option: PaymentOption) -> Loan:
    plan = _instalments(total_cents, option)
    down, rate = option.down_payment_cents or 0, option.annual_rate_bps or 0
    return Loan(
        down_payment_cents=down,
        financed_cents=total_cents - down,
        term_months=plan.months,
        annual_rate_bps=rate,
        effective_rate_bps=effective_rate_bps(rate),
        instalment_cents=plan.instalment_cents,
        last_instalment_cents=plan.last_instalment_cents,
        total_paid_cents=down + plan.total_cents,
    )


def check_option(vehicle: Vehicle, option: PaymentOption, rules: Rules, iva_rate_bps: int) -> None:
    """Refuse an option that cannot be offered on that vehicle.

    Raises:
        Invalid: with a pointer into the option.
    """
    faults = list(_discount_faults(vehicle, option.discount))
    if option.kind is PaymentKind.CASH:
        faults += _cash_faults(option)
    else:
        faults += _term_faults(option, rules)
        for discount in (option.discount, None):  # without its discount too: a boss may reject it
            cash = PaymentOption(option.id, PaymentKind.CASH, discount)
            faults = faults or _amount_faults(price(vehicle, cash, iva_rate_bps).total_cents, option)
    if faults:
        raise Invalid(faults)


def _discount_faults(vehicle: Vehicle, discount: Discount | None) -> list[Fault]:
    if discount is None:
        return []
    if (discount.amount_cents is None) is (discount.percent_bps is None):
        return [Fault("/discount", "Indique el descuento en valor o en porcentaje, uno de los dos.")]
    pointer = "/discount/amount_cents" if discount.percent_bps is None else "/discount/percent_bps"
    cents = asked_discount_cents(vehicle.list_price_cents, discount)
    if cents < 1:
        return [Fault(pointer, "El descuento debe ser mayor que cero.")]
    if cents >= vehicle.list_price_cents:
        return [Fault(pointer, "El descuento debe ser menor que el precio de lista.")]
    return []


def _cash_faults(option: PaymentOption) -> list[Fault]:
    return [
        Fault(f"/{field}", "No corresponde a un pago de contado.")
        for field in ("down_payment_cents", "term_months", "annual_rate_bps")
        if getattr(option, field) is not None
    ]


def _term_faults(option: PaymentOption, rules: Rules) -> list[Fault]:
    faults = [
        Fault(f"/{field}", "Es obligatorio en una forma de pago financiada.")
        for field in ("down_payment_cents", "term_months", "annual_rate_bps")
        if getattr(option, field) is None
    ]
    faults += [
        Fault(f"/{field}", "No puede ser menor que cero.")
        for field in ("down_payment_cents", "annual_rate_bps")
        if (getattr(option, field) or 0) < 0
    ]
    if option.term_months is not None and not 1 <= option.term_months <= rules.max_term_months:
        faults.append(Fault("/term_months", f"El plazo va de 1 a {rules.max_term_months} meses."))
    if option.annual_rate_bps is not None and effective_rate_bps(option.annual_rate_bps) > rules.max_effective_rate_bps:
        legal = percent_text(rules.max_effective_rate_bps)
        faults.append(Fault("/annual_rate_bps", f"Supera la tasa efectiva máxima legal ({legal})."))
    return faults


def _amount_faults(total_cents: int, option: PaymentOption) -> list[Fault]:
    if (option.down_payment_cents or 0) >= total_cents:
        return [Fault("/down_payment_cents", "La entrada debe ser menor que el total.")]
    try:
        _instalments(total_cents, option)
    except ValueError:
        return [Fault("/term_months", "El monto financiado es muy bajo para ese plazo.")]
    return []
