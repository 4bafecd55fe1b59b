"""The packaged template, on its way to CloudFormation."""

from copy import deepcopy
from typing import Any

Template = dict[str, Any]
FUNCTION = "AWS::Serverless::Function"
TABLE = "AWS::DynamoDB::Table"


def with_code_at(template: Template, bucket: str, key: str) -> Template:
    """The template with every function's code taken from an artifact."""
    placed = deepcopy(template)
    for resource in resources_of(placed, FUNCTION).values():
        resource["Properties"]["CodeUri"] = f"s3://{bucket}/{key}"
    return placed


def resources_of(template: Template, kind: str) -> dict[str, Any]:
    """The resources of a type, by their names in the template."""
    return {name: one for name, one in template.get("Resources", {}).items() if one["Type"] == kind}
