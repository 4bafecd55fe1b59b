"""A stack that takes no change set: the deployment says what to do."""

import pytest

from tools.deploy.change_set import ABSENT, EMPTY
from tools.deploy.run import what_to_do_first


@pytest.mark.parametrize(
    ("status", "to_do"),
    [
        ("CREATE_FAILED", "Delete the stack and what it kept"),
        ("ROLLBACK_COMPLETE", "Delete the stack and what it kept"),
        ("ROLLBACK_FAILED", "Delete the stack and what it kept"),
        ("DELETE_FAILED", "delete it again"),
        ("UPDATE_ROLLBACK_FAILED", "continue-update-rollback"),
        ("CREATE_IN_PROGRESS", "Wait"),
        ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "Wait"),
    ],
)
def test_a_stack_that_takes_no_change_set_says_what_to_do(status: str, to_do: str) -> None:
    assert to_do in what_to_do_first(status)


@pytest.mark.parametrize("status", [ABSENT, EMPTY, "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"])
def test_any_other_is_deployed(status: str) -> None:
    assert what_to_do_first(status) == ""
