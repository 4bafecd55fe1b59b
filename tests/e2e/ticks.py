"""Schedules called as EventBridge calls them, and things awaited that happen by themselves."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event
from time import monotonic
from typing import TypeVar

from local.engines import ACCOUNT

from .deployment import Deployment
from .ministack import REGION

T = TypeVar("T")
PATIENCE_SECONDS = 120
"""A job's mail is asked for a minute after the alert, so that one letter tells all."""
POLL_SECONDS = 0.5


def until(look: Callable[[], T]) -> T:
    """What a look finds, once it finds anything."""
    deadline, never = monotonic() + PATIENCE_SECONDS, Event()
    while not (found := look()):
        assert monotonic() < deadline, "nothing came"
        never.wait(POLL_SECONDS)
    return found


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
