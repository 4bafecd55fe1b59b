"""The dealership: its showrooms, its people, and the rules that a manager may set."""

from datetime import date, datetime, time

from msgspec import Struct

from .codes import Role
from .working_days import working_day_rule


class Ref(Struct, frozen=True):
    """An id with the name that people know it by."""

    id: str
    name: str


class Showroom(Struct, frozen=True):
    """A *vitrina*."""

    id: str
    name: str
    city: str
    address: str
    discount_limit_bps: int = 300
    """The largest discount, in basis points of the list price, that needs no approval (M13)."""

    @property
    def ref(self) -> Ref:
        return Ref(self.id, self.name)


class Person(Struct, frozen=True):
    """Somebody who works here: what the Directory mirrors of the user pool, and more."""

    id: str
    name: str
    email: str
    phone: str
    role: Role
    showroom_id: str
    active: bool = True

    @property
    def ref(self) -> Ref:
        return Ref(self.id, self.name)

    @property
    def leads(self) -> bool:
        """Boss or manager: sees and decides more than own work."""
        return self.role is not Role.ADVISOR

    def leads_showroom(self, showroom_id: str) -> bool:
        """May decide on that showroom's work."""
        return self.role is Role.MANAGER or (self.role is Role.BOSS and self.showroom_id == showroom_id)

    def may_see(self, *, advisor_id: str, showroom_id: str) -> bool:
        """An advisor sees own work, a boss the showroom's, a manager all."""
        return self.id == advisor_id or self.leads_showroom(showroom_id)


SYSTEM = Person(id="system", name="Sistema", email="", phone="", role=Role.MANAGER, showroom_id="")
"""Who does what the schedules do: nobody of the Directory, within reach of every showroom."""


class Rules(Struct, frozen=True):
    """The dealership's own rules, with the defaults that a new one starts with; most are set through the API."""

    dealership_name: str = "Concesionaria de motocicletas"
    whatsapp_message: str = (
        "Hola {customer}, le saluda {advisor} de {dealership}. Esta es su cotización de {models}: {link}"
    )
    quote_validity_days: int = 15
    max_validity_days: int = 60
    max_effective_rate_bps: int = 1677
    max_term_months: int = 72
    no_answer_days: tuple[int, ...] = (1, 3, 7)
    follow_up_horizon_days: int = 365
    working_weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    closed_on: tuple[date, ...] = ()
    opens: time = time(9)
    closes: time = time(18)
    overdue_grace_minutes: int = 30
    boss_after_days: int = 1
    managers_after_days: int = 3
    quiet_from: time = time(20)
    quiet_until: time = time(7)
    agenda_at: time = time(7, 30)
    max_hold_days: int = 5
    min_deposit_cents: int = 5_000
    offer_hours: int = 24

    def is_working_day(self, day: date) -> bool:
        """Whether the dealership works on a local day."""
        return working_day_rule(self.working_weekdays, self.closed_on)(day)


class Moment(Struct, frozen=True):
    """Who decides, when (UTC, and the local day), and under which rules."""

    person: Person
    now: datetime
    today: date
    rules: Rules
