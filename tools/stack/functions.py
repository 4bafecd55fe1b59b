"""What each function of ``app.py`` gets in the stack: a name, a log, an environment, a role, and retries that end."""

from typing import Any, NamedTuple

from .cfn_yaml import load_yaml
from .chalice_template import Template
from .folder import INFRA

FUNCTION = "AWS::Serverless::Function"
API = "APIHandler"
WORKING_SECONDS = 900
"""A schedule's run is tried for as long as the next one does not come."""


class Function(NamedTuple):
    """A function of the app: its name in the template, in the stack, and what starts it (empty for the API)."""

    resource: str
    name: str
    events: dict[str, Any]

    @property
    def log(self) -> str:
        return f"{self.resource}Log"

    @property
    def role(self) -> str:
        return f"{self.resource}Role"

    @property
    def is_scheduled(self) -> bool:
        return any(event["Type"] == "Schedule" for event in self.events.values())


def functions_of(template: Template) -> list[Function]:
    """Every function that Chalice deploys."""
    return [
        Function(name, _name(resource["Properties"]["Handler"]), resource["Properties"].get("Events", {}))
        for name, resource in template["Resources"].items()
        if resource["Type"] == FUNCTION
    ]


def _name(handler: str) -> str:
    name = handler.removeprefix("app.").replace("_", "-")
    return "api" if name == "app" else name


def function_resources(functions: list[Function]) -> Template:
    """What is merged into each function, with the log group that goes with it."""
    shared = load_yaml(INFRA / "functions.yaml")
    resources: Template = {}
    for function in functions:
        resources[function.resource] = {"Properties": _properties(function, shared)}
        resources[function.log] = {
            "Type": "AWS::Logs::LogGroup",
            "DeletionPolicy": "Delete",
            "UpdateReplacePolicy": "Delete",
            "Properties": {
                "LogGroupName": {"Fn::Sub": f"/aws/lambda/${{AWS::StackName}}-{function.name}"},
                "RetentionInDays": {"Ref": "LogRetentionDays"},
            },
        }
    return resources


def _properties(function: Function, shared: Template) -> Template:
    properties: Template = {
        "FunctionName": {"Fn::Sub": f"${{AWS::StackName}}-{function.name}"},
        "Role": {"Fn::GetAtt": [function.role, "Arn"]},
        "LoggingConfig": {"LogGroup": {"Ref": function.log}},
        "Environment": {"Variables": shared["Environment"]},
    }
    if function.events:
        properties["Events"] = {
            name: {"Properties": _event(function, event, shared["Queues"])} for name, event in function.events.items()
        }
    if function.is_scheduled:
        properties["EventInvokeConfig"] = {
            "MaximumRetryAttempts": 2,
            "MaximumEventAgeInSeconds": WORKING_SECONDS,
            "DestinationConfig": {"OnFailure": {"Type": "SQS", "Destination": {"Fn::GetAtt": ["RunsDead", "Arn"]}}},
        }
    return properties


def _event(function: Function, event: Template, queues: Template) -> Template:
    if event["Type"] == "Schedule":
        return {
            "Name": {"Fn::Sub": f"${{AWS::StackName}}-{function.name}"},
            "RetryPolicy": {"MaximumRetryAttempts": 3, "MaximumEventAgeInSeconds": WORKING_SECONDS},
            "DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["RunsDead", "Arn"]}},
        }
    fed = queues[function.resource]
    return {
        # The same function as Chalice's, because functions are merged like any other dict.
        "Queue": {"Fn::Sub": f"${{{fed['Queue']}.Arn}}"},
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "ScalingConfig": {"MaximumConcurrency": fed["AtOnce"]},
    }
