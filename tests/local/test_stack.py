"""The whole desk on one machine: a kill -9 of everything loses nothing that was answered, nor anybody's session."""

import json
import os
import signal
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from local.stack import Stack, running_stack

PATIENCE_SECONDS = 30
ENGINES_THEN_DESK = ("ministack", "dynoxide", "desk")

pytestmark = [pytest.mark.stack, pytest.mark.engine]


def call(stack: Stack, method: str, path: str, body: Any = None, token: str = "") -> tuple[int, Any]:
    address = urlsplit(stack.api_url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE_SECONDS)
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    try:
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def sign_in(stack: Stack, role: str) -> str:
    account = next(account for account in stack.accounts if account.role == role)
    status, session = call(stack, "POST", "/session", {"email": account.email, "password": account.password})
    assert status == 200, session
    return str(session["id_token"])


def kill_everything(stack: Stack) -> None:
    for name in ENGINES_THEN_DESK:
        os.kill(int((stack.home.pids / f"{name}.pid").read_text()), signal.SIGKILL)


def test_a_desk_goes_on_after_a_kill_of_everything(tmp_path: Path) -> None:
    """One story, because a first start takes its time: used, killed, used, and robbed of its user pool."""
    with running_stack(tmp_path) as stack:
        accounts, token = stack.accounts, sign_in(stack, "ADVISOR")
        assert {account.role for account in accounts} == {"ADVISOR", "BOSS", "MANAGER"}
        assert call(stack, "GET", "/me")[0] == 401
        follow_up, due_at = move_a_follow_up(stack, token)
        page = send_a_link(stack, token, follow_up)
        kill_everything(stack)
    with running_stack(tmp_path) as stack:
        status, detail = call(stack, "GET", follow_up, token=token)
        assert (status, detail["follow_up"]["due_at"]) == (200, due_at)
        assert show(stack, page) == 200
    (tmp_path / "data" / "ministack" / "cognito.json").unlink()
    with running_stack(tmp_path) as stack:
        assert stack.accounts == accounts
        assert call(stack, "GET", follow_up, token=token)[0] == 401
        assert call(stack, "GET", follow_up, token=sign_in(stack, "ADVISOR"))[0] == 200


def send_a_link(stack: Stack, token: str, follow_up: str) -> str:
    """Send the proforma of a follow-up's quote; the path of its page."""
    _, detail = call(stack, "GET", follow_up, token=token)
    status, sent = call(stack, "POST", f"/quotes/{detail['quote']['id']}/sends", {"channel": "COPY"}, token)
    assert status == 201, sent
    page = str(urlsplit(sent["url"]).path)
    assert show(stack, page) == 200
    return page


def show(stack: Stack, page: str) -> int:
    """The status of a customer's page."""
    return int(requests.get(stack.api_url + page, timeout=PATIENCE_SECONDS).status_code)


def move_a_follow_up(stack: Stack, token: str) -> tuple[str, str]:
    """Give a follow-up another date; its path, and the date that was answered."""
    due_at = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    _, listed = call(stack, "GET", "/follow-ups?limit=1", token=token)
    follow_up = f"/follow-ups/{listed['items'][0]['id']}"
    status, moved = call(stack, "POST", f"{follow_up}/re-dates", {"due_at": due_at, "reason": "Pide otro día"}, token)
    assert status == 201, moved
    return follow_up, due_at
