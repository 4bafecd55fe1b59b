"""Customers: names, id numbers, phones, and the key that a search looks in."""

import re
import unicodedata
from datetime import datetime

from msgspec import Struct, convert

from .codes import IdType
from .errors import Fault, Invalid

HOME_REGION = "EC"
_WORD = re.compile(r"\w+")
_INVISIBLE = frozenset({"Cc", "Cf"})  # control and format characters: NUL, zero-width, text direction
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
    id_warning: str | None = None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def is_erased(self) -> bool:
        """Whether this was somebody who asked to be erased; nobody else is without a phone."""
        return not self.phone


class IdNumber(Struct, frozen=True):
    """A cleaned id number, with a warning where it is kept in spite of a failing check."""

    number: str
    warning: str | None = None


def tidy(text: str) -> str:
    """One line as a person meant it: composed accents, single spaces, no edges, nothing invisible."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(c for c in composed if c.isspace() or unicodedata.category(c) not in _INVISIBLE).split())


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

            if not re.fullmatch(r"[0-9]{10}", number) or not ci.is_valid(number):
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


class Contact(Struct, frozen=True):
    """A customer as typed in."""

    first_name: str
    last_name: str
    phone: str
    id_type: IdType | None = None
    id_number: str | None = None
    email: str | None = None
    consent: bool = False
    opted_out: bool = False


def contact_of(customer: Customer) -> Contact:
    """A customer as one could have typed it in."""
    return convert(customer, Contact, from_attributes=True)


def checked_customer(contact: Contact, now: datetime, before: Customer | None = None) -> Customer:
    """The customer that a contact describes, cleaned and checked.

    Consent is dated ``now`` when it is new; ``before`` is who the customer was.

    Raises:
        Invalid: a name is blank, or the phone or the id number cannot be right; every fault at once.
    """
    names = {field: tidy(getattr(contact, field)) for field in ("first_name", "last_name")}
    faults = [Fault(f"/{field}", "Escriba el nombre y el apellido.") for field, name in names.items() if not name]
    phone, number = "", None
    try:
        phone = normal_phone(contact.phone)
    except Invalid as fault:
        faults += fault.under("/phone").faults
    if (contact.id_type is None) is not (contact.id_number is None):
        missing = "/id_type" if contact.id_type is None else "/id_number"
        faults.append(Fault(missing, "El tipo y el número de identificación van juntos."))
    elif contact.id_type is not None and contact.id_number is not None:
        try:
            number = normal_id_number(contact.id_type, contact.id_number)
        except Invalid as fault:
            faults += fault.under("/id_number").faults
    if faults:
        raise Invalid(faults)
    consented_before = before.consent_at if before and before.consent else None
    return Customer(
        **names,
        phone=phone,
        id_type=contact.id_type,
        id_number=number.number if number else None,
        email=contact.email,
        consent=contact.consent,
        consent_at=(consented_before or now) if contact.consent else None,
        opted_out=contact.opted_out,
        id_warning=number.warning if number else None,
    )
