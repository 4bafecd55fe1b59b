"""Every error as RFC 9457 ``application/problem+json``, mapped to its status in one place."""

from typing import Any

from chalice.app import Response
from msgspec import Struct
from msgspec.json import encode

from ..domain.errors import (
    Busy,
    CodeRequired,
    Conflict,
    DeskError,
    Fault,
    Invalid,
    NotAllowed,
    NotFound,
    PasswordChangeRequired,
    SignInLapsed,
    SignInRefused,
    Stale,
    TooManyAttempts,
    Unavailable,
)

PROBLEM_JSON = "application/problem+json"

TITLES = {
    400: "La solicitud no se entiende",
    401: "Debe ingresar",
    403: "No está permitido",
    404: "No se encontró",
    405: "Método no permitido",
    409: "El estado actual no lo permite",
    412: "Hay una versión más nueva",
    413: "La solicitud es demasiado grande",
    415: "El contenido debe ser JSON",
    422: "Hay datos por corregir",
    428: "Falta decir qué versión se cambia",
    429: "Demasiadas solicitudes",
    500: "Algo falló de nuestro lado",
    503: "El servicio no responde",
}


class ProblemFault(Struct, frozen=True):
    """A JSON pointer into the request, and what is wrong there."""

    pointer: str
    detail: str


class Problem(Struct, frozen=True, omit_defaults=True):
    """The body of every error."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: tuple[ProblemFault, ...] = ()
    state: dict[str, Any] = {}


class Refused(Exception):
    """A request that HTTP itself refuses: not JSON, too large, no token …"""

    def __init__(self, status: int, detail: str, faults: tuple[Fault, ...] = (), **headers: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.faults = faults
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


STATUSES: dict[type[DeskError], int] = {
    Busy: 429,
    CodeRequired: 409,
    Conflict: 409,
    Invalid: 422,
    NotAllowed: 403,
    NotFound: 404,
    PasswordChangeRequired: 409,
    SignInLapsed: 401,
    SignInRefused: 401,
    Stale: 412,
    TooManyAttempts: 429,
    Unavailable: 503,
}
RETRY_AFTER_SECONDS = {Busy: "1", TooManyAttempts: "60", Unavailable: "2"}


def problem_response(error: Exception, request_id: str) -> Response | None:
    """The answer to an error; None for what nobody foresaw."""
    if isinstance(error, Refused):
        return problem(error, request_id)
    if not isinstance(error, DeskError):
        return None
    status = next(code for kind, code in STATUSES.items() if isinstance(error, kind))
    faults = error.faults if isinstance(error, Invalid) else ()
    refused = Refused(status, error.detail, faults)
    if wait := RETRY_AFTER_SECONDS.get(type(error)):
        refused.headers["Retry-After"] = wait
    return problem(refused, request_id, _state(error))


def _state(error: DeskError) -> dict[str, Any]:
    match error:
        case Conflict():
            return error.state
        case PasswordChangeRequired():
            return {"challenge": "NEW_PASSWORD_REQUIRED", "session": error.session}
        case CodeRequired():
            return {"challenge": "AUTHENTICATOR_CODE", "session": error.session}
    return {}


def problem(refused: Refused, request_id: str, state: dict[str, Any] | None = None) -> Response:
    """A problem+json response."""
    body = Problem(
        type="about:blank",
        title=TITLES[refused.status],
        status=refused.status,
        detail=refused.detail,
        instance=f"urn:request:{request_id}",
        errors=tuple(ProblemFault(*fault) for fault in refused.faults),
        state=state or {},
    )
    headers: dict[str, str | list[str]] = {"Content-Type": PROBLEM_JSON, "Cache-Control": "no-store", **refused.headers}
    return Response(body=encode(body).decode(), status_code=refused.status, headers=headers)
