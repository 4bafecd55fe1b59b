"""``demo.json``: what a person or a test needs to use the running desk."""

from msgspec import Struct

from chalicelib.adapters.directory import all_people, all_showrooms
from chalicelib.domain.codes import Role


class Account(Struct, frozen=True):
    """Somebody who can sign in."""

    email: str
    password: str
    role: str
    showroom: str


class Demo(Struct, frozen=True):
    """Addresses, null where there is no such thing yet, and accounts."""

    api: str
    console: str | None
    mail: str | None
    page: str | None
    accounts: list[Account]


def demo_accounts(password: str) -> list[Account]:
    """Everybody active: advisors, bosses, managers."""
    showrooms = {showroom.id: showroom.name for showroom in all_showrooms()}
    order = list(Role)
    people = sorted((person for person in all_people() if person.active), key=lambda one: order.index(one.role))
    return [Account(one.email, password, one.role.value, showrooms[one.showroom_id]) for one in people]
