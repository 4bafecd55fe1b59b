"""The caller's inbox."""

from msgspec import Struct

from ...answer import Answer
from ...services import inbox
from ...services.inbox import InboxRow
from ..answers import answer
from ..endpoint import NoQuery, Routes
from ..inbox_answers import InboxEntryView, InboxView, NoticeLineView, ReadView, TeamLineView
from ..incoming import Incoming
from ..paging import Limit
from ..shapes import alike

routes = Routes("Avisos")


class InboxQuery(Struct, frozen=True):
    limit: Limit = 50
    cursor: str | None = None


class OlderEntry(Struct, frozen=True):
    """Where an inbox goes on."""

    id: str


@routes.route("GET", "/inbox", "Mis avisos, lo más nuevo primero", query=InboxQuery, answer=InboxView)
def read_inbox(request: Incoming[InboxQuery, None]) -> Answer:
    position = request.position(OlderEntry)
    page = inbox.read_inbox(request.call, position.id if position else None, request.query.limit)
    following = request.cursor(OlderEntry(page.next) if page.next else None)
    return answer(InboxView([_entry_view(row) for row in page.rows], page.unread, following))


def _entry_view(row: InboxRow) -> InboxEntryView:
    notice = row.entry.notice
    return InboxEntryView(
        id=row.entry.id,
        kind=notice.kind,
        label=notice.kind.label,
        text=notice.text,
        quote_id=notice.quote_id,
        at=row.entry.at,
        read=row.read,
        lines=[alike(line, NoticeLineView) for line in notice.lines],
        team=[alike(line, TeamLineView) for line in notice.team],
        more=notice.more,
    )


@routes.route("POST", "/inbox/{entry_id}/read", "Marcar un aviso como leído", answer=ReadView, statuses=(404,))
def mark_read(request: Incoming[NoQuery, None]) -> Answer:
    entry_id = request.path["entry_id"]
    return answer(ReadView(entry_id, True, inbox.mark_read(request.call, entry_id)))
