"""Lean clients: for their own service they are botocore's own clients."""

from typing import Any

import pytest
from botocore.config import Config
from botocore.handlers import BUILTIN_HANDLERS
from botocore.parsers import JSONParser
from botocore.session import Session
from msgspec.json import encode

from chalicelib.adapters.aws import ItemParser, LeanSession, new_client
from chalicelib.adapters.records import RECORDS, DealRecord

SERVICES = ("cognito-idp", "dynamodb", "s3", "ses", "sqs")
ITEM = {"deal_id": {"S": "q1"}, "version": {"N": "7"}, "empty": {"NULL": True}, "flags": {"L": [{"BOOL": False}]}}
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


@pytest.mark.parametrize(
    ("operation", "answer"),
    [
        ("GetItem", {"Item": ITEM, "ConsumedCapacity": {"TableName": "Deals", "CapacityUnits": 0.5}}),
        ("Query", {"Items": [ITEM, ITEM], "Count": 2, "LastEvaluatedKey": ITEM}),
        ("BatchGetItem", {"Responses": {"Deals": [ITEM]}, "UnprocessedKeys": {"Deals": {"Keys": [ITEM]}}}),
        ("UpdateItem", {"Attributes": ITEM}),
        ("TransactWriteItems", {"ConsumedCapacity": [{"TableName": "Deals", "CapacityUnits": 4.0}]}),
    ],
)
def test_items_are_parsed_as_botocore_does(operation: str, answer: dict[str, Any]) -> None:
    shape = Session().get_service_model("dynamodb").operation_model(operation).output_shape
    response = {"headers": {}, "body": encode(answer), "status_code": 200, "context": {}}
    assert ItemParser().parse(response, shape) == JSONParser().parse(response, shape)


def test_no_attribute_is_binary() -> None:
    for record in RECORDS:
        assert {attribute.attr_type for attribute in record.get_attributes().values()} <= {"S", "N"}


def test_a_record_is_read_as_pynamodb_does() -> None:
    names = {name: attribute.attr_type for name, attribute in DealRecord.get_attributes().items()}
    whole: dict[str, dict[str, Any]] = {name: {kind: "7"} for name, kind in names.items()}
    unread: dict[str, dict[str, Any]] = {**whole, "opens": {"NULL": True}, "of_a_newer_version": {"S": "x"}}
    few: dict[str, dict[str, Any]] = {"deal_id": {"S": "q"}}
    for item in (whole, unread, few):
        assert DealRecord.from_raw_data(item).attribute_values == DealRecord._instantiate(item).attribute_values


@pytest.mark.usefixtures("settings")
def test_keys_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", "a token")
    credentials = LeanSession("sqs").get_credentials()
    assert (credentials.access_key, credentials.token) == ("testing", "a token")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    assert LeanSession("sqs").get_credentials() is None
