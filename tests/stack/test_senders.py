"""What AWS's services put into the stack's queues and topics: each that must may, for this stack's sake, and no other."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import msgspec
import pytest

from tests.stack.expanded import Stack
from tests.stack.needs import ACCOUNT, REGION
from tests.stack.policies import resolve

ARN = "arn:aws:{service}:" + f"{REGION}:{ACCOUNT}:" + "{rest}"
SOURCE = "aws:SourceArn"


class Sending(msgspec.Struct, frozen=True):
    """A service brings what comes from somewhere (its ARN, or the pattern of a condition) to a queue or topic."""

    service: str
    action: str
    to: str
    source: str


@pytest.fixture(scope="session")
def names(stack: Stack) -> dict[str, str]:
    """What the template's names stand for in a stack called desk."""
    names = {"AWS::Partition": "aws", "AWS::Region": REGION, "AWS::AccountId": ACCOUNT, "AWS::StackName": "desk"}
    for name, queue in stack.of_type("AWS::SQS::Queue").items():
        names[f"{name}.Arn"] = ARN.format(service="sqs", rest=resolve(queue["QueueName"], names))
    for name, topic in stack.of_type("AWS::SNS::Topic").items():
        names[name] = ARN.format(service="sns", rest=resolve(topic["TopicName"], names))
    for name, mails in stack.of_type("AWS::SES::ConfigurationSet").items():
        names[name] = resolve(mails["Name"], names)
    return names


@pytest.fixture(scope="session")
def needed(stack: Stack, names: dict[str, str]) -> set[Sending]:
    """Read off what sends: rules and subscriptions with their dead letters, alarms, what SES tells."""
    found = (*_of_rules(stack), *_of_subscriptions(stack), *_of_alarms(stack), *_of_mails(stack))
    return {Sending(*(resolve(part, names) for part in one)) for one in found}


Unresolved = tuple[str, str, Any, Any]


def _of_rules(stack: Stack) -> Iterator[Unresolved]:
    for rule in stack.of_type("AWS::Events::Rule").values():
        for target in rule["Targets"]:
            dead = target["DeadLetterConfig"]["Arn"]
            yield "events", "sqs:SendMessage", dead, _arn_of("events", "rule/", rule["Name"])


def _of_subscriptions(stack: Stack) -> Iterator[Unresolved]:
    for one in stack.of_type("AWS::SNS::Subscription").values():
        if one["Protocol"] == "sqs":
            for queue in (one["Endpoint"], one["RedrivePolicy"]["deadLetterTargetArn"]):
                yield "sns", "sqs:SendMessage", queue, one["TopicArn"]


def _of_alarms(stack: Stack) -> Iterator[Unresolved]:
    for alarm in stack.of_type("AWS::CloudWatch::Alarm").values():
        for topic in alarm["AlarmActions"]:
            yield "cloudwatch", "sns:Publish", topic, _arn_of("cloudwatch", "alarm:", alarm["AlarmName"])


def _of_mails(stack: Stack) -> Iterator[Unresolved]:
    for events in stack.of_type("AWS::SES::ConfigurationSetEventDestination").values():
        topic = events["EventDestination"]["SnsDestination"]["TopicARN"]
        yield "ses", "sns:Publish", topic, _arn_of("ses", "configuration-set/", events["ConfigurationSetName"])


def _arn_of(service: str, kind: str, name: Any) -> Any:
    return {"Fn::Sub": [ARN.format(service=service, rest=f"{kind}${{Name}}"), {"Name": name}]}


@pytest.fixture(scope="session")
def given(stack: Stack, names: dict[str, str]) -> list[Sending]:
    """Every statement of the policies of queues and topics."""
    policies = [*stack.of_type("AWS::SQS::QueuePolicy").values(), *stack.of_type("AWS::SNS::TopicPolicy").values()]
    return [_given(resolve(one, names)) for policy in policies for one in policy["PolicyDocument"]["Statement"]]


def _given(statement: dict[str, Any]) -> Sending:
    (source,) = [facts[SOURCE] for facts in statement["Condition"].values() if SOURCE in facts]
    service = statement["Principal"]["Service"].removesuffix(".amazonaws.com")
    return Sending(service, statement["Action"], statement["Resource"], source)


def _covers(one: Sending, need: Sending) -> bool:
    same = (one.service, one.action, one.to) == (need.service, need.action, need.to)
    return same and fnmatchcase(need.source, one.source)


def test_whatever_must_arrive_is_let_in(needed: set[Sending], given: list[Sending]) -> None:
    """A letter that is not let in is lost without a word, dead letters too."""
    assert [need for need in needed if not any(_covers(one, need) for one in given)] == []


def test_nothing_else_is_let_in(needed: set[Sending], given: list[Sending]) -> None:
    assert [one for one in given if not any(_covers(one, need) for need in needed)] == []
    assert [one for one in given if not one.source.rpartition(":")[2].rpartition("/")[2].startswith("desk-")] == []


def test_each_policy_is_of_the_queue_or_topic_that_it_names(stack: Stack, names: dict[str, str]) -> None:
    for kind, of in (("AWS::SQS::QueuePolicy", "Queues"), ("AWS::SNS::TopicPolicy", "Topics")):
        for policy in stack.of_type(kind).values():
            (owner,) = policy[of]
            named = {str(one["Resource"]) for one in policy["PolicyDocument"]["Statement"]}
            assert named in ({str(owner)}, {str({"Fn::GetAtt": [owner["Ref"], "Arn"]})})
