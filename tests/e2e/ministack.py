"""Where ministack falls short of AWS, and what is done about it: all of it is here, each with its reason."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import boto3

from local.engines import ACCOUNT, Engine, start_ministack
from local.home import home_at
from local.ports import free_port
from tools.deploy.cloud import Cloud
from tools.deploy.template import Template, resources_of

from .patience import at_work, until

REGION = "us-east-1"
SECONDS = 10
API, API_STAGE = "AWS::Serverless::Api", "api"
MOST_RESOURCES = 500
OUT_OF_REACH = {
    "caching, TLS and compression at the edge": "a proxy follows the distributions' behaviours, but keeps nothing",
    "the budget": "AWS::Budgets::Budget is not provisioned; MonthlyBudget stays 0 here",
    "alarms that go off": "ministack fills none of the metrics that they watch",
    "how long a sign-in may wait for its second step": "a code is taken without the challenge's session",
    "WAF": "no web ACL is given",
    "throttling and access logs of the API": "stage settings are kept, not followed",
    "as whom the postman may write": "ministack knows neither identities nor ses:FromAddress when it checks rights",
    "the mail's way back": "no mailbox bounces here; what SES would tell is published to its topic by hand",
    "the clock of the schedules": "they tick every quarter of an hour; their rules are read, their targets invoked",
}
"""What no test here proves, and why. ``make e2e`` prints it."""


@contextmanager
def running(folder: Path) -> Iterator[Engine]:
    """A ministack of its own, that checks signatures and rights; gone with all it holds on the way out."""
    home = home_at(folder)
    home.make()
    engine = start_ministack(home, free_port())
    try:
        engine.wait_until_ready()
        yield engine
    finally:
        engine.child.stop()


def environment(engine: Engine) -> dict[str, str]:
    """What makes the deploy tool's command line talk to it."""
    return {
        "AWS_ACCESS_KEY_ID": ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ENDPOINT_URL": engine.url,
        "NO_PROXY": "127.0.0.1,localhost",
    }


def cloud(engine: Engine) -> Cloud:
    """The account that it stands for."""
    session = boto3.Session(aws_access_key_id=ACCOUNT, aws_secret_access_key="local", region_name=REGION)
    return Cloud(session, engine.url)


def api_url(engine: Engine, outputs: dict[str, str]) -> str:
    """The API's own address, as ``EndpointURL`` would be on AWS."""
    return f"{engine.url}/_aws/execute-api/{outputs['RestAPIId']}/api"


ALSO_ASKED = {"sqs:SendMessage": "sqs:SendMessageBatch"}
"""On AWS the right to the first is the right to the second, which no policy can name; ministack asks for it by name."""


def fitted(template: Template) -> Template:
    """The template with rights that ministack reads as AWS reads those of the original."""
    fit = deepcopy(template)
    for bucket in resources_of(fit, "AWS::S3::BucketPolicy").values():
        policy = bucket["Properties"]["PolicyDocument"]  # here all lines are plain ones
        policy["Statement"] = [one for one in policy["Statement"] if one["Sid"] != "OnlyEncryptedLines"]
    for role in resources_of(fit, "AWS::IAM::Role").values():
        for policy in role["Properties"].get("Policies", ()):
            for statement in policy["PolicyDocument"]["Statement"]:
                _fit(statement)
    return fit


def _fit(statement: dict[str, Any]) -> None:
    actions = statement["Action"]
    statement["Action"] = [*actions, *(ALSO_ASKED[action] for action in actions if action in ALSO_ASKED)]
    if "ses:SendEmail" in actions:  # it sees neither whose identity sends, nor the sender's address
        statement["Resource"] = "*"
        del statement["Condition"]


@contextmanager
def queues_held(of: Cloud, outputs: dict[str, str]) -> Iterator[None]:
    """While a function is replaced ministack answers nobody, and a function that is at work waits for its answer."""
    functions, sqs = of.client("lambda"), of.client("sqs")
    mappings = [one["UUID"] for one in functions.list_event_source_mappings()["EventSourceMappings"]]
    queues = [outputs[name] for name in ("WorkQueueUrl", "OutboxQueueUrl", "BouncesQueueUrl")]
    for mapping in mappings:
        functions.update_event_source_mapping(UUID=mapping, Enabled=False)
    until(lambda: not any(at_work(sqs, queue) for queue in queues))
    yield
    for mapping in mappings:
        functions.update_event_source_mapping(UUID=mapping, Enabled=True)


def put_back(to: Cloud, outputs: dict[str, str], template: Template) -> None:
    """Of an API's definition it imports routes and authorizers only: preflights and refusals are put back by hand."""
    (definition,) = (one["Properties"]["DefinitionBody"] for one in resources_of(template, API).values())
    gateway, api, origin = to.client("apigateway"), outputs["RestAPIId"], outputs["ConsoleUrl"]
    for resource in gateway.get_resources(restApiId=api, limit=MOST_RESOURCES)["items"]:
        if operation := definition["paths"].get(resource["path"], {}).get("options"):
            method = {"restApiId": api, "resourceId": resource["id"], "httpMethod": "OPTIONS"}
            _put_mock(gateway, method, operation["x-amazon-apigateway-integration"], origin)
    for kind, answer in definition["x-amazon-apigateway-gateway-responses"].items():
        headers = _settled(answer["responseParameters"], origin)
        gateway.put_gateway_response(restApiId=api, responseType=kind, **(answer | {"responseParameters": headers}))
    gateway.create_deployment(restApiId=api, stageName=API_STAGE)


def _put_mock(gateway: Any, method: dict[str, str], integration: dict[str, Any], origin: str) -> None:
    answer = _settled(integration["responses"]["default"]["responseParameters"], origin)
    gateway.put_integration(**method, type="MOCK", requestTemplates=integration["requestTemplates"])
    gateway.put_method_response(**method, statusCode="200", responseParameters=dict.fromkeys(answer, False))
    gateway.put_integration_response(**method, statusCode="200", responseParameters=answer)


def _settled(headers: dict[str, Any], origin: str) -> dict[str, str]:
    """Headers as CloudFormation leaves them: the only one that it has to work out is the console's origin."""
    return {name: value if isinstance(value, str) else f"'{origin}'" for name, value in headers.items()}


def sent_mail(engine: Engine) -> list[dict[str, Any]]:
    """Every mail that the stand-in for SES took, oldest first."""
    with urlopen(f"{engine.url}/_ministack/ses/messages?account={ACCOUNT}", timeout=SECONDS) as answer:  # noqa: S310
        messages: list[dict[str, Any]] = json.load(answer)["messages"].get(ACCOUNT, [])
    return messages
