"""What tests of several folders share: moto's tables with a tiny dealership in them, and a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from chalicelib.adapters.connection import connection
from chalicelib.adapters.records import bind_tables
from chalicelib.settings import Settings, read_settings
from tests.browser import CHROMIUM, FLAGS, PATIENCE_MS
from tests.desk import ENVIRONMENT, open_tables

DEPLOYED = "tests/e2e/"


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # pytest-xdist is not typed
    """Of two processes each takes whole files, and one of them all that happens at the deployed stack. In order, so that what
    a folder's tests share is started once in each.

    Not by pytest-xdist's groups: it writes them into a test's id where pytest 9.2 looks no more, and each test goes anywhere.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return DEPLOYED if file.startswith(DEPLOYED) else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    """How tests are dealt out."""
    return ByFile(config, log)


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
