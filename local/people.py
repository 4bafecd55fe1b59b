"""The user pool of this desk: made from the Directory, and again when a kill -9 took ministack's memory of it."""

from typing import Any

from botocore.exceptions import ClientError
from botocore.session import get_session
from msgspec import Struct

from chalicelib.adapters.directory import all_people
from chalicelib.domain.codes import Role
from chalicelib.domain.dealership import Person

from .identity import Identity

POOL_NAME = "desk"
CLIENT_NAME = "console"
ATTRIBUTES = ("person_id", "showroom_id")
"""Custom attributes, which the id token carries as ``custom:…``."""


class UserPool(Struct, frozen=True):
    """A pool with everybody in it, and whether anything had to be made for that."""

    pool_id: str
    client_id: str
    changed: bool


def make_user_pool(identity: Identity) -> UserPool:
    """The pool that the identity names, or a new one; every active person of the Directory can sign in.

    Who is there already keeps their password; who is not gets the identity's.
    """
    cognito = get_session().create_client("cognito-idp")
    known = _exists(cognito, identity)
    pool_id, client_id = (identity.pool_id, identity.client_id) if known else _create_pool(cognito)
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool_id, MfaConfiguration="OPTIONAL", SoftwareTokenMfaConfiguration={"Enabled": True}
    )
    missing = [person for person in all_people() if person.active and person.email not in _emails(cognito, pool_id)]
    for person in missing:
        _create_user(cognito, pool_id, person, identity.password)
    return UserPool(pool_id, client_id, changed=bool(missing) or not known)


def _exists(cognito: Any, identity: Identity) -> bool:
    if not identity.pool_id:
        return False
    try:
        cognito.describe_user_pool_client(UserPoolId=identity.pool_id, ClientId=identity.client_id)
    except ClientError as exc:
        if exc.response["Error"]["Code"] == "ResourceNotFoundException":
            return False
        raise
    return True


def _create_pool(cognito: Any) -> tuple[str, str]:
    pool_id = cognito.create_user_pool(
        PoolName=POOL_NAME,
        UsernameAttributes=["email"],
        AutoVerifiedAttributes=["email"],
        Policies={"PasswordPolicy": {"MinimumLength": 10}},
        Schema=[{"Name": name, "AttributeDataType": "String", "Mutable": True} for name in ATTRIBUTES],
    )["UserPool"]["Id"]
    client_id = cognito.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName=CLIENT_NAME,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        EnableTokenRevocation=True,
        PreventUserExistenceErrors="ENABLED",
    )["UserPoolClient"]["ClientId"]
    for role in Role:
        cognito.create_group(UserPoolId=pool_id, GroupName=role.value)
    return pool_id, client_id


def _emails(cognito: Any, pool_id: str) -> set[str]:
    pages = cognito.get_paginator("list_users").paginate(UserPoolId=pool_id)
    users = [user for page in pages for user in page["Users"]]
    return {fact["Value"] for user in users for fact in user["Attributes"] if fact["Name"] == "email"}


def user_attributes(person: Person) -> list[dict[str, str]]:
    """What a user pool knows of a person, as it takes it."""
    facts = {
        "email": person.email,
        "email_verified": "true",
        "name": person.name,
        "custom:person_id": person.id,
        "custom:showroom_id": person.showroom_id,
    }
    return [{"Name": name, "Value": value} for name, value in facts.items()]


def _create_user(cognito: Any, pool_id: str, person: Person, password: str) -> None:
    who = {"UserPoolId": pool_id, "Username": person.email}
    cognito.admin_create_user(**who, UserAttributes=user_attributes(person), MessageAction="SUPPRESS")
    cognito.admin_set_user_password(**who, Password=password, Permanent=True)
    cognito.admin_add_user_to_group(**who, GroupName=person.role.value)
