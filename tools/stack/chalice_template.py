"""What Chalice makes of ``app.py``: the template of ``chalice package``, with no package built."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalice.awsclient import TypedAWSClient
from chalice.cli.factory import CLIFactory
from chalice.deploy.appgraph import ApplicationGraphBuilder, DependencyBuilder
from chalice.deploy.deployer import BaseDeployStep, BuildStage, InjectDefaults, SwaggerBuilder
from chalice.deploy.models import DeploymentPackage
from chalice.deploy.swagger import CFNSwaggerGenerator
from chalice.package import PackageOptions, ResourceBuilder, SAMTemplateGenerator, TemplateDeepMerger

from local.home import REPOSITORY

Template = dict[str, Any]

REGION = "us-east-1"
"""Chalice wants one to know a partition's names; the template itself names none."""


class _NoPackage(BaseDeployStep):  # type: ignore[misc]
    def handle_deploymentpackage(self, _config: Any, resource: DeploymentPackage) -> None:
        resource.filename = "package.zip"


def chalice_template(stage: str) -> Template:
    """The template of a stage of ``.chalice/config.json``."""
    with _environment_put_back():
        os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
        factory = CLIFactory(str(REPOSITORY), environ=os.environ)
        config = factory.create_config_obj(chalice_stage_name=stage, user_provided_params={})
        build = BuildStage([InjectDefaults(), _NoPackage(), SwaggerBuilder(swagger_generator=CFNSwaggerGenerator())])
        builder = ResourceBuilder(ApplicationGraphBuilder(), DependencyBuilder(), build)
        client = TypedAWSClient(factory.create_botocore_session())
        generator = SAMTemplateGenerator(config, PackageOptions(client))
        return generator.generate(builder.construct_resources(config, stage))  # type: ignore[no-any-return]


def merged(template: Template, infra: Template) -> Template:
    """What ``chalice package --merge-template`` makes of the two."""
    return TemplateDeepMerger().merge(infra, template)  # type: ignore[no-any-return]


@contextmanager
def _environment_put_back() -> Iterator[None]:
    """Chalice writes its configuration's variables into the process."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
