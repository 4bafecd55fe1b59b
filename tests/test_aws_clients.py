"""Lean clients: for their own service they are botocore's own clients."""

from typing import Any

import pytest
from botocore.config import Config
from botocore.handlers import BUILTIN_HANDLERS
from botocore.session import Session

from chalicelib.adapters.aws import LeanSession, new_client

SERVICES = ("cognito-idp", "dynamodb", "s3", "ses", "sqs")
EVENTS = sorted({spec[0].partition(".")[0] for spec in BUILTIN_HANDLERS} - {"docs", "getattr"})


def _heard(session: Session, event: str) -> list[Any]:
    emitter = session.get_component("event_emitter")
    return list(emitter._emitter._handlers.prefix_search(event))


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("service", SERVICES)
def test_its_own_service_is_handled_as_botocore_does(service: str) -> None:
    client = new_client(service, Config())
    whole, lean = Session(), LeanSession(service)
    name = client.meta.service_model.service_id.hyphenize()
    for event in EVENTS:
        assert _heard(lean, f"{event}.{name}") == _heard(whole, f"{event}.{name}")
        for operation in client.meta.service_model.operation_names:
            assert _heard(lean, f"{event}.{name}.{operation}") == _heard(whole, f"{event}.{name}.{operation}")


def test_others_handlers_are_left_out() -> None:
    assert _heard(Session(), "before-call.glacier.X") != _heard(LeanSession("dynamodb"), "before-call.glacier.X")


@pytest.mark.usefixtures("settings")
def test_keys_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", "a token")
    credentials = LeanSession("sqs").get_credentials()
    assert (credentials.access_key, credentials.token) == ("testing", "a token")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    assert LeanSession("sqs").get_credentials() is None
