"""The people of the dealership, each with a client; and the clock that the API reads."""

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber
from chalice.app import Chalice, CognitoUserPoolAuthorizer

from chalicelib.adapters import pages, people
from chalicelib.api import endpoint
from chalicelib.api.app import make_app
from chalicelib.domain.dealership import Person
from chalicelib.settings import Settings
from tests.api.client import Client
from tests.api.publishing import BUCKET
from tests.builders import NOW
from tests.desk import ANA, BEN, CARLA, MARA, NORA, SAUL, SITE, Clock


@pytest.fixture
def app(settings: Settings) -> Chalice:
    """The app as the gateway starts it."""
    return make_app(settings, SITE, CognitoUserPoolAuthorizer("People", provider_arns=[settings.user_pool_arn]))


@pytest.fixture
def bucket(tables: None) -> Iterator[Any]:
    """The bucket of the pages, in memory."""
    pages._client.cache_clear()
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket=BUCKET)
    yield s3
    pages._client.cache_clear()


@pytest.fixture
def pool(tables: None) -> Iterator[Stubber]:
    """The user pool, which answers what a test tells it to, once, to what the test expects."""
    with Stubber(people._client()) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time: a Wednesday, 10:00 in Guayaquil, until a test moves it."""
    clock = Clock(NOW)
    monkeypatch.setattr(endpoint, "datetime", clock)
    return clock


@pytest.fixture
def as_person(app: Chalice, tables: None, clock: Clock) -> Callable[[Person | None], Client]:
    """A client of anybody, or of nobody."""
    return lambda person: Client(app, person)


@pytest.fixture
def nobody(as_person: Callable[[Person | None], Client]) -> Client:
    """Not signed in."""
    return as_person(None)


@pytest.fixture
def ana(as_person: Callable[[Person | None], Client]) -> Client:
    """An advisor of the north showroom."""
    return as_person(ANA)


@pytest.fixture
def ben(as_person: Callable[[Person | None], Client]) -> Client:
    """Another advisor of the north showroom."""
    return as_person(BEN)


@pytest.fixture
def carla(as_person: Callable[[Person | None], Client]) -> Client:
    """An advisor of the south showroom."""
    return as_person(CARLA)


@pytest.fixture
def nora(as_person: Callable[[Person | None], Client]) -> Client:
    """The boss of the north showroom."""
    return as_person(NORA)


@pytest.fixture
def saul(as_person: Callable[[Person | None], Client]) -> Client:
    """The boss of the south showroom."""
    return as_person(SAUL)


@pytest.fixture
def mara(as_person: Callable[[Person | None], Client]) -> Client:
    """The manager."""
    return as_person(MARA)
