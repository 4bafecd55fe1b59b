"""One account in one region, with a client for each service that a deployment talks to."""

import os
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
        self._session = session or boto3.Session(region_name=os.environ.get("AWS_REGION"))
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

    def environment(self) -> dict[str, str]:
        """Region and credentials as the environment of a function has them, which the desk's own adapters read."""
        credentials = self._session.get_credentials()
        if credentials is None:
            raise DeployFailed("No credentials: set AWS_PROFILE, or sign in.")
        key = credentials.get_frozen_credentials()
        found = {
            "AWS_ACCESS_KEY_ID": key.access_key,
            "AWS_SECRET_ACCESS_KEY": key.secret_key,
            "AWS_SESSION_TOKEN": key.token,
            "AWS_DEFAULT_REGION": self.region,
            "AWS_REGION": self.region,
        }
        return {name: value for name, value in found.items() if value}

    def client(self, service: str) -> Any:
        """The client of a service, made once."""
        if service not in self._clients:
            self._clients[service] = self._session.client(
                service, config=CONFIG, region_name=self.region, endpoint_url=self._endpoint_url
            )
        return self._clients[service]
