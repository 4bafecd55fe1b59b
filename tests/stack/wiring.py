"""The rights that Lambda needs in a function's name, read off the template: from its log, queue and failed runs."""

from typing import Any

from tests.stack.expanded import Stack
from tests.stack.needs import Need
from tests.stack.policies import NAMES, functions, names_of, resolve

POLLED = ("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")
LOGGED = ("logs:CreateLogStream", "logs:PutLogEvents")


def lambdas_needs(stack: Stack, name: str) -> set[Need]:
    """What Lambda does for a function of the stack."""
    function = functions()[name]
    names = names_of(function)
    log = stack.of_type("AWS::Lambda::Function")[function.resource]["LoggingConfig"]["LogGroup"]["Ref"]
    needs = {Need(action, names[f"{log}.Arn"]) for action in LOGGED}
    for mapping in _of(stack, "AWS::Lambda::EventSourceMapping", function.resource):
        needs |= {Need(action, resolve(mapping["EventSourceArn"], NAMES)) for action in POLLED}
    for invoked in _of(stack, "AWS::Lambda::EventInvokeConfig", function.resource):
        failed = invoked["DestinationConfig"]["OnFailure"]["Destination"]
        needs.add(Need("sqs:SendMessage", resolve(failed, NAMES)))
    return needs


def _of(stack: Stack, kind: str, resource: str) -> list[dict[str, Any]]:
    return [one for one in stack.of_type(kind).values() if one["FunctionName"] == {"Ref": resource}]
