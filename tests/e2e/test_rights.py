"""Each function may do what its code does, and nothing else: tried under its own role."""

import io
import json
from typing import Any
from zipfile import ZipFile

import pytest

from .deployment import SENDER, Deployment

pytestmark = pytest.mark.e2e

PROBE = """
from botocore.exceptions import ClientError
from botocore.session import get_session

def run(event, context):
    client = get_session().create_client(event["service"])
    try:
        getattr(client, event["operation"])(**event["arguments"])
    except ClientError as exc:
        return exc.response["Error"]["Code"]
    return "done"
"""
DENIED = frozenset({"AccessDenied", "AccessDeniedException", "AuthorizationError"})
MAIL = {
    "Source": SENDER,
    "Destination": {"ToAddresses": ["nadie@example.com"]},
    "Message": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}},
}


class Role:
    """What can be done under the role of one of the stack's functions."""

    def __init__(self, deployment: Deployment, function: str) -> None:
        self._lambda = deployment.client("lambda")
        self._name = f"probe-{function}"
        role = self._lambda.get_function_configuration(FunctionName=f"mis-seguimientos-dev-{function}")["Role"]
        code = {"ZipFile": zipped(PROBE)}
        self._lambda.create_function(
            FunctionName=self._name, Runtime="python3.11", Handler="probe.run", Role=role, Code=code, Timeout=20
        )

    def forbids(self, service: str, operation: str, **arguments: Any) -> bool:
        """Whether a call is denied."""
        asked = {"service": service, "operation": operation, "arguments": arguments}
        reply = self._lambda.invoke(FunctionName=self._name, Payload=json.dumps(asked))
        answer = json.load(reply["Payload"])
        assert "FunctionError" not in reply, answer
        return answer in DENIED

    def remove(self) -> None:
        """Leave nothing behind."""
        self._lambda.delete_function(FunctionName=self._name)


def zipped(source: str) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("probe.py", source)
    return packed.getvalue()


@pytest.fixture
def role(deployment: Deployment, request: pytest.FixtureRequest) -> Any:
    role = Role(deployment, request.param)
    yield role
    role.remove()


@pytest.mark.parametrize("role", ["api"], indirect=True)
def test_the_api_mails_nobody_and_works_no_queue(role: Role, deployment: Deployment) -> None:
    outputs = deployment.outputs
    assert not role.forbids("dynamodb", "get_item", TableName=outputs["DealsTableName"], Key=deal_key())
    assert role.forbids("ses", "send_email", **MAIL)
    assert role.forbids("sqs", "receive_message", QueueUrl=outputs["OutboxQueueUrl"])
    assert role.forbids("sqs", "send_message", QueueUrl=outputs["WorkQueueUrl"], MessageBody="{}")


@pytest.mark.parametrize("role", ["api", "work-showroom", "deliver"], indirect=True)
def test_nobody_scans_deletes_or_reaches_beyond_the_stack(role: Role, deployment: Deployment) -> None:
    outputs = deployment.outputs
    for table in ("DealsTableName", "InventoryTableName", "DirectoryTableName", "LedgerTableName"):
        assert role.forbids("dynamodb", "scan", TableName=outputs[table])
        assert role.forbids("dynamodb", "delete_table", TableName=outputs[table])
    assert role.forbids("dynamodb", "list_tables")
    assert role.forbids("s3", "put_object", Bucket=outputs["ConsoleBucketName"], Key="index.html", Body="x")
    assert role.forbids("s3", "delete_object", Bucket=outputs["PagesBucketName"], Key="p/x")
    assert role.forbids("s3", "list_buckets")
    assert role.forbids("cognito-idp", "list_users", UserPoolId=outputs["UserPoolId"])
    assert role.forbids("iam", "list_roles")


@pytest.mark.parametrize("role", ["deliver"], indirect=True)
def test_the_postman_mails_and_writes_no_page(role: Role, deployment: Deployment) -> None:
    outputs = deployment.outputs
    assert role.forbids("s3", "put_object", Bucket=outputs["PagesBucketName"], Key="p/x", Body="x")
    assert role.forbids("dynamodb", "put_item", TableName=outputs["DealsTableName"], Item=deal_key())
    assert not role.forbids(
        "dynamodb", "batch_get_item", RequestItems={outputs["DealsTableName"]: {"Keys": [deal_key()]}}
    )


@pytest.mark.parametrize("role", ["overdue"], indirect=True)
def test_a_schedule_only_puts_work_on_the_queue(role: Role, deployment: Deployment) -> None:
    outputs = deployment.outputs
    assert not role.forbids("sqs", "send_message_batch", QueueUrl=outputs["WorkQueueUrl"], Entries=[])
    assert role.forbids("dynamodb", "get_item", TableName=outputs["DealsTableName"], Key=deal_key())
    assert role.forbids("ses", "send_email", **MAIL)


def deal_key() -> dict[str, Any]:
    return {"deal_id": {"S": "none"}, "entry": {"S": "q"}}
