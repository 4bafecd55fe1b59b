"""Whether the desk is up, and its own description."""

from ... import __version__
from ...answer import Answer
from ..answers import HealthView, answer
from ..endpoint import NoQuery, Routes
from ..incoming import Incoming
from . import all_endpoints

routes = Routes("Sistema")


@routes.route("GET", "/health", "Si el servicio responde", answer=HealthView, public=True)
def read_health(request: Incoming[NoQuery, None]) -> Answer:  # noqa: ARG001 - it is the same for everybody
    return answer(HealthView("ok", __version__))


@routes.route("GET", "/openapi.json", "Esta descripción", public=True)
def read_openapi(request: Incoming[NoQuery, None]) -> Answer:  # noqa: ARG001 - it is the same for everybody
    from ..openapi import document

    return Answer(200, document(all_endpoints()))
