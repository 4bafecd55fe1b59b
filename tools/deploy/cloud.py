"""One account in one region, with a client for each service that a deployment talks to."""

from functools import cached_property
from typing import Any

import boto3
from botocore.config import Config

CONFIG = Config(connect_timeout=5, read_timeout=60, retries={"total_max_attempts": 5, "mode": "standard"})


class DeployFailed(Exception):
    """It went no further; the message says to an engineer what stood in the way, and what to do."""


class Cloud:
    """The account that a session's credentials are of; the environment's, unless told."""

    def __init__(self, session: Any = None, endpoint_url: str | None = None) -> None:
        self._session = session or boto3.Session()
        self._endpoint_url = endpoint_url
        self._clients: dict[str, Any] = {}

    @cached_property
    def account(self) -> str:
        return str(self.client("sts").get_caller_identity()["Account"])

    @property
    def region(self) -> str:
        """The region.

        Raises:
            DeployFailed: the environment names none.
        """
        if not self._session.region_name:
            raise DeployFailed("No region: set AWS_REGION, or one in the profile that AWS_PROFILE names.")
        return str(self._session.region_name)

    def client(self, service: str) -> Any:
        """The client of a service, made once."""
        if service not in self._clients:
            self._clients[service] = self._session.client(
                service, config=CONFIG, region_name=self.region, endpoint_url=self._endpoint_url
            )
        return self._clients[service]
