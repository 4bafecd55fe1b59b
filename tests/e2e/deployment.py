"""The stack as the tests see it: deployed by the tool that an engineer uses."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

from local.engines import ACCOUNT, Engine
from local.home import REPOSITORY
from tools.deploy.cloud import Cloud
from tools.deploy.run import Build, Target, deploy

from . import ministack

STAGE = "dev"
SENDER = "avisos@motos-del-paramo.example"
CONSOLE = "https://mesa.motos-del-paramo.example"
PAGES = "https://cotizaciones.motos-del-paramo.example"
PARAMETERS = {
    "MailSender": SENDER,
    "AlarmMail": "alarmas@motos-del-paramo.example",
    "ConsoleDomain": CONSOLE.removeprefix("https://"),
    "PagesDomain": PAGES.removeprefix("https://"),
    "CertificateArn": f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/of-both-names",
}
DEPLOYED = "what was deployed"
"""The property of a test's report that the summary of the run tells."""
ROUTINE = ("START ", "END ", "REPORT ", '{"level":"INFO"')
MOST_COMPLAINTS = 60
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL")


@dataclass
class Deployment:
    """A deployed stack, and how to deploy to it again."""

    engine: Engine
    cloud: Cloud
    outputs: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    """What the tool said, the last time."""

    @property
    def api_url(self) -> str:
        return ministack.api_url(self.engine, self.outputs)

    def client(self, service: str) -> Any:
        return self.cloud.client(service)

    def deploy(self, build: Build) -> None:
        """Bring the stack to a build."""
        self.said = []
        if self.outputs:
            with ministack.queues_held(self.cloud, self.outputs):
                self._deploy(build, {})
        else:
            self.client("sesv2").create_email_identity(EmailIdentity=SENDER)
            self._deploy(build, PARAMETERS)

    def _deploy(self, build: Build, parameters: dict[str, str]) -> None:
        target = Target(STAGE, parameters)
        self.outputs = deploy(self.cloud, target, self.fitted(build), self.said.append)
        ministack.put_back(self.cloud, self.outputs, build.template)

    @staticmethod
    def fitted(build: Build) -> Build:
        """The build as ministack takes it."""
        return build._replace(template=ministack.fitted(build.template))

    def run(self, module: str, *arguments: str) -> str:
        """What a tool of the command line says; its environment is the only thing that leads it here."""
        inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
        command = [sys.executable, "-m", module, "--stage", STAGE, *arguments]
        done = subprocess.run(  # noqa: S603 - our own modules
            command,
            env=inherited | ministack.environment(self.engine),
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def mail_to(self, address: str) -> list[dict[str, Any]]:
        """Mails to an address, oldest first."""
        return [mail for mail in ministack.sent_mail(self.engine) if address in mail["To"]]

    def complaints(self) -> list[str]:
        """What the functions logged and was no mere information."""
        logs = self.client("logs")
        groups = logs.describe_log_groups(logGroupNamePrefix="/aws/lambda/mis-seguimientos-")["logGroups"]
        found = [
            f"{group['logGroupName'].rpartition('/')[2]}: {event['message'].rstrip()}"
            for group in groups
            for event in logs.filter_log_events(logGroupName=group["logGroupName"])["events"]
            if not event["message"].startswith(ROUTINE)
        ]
        return found[-MOST_COMPLAINTS:]
