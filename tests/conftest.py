"""What tests of several folders share: moto's tables with a tiny dealership in them, and a browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler import LoadFileScheduling

from chalicelib.adapters.connection import connection
from chalicelib.adapters.records import bind_tables
from chalicelib.settings import Settings, read_settings
from tests.browser import CHROMIUM, FLAGS
from tests.desk import ENVIRONMENT, open_tables

STACK = "tests/e2e/"


class OneProcessForTheStack(LoadFileScheduling):  # type: ignore[misc]
    """A file to a process; but the tests of the deployed stack to one, or each process would deploy a stack."""

    def _split_scope(self, nodeid: str) -> str:
        return STACK if nodeid.startswith(STACK) else str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneProcessForTheStack:
    """Share the tests out among processes."""
    return OneProcessForTheStack(config, log)


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of a test deployment, with the environment that they come from."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.delenv("AWS_ENDPOINT_URL_DYNAMODB", raising=False)
    return read_settings(ENVIRONMENT)


@pytest.fixture
def tables(settings: Settings) -> Iterator[None]:
    """Fresh tables: two showrooms, three advisors, two bosses, a manager, three models, four units."""
    bind_tables(settings)
    assert "amazonaws.com" in connection.client.meta.endpoint_url, "moto answers only for AWS's own endpoint"
    with open_tables():
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all; without it these tests say what they miss."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install Debian's package `chromium`, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()
