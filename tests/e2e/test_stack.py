"""What is deployed, said in numbers, and what no test here can reach, said in words."""

from collections import Counter

import pytest

from .deployment import Deployment
from .ministack import OUT_OF_REACH

pytestmark = pytest.mark.e2e

FUNCTIONS = (
    "agenda",
    "api",
    "deliver",
    "expiries",
    "note-bounces",
    "overdue",
    "sweep-outbox",
    "sweep-pages",
    "work-showroom",
)
TICKING = ("agenda", "expiries", "overdue", "sweep-outbox", "sweep-pages")


def test_the_stack_is_whole(deployment: Deployment, capsys: pytest.CaptureFixture[str]) -> None:
    pages = deployment.client("cloudformation").get_paginator("list_stack_resources")
    found = [one for page in pages.paginate(StackName="mis-seguimientos-dev") for one in page["StackResourceSummaries"]]
    assert {one["ResourceStatus"] for one in found} == {"CREATE_COMPLETE"}
    kinds = Counter(one["ResourceType"].removeprefix("AWS::") for one in found)
    functions = sorted(one["PhysicalResourceId"] for one in found if one["ResourceType"] == "AWS::Lambda::Function")
    assert functions == [f"mis-seguimientos-dev-{name}" for name in FUNCTIONS]
    assert kinds["DynamoDB::Table"] == 4
    with capsys.disabled():
        print(f"\nDeployed: {len(found)} resources")
        for kind, count in sorted(kinds.items()):
            print(f"  {count:3} {kind}")
        print("Functions:", ", ".join(functions))
        print("Out of reach here:")
        for what, why in OUT_OF_REACH.items():
            print(f"  {what}: {why}")


@pytest.mark.parametrize("name", TICKING)
def test_a_schedule_calls_its_function_every_quarter_of_an_hour(deployment: Deployment, name: str) -> None:
    events = deployment.client("events")
    rule = events.describe_rule(Name=f"mis-seguimientos-dev-{name}")
    assert (rule["ScheduleExpression"], rule["State"]) == ("rate(15 minutes)", "ENABLED")
    (target,) = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    function = deployment.client("lambda").get_function_configuration(FunctionName=f"mis-seguimientos-dev-{name}")
    assert target["Arn"] == function["FunctionArn"]


def test_the_console_is_in_its_bucket_and_the_edge_was_told(deployment: Deployment) -> None:
    s3, bucket = deployment.client("s3"), deployment.outputs["ConsoleBucketName"]
    index = s3.get_object(Bucket=bucket, Key="index.html")
    assert index["ContentType"] == "text/html; charset=utf-8"
    assert "s-maxage=31536000" in index["CacheControl"]
    assert index["CacheControl"].startswith("public, max-age=0")
    told = deployment.client("cloudfront").list_invalidations(
        DistributionId=deployment.outputs["ConsoleDistributionId"]
    )["InvalidationList"]
    assert told["Quantity"] >= 1
