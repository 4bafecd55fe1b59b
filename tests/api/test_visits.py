"""What customers do on their page: opens that count, answers that lift the follow-up (P1, P2)."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.api.client import Client
from tests.api.publishing import PHONE_BROWSER, detail, opened, publish
from tests.api.samples import quoted, when
from tests.desk import Clock

PREVIEWERS = (
    "WhatsApp/2.24.6.77 A",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "TelegramBot (like TwitterBot)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "curl/8.5.0",
    "",
)


def test_ten_reloads_in_a_visit_are_one_open(bucket: Any, ana: Client, nobody: Client, clock: Clock) -> None:
    quote = quoted(ana)
    url = publish(ana, quote)["url"]
    for _ in range(10):
        assert opened(nobody, url, "visit-one").status == 204
    clock.advance(hours=1)
    assert opened(nobody, url, "visit-two").status == 204
    signals = detail(ana, quote)["signals"]
    assert signals["opens"] == 2
    reasons = ana.get("/follow-ups").body["items"][0]["rank_reasons"]
    assert "Abrió la proforma hace 0 min" in reasons


@pytest.mark.parametrize("agent", PREVIEWERS)
def test_previews_and_crawlers_are_no_opens(bucket: Any, ana: Client, nobody: Client, agent: str) -> None:
    quote = quoted(ana)
    url = publish(ana, quote)["url"]
    for number in range(14):
        assert opened(nobody, url, f"visit-{number:04d}", agent).status == 204
    assert detail(ana, quote)["signals"]["opens"] == 0


def test_an_answer_lifts_the_follow_up_and_tells_the_advisor(bucket: Any, ana: Client, nobody: Client) -> None:
    other, quote = quoted(ana, quality="HOT"), quoted(ana, quality="COLD")
    url = publish(ana, quote)["url"]
    option = quote["vehicles"][0]["payment_options"][0]["id"]
    told = {"kind": "INTERESTED", "option_id": option, "visit_id": "visit-one"}
    for _ in range(3):
        assert nobody.post(f"{urlsplit(url).path}/answers", told).status == 204
    ranked = ana.get("/follow-ups", order="rank").body["items"]
    assert [row["quote_id"] for row in ranked] == [quote["id"], other["id"]]
    events = [event for event in detail(ana, quote)["timeline"] if event["kind"] == "CUSTOMER_ANSWERED"]
    assert len(events) == 1
    assert events[0]["text"].startswith("Me interesa: ")
    assert ana.get(f"/quotes/{quote['id']}").body["pending_follow_up"] == quote["pending_follow_up"]


def test_opens_and_answers_never_make_an_advisors_edit_fail(bucket: Any, ana: Client, nobody: Client) -> None:
    quote = quoted(ana)
    url = publish(ana, quote)["url"]
    version = ana.get(f"/quotes/{quote['id']}").headers["etag"]
    opened(nobody, url, "visit-one")
    nobody.post(f"{urlsplit(url).path}/answers", {"kind": "CALL_ME", "at": when(days=1)})
    reply = ana.patch(f"/quotes/{quote['id']}", {"quality": "HOT"}, version)
    assert reply.status == 200
    assert detail(ana, quote)["signals"]["opens"] == 1


@pytest.mark.parametrize(("what", "most"), [("opens", 30), ("answers", 20)])
def test_an_unknown_link_gets_the_same_answer_and_the_same_limit(
    bucket: Any, ana: Client, nobody: Client, what: str, most: int
) -> None:
    known = f"{urlsplit(publish(ana, quoted(ana))['url']).path}/{what}"
    unknown = f"/p/{'x' * 32}/{what}"
    body = {"visit_id": "visit-one"} | ({"kind": "CALL_ME"} if what == "answers" else {})
    answers = []
    for path in (known, unknown):
        replies = [nobody.post(path, body, **{"User-Agent": PHONE_BROWSER}) for _ in range(most + 1)]
        answers.append([(reply.status, reply.headers) for reply in replies])
    assert answers[0] == answers[1]
    assert [status for status, _ in answers[0]] == [204] * most + [429]
