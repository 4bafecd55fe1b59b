"""A deployment from beginning to end; each step says what it does."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from .artifacts import artifact_bucket, upload
from .change_set import EMPTY, ChangeSet, drop, execute, outputs_of, propose, stack_status
from .cloud import Cloud, DeployFailed
from .files import invalidate, put_console, put_site
from .mail import require_sender
from .tables import table_troubles
from .template import Template, deployed_template, values_for, with_code_at
from .words import in_words, losses

Say = Callable[[str], None]
NEVER_CREATED = "its first creation failed. Delete the stack and what it kept (docs/deploying.md), and deploy again."
ENDED_BADLY = {
    "CREATE_FAILED": NEVER_CREATED,
    "ROLLBACK_COMPLETE": NEVER_CREATED,
    "ROLLBACK_FAILED": NEVER_CREATED,
    "DELETE_FAILED": "it could not be deleted. Mend what its events name, delete it again, and deploy again.",
    "UPDATE_ROLLBACK_FAILED": (
        "its way back from an update failed. Mend what its events name, "
        "run aws cloudformation continue-update-rollback, and deploy again."
    ),
}
"""What to do about a stack that takes no change set."""


class Build(NamedTuple):
    """What is deployed: a packaged template, its zip, and the libraries of the console."""

    template: Template
    archive: bytes
    console_modules: Path


class Target(NamedTuple):
    """Where it goes, and with what."""

    stage: str
    parameters: Mapping[str, str]

    @property
    def stack(self) -> str:
        return stack_name(self.stage)


def stack_name(stage: str) -> str:
    """The stack of a stage."""
    return f"mis-seguimientos-{stage}"


def deploy(cloud: Cloud, target: Target, build: Build, say: Say) -> dict[str, str]:
    """Bring a stack to a build; what the stack tells of itself when it is there.

    Raises:
        DeployFailed: something stood in the way. The stack is as it was before.
    """
    change_set = _proposed(cloud, target, build, say)
    if change_set is not None:
        say(f"Changing {target.stack} …")
        execute(cloud, change_set)
    outputs = outputs_of(cloud, target.stack)
    files = put_console(cloud, outputs["ConsoleBucketName"], build.console_modules)
    files += put_site(cloud, outputs["PagesBucketName"])
    invalidate(cloud, outputs["ConsoleDistributionId"], "/*")
    invalidate(cloud, outputs["PagesDistributionId"], "/errors/*")
    say(f"{files} files behind the edge, which lets go of the old ones within minutes.")
    return outputs


def rehearse(cloud: Cloud, target: Target, build: Build, say: Say) -> None:
    """Say what a deployment would change, and leave the stack alone.

    Raises:
        DeployFailed: it could not be deployed.
    """
    change_set = _proposed(cloud, target, build, say)
    if change_set is not None:
        drop(cloud, change_set)
    say("A rehearsal: nothing was changed.")


def _proposed(cloud: Cloud, target: Target, build: Build, say: Say) -> ChangeSet | None:
    """The change set, said in words and free of what must not happen; None if there is nothing to change."""
    _require_deployable(cloud, target.stack)
    deployed = deployed_template(cloud, target.stack)
    if troubles := table_troubles(deployed, build.template):
        raise DeployFailed("\n".join(troubles))
    values = values_for(deployed, build.template, target.parameters)
    if not deployed:
        require_sender(cloud, values)
    change_set = propose(cloud, target.stack, _placed(cloud, target, build), values)
    if change_set is None:
        say("The stack is as it should be.")
        return None
    for line in in_words(change_set.changes):
        say(line)
    if lost := losses(change_set.changes):
        drop(cloud, change_set)
        raise DeployFailed("Refused, because data would be lost:\n" + "\n".join(lost))
    return change_set


def _require_deployable(cloud: Cloud, stack: str) -> None:
    status = stack_status(cloud, stack)
    if to_do := what_to_do_first(status):
        raise DeployFailed(f"{stack} is {status}: {to_do}")


def what_to_do_first(status: str) -> str:
    """What has to be done before a stack of that status takes a change set; empty if nothing."""
    if status.endswith("IN_PROGRESS") and status != EMPTY:
        return "somebody is at it. Wait, and deploy again."
    return ENDED_BADLY.get(status, "")


def _placed(cloud: Cloud, target: Target, build: Build) -> str:
    """Where CloudFormation finds the template; its code is there before."""
    bucket = artifact_bucket(cloud, target.stage)
    key = upload(cloud, bucket, build.archive, ".zip")
    template = msgspec.json.encode(with_code_at(build.template, bucket, key))
    name = upload(cloud, bucket, template, ".json")
    return f"{cloud.client('s3').meta.endpoint_url}/{bucket}/{name}"
