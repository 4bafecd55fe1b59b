"""Routes, methods, preflights, and what never reaches a client."""

import gzip
import json
import logging
from typing import Any

import pytest

from local.gateway import GatewayServer
from local.gateway.gateway import ZIPPED_FROM
from local.home import REPOSITORY

from .raw import RawClient, request
from .test_wire import GOOD, assert_problem


@pytest.mark.parametrize(
    "target", ["/nowhere", "/things", "/things/", "/things//", "//x/open", "/", "/open/x", "/%2Fopen"]
)
def test_an_unknown_address_is_404(client: RawClient, target: str) -> None:
    assert_problem(client.ask(request("GET", target)), 404)
    assert client.ask(GOOD).status == 200


def test_an_unknown_address_is_404_with_a_token_too(client: RawClient) -> None:
    answer = client.ask(request("GET", "/nowhere", Authorization="Bearer sécret"))
    assert_problem(answer, 404)
    assert b"cret" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "TRACE", "BREW"])
def test_a_method_that_a_route_lacks_is_405_and_says_which_it_has(client: RawClient, method: str) -> None:
    answer = client.ask(request(method, "/open"))
    assert_problem(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_a_wrong_method_is_405_before_anybody_asks_for_a_token(client: RawClient) -> None:
    assert_problem(client.ask(request("POST", "/mine")), 405)


def test_head_is_get_without_the_body(client: RawClient) -> None:
    client.send(request("HEAD", "/open") + GOOD)
    head, get = client.answer(bodiless=True), client.answer()
    assert (head.status, head.headers["content-length"]) == (200, get.headers["content-length"])
    assert get.json == {"ok": True}


def test_a_refused_head_has_no_body_either(client: RawClient) -> None:
    client.send(request("HEAD", "/nowhere") + GOOD)
    assert client.answer(bodiless=True).status == 404
    assert client.answer().json == {"ok": True}


@pytest.mark.parametrize("length", [ZIPPED_FROM - 1, ZIPPED_FROM])
def test_a_long_answer_is_zipped_for_whoever_can_unzip_as_api_gateway_does(client: RawClient, length: int) -> None:
    plain = client.ask(request("GET", f"/long/{length}"))
    zipped = client.ask(request("GET", f"/long/{length}", Accept_Encoding="gzip, br"))
    assert "content-encoding" not in plain.headers
    assert len(plain.body) == length
    if length < ZIPPED_FROM:
        assert zipped.body == plain.body
    else:
        assert (zipped.headers["content-encoding"], zipped.headers["vary"]) == ("gzip", "Accept-Encoding")
        assert gzip.decompress(zipped.body) == plain.body


def test_it_zips_from_the_length_that_is_deployed() -> None:
    config = json.loads((REPOSITORY / ".chalice" / "config.json").read_text())
    assert config["minimum_compression_size"] == ZIPPED_FROM


def test_no_content_says_no_length(client: RawClient) -> None:
    client.send(request("DELETE", "/nothing") + GOOD)
    answer = client.answer()
    assert answer.status == 204
    assert "content-length" not in answer.headers
    assert client.answer().json == {"ok": True}


def test_a_path_parameter_arrives_as_it_was_sent(client: RawClient) -> None:
    answer = client.ask(request("GET", "/things/a%20b;c?q=%C3%B1&q=2"))
    assert answer.json == {"thing": "a%20b%3Bc", "query": {"q": ["ñ", "2"]}}


def test_a_preflight_lets_the_console_in(client: RawClient) -> None:
    answer = client.ask(request("OPTIONS", "/mine", Origin="http://console.localhost"))
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == "http://console.localhost"
    assert set(answer.headers["access-control-allow-methods"].split(",")) == {"GET", "OPTIONS"}
    assert "Authorization" in answer.headers["access-control-allow-headers"]


@pytest.mark.parametrize("content", [request("GET", "/nowhere"), request("GET", "/mine"), b"nonsense\r\n\r\n"])
def test_the_console_can_read_a_refusal(client: RawClient, content: bytes) -> None:
    assert client.ask(content).headers["access-control-allow-origin"] == "http://console.localhost"


def test_two_requests_at_once_do_not_see_each_other(server: GatewayServer) -> None:
    with RawClient(server.port) as one, RawClient(server.port) as other:
        one.send(request("GET", "/meet/one"))
        other.send(request("GET", "/meet/other"))
        for client, name in ((one, "one"), (other, "other")):
            assert client.answer().json == {"who": name, "asked": {"who": name}}


def test_an_error_in_a_view_shows_nothing_of_itself(client: RawClient) -> None:
    answer = client.ask(request("GET", "/broken"))
    assert answer.status == 500
    assert b"secret" not in answer.body
    assert b"Traceback" not in answer.body


def test_an_app_that_breaks_down_is_a_500_problem(client: RawClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: Any) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr("chalice.app.Chalice.__call__", break_down)
    answer = client.ask(GOOD)
    assert_problem(answer, 500)
    assert b"secret" not in answer.body


def test_an_answer_is_never_split_by_its_headers(client: RawClient) -> None:
    answer = client.ask(request("GET", "/split"))
    assert_problem(answer, 500)
    assert "set-cookie" not in answer.headers


def test_the_access_log_tells_no_secrets(client: RawClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.ask(request("GET", "/things/1?q=Quishpe", Authorization="Bearer s3cr3t"))
        client.ask(request("GET", "/mine", Authorization="Bearer s3cr3t"))
        client.ask(request("POST", "/p/s3cr3t-link/opens"))
        client.ask(GOOD)
    assert "GET /things/1 200" in caplog.text
    assert "Quishpe" not in caplog.text
    assert "s3cr3t" not in caplog.text
