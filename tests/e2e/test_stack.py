"""What is deployed, and how it hangs together; the summary of the run says it in numbers."""

from collections import Counter
from collections.abc import Callable

import pytest

from local.home import REPOSITORY

from .deployment import DEPLOYED, Deployment

pytestmark = pytest.mark.e2e


FUNCTIONS = sorted(f"mis-seguimientos-dev-{path.stem}" for path in (REPOSITORY / "infra" / "rights").glob("*.yaml"))
TICKING = ("agenda", "expiries", "overdue", "sweep-outbox", "sweep-pages")


def test_the_stack_is_whole(deployment: Deployment, record_property: Callable[[str, object], None]) -> None:
    pages = deployment.client("cloudformation").get_paginator("list_stack_resources")
    found = [one for page in pages.paginate(StackName="mis-seguimientos-dev") for one in page["StackResourceSummaries"]]
    assert {one["ResourceStatus"] for one in found} <= {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
    kinds = Counter(one["ResourceType"].removeprefix("AWS::") for one in found)
    functions = sorted(one["PhysicalResourceId"] for one in found if one["ResourceType"] == "AWS::Lambda::Function")
    assert functions == FUNCTIONS
    assert kinds["DynamoDB::Table"] == 4
    lines = [
        f"{len(found)} resources: {', '.join(f'{count} {kind}' for kind, count in sorted(kinds.items()))}",
        f"functions: {', '.join(functions)}",
    ]
    record_property(DEPLOYED, lines)


@pytest.mark.parametrize("name", TICKING)
def test_a_schedule_calls_its_function_every_quarter_of_an_hour(deployment: Deployment, name: str) -> None:
    events = deployment.client("events")
    rule = events.describe_rule(Name=f"mis-seguimientos-dev-{name}")
    assert (rule["ScheduleExpression"], rule["State"]) == ("rate(15 minutes)", "ENABLED")
    (target,) = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    function = deployment.client("lambda").get_function_configuration(FunctionName=f"mis-seguimientos-dev-{name}")
    assert target["Arn"] == function["FunctionArn"]


def test_the_files_behind_the_edge_are_there_and_the_edge_was_told(deployment: Deployment) -> None:
    s3, outputs = deployment.client("s3"), deployment.outputs
    index = s3.get_object(Bucket=outputs["ConsoleBucketName"], Key="index.html")
    assert index["ContentType"] == "text/html; charset=utf-8"
    assert index["CacheControl"] == "public, max-age=0, s-maxage=31536000, must-revalidate"
    missing = s3.get_object(Bucket=outputs["PagesBucketName"], Key="errors/not-found.html")
    assert b"no est\xc3\xa1 completo" in missing["Body"].read()
    for distribution in ("ConsoleDistributionId", "PagesDistributionId"):
        told = deployment.client("cloudfront").list_invalidations(DistributionId=outputs[distribution])
        assert told["InvalidationList"]["Quantity"] >= 1


def test_nobody_reads_a_bucket_but_through_the_edge(deployment: Deployment) -> None:
    """Without credentials S3 shows nothing; see also :mod:`.test_rights`."""
    import requests

    for bucket, key in (("ConsoleBucketName", "index.html"), ("PagesBucketName", "errors/not-found.html")):
        reply = requests.get(f"{deployment.engine.url}/{deployment.outputs[bucket]}/{key}", timeout=20)
        assert reply.status_code == 403
