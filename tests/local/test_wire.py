"""Lengths, sizes and lies: always an answer or a close, never a hang."""

import pytest

from local.gateway import GatewayServer

from .conftest import SHORT
from .raw import RawAnswer, RawClient, request

GOOD = request("GET", "/open")


def assert_problem(answer: RawAnswer, status: int) -> None:
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.json.keys() == {"type", "title", "status", "detail", "instance"}


def refused_and_closed(client: RawClient, content: bytes, status: int) -> None:
    assert_problem(client.ask(content), status)
    assert client.is_closed()


def test_a_connection_serves_many_requests(client: RawClient) -> None:
    assert [client.ask(GOOD).status for _ in range(3)] == [200, 200, 200]


def test_pipelined_requests_are_answered_in_order(client: RawClient) -> None:
    client.send(request("POST", "/echo", b"abc") + request("POST", "/echo", b"abcde"))
    assert [client.answer().json["length"] for _ in range(2)] == [3, 5]


def test_an_answer_is_one_write_and_does_not_wait_for_nagle() -> None:
    from local.gateway.handler import GatewayHandler

    assert GatewayHandler.disable_nagle_algorithm
    assert GatewayHandler.wbufsize == -1


@pytest.mark.parametrize(
    "line",
    [
        b"GET /open\r\n",
        b"GET  /open HTTP/1.1\r\n",
        b"GET open HTTP/1.1\r\n",
        b"GET http://elsewhere/open HTTP/1.1\r\n",
        b"GET /open#there HTTP/1.1\r\n",
        b"GET /things/\xff HTTP/1.1\r\n",
        b"GET /things/%ff HTTP/1.1\r\n",
        b"GET /open?q=%c3 HTTP/1.1\r\n",
        b"GET /op\x00en HTTP/1.1\r\n",
        b"G\xc9T /open HTTP/1.1\r\n",
        b"\x16\x03\x01\x02\x00\x01\r\n",
    ],
)
def test_a_request_line_that_is_none_is_400(client: RawClient, line: bytes) -> None:
    refused_and_closed(client, line + b"Host: x\r\n\r\n", 400)


def test_another_version_of_http_is_505(client: RawClient) -> None:
    refused_and_closed(client, b"GET /open HTTP/2.0\r\n\r\n", 505)


def test_an_http_1_0_client_is_answered_and_left(client: RawClient) -> None:
    assert client.ask(b"GET /open HTTP/1.0\r\n\r\n").status == 200
    assert client.is_closed()


def test_a_client_may_ask_for_the_connection_to_close(client: RawClient) -> None:
    answer = client.ask(request("GET", "/open", Connection="close"))
    assert answer.headers["connection"] == "close"
    assert client.is_closed()


def test_a_line_over_8_kb_is_414(client: RawClient) -> None:
    refused_and_closed(client, b"GET /open?q=" + b"a" * 8192 + b" HTTP/1.1\r\n\r\n", 414)


def test_a_line_without_an_end_is_414(client: RawClient) -> None:
    refused_and_closed(client, b"a" * 100_000, 414)


@pytest.mark.parametrize("header", [b"X-A: " + b"a" * 16384, b"\r\n".join([b"X-A: b"] * 3000)])
def test_headers_over_16_kb_are_431(client: RawClient, header: bytes) -> None:
    refused_and_closed(client, b"GET /open HTTP/1.1\r\n" + header + b"\r\n\r\n", 431)


@pytest.mark.parametrize(
    "header", [b"no colon", b"X A: b", b"Content-Length : 3", b" folded: on", b"X-A: a\x00b", b": b"]
)
def test_a_header_that_is_none_is_400(client: RawClient, header: bytes) -> None:
    refused_and_closed(client, b"GET /open HTTP/1.1\r\nHost: x\r\n" + header + b"\r\n\r\n", 400)


@pytest.mark.parametrize("length", ["-1", "+3", "3.0", "1e3", "0x3", "3, 3", "", "three", "\u00b2", "1_0"])
def test_a_bad_content_length_is_400(client: RawClient, length: str) -> None:
    refused_and_closed(client, f"POST /echo HTTP/1.1\r\nContent-Length: {length}\r\n\r\nabc".encode("latin-1"), 400)


def test_two_content_lengths_are_400(client: RawClient) -> None:
    refused_and_closed(client, b"POST /echo HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400)


@pytest.mark.parametrize("coding", [b"chunked", b"Chunked"])
def test_chunks_are_411(client: RawClient, coding: bytes) -> None:
    chunks = b"3\r\nabc\r\n0\r\n\r\n"
    refused_and_closed(client, b"POST /echo HTTP/1.1\r\nTransfer-Encoding: " + coding + b"\r\n\r\n" + chunks, 411)


def test_chunks_win_over_a_length_so_that_nothing_is_read_twice(client: RawClient) -> None:
    head = b"POST /echo HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
    refused_and_closed(client, head + b"3\r\nabc\r\n0\r\n\r\n", 411)


def test_another_coding_is_501(client: RawClient) -> None:
    refused_and_closed(client, b"POST /echo HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501)


@pytest.mark.parametrize("length", [1024 * 1024 + 1, 10**39])
def test_a_body_over_1_mb_is_413_before_it_is_sent(client: RawClient, length: int) -> None:
    refused_and_closed(client, f"POST /echo HTTP/1.1\r\nContent-Length: {length}\r\n\r\n".encode(), 413)


def test_a_client_that_sends_10_mb_can_still_read_its_413(client: RawClient) -> None:
    refused_and_closed(client, request("POST", "/echo", b"a" * 10_000_000), 413)


def test_a_body_of_1_mb_is_taken(client: RawClient) -> None:
    assert client.ask(request("POST", "/echo", b"a" * 1024 * 1024)).json == {"length": 1024 * 1024}


def test_a_client_that_waits_to_continue_is_told_to(client: RawClient) -> None:
    client.send(b"POST /echo HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
    assert client.answer().status == 100
    assert client.ask(b"abc").json == {"length": 3}


def test_a_client_that_waits_to_send_too_much_is_refused_at_once(client: RawClient) -> None:
    head = b"POST /echo HTTP/1.1\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n"
    refused_and_closed(client, head, 413)


def test_a_length_longer_than_the_body_is_408_and_no_hang(hasty: RawClient) -> None:
    refused_and_closed(hasty, b"POST /echo HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc", 408)


def test_a_body_that_ends_early_is_400(client: RawClient) -> None:
    client.send(b"POST /echo HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc")
    client.stop_sending()
    assert_problem(client.answer(), 400)


def test_a_length_shorter_than_the_body_ends_the_connection(client: RawClient) -> None:
    first = client.ask(b"POST /echo HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcdef\r\n\r\n")
    assert first.json == {"length": 3}
    assert_problem(client.answer(), 400)
    assert client.is_closed()


def test_headers_that_never_end_are_408(hasty: RawClient) -> None:
    refused_and_closed(hasty, b"GET /open HTTP/1.1\r\nHost: x\r\n", 408)


def test_a_request_that_trickles_is_408(hasty: RawClient) -> None:
    """Each byte comes well within the idle time; the whole never ends."""
    hasty.send(b"GET /open HTTP/1.1\r\nX: ")
    hasty._socket.settimeout(SHORT.idle_seconds / 3)
    trickled = 0
    while True:
        try:
            answer = hasty._socket.recv(65536)
        except TimeoutError:
            hasty.send(b"a")
            trickled += 1
            assert trickled < 30, "it may trickle for ever"
        else:
            break
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_an_idle_connection_is_closed_without_a_word(forgetful_server: GatewayServer) -> None:
    with RawClient(forgetful_server.port) as client:
        assert client.ask(GOOD).status == 200
        assert client.is_closed()


def test_a_client_that_goes_away_harms_nobody(server: GatewayServer) -> None:
    for content in (b"", b"GET /op", request("POST", "/echo", b"abc")[:-1], GOOD):
        with RawClient(server.port) as leaving:
            leaving.send(content)
    with RawClient(server.port) as staying:
        assert staying.ask(GOOD).status == 200


def test_more_connections_than_places_are_503(hasty_server: GatewayServer) -> None:
    clients = [RawClient(hasty_server.port) for _ in range(SHORT.connections)]
    try:
        assert [client.ask(GOOD).status for client in clients] == [200] * len(clients)
        with RawClient(hasty_server.port) as one_too_many:
            one_too_many.send(GOOD)
            assert_problem(one_too_many.answer(), 503)
            assert one_too_many.is_closed()
    finally:
        for client in clients:
            client.__exit__()
