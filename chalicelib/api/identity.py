"""Who calls, from the claims of a token that the gateway has verified."""

from collections.abc import Mapping
from typing import Any

from ..domain.codes import Role
from ..domain.dealership import Person
from .problems import Refused

NOT_SIGNED_IN = "Ingrese para continuar."


def groups_of(claim: Any) -> list[str]:
    """The groups in a claim: a list, ``"[BOSS ops]"`` or ``"BOSS,ops"``, as gateways write them."""
    if isinstance(claim, str):
        return claim.strip("[]").replace(",", " ").replace('"', " ").split()
    return [str(group) for group in claim or ()]


def person_of(claims: Mapping[str, Any]) -> Person:
    """The person that verified claims name.

    Raises:
        Refused: 401 without a complete identity; 403 without exactly one role.
    """
    person_id, showroom_id = claims.get("custom:person_id"), claims.get("custom:showroom_id")
    if not person_id or not showroom_id or claims.get("token_use") != "id":
        raise Refused(401, NOT_SIGNED_IN, WWW_Authenticate="Bearer")
    roles = [Role(group) for group in groups_of(claims.get("cognito:groups")) if group in Role.__members__]
    if len(roles) != 1:
        raise Refused(403, "Su cuenta no tiene un rol asignado.")
    return Person(
        id=str(person_id),
        name=str(claims.get("name", "")),
        email=str(claims.get("email", "")),
        phone="",
        role=roles[0],
        showroom_id=str(showroom_id),
    )


def claims_in(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """The claims that the gateway put into a request's context.

    Raises:
        Refused: 401, there are none.
    """
    claims = (context.get("authorizer") or {}).get("claims")
    if not claims:
        raise Refused(401, NOT_SIGNED_IN, WWW_Authenticate="Bearer")
    return claims  # type: ignore[no-any-return]
