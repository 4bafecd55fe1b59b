"""Facts as people here read them (es-EC): money, dates, rates, phones. No float, no locale database."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from .money import percent_text

WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)


def money_text(cents: int) -> str:
    """Cents of USD with a point per thousand and a comma: 349900 is ``$3.499,00``, -100 is ``−$1,00``."""
    whole, hundredths = divmod(abs(cents), 100)
    sign = "−" if cents < 0 else ""
    return f"{sign}${whole:,}".replace(",", ".") + f",{hundredths:02d}"


def long_date(day: date) -> str:
    """A day in words: ``25 de noviembre de 2026``."""
    return f"{day.day} de {MONTHS[day.month - 1]} de {day.year}"


def day_and_hour(instant: datetime, zone: ZoneInfo) -> str:
    """An instant by the clock of a zone, in few words: ``mié 15 jul, 10:00``."""
    local = instant.astimezone(zone)
    return f"{WEEKDAYS[local.weekday()][:3]} {local.day} {MONTHS[local.month - 1][:3]}, {local:%H:%M}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a sentence: ``Ana``, ``Ana y Luis``, ``Ana, Luis, Eva y 4 más``."""
    if len(names) > most:
        return f"{', '.join(names[:most])} y {len(names) - most} más"
    return " y ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def short_percent(rate_bps: int) -> str:
    """A rate without needless zeros: 1500 is ``15 %``, 1560 is ``15,60 %``."""
    return percent_text(rate_bps).replace(",00 ", " ")


def phone_text(phone: str) -> str:
    """An E.164 phone as it is dialled here: ``+593991234567`` is ``099 123 4567``; a foreign one stays as it is."""
    digits = phone.removeprefix("+593")
    if digits == phone or not digits.isdecimal():
        return phone
    if len(digits) == 9:
        return f"0{digits[:2]} {digits[2:5]} {digits[5:]}"
    if len(digits) == 8:
        return f"(0{digits[0]}) {digits[1:4]} {digits[4:]}"
    return phone


def initials(name: str) -> str:
    """Up to two initials of a name, for a mark: ``Motos del Valle`` is ``MV``."""
    words = [word for word in name.split() if word[0].isalnum()]
    capital = [word for word in words if word[0].isupper()] or words
    return "".join(word[0] for word in (capital[:1] + capital[1:][-1:])).upper() or "·"
