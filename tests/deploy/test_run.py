"""A stack that takes no change set: the deployment says what to do, and touches nothing."""

import json
from pathlib import Path

import pytest
from moto.backends import get_backend

from tools.deploy.cloud import Cloud, DeployFailed
from tools.deploy.run import Build, Target, rehearse

TARGET = Target("dev", {})
TOPIC = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}


def _left_as(account: Cloud, status: str) -> None:
    """A stack that something went wrong with."""
    account.client("cloudformation").create_stack(StackName=TARGET.stack, TemplateBody=json.dumps(TOPIC))
    (stack,) = get_backend("cloudformation")[account.account][account.region].stacks.values()
    stack.status = status


@pytest.mark.parametrize(
    ("status", "what_to_do"),
    [
        ("CREATE_FAILED", "Delete the stack and what it kept"),
        ("ROLLBACK_COMPLETE", "Delete the stack and what it kept"),
        ("ROLLBACK_FAILED", "Delete the stack and what it kept"),
        ("DELETE_FAILED", "delete it again"),
        ("UPDATE_ROLLBACK_FAILED", "continue-update-rollback"),
        ("UPDATE_IN_PROGRESS", "Wait"),
        ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "Wait"),
    ],
)
def test_a_stack_that_takes_no_change_says_what_to_do(account: Cloud, status: str, what_to_do: str) -> None:
    _left_as(account, status)
    with pytest.raises(DeployFailed, match=f"{status}: .*{what_to_do}"):
        rehearse(account, TARGET, Build({}, b"", Path()), lambda _: None)
    assert account.client("s3").list_buckets()["Buckets"] == []
