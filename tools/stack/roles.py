"""One role for each function: what its code calls (``infra/rights``), and what Lambda does in its name."""

from typing import Any

from .cfn_yaml import load_yaml
from .folder import INFRA
from .functions import Function

Statement = dict[str, Any]
POLL = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
WRITE_LOG = ["logs:CreateLogStream", "logs:PutLogEvents"]


def role_resources(functions: list[Function]) -> dict[str, Any]:
    """The role of each function, as CloudFormation makes it."""
    return {
        function.role: {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "AssumeRolePolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "lambda.amazonaws.com"},
                            "Action": "sts:AssumeRole",
                        }
                    ],
                },
                "Policies": [
                    {
                        "PolicyName": function.name,
                        "PolicyDocument": {"Version": "2012-10-17", "Statement": statements_of(function)},
                    }
                ],
            },
        }
        for function in functions
    }


def statements_of(function: Function) -> list[Statement]:
    """All that a function may do."""
    return [*own_statements(function), *lambda_statements(function)]


def own_statements(function: Function) -> list[Statement]:
    """What its code calls."""
    return load_yaml(INFRA / "rights" / f"{function.name}.yaml")  # type: ignore[no-any-return]


def lambda_statements(function: Function) -> list[Statement]:
    """What Lambda does in its name: write its log, poll its queue, put aside a run that it gave up."""
    queues = load_yaml(INFRA / "functions.yaml")["Queues"]
    statements = [_allow("Log", WRITE_LOG, function.log)]
    if function.resource in queues:
        statements.append(_allow("Poll", POLL, queues[function.resource]["Queue"]))
    if function.is_scheduled:
        statements.append(_allow("GivenUp", ["sqs:SendMessage"], "RunsDead"))
    return statements


def _allow(sid: str, actions: list[str], resource: str) -> Statement:
    return {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": {"Fn::GetAtt": [resource, "Arn"]}}
