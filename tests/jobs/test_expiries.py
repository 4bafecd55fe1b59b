"""What ends by its date: the advisor is told the day before, the link says so afterwards (B4, P4)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import boto3
import pytest
from msgspec.structs import replace

from chalicelib.adapters import directory, pages
from chalicelib.adapters.records import DealRecord
from chalicelib.answer import Answer
from chalicelib.domain.codes import NoticeKind
from chalicelib.domain.quote import Quote
from chalicelib.services.perform import perform
from chalicelib.services.proformas import PublishedPage, publish_proforma
from chalicelib.services.quotes import QuoteEdit, edit_quote
from chalicelib.services.renewals import renew_quote
from chalicelib.services.tasks import Job
from tests.builders import NOW, local
from tests.desk import ANA, SITE, call_of
from tests.jobs.quotes import a_pending
from tests.jobs.shift import Shift, lines_told, told

LAST = date(2026, 7, 17)
DAY_BEFORE, LAST_DAY, DAY_AFTER = (local(f"2026-07-{day} 07:00") for day in (16, 17, 18))
NEXT_MONTH = NOW + timedelta(days=30)


@pytest.fixture
def quote(shift: Shift) -> Quote:
    """A quote that holds until the day after tomorrow."""
    return a_pending(NEXT_MONTH, quote_id="q-ends", valid_until=LAST)


def _tick(shift: Shift, *at: Any) -> None:
    for now in at:
        shift.tick(now, Job.EXPIRIES)


def test_the_advisor_is_told_the_day_before_once(shift: Shift, quote: Quote) -> None:
    _tick(shift, NOW)
    assert told("ana") == []
    _tick(shift, DAY_BEFORE, DAY_BEFORE + timedelta(minutes=15), LAST_DAY)
    assert lines_told("ana") == [("QUOTES_EXPIRING", quote.id)]


def test_nobody_is_woken_for_it(shift: Shift, quote: Quote) -> None:
    _tick(shift, local("2026-07-16 00:15"), local("2026-07-16 06:45"))
    assert told("ana") == []
    _tick(shift, DAY_BEFORE)
    assert len(told("ana")) == 1


def test_who_was_not_told_the_day_before_is_told_that_it_is_over(shift: Shift, quote: Quote) -> None:
    _tick(shift, DAY_AFTER, DAY_AFTER + timedelta(minutes=15))
    assert lines_told("ana") == [("QUOTES_EXPIRED", quote.id)]


def test_once_it_is_over_the_job_looks_no_more(shift: Shift, quote: Quote) -> None:
    days = []
    for now in (DAY_BEFORE, DAY_AFTER):
        _tick(shift, now)
        days.append([record.valid_until for record in DealRecord.validity_by_showroom.query("s-norte")])
    assert days == [["2026-07-18"], []]


def test_an_extended_quote_is_told_of_again(shift: Shift, quote: Quote) -> None:
    _tick(shift, DAY_BEFORE)
    edit = QuoteEdit(valid_until=date(2026, 7, 20))
    perform(call_of(ANA, now=LAST_DAY), lambda work: edit_quote(work, quote.id, 1, edit), lambda _: Answer(200, ""))
    _tick(shift, DAY_AFTER, local("2026-07-19 07:00"))
    assert [notice.kind for notice in told("ana")] == [NoticeKind.QUOTES_EXPIRING] * 2


@pytest.fixture
def bucket(shift: Shift) -> Iterator[Any]:
    """The bucket of the pages."""
    pages._client.cache_clear()
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket=SITE.bucket)
    yield s3
    pages._client.cache_clear()


def _published(quote: Quote) -> str:
    found: list[PublishedPage] = []

    def keep(page: PublishedPage) -> Answer:
        found.append(page)
        return Answer(201, "")

    perform(call_of(ANA), lambda work: publish_proforma(work, quote.id), keep, page_of=quote.id)
    return found[-1].url.rpartition("/")[2]


def _state(bucket: Any, token: str) -> str:
    html = bucket.get_object(Bucket=SITE.bucket, Key=f"p/{token}")["Body"].read().decode()
    found = re.search(r'<\w+ [^<>]*data-state="(\w+)"', html)
    assert found is not None
    return found[1]


def test_the_link_says_so_the_night_that_it_ends(bucket: Any, shift: Shift, quote: Quote) -> None:
    token = _published(quote)
    _tick(shift, DAY_BEFORE, local("2026-07-17 23:45"))
    assert _state(bucket, token) == "current"
    _tick(shift, local("2026-07-18 00:15"))
    assert _state(bucket, token) == "expired"


def test_a_page_that_could_not_be_put_is_left_to_the_sweep(bucket: Any, shift: Shift, quote: Quote) -> None:
    token = _published(quote)
    kept = bucket.list_objects_v2(Bucket=SITE.bucket, Prefix="versions/")["Contents"]
    for one in kept:
        bucket.delete_object(Bucket=SITE.bucket, Key=one["Key"])
    _tick(shift, DAY_BEFORE, DAY_AFTER)
    assert _state(bucket, token) == "current"
    assert [record.deal_id for record in DealRecord.pages_to_rewrite.query("s-norte")] == [quote.id]


def test_what_was_sent_before_a_renewal_ends_when_it_said(bucket: Any, shift: Shift, quote: Quote) -> None:
    token = _published(quote)
    _tick(shift, DAY_BEFORE)
    perform(call_of(ANA, now=DAY_BEFORE), lambda work: renew_quote(work, quote.id), lambda _: Answer(201, ""))
    _tick(shift, LAST_DAY)
    assert _state(bucket, token) == "current"
    _tick(shift, DAY_AFTER)
    assert _state(bucket, token) == "expired"
    assert len(told("ana")) == 1


def test_the_quotes_of_who_has_left_are_told_to_the_boss(shift: Shift, quote: Quote) -> None:
    directory.save_person(replace(ANA, active=False))
    _tick(shift, DAY_BEFORE)
    assert lines_told("nora") == [("QUOTES_EXPIRING", quote.id)]
