"""Who counts as a person on the proforma, and how an answer reads (P1, P2)."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.codes import AnswerKind
from chalicelib.domain.visits import CustomerAnswer, answer_text, is_person
from tests.builders import ZONE, a_quote


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (Linux; Android 14; SM-A055M) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 12; CUBOT P50) AppleWebKit/537.36 Chrome/119.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 Telegram-Android/11.2",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1",
    ],
)
def test_a_phones_browser_is_a_person(agent: str) -> None:
    assert is_person(agent)


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "WhatsApp/2.24.6.77 A",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "TelegramBot (like TwitterBot)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
        "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
        "curl/8.5.0",
        "python-requests/2.32",
    ],
)
def test_previews_crawlers_and_programs_are_no_persons(agent: str) -> None:
    assert not is_person(agent)


def test_an_answer_names_the_option_and_the_local_time() -> None:
    quote = a_quote()
    vehicle = quote.vehicles[0]
    at = datetime(2026, 7, 16, 15, 30, tzinfo=UTC)
    told = CustomerAnswer(AnswerKind.INTERESTED, "visit-one", vehicle.payment_options[0].id, at)
    assert answer_text(told, quote, ZONE) == f"Me interesa: {vehicle}, contado, 16/07/2026 10:30"


def test_an_answer_about_an_option_that_is_gone_is_kept_without_it() -> None:
    assert answer_text(CustomerAnswer(AnswerKind.CALL_ME, "visit-one", "o99"), a_quote(), ZONE) == "Llámenme"
