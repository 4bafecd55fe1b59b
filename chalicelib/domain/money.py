"""Money: integer cents of USD, rates in basis points (1560 = 15.60 %), never a float.

Every printed figure is rounded half up, once, from an exact quotient of integers.
"""

from datetime import date
from typing import NamedTuple

MONTHS_A_YEAR = 12
BASIS_POINTS = 10_000
WHOLE = BASIS_POINTS * MONTHS_A_YEAR  # a month's interest is ``balance × annual rate in basis points / WHOLE``

# (first day in force, rate): general IVA rate, Ley de Régimen Tributario Interno, art. 65 and its reforms.
IVA_RATES: tuple[tuple[date, int], ...] = (
    (date(2000, 1, 1), 1200),
    (date(2024, 4, 1), 1500),
)


def divide_half_up(dividend: int, divisor: int) -> int:
    """The integer nearest to a quotient (divisor > 0); halves go away from zero, as on a printed invoice."""
    rounded = (2 * abs(dividend) + divisor) // (2 * divisor)
    return rounded if dividend >= 0 else -rounded


def share(amount_cents: int, rate_bps: int) -> int:
    """``rate_bps`` of an amount, in cents."""
    return divide_half_up(amount_cents * rate_bps, BASIS_POINTS)


def percent_text(rate_bps: int) -> str:
    """A rate as people read it here: 1560 is ``15,60 %``."""
    whole, hundredths = divmod(rate_bps, 100)
    return f"{whole},{hundredths:02d} %"


def iva_rate_bps(on: date) -> int:
    """The general IVA rate in force on a date, in basis points.

    Raises:
        ValueError: the date is before the first rate known here.
    """
    for since, rate in reversed(IVA_RATES):
        if on >= since:
            return rate
    raise ValueError(f"no IVA rate known on {on}")


class IvaSplit(NamedTuple):
    """An amount with IVA included, taken apart: ``subtotal_cents + iva_cents`` is the amount."""

    subtotal_cents: int
    iva_cents: int


def split_iva(gross_cents: int, rate_bps: int) -> IvaSplit:
    """Take the IVA out of an amount that includes it."""
    subtotal = divide_half_up(gross_cents * BASIS_POINTS, BASIS_POINTS + rate_bps)
    return IvaSplit(subtotal, gross_cents - subtotal)


def effective_rate_bps(annual_rate_bps: int) -> int:
    """The effective annual rate of a nominal one paid monthly: 1560 (15.60 %) is 1677 (16.77 %)."""
    before, after = WHOLE**MONTHS_A_YEAR, (WHOLE + annual_rate_bps) ** MONTHS_A_YEAR
    return divide_half_up((after - before) * BASIS_POINTS, before)


class Instalments(NamedTuple):
    """A French loan, month by month alike but for the last, which absorbs the cents."""

    instalment_cents: int
    last_instalment_cents: int
    months: int

    @property
    def total_cents(self) -> int:
        """All instalments together."""
        return self.instalment_cents * (self.months - 1) + self.last_instalment_cents


def french_instalments(principal_cents: int, annual_rate_bps: int, months: int) -> Instalments:
    """The instalments of a French loan: ``P·i / (1 − (1+i)^−n)``, ``i`` = annual nominal rate / 12.

    Each month's interest is rounded to the cent, as in the table that a bank hands out; what is left
    after the last but one month, with its interest, is the last instalment. 2,000.00 at 15.60 % over
    24 months pays 97.54 a month.

    Raises:
        ValueError: months < 1, principal < 1 or rate < 0; or the principal is so small for the months
            that rounding pays it off early (a last instalment below one cent).
    """
    if months < 1 or principal_cents < 1 or annual_rate_bps < 0:
        raise ValueError("a loan needs at least one cent, one month and no negative rate")
    if annual_rate_bps:
        before, after = WHOLE**months, (WHOLE + annual_rate_bps) ** months
        instalment = divide_half_up(principal_cents * annual_rate_bps * after, WHOLE * (after - before))
    else:
        instalment = divide_half_up(principal_cents, months)
    balance = principal_cents
    for _ in range(months - 1):
        balance += divide_half_up(balance * annual_rate_bps, WHOLE) - instalment
    last = balance + divide_half_up(balance * annual_rate_bps, WHOLE)
    if instalment < 1 or last < 1:
        raise ValueError("too little money for that many months")
    return Instalments(instalment, last, months)
