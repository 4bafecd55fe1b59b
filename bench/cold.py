"""``make bench``: a cold start and a warm list of 50, of the packaged app and of two rivals, side by side in one run.

Every function runs under AWS's own runtime client, in processes that are new for each cold start, and gives the same
answer. The order changes from round to round; the figures are medians, and of processor time where two are compared:
what else the machine does lengthens a wait and not the work.

There are two tables: one with the engine's answer kept in the process, as in the experiment that the wanted ratios come
from; and one with calls over HTTP to the local engine, which adds the same to all of them.
"""

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from chalicelib.adapters.connection import connection
from chalicelib.adapters.entries import QUOTE_ENTRY
from chalicelib.adapters.records import DealRecord
from chalicelib.adapters.stored import sortable
from chalicelib.domain.agenda import ONE_DAY
from local.tables import make_tables
from tests.builders import a_follow_up
from tests.desk import ENVIRONMENT
from tests.engine.deals import a_pending_quote, load_quotes
from tests.engine.desk import Desk
from tests.engine.engine import CREDENTIALS, connected, engine_home, running

from . import lambda_runtime
from .cold_functions import Candidate, candidates

ROUNDS = 20
WARMING_CALLS = 50
"""Not counted: Python makes a function faster while it is called the first few times."""
WARM_CALLS = 100
PENDING = 50
PLAIN = "PlainFollowUps"
OF_THE_HOUR = {"days_pending", "bucket", "rank_reasons"}
WANTED = {("cold", "bare"): 0.75, ("cold", "fast"): 0.35, ("warm", "bare"): 0.4, ("warm", "fast"): 0.2}


@dataclass(frozen=True)
class Sample:
    """One process: milliseconds until it was ready, of its first answer, of a later one; and what they took."""

    ready: float
    first: float
    warm: float
    cold_cpu: float
    warm_cpu: float


Samples = defaultdict[str, list[Sample]]


def main() -> int:
    """Print the table, and the ratios beside those that are wanted."""
    parser = argparse.ArgumentParser(prog="python -m bench.cold", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    os.environ.update(CREDENTIALS)
    functions = candidates()
    with TemporaryDirectory() as folder, running(engine_home(Path(folder))) as engine, connected(engine.url):
        make_tables()
        event, environment = _event(_dealership()), _environment(engine.url)
        called: Samples = defaultdict(list)
        kept: Samples = defaultdict(list)
        answers: list[Any] = []
        for number in range(asked.rounds + 1):
            for name in _in_turn(list(functions), number):
                function, log = functions[name], Path(folder) / "function.log"
                one = _measure(function, event, environment, log, answers)
                other = _measure(function, event, environment | {"BENCH_KEPT": f"{folder}/{name}.json"}, log, answers)
                if number:  # the first round warms the disk's cache, and keeps what the engine answers
                    called[name].append(one)
                    kept[name].append(other)
    print("The engine's answer kept in the process", *_table(functions, kept), sep="\n")
    for told, wanted in zip(_ratios(kept), WANTED.values(), strict=True):
        print(f"{told} (wanted: {wanted} or less)")
    print("\nCalls over HTTP to the local engine", *_table(functions, called), *_ratios(called), sep="\n")
    return 0


def _in_turn(names: list[str], number: int) -> list[str]:
    shift = number % len(names)
    return names[shift:] + names[:shift]


def _measure(function: Candidate, event: bytes, environment: dict[str, str], log: Path, answers: list[Any]) -> Sample:
    started = perf_counter()
    with lambda_runtime.running(sys.executable, function.handler, function.folders, environment, log) as process:
        ready = process.await_next() - started
        first = _answered(process, event, answers)
        cold_cpu = process.cpu_seconds()
        for _ in range(WARMING_CALLS):
            _answered(process, event, answers)
        lukewarm_cpu = process.cpu_seconds()
        waits = [_answered(process, event, answers) for _ in range(WARM_CALLS)]
        warm_cpu = (process.cpu_seconds() - lukewarm_cpu) / WARM_CALLS
    return Sample(*(1000 * seconds for seconds in (ready, first, median(waits), cold_cpu, warm_cpu)))


def _answered(process: lambda_runtime.Function, event: bytes, answers: list[Any]) -> float:
    """Seconds to an answer; every answer with a list must be the same as all others, whoever gives it."""
    seconds, answer = process.invoke(event)
    assert answer["statusCode"] == 200, answer
    told = json.loads(answer["body"])
    if told:
        if not answers:
            answers.append(told)
        assert len(told["items"]) == PENDING
        assert told == answers[0], (told, answers[0])
    process.await_next()
    return seconds


def _dealership() -> Desk:
    """An advisor with so many pending follow-ups, and the same rows once more as anybody would store them.

    They are due on as many days around today, and every third customer has opened the proforma, long ago.
    """
    desk = Desk()
    now, opened = datetime.now(UTC), {}
    for number in range(PENDING):
        quote_id = f"q{number:020d}"
        pending = a_follow_up(id=f"{quote_id}-9", due_at=now + (number - PENDING // 2 or PENDING) * ONE_DAY)
        load_quotes([a_pending_quote(quote_id, desk.advisor, desk.showroom, pending=pending)])
        if number % 3 == 0:
            opened[quote_id] = sortable(now - (number + 10) * ONE_DAY)
            record = DealRecord(quote_id, QUOTE_ENTRY)
            record.update(actions=[DealRecord.opens.set(2), DealRecord.last_open_at.set(opened[quote_id])])
    connection.client.create_table(
        TableName=PLAIN,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("advisor_id", "sort")],
        KeySchema=[
            {"AttributeName": "advisor_id", "KeyType": "HASH"},
            {"AttributeName": "sort", "KeyType": "RANGE"},
        ],
    )
    for row in desk.call(desk.advisor, "GET", "/follow-ups").json["items"]:
        keys = {"advisor_id": {"S": desk.advisor.id}, "sort": {"S": f"{row['due_at']}#{row['id']}"}}
        stored = {name: value for name, value in row.items() if name not in OF_THE_HOUR}
        stored["last_open_at"] = opened.get(row["quote_id"])
        connection.client.put_item(TableName=PLAIN, Item={**_stored(stored)["M"], **keys})
    return desk


def _stored(value: Any) -> dict[str, Any]:
    match value:
        case None:
            return {"NULL": True}
        case int():
            return {"N": str(value)}
        case list():
            return {"L": [_stored(one) for one in value]}
        case dict():
            return {"M": {name: _stored(one) for name, one in value.items()}}
    return {"S": value}


def _event(desk: Desk) -> bytes:
    """GET /follow-ups, as API Gateway hands it on."""
    claims = {
        "custom:person_id": desk.advisor.id,
        "custom:showroom_id": desk.showroom.id,
        "cognito:groups": "ADVISOR",
        "token_use": "id",
    }
    path = "/follow-ups"
    event = {
        "resource": path,
        "path": path,
        "httpMethod": "GET",
        "headers": {"Accept": "application/json", "Host": "desk.example"},
        "multiValueHeaders": {"Accept": ["application/json"], "Host": ["desk.example"]},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": path,
            "httpMethod": "GET",
            "path": f"/api{path}",
            "stage": "api",
            "identity": {"sourceIp": "203.0.113.1"},
            "authorizer": {"claims": claims},
        },
        "body": None,
        "isBase64Encoded": False,
    }
    return json.dumps(event).encode()


def _environment(engine: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    local = {"AWS_ENDPOINT_URL_DYNAMODB": engine, "AWS_REGION": "us-east-1", "NO_PROXY": "127.0.0.1"}
    return kept | ENVIRONMENT | CREDENTIALS | local | {"PLAIN_TABLE": PLAIN}


def _table(functions: dict[str, Candidate], samples: Samples) -> Iterator[str]:
    rounds = len(next(iter(samples.values())))
    yield f"Medians of {rounds} interleaved runs, in ms; warm: {WARM_CALLS} calls each after {WARMING_CALLS} more, a list of {PENDING}"
    yield "| function | ready | first answer | warm answer | cold, processor | warm, processor |"
    yield "| --- | --: | --: | --: | --: | --: |"
    for name, function in functions.items():
        cells = (f"{_middle(samples[name], of):.1f}" for of in ("ready", "first", "warm", "cold_cpu", "warm_cpu"))
        yield f"| {function.title} | {' | '.join(cells)} |"


def _ratios(samples: Samples) -> Iterator[str]:
    for what, rival in WANTED:
        figure = f"{what}_cpu"
        ratio = median(
            getattr(ours, figure) / getattr(theirs, figure)
            for ours, theirs in zip(samples["ours"], samples[rival], strict=True)
        )
        yield f"{what}, this app to {rival}: {ratio:.2f}"


def _middle(samples: list[Sample], figure: str) -> float:
    return float(median(getattr(sample, figure) for sample in samples))


if __name__ == "__main__":
    raise SystemExit(main())
