"""A stack that is in use gets another build: nothing is lost, and what would lose something is refused."""

import io
import json
from copy import deepcopy
from typing import Any
from zipfile import ZipFile

import pytest
import requests

from chalicelib import __version__
from tests.http.client import SECONDS, HttpClient
from tools.deploy.cloud import DeployFailed
from tools.deploy.run import Build, Target, rehearse
from tools.deploy.template import Template

from .cast import ADVISOR
from .conftest import SignedIn
from .deployment import PARAMETERS, STAGE, Deployment
from .quotes import a_quote

pytestmark = pytest.mark.e2e

VERSION = "chalicelib/__init__.py"
NEXT = f"{__version__}.next"


def at_version(build: Build, version: str) -> Build:
    """The same build, of another version."""
    changed = io.BytesIO()
    with ZipFile(io.BytesIO(build.archive)) as before, ZipFile(changed, "w") as after:
        for entry in before.infolist():
            if entry.filename.startswith("chalicelib/__pycache__/__init__."):
                continue  # nobody compares it with its source
            content = before.read(entry)
            if entry.filename == VERSION:
                content = content.replace(__version__.encode(), version.encode())
            after.writestr(entry, content)
    return build._replace(archive=changed.getvalue())


def with_tables(build: Build, change: Any) -> Build:
    """The build with its table of deals changed."""
    template: Template = deepcopy(build.template)
    change(template["Resources"]["DealsTable"]["Properties"])
    return build._replace(template=template)


def running_version(deployment: Deployment) -> str:
    reply = requests.get(f"{deployment.api_url}/health", timeout=SECONDS)
    return str(reply.json()["version"])


def test_another_build_takes_over_and_finds_everything(
    deployment: Deployment, build: Build, signed_in: SignedIn, stock: list[dict[str, Any]]
) -> None:
    before = a_quote(signed_in(ADVISOR.id), stock[0])
    deployment.deploy(at_version(build, NEXT))
    try:
        assert running_version(deployment) == NEXT
        assert not [line for line in deployment.said if "Table" in line or "Bucket)" in line]
        advisor = signed_in(ADVISOR.id)
        assert advisor.get(f"/quotes/{before['id']}").json() == before
        assert before["pending_follow_up"]["id"] in [row["id"] for row in advisor.rows("/follow-ups")]
        a_quote(advisor, stock[0])
    finally:
        deployment.deploy(build)
    assert running_version(deployment) == __version__


def test_the_same_build_changes_nothing(deployment: Deployment, build: Build) -> None:
    deployment.deploy(build)
    assert "The stack is as it should be." in deployment.said


def test_a_rehearsal_says_what_would_change_and_changes_nothing(deployment: Deployment, build: Build) -> None:
    said: list[str] = []
    rehearse(deployment.cloud, Target(STAGE, {}), deployment.fitted(at_version(build, NEXT)), said.append)
    assert any("APIHandler (Lambda::Function)" in line for line in said)
    assert said[-1] == "A rehearsal: nothing was changed."
    assert running_version(deployment) == __version__
    sets = deployment.client("cloudformation").list_change_sets(StackName="mis-seguimientos-dev")["Summaries"]
    assert [one for one in sets if one["Status"] == "CREATE_COMPLETE" and one["ExecutionStatus"] == "AVAILABLE"] == []


def test_a_stack_is_not_begun_with_a_sender_that_ses_does_not_know(deployment: Deployment, build: Build) -> None:
    another = Target("prod", PARAMETERS | {"MailSender": "nadie@motos-del-paramo.example"})
    with pytest.raises(DeployFailed, match="has not verified nadie@"):
        rehearse(deployment.cloud, another, build, print)
    stacks = deployment.client("cloudformation").list_stacks()["StackSummaries"]
    assert [one["StackName"] for one in stacks if one["StackName"] == another.stack] == []


def two_more_indexes(table: dict[str, Any]) -> None:
    for name in ("One", "Another"):
        schema = [{"AttributeName": "phone", "KeyType": "HASH"}]
        index = {"IndexName": name, "KeySchema": schema, "Projection": {"ProjectionType": "KEYS_ONLY"}}
        table["GlobalSecondaryIndexes"].append(index)


def another_key(table: dict[str, Any]) -> None:
    table["KeySchema"][1]["AttributeName"] = "phone"


def another_name(table: dict[str, Any]) -> None:
    table["TableName"] = "elsewhere"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (two_more_indexes, "one index per update"),
        (another_key, "data would be lost"),
        (another_name, "data would be lost"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_would_fail_halfway_or_lose_data_is_refused(
    deployment: Deployment, build: Build, advisor: HttpClient, change: Any, why: str
) -> None:
    with pytest.raises(DeployFailed, match=why):
        deployment.deploy(with_tables(build, change))
    assert advisor.get("/me").status_code == 200
    described = deployment.client("dynamodb").describe_table(TableName=deployment.outputs["DealsTableName"])["Table"]
    assert json.dumps(described["KeySchema"]).count("phone") == 0
