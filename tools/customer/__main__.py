"""``make customer``: give a customer a copy of what is held about them, or erase it.

It runs with the credentials of whoever calls it; no function of the stack may do what it does.
"""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from msgspec.json import encode, format  # noqa: A004 - it formats JSON
from pynamodb.exceptions import PynamoDBException

from chalicelib.adapters.records import bind_tables
from chalicelib.bootstrap import site_of
from chalicelib.domain.codes import IdType
from chalicelib.domain.customer import normal_id_number, normal_phone
from chalicelib.domain.dealership import SYSTEM
from chalicelib.domain.errors import Busy, Invalid, Unavailable
from chalicelib.services.customer_copy import copy_of
from chalicelib.services.erasure import Asked, Plan, erase, plan_erasure
from chalicelib.services.page_rewriting import ContentMissing
from chalicelib.services.work import Call
from chalicelib.settings import Settings
from tools.deploy.change_set import outputs_of
from tools.deploy.cloud import Cloud, DeployFailed
from tools.deploy.files import invalidate
from tools.deploy.person import settings_of
from tools.deploy.run import stack_name

from .words import in_words

TROUBLE = (DeployFailed, ClientError, BotoCoreError, PynamoDBException)
CUT_SHORT = (Busy, Unavailable, ContentMissing)
"""Whatever was erased stays so; the rest is found again."""
CONFIRMATION = "erase"


def asked_for(phone: str | None, id_number: str | None) -> Asked:
    """Who is meant, as the tables know them.

    Raises:
        DeployFailed: nobody is named, or by what cannot be right.
    """
    if not (phone or id_number):
        raise DeployFailed("Whose data? Name a --phone, an --id-number, or both.")
    return Asked(_checked(normal_phone, phone), _checked(_any_id_number, id_number))


def _checked(normal: Callable[[str], str], text: str | None) -> str | None:
    try:
        return normal(text) if text else None
    except Invalid as exc:
        raise DeployFailed(f"{text}: {exc.faults[0].detail}") from exc


def _any_id_number(text: str) -> str:
    """Cleaned as it is kept: what a passport may be, a cédula and a RUC may be too."""
    return normal_id_number(IdType.PASSPORT, text).number


def export(asked: Asked, settings: Settings, output: Path | None, now: datetime) -> None:
    """Write the copy to a file that only its owner may read, or to standard output."""
    text = format(encode(copy_of(asked, site_of(settings), now)), indent=2) + b"\n"
    if output is None:
        sys.stdout.buffer.write(text)
        return
    with os.fdopen(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        os.fchmod(file.fileno(), 0o600)  # the file may have been there
        file.write(text)


def confirmed(plan: Plan, *, yes: bool, ask: Callable[[str], str] | None) -> bool:
    """Say what would be erased; whether it is to be, which takes ``--yes`` or a word that is typed."""
    for line in in_words(plan):
        _say(line)
    if plan.is_done:
        _say("There is nothing to erase.")
        return False
    if yes:
        return True
    if ask and ask(f"Type {CONFIRMATION} to erase this for good: ").strip() == CONFIRMATION:
        return True
    _say("A rehearsal: nothing was changed. --yes erases.")
    return False


def carry_out(plan: Plan, settings: Settings, now: datetime, forget_page: Callable[[str], None]) -> None:
    """Erase, and say what is left to do."""
    erase(Call(SYSTEM, now, settings.zone, site_of(settings)), plan, forget_page)
    left = plan_erasure(plan.asked, settings.pages_bucket)
    _say("Erased." if left.is_done else "Erased, but something was written meanwhile: run it again.")
    _say("Run it once more in some minutes, for what was on its way; and again after a table was put back.")


def main(arguments: list[str] | None = None) -> int:
    """Answer a customer; 1 when something stood in the way."""
    wanted = _parser().parse_args(arguments)
    now = datetime.now(UTC)
    try:
        asked = asked_for(wanted.phone, wanted.id_number)
        cloud = Cloud()
        os.environ.update(cloud.environment())
        settings = settings_of(cloud, wanted.stage)
        bind_tables(settings)
        if wanted.command == "export":
            export(asked, settings, wanted.output, now)
            return 0
        plan = plan_erasure(asked, settings.pages_bucket)
        if confirmed(plan, yes=wanted.yes, ask=input if sys.stdin.isatty() else None):
            distribution = outputs_of(cloud, stack_name(wanted.stage))["PagesDistributionId"]
            carry_out(plan, settings, now, lambda token: invalidate(cloud, distribution, f"/p/{token}*"))
    except TROUBLE as exc:
        print(exc, file=sys.stderr)
        return 1
    except CUT_SHORT as exc:
        print(f"Cut short ({type(exc).__name__}). Run it again: it goes on where it stopped.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.customer", description="A copy of somebody's data, or none.")
    parser.add_argument("--stage", required=True)
    commands = parser.add_subparsers(dest="command", required=True)
    copy = commands.add_parser("export", help="everything that is held about a person, as JSON")
    copy.add_argument("--output", type=Path, help="a file; else standard output")
    gone = commands.add_parser("erase", help="say what would be erased; with --yes, erase it")
    gone.add_argument("--yes", action="store_true", help="erase without asking")
    for command in (copy, gone):
        command.add_argument("--phone", help="as customers have it: +593… or 09…")
        command.add_argument("--id-number", help="cédula, RUC or passport")
    return parser


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
