"""Publishing and sending the proforma, and what the customer does on it (M5, M11, M14, P1, P2, P4)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.adapters import connection as connection_module
from chalicelib.adapters import pages
from chalicelib.domain.errors import Unavailable
from chalicelib.services.page_rewriting import sweep_pages
from tests.api.client import Client, Reply
from tests.api.publishing import BUCKET, detail, opened, page, publish, send
from tests.api.samples import OVER_THE_LIMIT, a_cash_option, a_customer, a_resolution, a_vehicle, quoted, when
from tests.builders import NOW, ZONE
from tests.desk import SITE, Clock


def test_publishing_gives_a_link_that_shows_the_quote(bucket: Any, ana: Client) -> None:
    quote = quoted(ana)
    published = publish(ana, quote)
    html = page(bucket, published["url"])
    assert quote["number"] in html
    assert "María" in html
    assert published["version"] == 1
    assert len(urlsplit(published["url"]).path.rpartition("/")[2]) >= 32
    address = re.search(r'property="og:image" content="([^"]+)"', html)
    assert address is not None
    preview = bucket.get_object(Bucket=BUCKET, Key=urlsplit(address[1]).path.lstrip("/"))
    assert preview["ContentType"] == "image/png"


def test_the_page_keeps_the_customer_to_the_first_name(bucket: Any, ana: Client) -> None:
    customer = a_customer(last_name="Zambrano", email="cliente@example.com", id_type="CEDULA", id_number="1710034065")
    quote = quoted(ana, customer=customer)
    published = publish(ana, quote)
    html = page(bucket, published["url"])
    for secret in ("Zambrano", "cliente@example.com", "1710034065", quote["customer"]["phone"][4:]):
        assert secret not in html
        assert secret not in published["url"]


def test_publishing_again_without_a_change_makes_no_new_version(bucket: Any, ana: Client) -> None:
    quote = quoted(ana)
    assert publish(ana, quote) == publish(ana, quote)
    assert [kept["version"] for kept in ana.get(f"/quotes/{quote['id']}/proformas").body["items"]] == [1]


def test_a_change_makes_the_page_stale_and_the_next_send_publishes_at_the_same_link(bucket: Any, ana: Client) -> None:
    quote = quoted(ana)
    first = publish(ana, quote)
    ana.post(f"/quotes/{quote['id']}/vehicles", a_vehicle(model_id="m-two"))
    assert ana.get(f"/quotes/{quote['id']}").body["proforma"]["stale"] is True
    assert "Puma 150" not in page(bucket, first["url"])
    sent = send(ana, quote).body
    assert sent["url"] == first["url"]
    assert "Puma 150" in page(bucket, first["url"])
    proforma = ana.get(f"/quotes/{quote['id']}").body["proforma"]
    assert (proforma["version"], proforma["stale"]) == (2, False)


def test_every_version_stays_as_it_was_sent_but_counts_nothing(bucket: Any, ana: Client, ben: Client) -> None:
    quote = quoted(ana)
    first_page = page(bucket, publish(ana, quote)["url"])
    ana.post(f"/quotes/{quote['id']}/vehicles", a_vehicle(model_id="m-two"))
    publish(ana, quote)
    kept = ana.get(f"/quotes/{quote['id']}/proformas/1")
    assert kept.status == 200
    assert kept.body == first_page.replace('data-beacon="on"', 'data-beacon="off"')
    assert kept.body != first_page
    assert ana.get(f"/quotes/{quote['id']}/proformas/3").status == 404
    assert ana.get(f"/quotes/{quote['id']}/proformas/uno").status == 404
    assert ben.get(f"/quotes/{quote['id']}/proformas/1").status == 404
    assert ben.get(f"/quotes/{quote['id']}/proformas").status == 404


def test_a_discount_that_waits_does_not_show_until_it_is_approved(bucket: Any, ana: Client, nora: Client) -> None:
    quote = quoted(ana, vehicles=[a_vehicle(payment_options=[a_cash_option(), a_cash_option(discount=OVER_THE_LIMIT)])])
    vehicle = quote["vehicles"][0]
    waiting = vehicle["payment_options"][1]["id"]
    url = publish(ana, quote)["url"]
    assert f'"{waiting}"' not in page(bucket, url)
    path = f"/quotes/{quote['id']}/vehicles/{vehicle['id']}/payment-options/{waiting}/discount-decision"
    assert nora.post(path, {"decision": "APPROVED"}).status == 201
    assert ana.get(f"/quotes/{quote['id']}").body["proforma"]["stale"] is True
    send(ana, quote)
    assert f'"{waiting}"' in page(bucket, url)


@pytest.mark.parametrize(
    "first_name", ["María & José", "Ñusta 😀", "Ana=?#%", "D'Angelo + Cía"], ids=["and", "emoji", "signs", "quote"]
)
@pytest.mark.parametrize("phone", ["0991234567", "+593991234567"])
def test_the_whatsapp_link_decodes_to_the_message(bucket: Any, ana: Client, first_name: str, phone: str) -> None:
    quote = quoted(ana, customer=a_customer(first_name=first_name, phone=phone))
    sent = send(ana, quote).body
    link = urlsplit(sent["whatsapp_url"])
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/593991234567")
    assert parse_qs(link.query) == {"text": [sent["message"]]}
    assert first_name in sent["message"]
    assert sent["url"] in sent["message"]


def test_the_manager_sets_the_message(bucket: Any, ana: Client, mara: Client) -> None:
    template = "Estimado {customer}:\n{models} en {dealership}.\n{link} — {advisor}"
    assert mara.patch("/settings", {"whatsapp_message": template}).status == 200
    sent = send(ana, quoted(ana)).body
    assert sent["message"].startswith("Estimado María:\n")
    assert parse_qs(urlsplit(sent["whatsapp_url"]).query) == {"text": [sent["message"]]}


@pytest.mark.parametrize(
    "template", ["Hola {customer}", "{link} {secret}", "{link}{customer}", "{link} {a.b}", "{{link}}"]
)
def test_a_message_without_the_link_or_with_an_unknown_field_is_refused(
    bucket: Any, mara: Client, template: str
) -> None:
    reply = mara.patch("/settings", {"whatsapp_message": template})
    assert (reply.status, reply.pointers) == (422, ["/whatsapp_message"])


def test_each_send_is_recorded(bucket: Any, ana: Client) -> None:
    quote = quoted(ana)
    send(ana, quote)
    send(ana, quote, "COPY")
    kinds = [event["kind"] for event in detail(ana, quote)["timeline"]]
    assert kinds == ["PROFORMA_SENT", "PROFORMA_SENT", "PROFORMA_PUBLISHED", "QUOTE_CREATED"]


def test_who_opted_out_gets_no_whatsapp(bucket: Any, ana: Client) -> None:
    quote = quoted(ana)
    ana.patch(f"/quotes/{quote['id']}", {"customer": {"opted_out": True}}, '"1"')
    refused = send(ana, quote)
    assert refused.status == 409
    assert refused.body["state"] == {"opted_out": True}
    copied = send(ana, quote, "COPY")
    assert (copied.status, copied.body["whatsapp_url"]) == (201, None)


def lose(client: Client, quote: dict[str, Any], reason: str = "PRICE") -> Reply:
    return client.post(f"/quotes/{quote['id']}/stage-changes", {"to": "LOST", "reason": reason})


def test_a_lost_quotes_link_says_so_and_comes_back_when_it_is_reopened(bucket: Any, ana: Client) -> None:
    quote = quoted(ana)
    url = publish(ana, quote)["url"]
    current = page(bucket, url)
    assert lose(ana, quote).status == 201
    lost = page(bucket, url)
    assert 'data-state="lost"' in lost
    assert "wa.me" in lost
    assert send(ana, quote).status == 409
    follow_up = {"type": "CALL", "due_at": when(days=2), "quality": "WARM"}
    ana.post(f"/quotes/{quote['id']}/stage-changes", {"to": "QUOTED", "follow_up": follow_up})
    assert page(bucket, url) == current


def test_a_new_validity_and_a_new_advisor_show_on_the_link(bucket: Any, ana: Client, nora: Client) -> None:
    quote = quoted(ana)
    url = publish(ana, quote)["url"]
    version = ana.get(f"/quotes/{quote['id']}").headers["etag"]
    assert ana.patch(f"/quotes/{quote['id']}", {"valid_until": "2026-08-20"}, version).status == 200
    assert 'data-valid-until="2026-08-20"' in page(bucket, url)
    handover = {"from_advisor_id": "ana", "to_advisor_id": "ben"}
    assert nora.post("/reassignments", handover).status == 201
    assert "Ben de Prueba" in page(bucket, url)
    assert "Ana de Prueba" not in page(bucket, url)


def test_whoever_writes_an_older_page_over_a_newer_one_puts_it_right(
    bucket: Any, ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = quoted(ana)
    url = publish(ana, quote)["url"]
    real = pages.put_page
    waiting = [True]

    def slow_put(bucket_name: str, token: str, kept: pages.KeptPage) -> None:
        if waiting:
            waiting.clear()
            reopening = {"to": "QUOTED", "follow_up": {"type": "CALL", "due_at": when(days=2)}}
            assert ana.post(f"/quotes/{quote['id']}/stage-changes", reopening).status == 201
        real(bucket_name, token, kept)

    monkeypatch.setattr(pages, "put_page", slow_put)
    assert lose(ana, quote).status == 201
    assert 'data-state="current"' in page(bucket, url)


def test_two_who_publish_first_at_once_leave_one_page(
    bucket: Any, ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = quoted(ana)
    real = pages.put_page
    waiting = [True]

    def overtaken(bucket_name: str, token: str, kept: pages.KeptPage) -> None:
        if waiting:
            waiting.clear()
            publish(ana, quote)
        real(bucket_name, token, kept)

    monkeypatch.setattr(pages, "put_page", overtaken)
    publish(ana, quote)
    objects = bucket.list_objects_v2(Bucket=BUCKET, Prefix="p/")["Contents"]
    assert len({kept["Key"].split("/")[1] for kept in objects}) == 1


def test_a_bucket_that_does_not_answer_leaves_the_page_to_the_sweep(
    bucket: Any, ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote, other = quoted(ana), quoted(ana)
    url, other_url = publish(ana, quote)["url"], publish(ana, other)["url"]

    def refused(*_: Any) -> None:
        raise Unavailable

    with monkeypatch.context() as patch:
        patch.setattr(pages, "put_page", refused)
        assert lose(ana, quote).status == 201
        assert lose(ana, other).status == 201
    for kept in bucket.list_objects_v2(Bucket=BUCKET, Prefix=f"versions/{quote['id']}/")["Contents"]:
        bucket.delete_object(Bucket=BUCKET, Key=kept["Key"])
    assert sweep_pages(NOW + timedelta(minutes=5), ZONE, SITE) == 1
    assert 'data-state="current"' in page(bucket, url)
    assert 'data-state="lost"' in page(bucket, other_url)


def test_losing_it_through_a_resolution_changes_the_page_too(bucket: Any, ana: Client) -> None:
    quote = quoted(ana)
    url = publish(ana, quote)["url"]
    closing = a_resolution(next=None, stage_change={"to": "LOST", "reason": "DUPLICATE"})
    reply = ana.post(f"/follow-ups/{quote['pending_follow_up']['id']}/resolution", closing)
    assert reply.status == 201, reply.body
    assert 'data-state="replaced"' in page(bucket, url)


def test_an_expired_quote_is_not_sent(bucket: Any, ana: Client, clock: Clock) -> None:
    quote = quoted(ana)
    clock.advance(days=16)
    refused = send(ana, quote)
    assert refused.status == 409
    assert refused.body["state"] == {"valid_until": quote["valid_until"]}


def test_the_round_trips_of_a_page(bucket: Any, ana: Client, nobody: Client) -> None:
    """As docs/costs.md tells them."""
    quote = quoted(ana)
    publishing = ["BatchGetItem", "BatchGetItem", "TransactWriteItems", "GetItem", "BatchGetItem", "UpdateItem"]
    assert operations_of(lambda: send(ana, quote)) == publishing
    assert operations_of(lambda: send(ana, quote)) == ["BatchGetItem", "TransactWriteItems", "GetItem"]
    assert operations_of(lambda: publish(ana, quote)) == ["BatchGetItem", "GetItem"]
    url = publish(ana, quote)["url"]
    look_up = ["UpdateItem", "GetItem", "GetItem"]
    assert operations_of(lambda: opened(nobody, url, "visit-one")) == [*look_up, "TransactWriteItems"]
    answer = {"kind": "INTERESTED", "visit_id": "visit-one"}
    told = operations_of(lambda: nobody.post(f"{urlsplit(url).path}/answers", answer))
    assert told == [*look_up, "TransactWriteItems"]


def operations_of(act: Callable[[], object]) -> list[str]:
    """What an API call asks of DynamoDB."""
    made: list[str] = []

    def count(operation: str, _units: float) -> None:
        made.append(operation)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection_module, "count_request", count)
        act()
    return made


def test_a_send_that_is_retried_is_one_send(bucket: Any, ana: Client) -> None:
    quote = quoted(ana)
    path, body = f"/quotes/{quote['id']}/sends", {"channel": "WHATSAPP"}
    first, again = ana.post(path, body, key="one"), ana.post(path, body, key="one")
    assert (first.status, first.body) == (again.status, again.body)
    kinds = [event["kind"] for event in detail(ana, quote)["timeline"]]
    assert kinds.count("PROFORMA_SENT") == 1
