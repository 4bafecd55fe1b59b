"""``make person``: somebody who can sign in to a stack, in its Directory and in its user pool.

The first manager has nobody to invite them; so have all others until the console does it. And who lost the phone with
their authenticator signs in without it.
"""

import argparse
import os
import sys
from secrets import token_hex
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.adapters.directory import all_people, all_showrooms, save_person, save_showroom
from chalicelib.adapters.records import bind_tables
from chalicelib.domain.codes import Role
from chalicelib.domain.customer import normal_phone, search_words
from chalicelib.domain.dealership import Person, Showroom
from chalicelib.domain.errors import Invalid, Unavailable
from chalicelib.settings import Settings, read_settings
from local.people import user_attributes

from .change_set import outputs_of
from .cloud import Cloud, DeployFailed
from .run import stack_name

TROUBLE = (DeployFailed, Unavailable, ClientError, BotoCoreError)
API_FUNCTION = "APIHandlerName"
"""The output of chalice's own with the function whose environment says where everything is."""


def settings_of(cloud: Cloud, stage: str) -> Settings:
    """What a stack's own functions are told.

    Raises:
        DeployFailed: there is no such stack.
    """
    function = outputs_of(cloud, stack_name(stage))[API_FUNCTION]
    known = cloud.client("lambda").get_function_configuration(FunctionName=function)
    return read_settings(known["Environment"]["Variables"])


def showroom_called(name: str, city: str, address: str) -> Showroom:
    """The showroom of that name; a new one if city and address say where it is.

    Raises:
        DeployFailed: there is none, and nothing to make it from.
    """
    known = all_showrooms()
    wanted = search_words(name)
    for showroom in known:
        if search_words(showroom.name) == wanted:
            return showroom
    if not (city and address):
        names = ", ".join(showroom.name for showroom in known) or "none yet"
        raise DeployFailed(f"No showroom is called {name} (there are: {names}). A new one needs CITY and ADDRESS.")
    showroom = Showroom("-".join(wanted), name, city, address)
    save_showroom(showroom)
    return showroom


def put_person(cloud: Cloud, settings: Settings, person: Person) -> Person:
    """Make somebody known to the Directory and let them sign in; who was there keeps id and password.

    The user pool mails a temporary password to who is new. Done again, it ends in the same.
    """
    email = person.email.lower()
    known = next((one for one in all_people() if one.email.lower() == email), None)
    person_id = known.id if known else f"p-{token_hex(6)}"
    put = Person(person_id, person.name, email, person.phone, person.role, person.showroom_id)
    save_person(put)
    _let_in(cloud.client("cognito-idp"), _pool_of(settings), put)
    return put


def forget_authenticator(cloud: Cloud, settings: Settings, email: str) -> None:
    """Whoever lost their phone signs in with the password alone, until they switch the second step on again; what
    was open, on that phone too, is renewed no more.
    """
    cognito, who = cloud.client("cognito-idp"), {"UserPoolId": _pool_of(settings), "Username": email}
    cognito.admin_set_user_mfa_preference(**who, SoftwareTokenMfaSettings={"Enabled": False, "PreferredMfa": False})
    cognito.admin_user_global_sign_out(**who)


def _pool_of(settings: Settings) -> str:
    return settings.user_pool_arn.rpartition("/")[2]


def _let_in(cognito: Any, pool: str, person: Person) -> None:
    attributes = user_attributes(person)
    who = {"UserPoolId": pool, "Username": person.email}
    try:
        cognito.admin_create_user(**who, UserAttributes=attributes, DesiredDeliveryMediums=["EMAIL"])
    except cognito.exceptions.UsernameExistsException:
        cognito.admin_update_user_attributes(**who, UserAttributes=attributes)
    groups = {group["GroupName"] for group in cognito.admin_list_groups_for_user(**who)["Groups"]}
    for other in sorted(groups - {person.role.value}):
        cognito.admin_remove_user_from_group(**who, GroupName=other)
    cognito.admin_add_user_to_group(**who, GroupName=person.role.value)


def _checked_phone(text: str) -> str:
    try:
        return normal_phone(text)
    except Invalid as exc:
        raise DeployFailed(f"{text}: {exc.faults[0].detail}") from exc


def _invite(cloud: Cloud, settings: Settings, wanted: argparse.Namespace) -> str:
    phone = _checked_phone(wanted.phone)
    showroom = showroom_called(wanted.showroom, wanted.city, wanted.address)
    asked = Person("", wanted.name, wanted.email, phone, Role(wanted.role), showroom.id)
    put = put_person(cloud, settings, asked)
    return f"{put.name} ({put.role.label}, {showroom.name}) signs in as {put.email}; who is new finds a password in the mail."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.deploy.person", description="Let somebody sign in.")
    parser.add_argument("--stage", required=True)
    parser.add_argument("--email", required=True)
    parser.add_argument("--lost-phone", action="store_true", help="switch the second step of their sign-in off")
    parser.add_argument("--name", help="name and surname")
    parser.add_argument("--phone", help="where customers write to")
    parser.add_argument("--role", default=Role.MANAGER.value, choices=[role.value for role in Role])
    parser.add_argument("--showroom", help="name of the showroom")
    parser.add_argument("--city", default="", help="of a new showroom")
    parser.add_argument("--address", default="", help="of a new showroom")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Make a person, or let one in who lost their phone; 1 when something stood in the way."""
    parser = _parser()
    wanted = parser.parse_args(arguments)
    if not wanted.lost_phone and not (wanted.name and wanted.phone and wanted.showroom):
        parser.error("--name, --phone and --showroom are needed, or --lost-phone")
    try:
        cloud = Cloud()
        os.environ.update(cloud.environment())
        settings = settings_of(cloud, wanted.stage)
        if wanted.lost_phone:
            forget_authenticator(cloud, settings, wanted.email)
            told = f"{wanted.email} signs in with the password alone, and has to on every device."
        else:
            bind_tables(settings)
            told = _invite(cloud, settings, wanted)
    except TROUBLE as exc:
        print(exc, file=sys.stderr)
        return 1
    print(told)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
