"""Customers: names, id numbers, phones, and the key that a search looks in."""

import re
import unicodedata
from datetime import datetime

from msgspec import Struct

from .codes import IdType
from .errors import Invalid

HOME_REGION = "EC"
_WORD = re.compile(r"\w+")
_PASSPORT = re.compile(r"[A-Z0-9]{5,15}")


class Customer(Struct, frozen=True):
    """The person who asked for the quote; ``phone`` is E.164."""

    first_name: str
    last_name: str
    phone: str
    id_type: IdType | None = None
    id_number: str | None = None
    email: str | None = None
    consent: bool = False
    consent_at: datetime | None = None
    opted_out: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


class IdNumber(Struct, frozen=True):
    """A cleaned id number, with a warning where it is kept in spite of a failing check."""

    number: str
    warning: str | None = None


def tidy(text: str) -> str:
    """One line as a person meant it: composed accents, single spaces, no edges."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def search_words(text: str) -> list[str]:
    """The words of a text without accents or case: ``"Ñandú 200-R"`` → ``["nandu", "200", "r"]``."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.findall(bare.casefold())


def search_key(*texts: str) -> str:
    """All words of the texts, each after a space, for :func:`matches`."""
    return "".join(f" {word}" for text in texts for word in search_words(text))


def matches(key: str, words: list[str]) -> bool:
    """Whether every word begins a word of the key."""
    return all(f" {word}" in key for word in words)


def normal_phone(text: str) -> str:
    """A phone as E.164; ``09…`` is read as Ecuador's ``+593 9…``.

    Raises:
        Invalid: no such number can exist.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException as exc:
        raise Invalid.at("", "No es un número de teléfono.") from exc
    if not phonenumbers.is_valid_number(number):
        raise Invalid.at("", "Este número de teléfono no existe.")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def normal_id_number(kind: IdType, text: str) -> IdNumber:
    """An id number, checked as its kind asks.

    A cédula must pass its check digit. A RUC that fails warns and is kept: real companies fail the
    checksum. A passport is 5 to 15 letters and digits.

    Raises:
        Invalid: it cannot be a number of that kind.
    """
    number = re.sub(r"[\s.\-]", "", text).upper()
    match kind:
        case IdType.CEDULA:
            from stdnum.ec import ci

            if not ci.is_valid(number):
                raise Invalid.at("", "La cédula no es válida: revise los 10 dígitos.")
        case IdType.RUC:
            if not re.fullmatch(r"[0-9]{13}", number):
                raise Invalid.at("", "El RUC tiene 13 dígitos.")
            from stdnum.ec import ruc

            if not ruc.is_valid(number):
                return IdNumber(number, "El RUC no pasa la verificación; se guardó tal como se escribió.")
        case IdType.PASSPORT:
            if not _PASSPORT.fullmatch(number):
                raise Invalid.at("", "El pasaporte tiene de 5 a 15 letras y números.")
    return IdNumber(number)
