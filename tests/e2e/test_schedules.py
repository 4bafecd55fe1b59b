"""What happens by itself: tasks on the queue, alerts in the inbox, letters in the mail."""

import json
from typing import Any

import pytest
from msgspec.json import encode

from chalicelib.services.bounces import GREETING
from local.engines import ACCOUNT
from tests.http.client import HttpClient
from tests.jobs.events import an_event

from .conftest import alerts_today
from .deployment import SENDER, Deployment
from .patience import until, waiting
from .quotes import a_quote, reserve
from .ticks import fire

pytestmark = pytest.mark.e2e


def test_an_overdue_follow_up_alerts_its_advisor_in_the_inbox_and_by_mail(
    deployment: Deployment, advisor: HttpClient, overdue: dict[str, Any]
) -> None:
    if not alerts_today():
        pytest.skip("alerts rest today: it is a holiday in Ecuador")
    items = advisor.get("/inbox").json()["items"]
    alerts = [one for one in items if one["kind"] == "FOLLOW_UPS_OVERDUE" and overdue["number"] in json.dumps(one)]
    assert len(alerts) == 1
    letters = until(lambda: [mail for mail in letters_to(deployment, advisor) if overdue["number"] in mail["BodyText"]])
    assert len(letters) == 1
    assert letters[0]["Source"] == SENDER
    assert overdue["pending_follow_up"]["id"] in letters[0]["BodyHtml"]


def test_a_request_for_a_reservation_is_mailed_to_the_boss_at_once(
    deployment: Deployment, advisor: HttpClient, boss: HttpClient, stock: list[dict[str, Any]]
) -> None:
    quote = a_quote(advisor, stock[4])
    reserve(advisor, quote, stock[4])
    letters = until(lambda: [mail for mail in letters_to(deployment, boss) if quote["number"] in mail["BodyText"]])
    assert len(letters) == 1


def test_a_letter_that_comes_back_is_told_to_the_manager(
    deployment: Deployment, advisor: HttpClient, boss: HttpClient, manager: HttpClient, stock: list[dict[str, Any]]
) -> None:
    quote = a_quote(advisor, stock[5])
    reserve(advisor, quote, stock[5])
    until(lambda: [mail for mail in letters_to(deployment, boss) if quote["number"] in mail["BodyText"]])
    topic = f"arn:aws:sns:us-east-1:{ACCOUNT}:mis-seguimientos-dev-bounces"
    event = encode(an_event(envelope_of(deployment, quote))).decode()
    for message in (f"{GREETING} for Amazon SES event publishing.", event, event):  # SES may tell twice
        deployment.client("sns").publish(TopicArn=topic, Message=message)

    def told() -> list[str]:
        items = manager.get("/inbox").json()["items"]
        return [one["text"] for one in items if one["kind"] == "MAIL_FAILED" and boss.me["name"] in one["text"]]

    until(told)
    until(lambda: waiting(deployment.client("sqs"), deployment.outputs["BouncesQueueUrl"]) == 0)
    assert len(told()) == 1


def envelope_of(deployment: Deployment, quote: dict[str, Any]) -> str:
    """What the letter about a quote went out under, as nobody but the table knows."""
    items = deployment.client("dynamodb").scan(TableName=deployment.outputs["LedgerTableName"])["Items"]
    lines = [one for one in items if one["key"]["S"].startswith("outbox#") and quote["number"] in one["body"]["S"]]
    return str(lines[0]["key"]["S"].removeprefix("outbox#"))


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


def letters_to(deployment: Deployment, client: HttpClient) -> list[dict[str, Any]]:
    return deployment.mail_to(client.me["email"])
