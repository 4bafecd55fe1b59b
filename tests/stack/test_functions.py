"""Every function has what it needs around it: environment, log, alarms, role, and an end to its retries."""

import msgspec
import pytest

from chalicelib.services.bounces import FATES
from chalicelib.settings import Settings
from tests.stack.expanded import Stack, dicts_in, functions_in
from tests.stack.policies import functions
from tools.stack.functions import Function

MOST_ALARMS = 35
"""34 when this was written: 3.40 dollars a month, 2.40 of them beyond what AWS gives away."""
BY_LAMBDA = "AWS_"
"""Lambda sets these itself."""


@pytest.fixture(params=[*functions().values()], ids=lambda function: str(function.name))
def function(request: pytest.FixtureRequest) -> Function:
    found: Function = request.param
    return found


def test_its_environment_is_what_the_settings_read(stack: Stack, function: Function) -> None:
    variables = stack.of_type("AWS::Lambda::Function")[function.resource]["Environment"]["Variables"]
    fields = {field.encode_name for field in msgspec.structs.fields(Settings)}
    assert set(variables) == {name for name in fields if not name.startswith(BY_LAMBDA)}


def test_nothing_of_the_packaging_is_left(stack: Stack) -> None:
    """Chalice imports the app under values that only have to be there."""
    texts = [text for one in dicts_in(stack.template) for text in one.values() if isinstance(text, str)]
    assert [text for text in texts if "from-the-stack" in text or "has-its-own" in text] == []


def test_it_has_a_log_of_its_own_that_ends(stack: Stack, function: Function) -> None:
    lambda_function = stack.of_type("AWS::Lambda::Function")[function.resource]
    assert lambda_function["LoggingConfig"]["LogGroup"] == {"Ref": function.log}
    assert stack.of_type("AWS::Logs::LogGroup")[function.log]["RetentionInDays"] == {"Ref": "LogRetentionDays"}


def test_it_has_a_role_of_its_own(stack: Stack, function: Function) -> None:
    roles = {name: one["Role"] for name, one in stack.of_type("AWS::Lambda::Function").items()}
    assert roles[function.resource] == {"Fn::GetAtt": [function.role, "Arn"]}
    assert len({str(role) for role in roles.values()}) == len(roles)


def test_somebody_hears_when_it_fails_or_runs_out_of_time(stack: Stack, function: Function) -> None:
    assert {"Ref": function.resource} in stack.alarms_on("AWS/Lambda", "Errors")


def test_somebody_hears_when_the_jobs_fall_behind_and_when_any_function_must_wait(stack: Stack) -> None:
    assert stack.alarms_on("AWS/Lambda", "Duration") == [{"Ref": "WorkShowroom"}]
    assert stack.alarms_on("AWS/Lambda", "Throttles") == [None], "of the whole account"


def test_alarms_cost_a_few_dollars_a_month(stack: Stack) -> None:
    assert len(stack.of_type("AWS::CloudWatch::Alarm")) <= MOST_ALARMS


def test_it_ends_before_the_gateway_and_the_queue_give_up(stack: Stack, function: Function) -> None:
    timeout = stack.of_type("AWS::Lambda::Function")[function.resource]["Timeout"]
    assert timeout <= 25
    for mapping in stack.of_type("AWS::Lambda::EventSourceMapping").values():
        (_, (queue, _)) = _only_get_att(mapping)
        assert stack.of_type("AWS::SQS::Queue")[queue]["VisibilityTimeout"] >= 6 * timeout


def _only_get_att(mapping: dict[str, object]) -> tuple[str, tuple[str, str]]:
    ((kind, text),) = functions_in(mapping["EventSourceArn"])
    queue, _, attribute = str(text).strip("${}").partition(".")
    return kind, (queue, attribute)


def test_every_schedule_is_retried_put_aside_and_missed(stack: Stack) -> None:
    scheduled = {function.resource for function in functions().values() if function.is_scheduled}
    rules = stack.of_type("AWS::Events::Rule").values()
    assert {target["Arn"]["Fn::GetAtt"][0] for rule in rules for target in rule["Targets"]} == scheduled
    for rule in rules:
        (target,) = rule["Targets"]
        assert target["DeadLetterConfig"] == {"Arn": {"Fn::GetAtt": ["RunsDead", "Arn"]}}
        assert target["RetryPolicy"] == {"MaximumRetryAttempts": 3, "MaximumEventAgeInSeconds": 900}
    invoked = {one["FunctionName"]["Ref"]: one for one in stack.of_type("AWS::Lambda::EventInvokeConfig").values()}
    assert set(invoked) == scheduled
    for one in invoked.values():
        assert one["DestinationConfig"]["OnFailure"]["Destination"] == {"Fn::GetAtt": ["RunsDead", "Arn"]}
    missed = stack.alarms_on("AWS/Lambda", "Invocations")
    assert {one["Ref"] for one in missed} == scheduled
    for name in scheduled:
        assert stack.resources[f"{name}Missed"]["Properties"]["TreatMissingData"] == "breaching"


def test_every_consumer_answers_for_each_message_and_takes_few_at_once(stack: Stack) -> None:
    mappings = stack.of_type("AWS::Lambda::EventSourceMapping").values()
    fed = {one["FunctionName"]["Ref"]: _only_get_att(one)[1][0] for one in mappings}
    assert fed == {"WorkShowroom": "WorkQueue", "Deliver": "OutboxQueue", "NoteBounces": "BouncesQueue"}
    for one in mappings:
        assert one["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert one["ScalingConfig"]["MaximumConcurrency"] <= 10


def test_every_queue_has_dead_letters_that_somebody_hears_of(stack: Stack) -> None:
    queues = stack.of_type("AWS::SQS::Queue")
    dead = {
        queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
        for queue in queues.values()
        if "RedrivePolicy" in queue
    }
    assert dead | {"RunsDead"} == {name for name, queue in queues.items() if "RedrivePolicy" not in queue}
    heard = {one["Fn::GetAtt"][0] for one in stack.alarms_on("AWS/SQS", "ApproximateNumberOfMessagesVisible")}
    assert heard == dead | {"RunsDead"}
    late = {one["Fn::GetAtt"][0] for one in stack.alarms_on("AWS/SQS", "ApproximateAgeOfOldestMessage")}
    assert late == set(queues) - heard
    for queue in queues.values():
        assert queue["SqsManagedSseEnabled"] is True


def test_every_alarm_reaches_somebody(stack: Stack) -> None:
    for alarm in stack.of_type("AWS::CloudWatch::Alarm").values():
        assert alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}]
    (mail,) = [one for one in stack.of_type("AWS::SNS::Subscription").values() if one["Protocol"] == "email"]
    assert (mail["TopicArn"], mail["Endpoint"]) == ({"Ref": "AlarmTopic"}, {"Ref": "AlarmMail"})


def test_what_comes_back_reaches_its_queue(stack: Stack) -> None:
    (events,) = stack.of_type("AWS::SES::ConfigurationSetEventDestination").values()
    told = events["EventDestination"]
    assert {kind.capitalize() for kind in told["MatchingEventTypes"]} == set(FATES)
    assert told["SnsDestination"] == {"TopicARN": {"Ref": "BouncesTopic"}}
    (queue,) = [one for one in stack.of_type("AWS::SNS::Subscription").values() if one["Protocol"] == "sqs"]
    assert queue["Endpoint"] == {"Fn::GetAtt": ["BouncesQueue", "Arn"]}
    assert queue["RawMessageDelivery"] is True, "note_bounces reads what SES says, with nothing around it"
