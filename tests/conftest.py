"""What tests of several folders share: moto's tables with a tiny dealership in them, and a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from chalicelib.adapters.connection import connection
from chalicelib.adapters.records import bind_tables
from chalicelib.settings import Settings, read_settings
from tests.browser import CHROMIUM, FLAGS, PATIENCE_MS
from tests.desk import ENVIRONMENT, open_tables

DEPLOYED = Path("tests/e2e")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of two processes each takes whole files, and one of them all that happens at the deployed stack."""
    for item in items:
        path = item.path.relative_to(item.config.rootpath)
        group = path.parent if DEPLOYED in path.parents else path
        item.add_marker(pytest.mark.xdist_group(str(group)))


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
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()
