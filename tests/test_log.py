"""The log: one line of JSON for a piece of work, counted by CloudWatch, and nobody to be found in it."""

import ast
import json
import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError
from chalice.app import CloudWatchEvent, SQSEvent

from chalicelib import bootstrap
from chalicelib.api.batches import handle_batch
from chalicelib.domain.errors import Busy, Unavailable
from chalicelib.log import METRICS, NAMESPACE, JsonLines, mask, start_logging
from chalicelib.logbook import Entry, RunFailed, a_run, without_words
from chalicelib.meter import count_request
from chalicelib.services.posting import Delivery
from chalicelib.settings import Settings
from tests.logged import logged

SOURCES = sorted((Path(__file__).parents[1] / "chalicelib").rglob("*.py"))
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}

MAY_BE_TOLD = {"TRIES", "attempt", "event.event_type", "len(envelopes)", "lines[0].envelope", "quote_id", "tries"}
"""What the texts of our own log lines may be completed with: ids, counts, and codes of AWS's."""

PEOPLE = {
    "name": "María Fernanda Zambrano",
    "phone": "+593 99 123 4567",
    "bare phone": "0991234567",
    "spaced phone": "099-123-4567",
    "id number": "1710034065",
    "tax number": "1792060346001",
    "e-mail": "maria.z+ventas@correo.example",
}


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What a function named ``desk-api`` writes to its log."""
    with logged("desk-api", logging.getLogger("desk")) as lines:
        yield lines


def _only(written: StringIO) -> dict[str, Any]:
    line, end = written.getvalue().split("\n")
    assert end == ""
    told: dict[str, Any] = json.loads(line)
    return told


def _failing(error: Exception) -> Exception:
    """An error as it is caught: with where it was raised, and raised while another was handled."""
    nobody: dict[str, str] = {}
    try:
        try:
            nobody[PEOPLE["name"]]
        except KeyError as first:
            raise error from first
    except Exception as caught:  # noqa: BLE001 - to be told
        error = caught
    return error


def test_an_entry_is_one_line_with_its_figures(written: StringIO) -> None:
    entry = Entry("request", request_id="r-1", route="GET /follow-ups")
    entry.note(person="p-ana", role="ADVISOR")
    count_request("Query", 3.5)
    entry.close("GET /follow-ups 200", status=200)
    told = _only(written)
    assert told.pop("duration_ms") >= 0
    assert told.pop("cold_starts") in (0, 1)
    assert told.pop("time").endswith("+00:00")
    assert told.pop("_aws")["CloudWatchMetrics"]
    assert told == {
        "level": "INFO",
        "stack": "desk",
        "function": "desk-api",
        "kind": "request",
        "request_id": "r-1",
        "route": "GET /follow-ups",
        "person": "p-ana",
        "role": "ADVISOR",
        "status": 200,
        "round_trips": 1,
        "capacity_units": 3.5,
        "faults": 0,
    }


def test_the_line_is_a_metric_of_each_figure_by_stack_alone(written: StringIO) -> None:
    Entry("run", job="overdue").close("overdue")
    told = _only(written)
    (directive,) = told["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == NAMESPACE
    assert directive["Dimensions"] == [["stack"]]
    assert told["stack"] == "desk"
    assert {metric["Name"]: metric["Unit"] for metric in directive["Metrics"]} == METRICS
    assert all(isinstance(told[name], int | float) for name in METRICS)
    assert abs(told["_aws"]["Timestamp"] / 1000 - logging.makeLogRecord({}).created) < 60


def test_only_the_first_entry_of_a_process_was_cold(written: StringIO) -> None:
    for _ in range(3):
        Entry("run", job="overdue").close("overdue")
    told = [json.loads(line)["cold_starts"] for line in written.getvalue().splitlines()]
    assert told[1:] == [0, 0]


@pytest.mark.parametrize("who", PEOPLE.values(), ids=PEOPLE)
def test_an_error_is_told_without_what_it_says(written: StringIO, who: str) -> None:
    answer = {"Error": {"Code": "ValidationException", "Message": who}, "Item": {"phone": who}}
    for error in (ValueError(who), UnicodeError(f"in {who!r}"), ClientError(answer, "PutItem"), RuntimeError([who])):
        Entry("request", request_id="r-1", route="POST /quotes").close("failed", error=_failing(error), fault=True)
    assert who not in written.getvalue()
    assert "Zambrano" not in written.getvalue()


def test_an_error_is_told_by_type_code_place_and_cause(written: StringIO) -> None:
    error = ClientError({"Error": {"Code": "ThrottlingException"}}, "PutItem")
    Entry("run", job="overdue").close("overdue failed", error=_failing(error), fault=True)
    told = _only(written)
    assert told["level"] == "ERROR"
    assert told["faults"] == 1
    assert [(one["type"], one["code"]) for one in told["error"]] == [
        ("ClientError", "ThrottlingException"),
        ("KeyError", None),
    ]
    assert told["error"][0]["at"][0].startswith("tests/test_log.py:")
    assert told["error"][0]["at"][0].endswith(" _failing")


@pytest.mark.parametrize("who", [who for what, who in PEOPLE.items() if what != "name"])
@pytest.mark.parametrize("text", ["{}", "cel{}", "({})", "a {}, b", "«{}»", "tel:{}x", "'{}'", "1 {} 2"])
def test_texts_of_others_are_masked(written: StringIO, text: str, who: str) -> None:
    logging.getLogger("desk.elsewhere").warning("refused: %s", text.format(who))
    told = _only(written)
    assert who not in told["message"]
    assert not any(part in told["message"] for part in ("123456", "123 4567", "123-4567", "71003406", "correo.example"))


@pytest.mark.parametrize(
    "made_here",
    [
        "q0123456789012345678a",
        "0123456789abcdef0123456789abcdef",
        "123e4567-e89b-12d3-a456-426614174000",
        "12345678-1234-1234-1234-123456789012",
        "overdue-p-ana-20261125T1030",
    ],
)
def test_ids_that_we_made_can_be_read(made_here: str) -> None:
    assert mask(f"the page of {made_here} is left") == f"the page of {made_here} is left"


def test_half_a_character_does_not_break_the_line() -> None:
    line = JsonLines("desk", "desk-api").format(logging.makeLogRecord({"msg": "\ud800 \n \x00"}))
    assert line.isascii()
    assert "\n" not in line
    assert json.loads(line)["message"] == "\ud800 \n \x00"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_log_calls_say_only_what_may_be_told(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in LEVELS and ast.unparse(node.func.value) == "log" and source.name != "logbook.py":
            assert isinstance(node.args[0], ast.Constant), f"line {node.lineno}: a text that is made elsewhere"
            assert {ast.unparse(argument) for argument in node.args[1:]} <= MAY_BE_TOLD, f"line {node.lineno}"


def test_a_message_is_entered_whatever_becomes_of_it(written: StringIO) -> None:
    def handle(message: Delivery) -> None:
        raise {"gone": Unavailable, "busy": Busy, "bug": ZeroDivisionError}.get(message.envelope, Exception)

    def facts(message: Delivery) -> dict[str, str]:
        return {"envelope": message.envelope}

    handle_batch(
        [("m-1", '{"envelope": "gone"}'), ("m-2", '{"envelope": "busy"}'), ("m-3", "?")], Delivery, handle, facts
    )
    with pytest.raises(ZeroDivisionError):
        handle_batch([("m-4", '{"envelope": "bug"}')], Delivery, handle, facts)
    told = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [(one["message_id"], one.get("envelope"), one["faults"], one["error"][0]["type"]) for one in told] == [
        ("m-1", "gone", 1, "Unavailable"),
        ("m-2", "busy", 0, "Busy"),
        ("m-3", None, 1, "DecodeError"),
        ("m-4", "bug", 1, "ZeroDivisionError"),
    ]


def test_what_a_run_raises_reaches_the_runtime_without_its_words(written: StringIO) -> None:
    with pytest.raises(RunFailed) as raised, a_run("overdue", "r-1"):
        raise ValueError(PEOPLE["name"])
    assert str(raised.value) == "ValueError"
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    told = _only(written)
    assert (told["job"], told["request_id"], told["faults"]) == ("overdue", "r-1", 1)
    with pytest.raises(RunFailed), without_words():
        raise ValueError(PEOPLE["name"])


@pytest.mark.parametrize("function", ["run_schedule", "run_page_sweep", "run_tasks", "run_deliveries", "run_bounces"])
def test_no_function_lets_words_out(function: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError(PEOPLE["name"])

    monkeypatch.setattr("chalicelib.services.jobs.fan_out", fail)
    monkeypatch.setattr("chalicelib.services.page_rewriting.sweep_pages", fail)
    monkeypatch.setattr("chalicelib.api.batches.handle_batch", fail)
    monkeypatch.setattr(bootstrap, "_settings", lambda: settings)
    context: Any = SimpleNamespace(aws_request_id="r-1")
    tick, queued = CloudWatchEvent(_TICK, context), SQSEvent({"Records": []}, context)
    given = {"run_schedule": ("overdue", tick), "run_page_sweep": (tick,)}.get(function, (queued,))
    with pytest.raises(RunFailed) as raised:
        getattr(bootstrap, function)(*given)
    assert str(raised.value) == "ValueError"
    assert raised.value.__suppress_context__


_TICK = {
    "version": "0",
    "account": "123456789012",
    "region": "us-east-1",
    "detail": {},
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "time": "2026-11-25T12:00:00Z",
    "id": "tick",
    "resources": [],
}


def test_on_lambda_our_lines_take_the_place_of_the_runtimes(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before = root.handlers, root.level, {name: logging.getLogger(name).level for name in ("desk", "chalicelib")}
    try:
        start_logging("desk", "desk-api")
        logging.getLogger("desk.elsewhere").info("ours")
        logging.getLogger("urllib3").info("not ours")
        logging.getLogger("urllib3").warning("Retrying for %s", PEOPLE["e-mail"])
    finally:
        root.handlers, level, levels = before
        root.setLevel(level)
        for name, one in levels.items():
            logging.getLogger(name).setLevel(one)
    told = [json.loads(line)["message"] for line in capsys.readouterr().out.splitlines()]
    assert told == ["ours", "Retrying for …"]
