"""What the jobs tell people, in a sentence and in lines."""

from collections.abc import Sequence

from .cards import AgendaCard
from .codes import NoticeKind
from .quote import FollowUp, Quote
from .text import listed
from .timeline import NoticeLine, TeamLine

ONE_AND_MANY = {
    NoticeKind.FOLLOW_UPS_OVERDUE: ("Seguimiento vencido", "{} seguimientos vencidos"),
    NoticeKind.FOLLOW_UPS_UNATTENDED: ("Seguimiento sin atender", "{} seguimientos sin atender"),
    NoticeKind.QUOTES_EXPIRING: ("Mañana es el último día de una cotización", "{} cotizaciones por vencer"),
    NoticeKind.QUOTES_EXPIRED: ("Cotización vencida", "{} cotizaciones vencidas"),
}


def summary(kind: NoticeKind, lines: Sequence[NoticeLine]) -> str:
    """A notice's sentence: ``2 seguimientos vencidos: Ana Núñez y Luis Paz.``"""
    one, many = ONE_AND_MANY[kind]
    head = one if len(lines) == 1 else many.format(len(lines))
    return f"{head}: {listed([line.customer for line in lines])}."


def agenda_summary(today: int, overdue: int, team: Sequence[TeamLine]) -> str:
    """The morning's sentence, for an advisor, a boss, or somebody who is both."""
    parts = [f"{today} para hoy y {overdue} por ponerse al día."] if today or overdue else []
    if team:
        behind = sum(line.overdue for line in team)
        parts.append(f"En la vitrina, {behind} por ponerse al día: {listed([line.advisor.name for line in team])}.")
    return " ".join(parts)


def follow_up_line(quote: Quote, pending: FollowUp) -> NoticeLine:
    """The line of a pending follow-up."""
    return NoticeLine(
        quote_id=quote.id,
        number=quote.number,
        customer=quote.customer.name,
        models=quote.models,
        advisor=quote.advisor,
        follow_up_id=pending.id,
        type=pending.type,
        due_at=pending.due_at,
    )


def agenda_line(card: AgendaCard) -> NoticeLine:
    """The same, from a row of the agenda."""
    return NoticeLine(
        quote_id=card.quote_id,
        number=card.number,
        customer=card.name,
        models=card.models,
        advisor=card.advisor,
        follow_up_id=card.follow_up_id,
        type=card.type,
        due_at=card.due_at,
    )


def validity_line(quote: Quote) -> NoticeLine:
    """The line of a quote whose validity ends."""
    return NoticeLine(
        quote_id=quote.id,
        number=quote.number,
        customer=quote.customer.name,
        models=quote.models,
        advisor=quote.advisor,
        follow_up_id=quote.pending.id if quote.pending else None,
        valid_until=quote.valid_until,
    )
