"""A change set: what CloudFormation would do, before it does it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from botocore.exceptions import ClientError, WaiterError

from .cloud import Cloud, DeployFailed

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
NOTHING = ("didn't contain changes", "No updates are to be performed")
ABSENT = "ABSENT"
EMPTY = "REVIEW_IN_PROGRESS"
"""A stack that has change sets, and nothing else yet."""
POLL = {"Delay": 2, "MaxAttempts": 1800}


class Change(NamedTuple):
    """What would be done to one resource."""

    action: str
    name: str
    kind: str
    replacement: str
    """True, False, Conditional, or empty where the question does not arise."""
    causes: tuple[str, ...]


class ChangeSet(NamedTuple):
    """A change set that waits to be executed, or to be dropped."""

    stack: str
    arn: str
    changes: tuple[Change, ...]
    creates: bool


def stack_status(cloud: Cloud, stack: str) -> str:
    """A stack's status; ABSENT if there is no such stack."""
    try:
        return str(cloud.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"])
    except ClientError as exc:
        if "does not exist" not in str(exc):
            raise
        return ABSENT


def propose(cloud: Cloud, stack: str, template_url: str, parameters: Mapping[str, str | None]) -> ChangeSet | None:
    """The change set that leads from the stack as it is to a template; None if it is there already.

    Args:
        cloud: the account.
        stack: its name.
        template_url: where CloudFormation reads the template.
        parameters: a value for each parameter; None keeps the one that the stack has.

    Raises:
        DeployFailed: CloudFormation does not take the template.
    """
    cfn = cloud.client("cloudformation")
    creates = stack_status(cloud, stack) in (ABSENT, EMPTY)
    made = cfn.create_change_set(
        StackName=stack,
        ChangeSetName=f"deploy-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}",
        ChangeSetType="CREATE" if creates else "UPDATE",
        TemplateURL=template_url,
        Capabilities=CAPABILITIES,
        Parameters=[_parameter(name, value) for name, value in parameters.items()],
    )
    try:
        cfn.get_waiter("change_set_create_complete").wait(ChangeSetName=made["Id"], WaiterConfig=POLL)
    except WaiterError as exc:
        reason = str(exc.last_response.get("StatusReason", exc))
        cfn.delete_change_set(ChangeSetName=made["Id"])
        if any(words in reason for words in NOTHING):
            return None
        raise DeployFailed(f"CloudFormation does not take the template: {reason}") from exc
    return ChangeSet(stack, made["Id"], _changes(cfn, made["Id"]), creates)


def drop(cloud: Cloud, change_set: ChangeSet) -> None:
    """Forget a change set, and the empty stack that it may have brought about."""
    cfn = cloud.client("cloudformation")
    cfn.delete_change_set(ChangeSetName=change_set.arn)
    if change_set.creates:
        cfn.delete_stack(StackName=change_set.stack)


def execute(cloud: Cloud, change_set: ChangeSet) -> None:
    """Carry a change set out, and return when it is done.

    Raises:
        DeployFailed: it was rolled back; the message says which resources failed, and why.
    """
    cfn = cloud.client("cloudformation")
    started = datetime.now(UTC)
    cfn.execute_change_set(ChangeSetName=change_set.arn)
    waiter = cfn.get_waiter("stack_create_complete" if change_set.creates else "stack_update_complete")
    try:
        waiter.wait(StackName=change_set.stack, WaiterConfig=POLL)
    except WaiterError as exc:
        told = "\n".join(_failures(cfn, change_set.stack, started)) or str(exc)
        raise DeployFailed(f"CloudFormation rolled {change_set.stack} back:\n{told}") from exc


def outputs_of(cloud: Cloud, stack: str) -> dict[str, str]:
    """What a stack tells of itself.

    Raises:
        DeployFailed: there is no such stack.
    """
    if stack_status(cloud, stack) in (ABSENT, EMPTY):
        raise DeployFailed(f"There is no stack {stack} in {cloud.region}: deploy it first.")
    described = cloud.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", ())}


def _parameter(name: str, value: str | None) -> dict[str, Any]:
    given = {"UsePreviousValue": True} if value is None else {"ParameterValue": value}
    return {"ParameterKey": name, **given}


def _changes(cfn: Any, arn: str) -> tuple[Change, ...]:
    pages = cfn.get_paginator("describe_change_set").paginate(ChangeSetName=arn)
    return tuple(_change(one["ResourceChange"]) for page in pages for one in page["Changes"])


def _change(change: Mapping[str, Any]) -> Change:
    targets = [detail.get("Target", {}) for detail in change.get("Details", ())]
    causes = {target.get("Name") or target.get("Attribute", "") for target in targets}
    return Change(
        action=change["Action"],
        name=change["LogicalResourceId"],
        kind=change["ResourceType"],
        replacement=change.get("Replacement", ""),
        causes=tuple(sorted(causes - {""})),
    )


def _failures(cfn: Any, stack: str, since: datetime) -> list[str]:
    """What failed, first things first."""
    pages = cfn.get_paginator("describe_stack_events").paginate(StackName=stack)
    events = [event for page in pages for event in page["StackEvents"]]
    return [
        f"  {event['LogicalResourceId']} ({event['ResourceType']}): {event.get('ResourceStatusReason', 'failed')}"
        for event in reversed(events)
        if event["ResourceStatus"].endswith("_FAILED") and event["Timestamp"] >= since
    ]
