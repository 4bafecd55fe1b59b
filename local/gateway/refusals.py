"""What the gateway itself refuses, in the shape of the app's own errors."""

from collections.abc import Mapping

from msgspec.json import encode

from chalicelib.api.problems import PROBLEM_JSON, TITLES, Problem

GATEWAY_TITLES = {
    408: "La solicitud no llegó completa a tiempo",
    411: "Falta el tamaño del contenido",
    414: "La dirección es demasiado larga",
    431: "Las cabeceras son demasiado grandes",
    501: "No se admite esa forma de envío",
    505: "Versión de HTTP no admitida",
}


class Refusal(Exception):
    """A request that does not reach the app."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = {"Content-Type": PROBLEM_JSON, "Cache-Control": "no-store", **(headers or {})}

    def body(self, request_id: str) -> bytes:
        """The problem as JSON."""
        title = TITLES.get(self.status) or GATEWAY_TITLES[self.status]
        return encode(Problem("about:blank", title, self.status, self.detail, f"urn:request:{request_id}"))
