"""The packaged template, on its way to CloudFormation; and the one that was deployed last."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import msgspec

from .change_set import ABSENT, EMPTY, stack_status
from .cloud import Cloud, DeployFailed

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


def deployed_template(cloud: Cloud, stack: str) -> Template:
    """The template that a stack was last brought to, as it was given; empty if there is no stack."""
    if stack_status(cloud, stack) in (ABSENT, EMPTY):
        return {}
    body = cloud.client("cloudformation").get_template(StackName=stack, TemplateStage="Original")["TemplateBody"]
    return msgspec.json.decode(body, type=Template) if isinstance(body, str) else dict(body)


def values_for(deployed: Template, wanted: Template, given: Mapping[str, str]) -> dict[str, str | None]:
    """A value for each parameter: the one given, else None for the one that the stack has; a default is left out.

    Raises:
        DeployFailed: one is given that the template does not ask for, or needed and not given.
    """
    asked, had = wanted.get("Parameters", {}), deployed.get("Parameters", {})
    if unknown := sorted(given.keys() - asked.keys()):
        raise DeployFailed(f"The template asks for {', '.join(sorted(asked))}, not for {', '.join(unknown)}.")
    missing = [name for name, one in asked.items() if name not in given and name not in had and "Default" not in one]
    if missing:
        raise DeployFailed(f'A first deployment needs PARAMETERS="{" ".join(f"{name}=…" for name in missing)}".')
    return {name: given.get(name) for name in asked if name in given or name in had}
