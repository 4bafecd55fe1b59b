"""The proforma: publish, send, and the versions that were sent."""

from ...answer import Answer
from ...domain.errors import NotFound
from ...services import proformas
from ..answers import answer
from ..bodies.pages import SendBody
from ..deal_answers import PublishedView, SentView, VersionList, VersionView
from ..endpoint import NoQuery, Routes
from ..incoming import Incoming
from ..paging import PageQuery, offset_page
from ..shapes import alike

routes = Routes("Proforma")

QUOTE = "/quotes/{quote_id}"


@routes.route(
    "POST", QUOTE + "/proforma", "Publicar la proforma", answer=PublishedView, status=201, statuses=(404, 409)
)
def publish_proforma(request: Incoming[NoQuery, None]) -> Answer:
    quote_id = request.path["quote_id"]
    return request.perform(
        lambda work: proformas.publish_proforma(work, quote_id),
        lambda page: answer(PublishedView(page.url, page.version), 201, Location=f"/quotes/{quote_id}/proformas"),
        page_of=quote_id,
    )


@routes.route(
    "POST",
    QUOTE + "/sends",
    "Enviar el enlace de la proforma",
    body=SendBody,
    answer=SentView,
    status=201,
    statuses=(404, 409),
)
def send_proforma(request: Incoming[NoQuery, SendBody]) -> Answer:
    quote_id = request.path["quote_id"]
    return request.perform(
        lambda work: proformas.send_proforma(work, quote_id, request.body.channel),
        lambda sent: answer(alike(sent, SentView), 201, Location=f"/quotes/{quote_id}/proformas"),
        page_of=quote_id,
    )


@routes.route("GET", QUOTE + "/proformas", "Versiones publicadas", query=PageQuery, answer=VersionList, statuses=(404,))
def list_versions(request: Incoming[PageQuery, None]) -> Answer:
    versions = proformas.list_versions(request.call, request.path["quote_id"])
    page, following = offset_page(request, versions, request.query.limit)
    return answer(VersionList([alike(version, VersionView) for version in page], following))


@routes.route("GET", QUOTE + "/proformas/{version}", "Ver una versión tal como se envió", statuses=(404,), html=True)
def read_version(request: Incoming[NoQuery, None]) -> Answer:
    version = request.path["version"]
    if not version.isdecimal():
        raise NotFound("Esa versión de la proforma no existe.")
    page = proformas.read_version(request.call, request.path["quote_id"], int(version))
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": page.policy}
    return Answer(200, page.html, headers)
