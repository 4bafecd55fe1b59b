"""Customers who do not exist: invented surnames, and numbers that are valid without being anybody's on purpose."""

from random import Random

from stdnum.ec import ci

from chalicelib.domain.codes import IdType
from chalicelib.domain.customer import Contact, search_words

FIRST_NAMES = (
    "Adrián", "Agustín", "Álvaro", "Andrés", "Ángela", "Begoña", "Camila", "César", "Daniela", "Diana",
    "Elías", "Érika", "Esteban", "Fabián", "Germán", "Iván", "Jazmín", "Jesús", "José Luis", "Karla",
    "María José", "Martín", "Mónica", "Nicolás", "Óscar", "Paúl", "Ramón", "Raúl", "Rocío", "Rubén",
    "Santiago", "Sebastián", "Sofía", "Toño", "Úrsula", "Valentina", "Verónica", "Víctor", "Ximena", "Zoé",
)  # fmt: skip
SURNAMES = (
    "Aguaclara", "Añilverde", "Brisamar", "Camposol", "Cañadorada", "Colibrí", "Cumbrealta", "Doñaluna", "Farolito",
    "Guayacán", "Güeñito", "Jazmíndez", "Lagunazul", "Leñaverde", "Mañanero", "Marsereno", "Montañita", "Nubeblanca",
    "Ñandúñez", "Otoñal", "Páramoalto", "Pedregoso", "Peñablanca", "Piñadulce", "Puentelargo", "Ríobueno",
    "Solnaciente", "Tejadorojo", "Trébolez", "Vientosur",
)  # fmt: skip
ID_KINDS = (IdType.CEDULA,) * 16 + (IdType.RUC,) * 2 + (IdType.PASSPORT,) * 2
IDENTIFIED = 0.7
WITH_EMAIL = 0.4
CONSENTED = 0.9


def make_customer(random: Random, serial: int, *, identified: bool = False) -> Contact:
    """The customer with that serial, which keeps phone and id number apart from everybody else's.

    Whoever buys or reserves is ``identified``: an invoice, and a reservation, needs an id number.
    """
    first, last = random.choice(FIRST_NAMES), " ".join(random.sample(SURNAMES, 2))
    has_id = random.random() < IDENTIFIED or identified
    kind = random.choice(ID_KINDS)
    mailbox = ".".join(search_words(f"{first} {last}"))
    return Contact(
        first_name=first,
        last_name=last,
        phone=f"099000{1000 + serial}",
        id_type=kind if has_id else None,
        id_number=_id_number(kind, serial) if has_id else None,
        email=f"{mailbox}@example.com" if random.random() < WITH_EMAIL else None,
        consent=random.random() < CONSENTED,
    )


def _id_number(kind: IdType, serial: int) -> str:
    match kind:
        case IdType.CEDULA:
            return make_cedula(serial)
        case IdType.RUC:
            return f"{make_cedula(serial)}001"
        case IdType.PASSPORT:
            return f"DEMO{serial:05}"


def make_cedula(serial: int) -> str:
    """A cédula of Santa Elena with the check digit that it needs."""
    body = f"2459{serial:05}"
    return next(body + digit for digit in "0123456789" if ci.is_valid(body + digit))
