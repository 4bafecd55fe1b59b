"""What customers do on their page, without an account: every link, known or not, gets the same answer."""

from secrets import token_hex

from ...answer import Answer
from ...domain.visits import CustomerAnswer
from ...services import visits
from ..answers import answer
from ..bodies.pages import AnswerBody, OpenBody
from ..endpoint import NoQuery, Routes
from ..incoming import Incoming

routes = Routes("Página del cliente")


@routes.route(
    "POST", "/p/{token}/opens", "La página se está viendo", body=OpenBody, status=204, public=True, statuses=(429,)
)
def record_open(request: Incoming[NoQuery, OpenBody]) -> Answer:
    agent = request.headers.get("user-agent", "")
    visits.record_open(request.path["token"], request.body.visit_id, agent, request.call.now)
    return answer(None, 204)


@routes.route(
    "POST",
    "/p/{token}/answers",
    "El cliente responde: me interesa, llámenme o test drive",
    body=AnswerBody,
    status=204,
    public=True,
    statuses=(429,),
)
def record_answer(request: Incoming[NoQuery, AnswerBody]) -> Answer:
    body, call = request.body, request.call
    told = CustomerAnswer(body.kind, body.visit_id or token_hex(8), body.option_id, body.at)
    visits.record_answer(request.path["token"], told, call.now, call.zone, call.outbox_queue)
    return answer(None, 204)
