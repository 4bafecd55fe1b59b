"""What others know of good templates: cfn-lint for CloudFormation's own rules, cfripper for openings."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pycfmodel
import pytest
from cfnlint.api import lint
from cfnlint.config import ManualArgs
from cfripper.config.config import Config
from cfripper.rule_processor import RuleProcessor
from cfripper.rules import DEFAULT_RULES

from tests.stack.expanded import Stack, Template
from tests.stack.needs import ACCOUNT

pytestmark = pytest.mark.filterwarnings("ignore::pydantic.warnings.PydanticDeprecatedSince20")
"""cfripper still speaks to pydantic as it was."""

PARAMETERS = {"AWS::AccountId": ACCOUNT, "MailSender": "avisos@desk.example", "AlarmMail": "alarmas@desk.example"}


def _openings(template: Template) -> list[str]:
    """What cfripper finds of a template with its values worked out."""
    config = Config(rules=list(DEFAULT_RULES), aws_account_id=ACCOUNT, stack_name="desk")
    model = pycfmodel.parse(_in_whole_numbers(template)).resolve(extra_params=PARAMETERS)
    rules = [rule(config) for rule in DEFAULT_RULES.values()]
    result = RuleProcessor(*rules).process_cf_template(model, config)
    assert result.exceptions == []
    return [f"{failure.rule} {sorted(failure.resource_ids)}: {failure.reason}" for failure in result.failures]


def _in_whole_numbers(template: Template) -> Template:
    """cfripper reads no alarm whose threshold is a fraction."""
    copied = deepcopy(template)
    for resource in copied["Resources"].values():
        if resource["Type"] == "AWS::CloudWatch::Alarm":
            resource["Properties"]["Threshold"] = round(resource["Properties"]["Threshold"])
    return copied


def _refusals(template: Template) -> list[str]:
    """What cfn-lint finds."""
    return [str(match) for match in lint(json.dumps(template), config=ManualArgs(regions=["us-east-1"]))]


def test_cloudformation_would_take_it(stack: Stack) -> None:
    assert _refusals(stack.template) == []


def test_it_is_open_to_nobody(stack: Stack) -> None:
    assert _openings(stack.template) == []


def _statement(resources: dict[str, Any], name: str) -> dict[str, Any]:
    properties = resources[name]["Properties"]
    document = properties.get("PolicyDocument") or properties["Policies"][0]["PolicyDocument"]
    return document["Statement"][-1]  # type: ignore[no-any-return]


OPENINGS: dict[str, Callable[[dict[str, Any]], None]] = {
    "a bucket for everybody": lambda all_: _statement(all_, "PagesBucketPolicy").update(Principal="*", Condition=None),
    "a queue for everybody": lambda all_: _statement(all_, "RunsDeadPolicy").update(Principal="*", Condition=None),
    "a topic for everybody": lambda all_: _statement(all_, "AlarmTopicPolicy").update(Principal="*", Condition=None),
    "a role that may do anything": lambda all_: _statement(all_, "APIHandlerRole").update(Action="*", Resource="*"),
    "a role that others take on": lambda all_: all_["DeliverRole"]["Properties"]["AssumeRolePolicyDocument"][
        "Statement"
    ][0].update(Principal={"AWS": "*"}),
}


@pytest.mark.parametrize("opening", OPENINGS)
def test_an_opening_is_found(stack: Stack, opening: str) -> None:
    opened = deepcopy(stack.template)
    OPENINGS[opening](opened["Resources"])
    assert _openings(opened) != []


def test_what_cloudformation_would_refuse_is_found(stack: Stack) -> None:
    table = deepcopy(stack.resources["DealsTable"])
    del table["Properties"]["KeySchema"]
    assert "'KeySchema' is a required property" in str(_refusals({"Resources": {"DealsTable": table}}))
