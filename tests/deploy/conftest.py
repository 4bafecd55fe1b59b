"""An account that moto stands for."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from tools.deploy.cloud import Cloud


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """Empty but for what a test puts there."""
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield Cloud(
            boto3.Session(aws_access_key_id="testing", aws_secret_access_key="testing", region_name="sa-east-1")
        )
