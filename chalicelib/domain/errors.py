"""Everything that can go wrong by rule.

::

    DeskError
    ├── NotFound             not there, or not yours to see
    ├── NotAllowed           your role may not do it at all
    ├── Conflict             the state does not allow it; says what the state is
    ├── Stale                somebody changed it since you read it (If-Match)
    ├── Invalid              what was sent breaks a rule; says where
    │   └── KeyReused        an Idempotency-Key sent again with another body
    ├── SignInRefused        wrong e-mail or password, or a session that is over
    ├── PasswordChangeRequired   a first sign-in: a password of one's own comes first
    ├── CodeRequired         two steps: the code of one's authenticator comes next
    ├── SignInLapsed         the answer to one of those two came too late: the sign-in begins again
    ├── TooManyAttempts      the user pool asks to wait
    ├── Busy                 others kept changing the same thing first
    └── Unavailable          the tables or the pages did not answer; may be sent again

Messages are Spanish sentences for people. The API maps each class to one status. All pickle whole, so that a process
can tell another.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple


class Fault(NamedTuple):
    """One thing wrong with what was sent: a JSON pointer into it and a sentence."""

    pointer: str
    detail: str


class DeskError(Exception):
    """Base of every error that a person caused and can understand."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail

    def __reduce__(self) -> tuple[Any, ...]:
        return _as_raised, (type(self), self.args), self.__dict__


def _as_raised(kind: type[DeskError], args: tuple[Any, ...]) -> DeskError:
    """An error as it was; calling its class would give it its message where that takes something else, or nothing."""
    return kind.__new__(kind, *args)


class NotFound(DeskError):
    """The thing does not exist, or the person may not know that it does."""

    def __init__(self, detail: str = "No existe o no está a su alcance.") -> None:
        super().__init__(detail)


class NotAllowed(DeskError):
    """The person's role may not do this, whatever the state."""


class Conflict(DeskError):
    """The present state does not allow it.

    Args:
        detail: what stands in the way, for people.
        state: what the state is, for programs (JSON-ready values).
    """

    def __init__(self, detail: str, **state: Any) -> None:
        super().__init__(detail)
        self.state = state


class Stale(DeskError):
    """The version that the person read is no longer the current one."""

    def __init__(self) -> None:
        super().__init__("Otra persona cambió esta cotización. Cárguela de nuevo antes de guardar.")


class Invalid(DeskError):
    """What was sent breaks one or more rules."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("Revise los datos enviados.")

    @classmethod
    def at(cls, pointer: str, detail: str) -> "Invalid":
        """One fault at one JSON pointer."""
        return cls([Fault(pointer, detail)])

    def under(self, prefix: str) -> "Invalid":
        """The same faults, one level deeper in the document."""
        return type(self)(Fault(prefix + fault.pointer, fault.detail) for fault in self.faults)


class KeyReused(Invalid):
    """An Idempotency-Key came back with another request."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        super().__init__(faults or [Fault("/Idempotency-Key", "Esta clave ya se usó para otra solicitud.")])


class SignInRefused(DeskError):
    """Never says which of the two was wrong."""

    def __init__(self) -> None:
        super().__init__("El correo o la contraseña no son correctos, o la sesión terminó.")


class PasswordChangeRequired(DeskError):
    """The first password must be changed, within the challenge's session."""

    def __init__(self, session: str) -> None:
        super().__init__("Debe escoger una contraseña propia.")
        self.session = session


class CodeRequired(DeskError):
    """The password was right; the authenticator's code must follow, within the challenge's session."""

    def __init__(self, session: str) -> None:
        super().__init__("Escriba el código de su aplicación de autenticación.")
        self.session = session


class SignInLapsed(DeskError):
    """The session of a challenge is over: it took too long, or was answered before."""

    def __init__(self) -> None:
        super().__init__("El ingreso tardó demasiado. Empiece de nuevo con su correo y contraseña.")


class TooManyAttempts(DeskError):
    """Too many sign-ins or codes in a short time."""

    def __init__(self) -> None:
        super().__init__("Demasiados intentos: espere un momento.")


class Busy(DeskError):
    """Each time it was decided, somebody else had written first."""

    def __init__(self) -> None:
        super().__init__("Otras personas están cambiando esto: intente de nuevo.")


class Unavailable(DeskError):
    """No answer came from the tables or the pages; the same request may be sent again, and is done once."""

    def __init__(self) -> None:
        super().__init__("No hubo respuesta: intente de nuevo con la misma Idempotency-Key.")
