"""Schedules called as EventBridge calls them."""

import json
from datetime import UTC, datetime

from local.engines import ACCOUNT

from .deployment import Deployment
from .ministack import REGION


def fire(deployment: Deployment, name: str) -> None:
    """Have the target of a schedule's rule called."""
    events = deployment.client("events")
    rule = events.describe_rule(Name=f"mis-seguimientos-dev-{name}")
    event = {
        "version": "0",
        "id": "00000000-0000-0000-0000-000000000000",
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "region": REGION,
        "resources": [rule["Arn"]],
        "detail": {},
    }
    (target,) = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    done = deployment.client("lambda").invoke(FunctionName=target["Arn"], Payload=json.dumps(event))
    assert "FunctionError" not in done, done["Payload"].read()
