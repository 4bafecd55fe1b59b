"""The roles of the template, with the names of the test desk in the place of the stack's; judged by moto's IAM."""

import json
from copy import deepcopy
from functools import cache
from typing import Any

from moto.iam.access_control import IAMPolicy, PermissionResult

from tests.desk import ENVIRONMENT
from tests.jobs.names import CONFIGURATION, OUTBOX, SENDER, WORK
from tests.stack.needs import ACCOUNT, REGION, Need
from tools.stack.chalice_template import chalice_template
from tools.stack.functions import Function, functions_of
from tools.stack.roles import statements_of

Statement = dict[str, Any]


def _arn(service: str, rest: str) -> str:
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{rest}"


NAMES = {
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::AccountId": ACCOUNT,
    "DealsTable.Arn": _arn("dynamodb", f"table/{ENVIRONMENT['DEALS_TABLE']}"),
    "InventoryTable.Arn": _arn("dynamodb", f"table/{ENVIRONMENT['INVENTORY_TABLE']}"),
    "DirectoryTable.Arn": _arn("dynamodb", f"table/{ENVIRONMENT['DIRECTORY_TABLE']}"),
    "LedgerTable.Arn": _arn("dynamodb", f"table/{ENVIRONMENT['LEDGER_TABLE']}"),
    "PagesBucket.Arn": f"arn:aws:s3:::{ENVIRONMENT['PAGES_BUCKET']}",
    "WorkQueue.Arn": _arn("sqs", WORK),
    "OutboxQueue.Arn": _arn("sqs", OUTBOX),
    "BouncesQueue.Arn": _arn("sqs", "bounces"),
    "RunsDead.Arn": _arn("sqs", "runs-dead"),
    "MailSet": CONFIGURATION,
    "MailSender": SENDER,
}
"""What the template's names stand for on the test desk."""
CONDITIONS = {"HasMailIdentity": False}


class Policy:
    """What one function may do."""

    def __init__(self, statements: list[Statement]) -> None:
        self.statements = statements
        self._judge = IAMPolicy({"policy_document": json.dumps({"Version": "2012-10-17", "Statement": statements})})
        self._known: dict[Need, bool] = {}

    def allows(self, need: Need) -> bool:
        """Whether a right is given."""
        if need not in self._known:
            verdict = self._judge.is_action_permitted(
                need.action, need.resource, incoming_condition_values=dict(need.conditions)
            )
            self._known[need] = verdict is PermissionResult.PERMITTED
        return self._known[need]

    def pairs(self) -> list[tuple[int, str, str]]:
        """Every action on every resource that is given, with the number of its statement."""
        return [
            (number, action, resource)
            for number, statement in enumerate(self.statements)
            for action in statement["Action"]
            for resource in statement["Resource"]
        ]

    def without(self, number: int, action: str, resource: str) -> "Policy":
        """The policy with one action on one resource taken out of a statement."""
        statements = deepcopy(self.statements)
        split = statements.pop(number)
        for kept in split["Action"]:
            resources = [name for name in split["Resource"] if (kept, name) != (action, resource)]
            if resources:
                statements.append({**split, "Action": [kept], "Resource": resources})
        return Policy(statements)


@cache
def functions() -> dict[str, Function]:
    """The functions of the app by the name that they have in the stack."""
    return {function.name: function for function in functions_of(chalice_template("prod"))}


@cache
def policy_of(name: str) -> Policy:
    """The policy of a function's role."""
    function = functions()[name]
    return Policy([_resolved(statement, function) for statement in statements_of(function)])


def names_of(function: Function) -> dict[str, str]:
    """What the template's names stand for where a function is concerned."""
    return NAMES | {f"{function.log}.Arn": _arn("logs", f"log-group:{function.name}")}


def _resolved(statement: Statement, function: Function) -> Statement:
    plain = {key: resolve(value, names_of(function)) for key, value in statement.items()}
    return plain | {"Action": _many(plain["Action"]), "Resource": _many(plain["Resource"])}


def _many(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def resolve(value: Any, names: dict[str, str]) -> Any:
    """A value of the template with its functions worked out.

    Raises:
        KeyError: it names something that nobody has named here.
    """
    match value:
        case {"Ref": str(name)}:
            return names[name]
        case {"Fn::GetAtt": [str(resource), str(attribute)]}:
            return names[f"{resource}.{attribute}"]
        case {"Fn::If": [str(condition), yes, no]}:
            return resolve(yes if CONDITIONS[condition] else no, names)
        case {"Fn::Sub": [str(text), dict(more)]}:
            return _substituted(text, names | {name: resolve(one, names) for name, one in more.items()})
        case {"Fn::Sub": str(text)}:
            return _substituted(text, names)
        case dict():
            return {key: resolve(one, names) for key, one in value.items()}
        case list():
            return [resolve(one, names) for one in value]
    return value


def _substituted(text: str, names: dict[str, str]) -> str:
    before, mark, rest = text.partition("${")
    if not mark:
        return text
    name, _, after = rest.partition("}")
    return before + names[name] + _substituted(after, names)
