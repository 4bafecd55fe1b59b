"""The whole desk, running in a process of its own, and people who are signed in to it."""

from collections.abc import Callable, Iterator

import pytest

from local.stack import Stack, running_stack
from tests.http.client import HttpClient


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Engines, demo dealership, people and gateway, on free ports."""
    with running_stack(tmp_path_factory.mktemp("desk")) as stack:
        yield stack


@pytest.fixture(scope="session")
def signed_in(stack: Stack) -> Callable[[str, int], HttpClient]:
    """A client of the n-th person of a role."""

    def sign_in(role: str, number: int = 0) -> HttpClient:
        account = [account for account in stack.accounts if account.role == role][number]
        client = HttpClient(stack.api_url)
        client.sign_in(account.email, account.password)
        return client

    return sign_in


@pytest.fixture(scope="session")
def advisor(signed_in: Callable[..., HttpClient]) -> HttpClient:
    return signed_in("ADVISOR")


@pytest.fixture(scope="session")
def manager(signed_in: Callable[..., HttpClient]) -> HttpClient:
    return signed_in("MANAGER")


@pytest.fixture(scope="session")
def boss(advisor: HttpClient, signed_in: Callable[..., HttpClient]) -> HttpClient:
    """The boss of the advisor's showroom."""
    bosses = [signed_in("BOSS", number) for number in range(2)]
    return next(boss for boss in bosses if boss.me["showroom"] == advisor.me["showroom"])


@pytest.fixture(scope="session")
def colleague(advisor: HttpClient, signed_in: Callable[..., HttpClient]) -> HttpClient:
    """Another advisor of the same showroom."""
    others = [signed_in("ADVISOR", number) for number in range(1, 5)]
    return next(other for other in others if other.me["showroom"] == advisor.me["showroom"])
