"""The template as CloudFormation sees it: SAM's short forms written out by SAM's own translator."""

import os
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from samtranslator.translator.transform import transform

Template = dict[str, Any]
CODE = "s3://artifacts/deployment.zip"


class _NoManagedPolicies:
    def load(self) -> dict[str, str]:
        return {}


def expanded(template: Template) -> Template:
    """A whole template without SAM in it; the template that is given is used up."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = CODE
    with patch.dict(os.environ, {"AWS_DEFAULT_REGION": "us-east-1"}):
        return transform(template, {}, _NoManagedPolicies())  # type: ignore[no-any-return]


class Stack:
    """A template, and how to find one's way in it."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.resources: dict[str, Any] = template["Resources"]

    def of_type(self, kind: str) -> dict[str, Any]:
        """The properties of every resource of a type, by its name."""
        found = {name: one for name, one in self.resources.items() if one["Type"] == kind}
        return {name: one.get("Properties", {}) for name, one in found.items()}

    def alarms_on(self, namespace: str, metric: str) -> list[Any]:
        """What the alarms on a metric watch, one value for each; None is the whole account."""
        alarms = self.of_type("AWS::CloudWatch::Alarm").values()
        watched = [one for one in alarms if (one["Namespace"], one["MetricName"]) == (namespace, metric)]
        return [one["Dimensions"][0]["Value"] if "Dimensions" in one else None for one in watched]


def functions_in(value: Any) -> Iterator[tuple[str, Any]]:
    """Every ``Ref`` and ``Fn::…`` in a value, with what it is given."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "Ref" or key.startswith("Fn::"):
                yield key, inner
            yield from functions_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from functions_in(inner)


def dicts_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every dict in a value, itself too."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from dicts_in(inner)
