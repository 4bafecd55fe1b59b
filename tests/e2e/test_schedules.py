"""What happens by itself: tasks on the queue, alerts in the inbox, letters in the mail."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event
from time import monotonic
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.dealership import Rules
from tests.http.client import HttpClient

from .deployment import Deployment
from .quotes import a_quote
from .test_day import reserve

pytestmark = pytest.mark.e2e

T = TypeVar("T")
PATIENCE_SECONDS = 120
"""A job's mail is asked for a minute after the alert, so that one letter tells all."""
POLL_SECONDS = 0.5
ALWAYS = {
    "overdue_grace_minutes": 0,
    "quiet_from": "00:00:00",
    "quiet_until": "00:00:00",
    "working_weekdays": [0, 1, 2, 3, 4, 5, 6],
}
"""Rules under which alerts go out at any hour of any day but a holiday."""


def until(look: Callable[[], T]) -> T:
    """What a look finds, once it finds anything."""
    deadline, never = monotonic() + PATIENCE_SECONDS, Event()
    while not (found := look()):
        assert monotonic() < deadline, "nothing came"
        never.wait(POLL_SECONDS)
    return found


def fire(deployment: Deployment, name: str) -> None:
    """Have a schedule's function called as EventBridge calls it."""
    rule = deployment.client("events").describe_rule(Name=f"mis-seguimientos-dev-{name}")
    event = {
        "version": "0",
        "id": "00000000-0000-0000-0000-000000000000",
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "123456789012",
        "time": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "region": "us-east-1",
        "resources": [rule["Arn"]],
        "detail": {},
    }
    (target,) = deployment.client("events").list_targets_by_rule(Rule=rule["Name"])["Targets"]
    done = deployment.client("lambda").invoke(FunctionName=target["Arn"], Payload=json.dumps(event))
    assert "FunctionError" not in done, done["Payload"].read()


def test_an_overdue_follow_up_alerts_its_advisor_in_the_inbox_and_by_mail(
    deployment: Deployment, advisor: HttpClient, manager: HttpClient, stock: list[dict[str, Any]]
) -> None:
    today = datetime.now(ZoneInfo("America/Guayaquil")).date()
    if not Rules(working_weekdays=(0, 1, 2, 3, 4, 5, 6)).is_working_day(today):
        pytest.skip("alerts rest today: it is a holiday in Ecuador")
    assert manager.patch("/settings", ALWAYS, "*").status_code == 200
    due_at = datetime.now(UTC) + timedelta(seconds=3)
    quote = a_quote(advisor, stock[0], follow_up={"type": "CALL", "due_at": due_at.isoformat()})

    def told() -> list[dict[str, Any]]:
        fire(deployment, "overdue")
        items = advisor.get("/inbox").json()["items"]
        return [one for one in items if one["kind"] == "FOLLOW_UPS_OVERDUE" and quote["number"] in json.dumps(one)]

    assert len(until(told)) == 1
    letters = until(lambda: [mail for mail in letters_to(deployment, advisor) if quote["number"] in mail["BodyText"]])
    assert len(letters) == 1
    assert letters[0]["Source"] == "avisos@motos-del-paramo.example"
    assert quote["pending_follow_up"]["id"] in letters[0]["BodyHtml"]


def test_a_request_for_a_reservation_is_mailed_to_the_boss_at_once(
    deployment: Deployment, advisor: HttpClient, boss: HttpClient, stock: list[dict[str, Any]]
) -> None:
    quote = a_quote(advisor, stock[4])
    reserve(advisor, quote, stock[4])
    letters = until(lambda: [mail for mail in letters_to(deployment, boss) if quote["number"] in mail["BodyText"]])
    assert len(letters) == 1


@pytest.mark.parametrize("name", ["agenda", "expiries", "sweep-outbox", "sweep-pages"])
def test_every_other_schedule_runs_under_its_own_rights(deployment: Deployment, name: str) -> None:
    fire(deployment, name)


def test_nothing_is_given_up(deployment: Deployment, advisor: HttpClient) -> None:
    """Whatever the schedules put on the queues is carried out; nothing lies in the dead letters."""
    for name in ("overdue", "agenda", "expiries", "sweep-outbox"):
        fire(deployment, name)
    sqs, outputs = deployment.client("sqs"), deployment.outputs
    until(lambda: waiting(sqs, outputs["WorkQueueUrl"]) == 0)
    for dead in ("WorkDeadUrl", "OutboxDeadUrl", "BouncesDeadUrl", "RunsDeadUrl"):
        assert waiting(sqs, outputs[dead]) == 0


def waiting(sqs: Any, queue: str) -> int:
    """Messages that are on a queue, handed out ones included."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    told = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
    return sum(int(told[name]) for name in names)


def letters_to(deployment: Deployment, client: HttpClient) -> list[dict[str, Any]]:
    return deployment.mail_to(client.me["email"])
