"""``make customer`` asks for whom, says first what would go, and erases only what somebody agreed to."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from chalicelib.adapters import page_versions, pages
from chalicelib.adapters.deals import load_deal
from chalicelib.domain.quote import Quote
from chalicelib.services.erasure import Asked, plan_erasure
from chalicelib.settings import Settings
from tests.builders import NOW, a_customer, a_quote, a_reservation, a_showroom
from tests.desk import ANA, ENVIRONMENT, store
from tools.customer.__main__ import asked_for, carry_out, confirmed, export
from tools.customer.words import in_words
from tools.deploy.cloud import DeployFailed

PHONE, NUMBER = "+593991234567", "1710034065"
BUCKET = ENVIRONMENT["PAGES_BUCKET"]


@pytest.fixture
def quote(tables: None) -> Iterator[Quote]:
    """A customer's quote with a request that waits, in tables and beside a bucket that moto stands for."""
    clients = (pages._client, page_versions._client)
    for client in clients:
        client.cache_clear()
    boto3.client("s3").create_bucket(Bucket=BUCKET)
    customer = a_customer(id_number=NUMBER)
    stored = a_quote(
        customer=customer, advisor=ANA.ref, showroom=a_showroom().ref, reservations=(a_reservation(id="q-test-r5"),)
    )
    store(stored)
    yield stored
    for client in clients:
        client.cache_clear()


def test_who_is_meant_is_named_as_people_write_it() -> None:
    assert asked_for("099 123 4567", "171003406-5") == Asked(PHONE, NUMBER)
    assert asked_for(None, "ab 123456") == Asked(None, "AB123456")


@pytest.mark.parametrize(("phone", "number"), [(None, None), ("", ""), ("12", None), (PHONE, "?")])
def test_nobody_is_meant_by_what_cannot_be(phone: str | None, number: str | None) -> None:
    with pytest.raises(DeployFailed):
        asked_for(phone, number)


def test_what_would_go_is_said_with_what_to_see_to_before(quote: Quote) -> None:
    told = "\n".join(in_words(plan_erasure(Asked(PHONE), BUCKET)))
    assert f"{quote.number} (Cotizado, Ana de Prueba): {quote.customer.name}; events 0, reservations 0" in told
    assert "open reservations" in told
    assert NUMBER in told


def test_a_stranger_is_told_that_nothing_is_held(quote: Quote, capsys: pytest.CaptureFixture[str]) -> None:
    plan = plan_erasure(Asked("+593990000000"), BUCKET)
    assert not confirmed(plan, yes=True, ask=None)
    assert "Nothing is held under +593990000000." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("yes", "typed", "erases"),
    [(False, None, False), (False, "yes", False), (False, "", False), (False, " erase ", True), (True, None, True)],
)
def test_nothing_is_erased_unless_somebody_says_so(quote: Quote, yes: bool, typed: str | None, erases: bool) -> None:
    plan = plan_erasure(Asked(PHONE), BUCKET)
    assert confirmed(plan, yes=yes, ask=None if typed is None else lambda _: typed) is erases


def test_it_is_erased_and_said(quote: Quote, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    carry_out(plan_erasure(Asked(PHONE), BUCKET), settings, NOW, lambda _: None)
    deal = load_deal(quote.id)
    assert deal is not None
    assert deal.quote.customer.is_erased
    assert capsys.readouterr().out.startswith("Erased.\n")
    assert not confirmed(plan_erasure(Asked(PHONE), BUCKET), yes=True, ask=None)


def test_a_copy_is_written_to_a_file_that_only_its_owner_reads(
    quote: Quote, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "copy.json"
    file.touch(0o644)  # one that was there before
    export(Asked(None, NUMBER), settings, file, NOW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    copy = json.loads(file.read_text(encoding="utf-8"))
    assert copy["quotes"][0]["quote"]["customer"]["phone"] == PHONE
    assert copy["notices"] == []


def test_a_copy_of_nothing_says_so(quote: Quote, settings: Settings, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    export(Asked("+593990000000"), settings, None, NOW)
    assert json.loads(capfdbinary.readouterr().out)["quotes"] == []
