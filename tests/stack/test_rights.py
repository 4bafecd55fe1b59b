"""Each function may do what it does, and nothing else (docs/rights.md)."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from chalicelib.settings import Settings
from tests.desk import ENVIRONMENT
from tests.jobs.names import CONFIGURATION, SENDER
from tests.stack.acting import Record, acting_as
from tests.stack.expanded import Stack
from tests.stack.policies import Policy, functions, policy_of
from tests.stack.wiring import lambdas_needs
from tools.stack.folder import INFRA
from tools.stack.rights_page import PAGE, rights_page

NAMES = sorted(functions())
LETTER = {
    "Destination": {"ToAddresses": ["nobody@desk.example"]},
    "Message": {"Subject": {"Data": "-"}, "Body": {"Text": {"Data": "-"}}},
}
AS_US = {"Source": SENDER, "ConfigurationSetName": CONFIGURATION}
DEAL = {"deal_id": {"S": "q-1"}, "entry": {"S": "q"}}
UNIT = {"key": {"S": "unit#1"}, "entry": {"S": "unit"}}
PERSON = {"kind": {"S": "person"}, "id": {"S": "mara"}}
WORK, OUTBOX = "https://queue.amazonaws.com/123456789012/work", "https://queue.amazonaws.com/123456789012/outbox"
BUCKET = ENVIRONMENT["PAGES_BUCKET"]

Forbidden = tuple[str, str, dict[str, Any]]
NOBODYS: tuple[Forbidden, ...] = (
    ("dynamodb", "scan", {"TableName": "Deals"}),
    ("dynamodb", "delete_table", {"TableName": "Ledger"}),
    (
        "dynamodb",
        "update_continuous_backups",
        {"TableName": "Deals", "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": False}},
    ),
    ("dynamodb", "delete_item", {"TableName": "Deals", "Key": DEAL}),
    ("dynamodb", "delete_item", {"TableName": "Directory", "Key": PERSON}),
    ("dynamodb", "query", {"TableName": "Customers", "KeyConditionExpression": "x = :x"}),
    ("s3", "delete_object", {"Bucket": BUCKET, "Key": "p/token"}),
    ("s3", "put_object", {"Bucket": BUCKET, "Key": "errors/not-found.html"}),
    ("s3", "put_object", {"Bucket": "console", "Key": "index.html"}),
    ("s3", "put_bucket_policy", {"Bucket": BUCKET, "Policy": "{}"}),
    ("sqs", "purge_queue", {"QueueUrl": WORK}),
    ("cognito-idp", "admin_set_user_password", {"UserPoolId": "us-east-1_x", "Username": "mara", "Password": "x"}),
    (
        "cognito-idp",
        "admin_add_user_to_group",
        {"UserPoolId": "us-east-1_x", "Username": "ana", "GroupName": "MANAGER"},
    ),
    ("secretsmanager", "get_secret_value", {"SecretId": "cursor-key"}),
    ("iam", "create_access_key", {}),
    ("sts", "assume_role", {"RoleArn": "arn:aws:iam::123456789012:role/other", "RoleSessionName": "other"}),
)
MAIL: Forbidden = ("ses", "send_email", {**AS_US, **LETTER})
ITS_OWN: dict[str, tuple[Forbidden, ...]] = {
    "api": (
        MAIL,
        ("sqs", "send_message", {"QueueUrl": WORK, "MessageBody": "-"}),
        ("sqs", "receive_message", {"QueueUrl": OUTBOX}),
        ("s3", "get_object", {"Bucket": BUCKET, "Key": "p/token"}),
        ("dynamodb", "query", {"TableName": "Ledger", "IndexName": "UndeliveredByShowroom"}),
        ("dynamodb", "put_item", {"TableName": "Inventory", "Item": UNIT}),
    ),
    "overdue": (MAIL, ("dynamodb", "get_item", {"TableName": "Deals", "Key": DEAL})),
    "agenda": (MAIL, ("dynamodb", "put_item", {"TableName": "Ledger", "Item": UNIT})),
    "expiries": (MAIL, ("dynamodb", "update_item", {"TableName": "Inventory", "Key": UNIT})),
    "sweep-outbox": (MAIL, ("sqs", "send_message", {"QueueUrl": OUTBOX, "MessageBody": "-"})),
    "sweep-pages": (
        MAIL,
        ("dynamodb", "put_item", {"TableName": "Deals", "Item": DEAL}),
        ("s3", "put_object", {"Bucket": BUCKET, "Key": "versions/q-1/1.html"}),
    ),
    "work-showroom": (
        MAIL,
        ("dynamodb", "put_item", {"TableName": "Directory", "Item": PERSON}),
        ("s3", "put_object", {"Bucket": BUCKET, "Key": "versions/q-1/1.html"}),
    ),
    "deliver": (
        ("ses", "send_email", {**AS_US, "Source": "gerente@desk.example", **LETTER}),
        ("ses", "send_email", {**AS_US, "ConfigurationSetName": "somebody-elses", **LETTER}),
        ("dynamodb", "update_item", {"TableName": "Inventory", "Key": UNIT}),
        ("dynamodb", "update_item", {"TableName": "Deals", "Key": DEAL}),
        ("sqs", "send_message", {"QueueUrl": WORK, "MessageBody": "-"}),
    ),
    "note-bounces": (MAIL, ("dynamodb", "batch_get_item", {"RequestItems": {"Deals": {"Keys": [DEAL]}}})),
}


@pytest.mark.parametrize("name", NAMES)
def test_whatever_right_is_taken_away_is_missed(stack: Stack, used: Record, name: str) -> None:
    policy, needs = policy_of(name), used[name] | lambdas_needs(stack, name)
    assert [need for need in needs if not policy.allows(need)] == []
    spare = [pair[1:] for pair in policy.pairs() if all(policy.without(*pair).allows(need) for need in needs)]
    assert spare == []


def test_a_right_too_many_is_found(stack: Stack, used: Record) -> None:
    policy = policy_of("overdue")
    wider = Policy([*policy.statements, {"Effect": "Allow", "Action": ["dynamodb:Scan"], "Resource": ["*"]}])
    needs = used["overdue"] | lambdas_needs(stack, "overdue")
    assert [pair[1] for pair in wider.pairs() if all(wider.without(*pair).allows(need) for need in needs)] == [
        "dynamodb:Scan"
    ]


@pytest.fixture
def cloud(settings: Settings) -> Iterator[None]:
    """AWS in memory, with nothing in it: what is let through finds nothing, what is not is denied first."""
    with mock_aws():
        yield


@cache
def _client(service: str) -> Any:
    return boto3.client(service)


def _denied(name: str, forbidden: Forbidden) -> bool:
    service, operation, arguments = forbidden
    with acting_as(name), pytest.raises(ClientError) as refused:
        getattr(_client(service), operation)(**arguments)
    return bool(refused.value.response["Error"]["Code"] == "AccessDeniedException")


@pytest.mark.parametrize("name", NAMES)
def test_nobody_can_destroy_leak_or_climb(cloud: None, name: str) -> None:
    assert [one for one in NOBODYS if not _denied(name, one)] == []


@pytest.mark.parametrize("name", NAMES)
def test_nobody_does_the_work_of_another(cloud: None, name: str) -> None:
    assert [one for one in ITS_OWN[name] if not _denied(name, one)] == []


def test_what_is_allowed_is_let_through(cloud: None) -> None:
    """Else the two above would prove nothing."""
    assert not _denied("api", ("dynamodb", "get_item", {"TableName": "Deals", "Key": DEAL}))
    assert not _denied("deliver", MAIL)


@pytest.mark.parametrize("name", NAMES)
def test_no_right_is_on_everything(name: str) -> None:
    for statement in policy_of(name).statements:
        assert statement["Effect"] == "Allow"
        assert [action for action in statement["Action"] if "*" in action] == []
        for resource in statement["Resource"]:
            assert resource.rpartition("/")[0].endswith((":pages/p", ":pages/versions")) or "*" not in resource


def test_every_file_of_rights_is_a_functions() -> None:
    assert sorted(path.stem for path in (INFRA / "rights").iterdir()) == NAMES


def test_the_page_of_rights_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == rights_page(), "run: python -m tools.stack --rights"
