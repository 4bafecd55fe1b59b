"""The alarms that every function, schedule, queue and table has; each costs ten cents a month, and says what no other does."""

from typing import Any

from .functions import Function

Resource = dict[str, Any]
SLOW_MS = 20_000
"""Of the 25 seconds that a function has."""
TICK_SECONDS = 900
AS_LONG_AS_IT_MAY = "WorkShowroom"
"""The function that stops by itself when its time is up: it fails later than it falls behind. Others fail at once."""


def alarm_resources(functions: list[Function], others: dict[str, Resource]) -> dict[str, Resource]:
    """An alarm for each way in which a function can fail, or a queue or table among the other resources."""
    alarms: dict[str, Resource] = {}
    for function in functions:
        alarms |= _of_function(function)
    for name, resource in others.items():
        if resource.get("Type") == "AWS::SQS::Queue":
            alarms |= _of_queue(name, "RedrivePolicy" not in resource["Properties"])
        if resource.get("Type") == "AWS::DynamoDB::Table":
            alarms |= _of_table(name)
    return alarms


def _of_function(function: Function) -> dict[str, Resource]:
    subject = {"Namespace": "AWS/Lambda", "Dimensions": [{"Name": "FunctionName", "Value": {"Ref": function.resource}}]}
    name, resource = function.name, function.resource
    text = "A run failed, or did not end in time; the function's log says why."
    alarms = {f"{resource}Errors": _alarm(f"{name}-errors", text, subject, "Errors")}
    if function.resource == AS_LONG_AS_IT_MAY:
        alarms[f"{resource}Slow"] = _alarm(
            f"{name}-slow",
            "Runs come close to the 25 seconds that they have.",
            subject,
            "Duration",
            Statistic=None,
            ExtendedStatistic="p95",
            Threshold=SLOW_MS,
            EvaluationPeriods=3,
        )
    if function.is_scheduled:
        alarms[f"{resource}Missed"] = _alarm(
            f"{name}-missed",
            "The schedule has not run for three quarters of an hour.",
            subject,
            "Invocations",
            Period=TICK_SECONDS,
            EvaluationPeriods=3,
            ComparisonOperator="LessThanThreshold",
            TreatMissingData="breaching",
        )
    return alarms


def _of_queue(resource: str, is_dead: bool) -> dict[str, Resource]:
    subject = {
        "Namespace": "AWS/SQS",
        "Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": [resource, "QueueName"]}}],
    }
    if is_dead:
        text = "Something was given up: look at it, mend what is behind it, and redrive it."
        metric = "ApproximateNumberOfMessagesVisible"
        return {f"{resource}Filled": _alarm(f"{resource.lower()}-filled", text, subject, metric, Statistic="Maximum")}
    return {
        f"{resource}Late": _alarm(
            f"{resource.lower()}-late",
            "Messages wait for more than a quarter of an hour.",
            subject,
            "ApproximateAgeOfOldestMessage",
            Statistic="Maximum",
            Threshold=TICK_SECONDS,
        )
    }


def _of_table(resource: str) -> dict[str, Resource]:
    subject = {"Namespace": "AWS/DynamoDB", "Dimensions": [{"Name": "TableName", "Value": {"Ref": resource}}]}
    return {
        f"{resource}{kind}Throttled": _alarm(
            f"{resource.lower()}-{kind.lower()}-throttled",
            "The table took no more for a moment: one key is asked for too much, or all of it grew too fast.",
            subject,
            f"{kind}ThrottleEvents",
        )
        for kind in ("Read", "Write")
    }


def _alarm(name: str, text: str, subject: Resource, metric: str, **other: Any) -> Resource:
    properties = {
        "AlarmName": {"Fn::Sub": f"${{AWS::StackName}}-{name}"},
        "AlarmDescription": text,
        **subject,
        "MetricName": metric,
        "Statistic": "Sum",
        "Period": 300,
        "EvaluationPeriods": 1,
        "Threshold": 1,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "TreatMissingData": "notBreaching",
        "AlarmActions": [{"Ref": "AlarmTopic"}],
        **other,
    }
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": {k: v for k, v in properties.items() if v is not None}}
