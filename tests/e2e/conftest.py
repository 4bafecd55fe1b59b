"""One deployment for all tests here, with its people, catalogue and stock; each loaded as a dealership would do it."""

from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.dealership import Rules
from local.demo.catalogue import MODELS
from tests.desk import vin
from tests.http.client import HttpClient
from tools.deploy.packaging import packaged
from tools.deploy.run import Build

from . import ministack
from .cast import ADVISOR, BOSS, CAST, COLLEAGUE, ELSEWHERE, MANAGER, Known, first_sign_in, invite
from .deployment import DEPLOYED, SENDER, STAGE, Deployment
from .patience import until
from .quotes import a_quote
from .ticks import fire

DUE_AFTER = timedelta(seconds=6)
"""Still to come when the request for it has arrived, whatever else the machine has to do."""
ALERTS_AT_ANY_HOUR = {
    "overdue_grace_minutes": 0,
    "quiet_from": "00:00:00",
    "quiet_until": "00:00:00",
    "working_weekdays": [0, 1, 2, 3, 4, 5, 6],
}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was deployed, and what nothing here proves."""
    told = [dict(report.user_properties).get(DEPLOYED) for report in terminalreporter.getreports("passed")]
    for lines in filter(None, told):
        terminalreporter.section("deployed to ministack")
        for line in lines:
            terminalreporter.write_line(line)
        terminalreporter.write_line("out of reach here:")
        for what, why in ministack.OUT_OF_REACH.items():
            terminalreporter.write_line(f"  {what}: {why}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where a test fails, show what the functions complained of."""
    report = yield
    deployment = getattr(item, "funcargs", {}).get("deployment")
    if report.failed and isinstance(deployment, Deployment):
        report.sections.append(("what the functions logged", "\n".join(deployment.complaints())))
    return report


@pytest.fixture(scope="package")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """This folder, packaged as it is for AWS."""
    return packaged(STAGE, tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="package")
def deployment(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """The stack, created; its sender's address is verified before, as docs/deploying.md asks."""
    with ministack.running(tmp_path_factory.mktemp("aws")) as engine:
        deployment = Deployment(engine, ministack.cloud(engine))
        deployment.client("ses").verify_email_identity(EmailAddress=SENDER)
        deployment.deploy(build)
        yield deployment


@pytest.fixture(scope="package")
def cast(deployment: Deployment) -> dict[str, Known]:
    """Everybody, by id: invited, and signed in for the first time."""
    for person in CAST:
        invite(deployment, person)
    return {person.id: first_sign_in(deployment, person) for person in CAST}


@pytest.fixture(scope="package")
def stock(deployment: Deployment, cast: dict[str, Known]) -> list[dict[str, Any]]:
    """Three models with two units each in the advisor's showroom, put there by the manager."""
    manager = cast[MANAGER.id].client(deployment)
    units = []
    for number, model in enumerate(MODELS[:3]):
        body = {"brand": model.brand, "name": model.name, "list_price_cents": model.list_price_cents}
        body |= {"colours": list(model.colours), "model_years": list(model.model_years)}
        made = manager.created("/models", body)
        for unit in range(2):
            body = {"vin": vin(10 * number + unit), "model_id": made["id"], "model_year": 2026}
            body |= {"colour": model.colours[0], "showroom_id": ADVISOR.showroom_id}
            units.append(manager.created("/units", body))
    return units


@pytest.fixture(scope="package", autouse=True)
def overdue(deployment: Deployment, cast: dict[str, Known], stock: list[dict[str, Any]]) -> dict[str, Any]:
    """A quote whose follow-up is overdue and was alerted; before all else, for its letter takes a minute to come."""
    manager, advisor = cast[MANAGER.id].client(deployment), cast[ADVISOR.id].client(deployment)
    assert manager.patch("/settings", ALERTS_AT_ANY_HOUR, "*").status_code == 200
    due_at = datetime.now(UTC) + DUE_AFTER
    quote = a_quote(advisor, stock[0], follow_up={"type": "CALL", "due_at": due_at.isoformat()})

    def told() -> bool:
        fire(deployment, "overdue")
        return quote["number"] in advisor.get("/inbox").text

    if alerts_today():
        until(told)
    return quote


def alerts_today() -> bool:
    """Whether alerts go out today; on a holiday in Ecuador they rest, and nothing here can change that."""
    rules = Rules(working_weekdays=(0, 1, 2, 3, 4, 5, 6))
    return rules.is_working_day(datetime.now(ZoneInfo("America/Guayaquil")).date())


SignedIn = Callable[[str], HttpClient]


@pytest.fixture(scope="package")
def sessions() -> dict[str, dict[str, Any]]:
    """Sessions opened so far, so that each person signs in once."""
    return {}


@pytest.fixture
def signed_in(deployment: Deployment, cast: dict[str, Known], sessions: dict[str, dict[str, Any]]) -> SignedIn:
    """A client of somebody, at the address that the API has now."""

    def client_of(person_id: str) -> HttpClient:
        if person_id not in sessions:
            sessions[person_id] = cast[person_id].client(deployment).session_opened
        client = HttpClient(deployment.api_url)
        client.session.headers["Authorization"] = f"Bearer {sessions[person_id]['id_token']}"
        client.me = sessions[person_id]["person"]
        return client

    return client_of


@pytest.fixture
def advisor(signed_in: SignedIn) -> HttpClient:
    return signed_in(ADVISOR.id)


@pytest.fixture
def colleague(signed_in: SignedIn) -> HttpClient:
    return signed_in(COLLEAGUE.id)


@pytest.fixture
def elsewhere(signed_in: SignedIn) -> HttpClient:
    """An advisor of the other showroom."""
    return signed_in(ELSEWHERE.id)


@pytest.fixture
def boss(signed_in: SignedIn) -> HttpClient:
    return signed_in(BOSS.id)


@pytest.fixture
def manager(signed_in: SignedIn) -> HttpClient:
    return signed_in(MANAGER.id)
