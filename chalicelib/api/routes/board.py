"""The boss's board."""

from datetime import date

from msgspec import Struct, field

from ...answer import Answer
from ...services import board
from ..answers import answer
from ..board_answers import AdvisorLineView, BoardView, LostReasonView, SourceLineView
from ..bodies.fields import Id
from ..endpoint import Routes
from ..incoming import Incoming
from ..paging import require_order
from ..shapes import alike

routes = Routes("Tablero")


class BoardQuery(Struct, frozen=True):
    showroom_id: Id | None = None
    created_from: date | None = field(default=None, name="from")
    created_to: date | None = field(default=None, name="to")


@routes.route(
    "GET",
    "/board",
    "Pendientes por asesor, conversión y motivos de un período",
    query=BoardQuery,
    answer=BoardView,
    statuses=(403, 404),
)
def read_board(request: Incoming[BoardQuery, None]) -> Answer:
    query = request.query
    require_order("to", query.created_from, query.created_to)
    found = board.read_board(request.call, alike(query, board.BoardQuery))
    return answer(
        BoardView(
            created_from=found.created_from,
            created_to=found.created_to,
            complete=found.complete,
            advisors=[alike(line, AdvisorLineView) for line in found.advisors],
            sources=[SourceLineView(source, tally.quotes, tally.sold, tally.lost) for source, tally in found.sources],
            lost_reasons=[LostReasonView(reason, quotes) for reason, quotes in found.lost_reasons],
        )
    )
