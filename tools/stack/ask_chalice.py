"""Chalice's template of ``app.py`` on standard output, with no package built; in a process of its own.

Chalice imports the app with its configuration's variables, which would stay in the process that asks.
"""

import json
import os
import sys
from typing import Any

from chalice.awsclient import TypedAWSClient
from chalice.cli.factory import CLIFactory
from chalice.deploy.appgraph import ApplicationGraphBuilder, DependencyBuilder
from chalice.deploy.deployer import BaseDeployStep, BuildStage, InjectDefaults, SwaggerBuilder
from chalice.deploy.models import DeploymentPackage
from chalice.deploy.swagger import CFNSwaggerGenerator
from chalice.package import PackageOptions, ResourceBuilder, SAMTemplateGenerator

from local.home import REPOSITORY


class _NoPackage(BaseDeployStep):
    def handle_deploymentpackage(self, _config: Any, resource: DeploymentPackage) -> None:
        resource.filename = "package.zip"


def main(stage: str) -> None:
    """Write the template of a stage of ``.chalice/config.json``."""
    factory = CLIFactory(str(REPOSITORY), environ=os.environ)
    config = factory.create_config_obj(chalice_stage_name=stage, user_provided_params={})
    build = BuildStage([InjectDefaults(), _NoPackage(), SwaggerBuilder(swagger_generator=CFNSwaggerGenerator())])
    builder = ResourceBuilder(ApplicationGraphBuilder(), DependencyBuilder(), build)
    client = TypedAWSClient(factory.create_botocore_session())
    generator = SAMTemplateGenerator(config, PackageOptions(client))
    json.dump(generator.generate(builder.construct_resources(config, stage)), sys.stdout)


main(sys.argv[1])
