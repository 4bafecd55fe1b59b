"""The parts put together: what ``chalice package --merge-template`` is given."""

from typing import Any

from .alarms import alarm_resources
from .cfn_yaml import load_yaml
from .chalice_template import Template, chalice_template, merged
from .console import console_resources
from .folder import INFRA
from .functions import function_resources, functions_of
from .gateway import definition_of
from .roles import role_resources
from .tables import table_resources

PARTS = ("parameters", "people", "queues", "mail", "pages", "console", "api", "alarms", "outputs")
"""The files of ``infra/`` that are templates by themselves."""


class SaidTwice(Exception):
    """Two parts say something of the same thing."""


def infra_template(stage: str) -> Template:
    """Everything that the stack has beside Chalice's own template.

    Raises:
        SaidTwice: two parts contradict, or repeat, each other.
    """
    template = chalice_template(stage)
    functions = functions_of(template)
    whole: Template = {"Description": "Mis Seguimientos: the follow-up desk of a motorcycle dealership."}
    for part in PARTS:
        _add(whole, load_yaml(INFRA / f"{part}.yaml"))
    api = {"RestAPI": {"Properties": {"DefinitionBody": definition_of(template)}}}
    for resources in (table_resources(), function_resources(functions), role_resources(functions), api):
        _add(whole, {"Resources": resources})
    for resources in (alarm_resources(functions, whole["Resources"]), console_resources()):
        _add(whole, {"Resources": resources})
    return whole


def whole_template(stage: str) -> Template:
    """The template as it is deployed, but for its package."""
    return merged(chalice_template(stage), infra_template(stage))


def _add(whole: dict[str, Any], part: dict[str, Any], where: str = "") -> None:
    for name, value in part.items():
        place = f"{where}/{name}"
        if name not in whole:
            whole[name] = value
        elif isinstance(value, dict) and isinstance(whole[name], dict):
            _add(whole[name], value, place)
        else:
            raise SaidTwice(place)
