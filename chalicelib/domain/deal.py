"""A deal as it was read: the quote with its version, its rows in lists, its whole file."""

from msgspec import Struct

from .cards import AgendaCard, QuoteCard
from .quote import Quote
from .ranking import Signals
from .reservation import ReservationCard
from .timeline import Event


class Deal(Struct, frozen=True):
    """A quote as it stands in the table; ``version`` counts its writes and guards the next."""

    quote: Quote
    version: int


class AgendaRow(Struct, frozen=True):
    """A pending follow-up with what the customer did meanwhile."""

    card: AgendaCard
    signals: Signals


class QuoteRow(Struct, frozen=True):
    """A row of a list of quotes; ``key`` is its place in the order."""

    key: str
    card: QuoteCard


class Dossier(Struct, frozen=True):
    """A deal in one read: the quote, its newest events first, where older ones go on, and every reservation."""

    deal: Deal
    signals: Signals
    events: tuple[Event, ...]
    older: str | None
    reservations: tuple[ReservationCard, ...] = ()
