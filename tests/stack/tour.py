"""A tour of everything that the functions of the stack do, each with its own rights: so that none is there for nothing."""

from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.exceptions import ConnectTimeoutError
from chalice.app import CognitoUserPoolAuthorizer
from msgspec.structs import replace

from chalicelib.adapters import deals, pages
from chalicelib.adapters.connection import connection
from chalicelib.api.app import make_app
from chalicelib.domain.dealership import Person
from chalicelib.domain.errors import Unavailable
from chalicelib.domain.staff import staff_of
from chalicelib.services.delivery import ENVELOPE_TAG, MOST_TRIES
from chalicelib.services.jobs import work_task
from chalicelib.services.page_rewriting import sweep_pages
from chalicelib.services.tasks import Job, Task
from chalicelib.settings import Settings
from tests.api.booking import approved, cancelled, lost, wanted
from tests.api.client import Client
from tests.api.publishing import BUCKET, opened, publish, send
from tests.api.samples import OVER_THE_LIMIT, a_cash_option, a_vehicle, invoicing, quoted, when
from tests.builders import NOW, ZONE
from tests.desk import ANA, BEN, MARA, NORA, PEOPLE, SITE, vin
from tests.jobs.events import an_event, mail_down
from tests.jobs.quotes import a_pending
from tests.jobs.shift import Shift
from tests.stack.acting import acting_as

LATER = NOW + timedelta(minutes=5)
MODEL = {"brand": "Tapir", "name": "Uno", "colours": ["Rojo"], "model_years": [2026], "list_price_cents": 100_000}


class Tour:
    """The test desk, with its people at the API and its jobs at work; each step is something that it does every day."""

    def __init__(self, settings: Settings, shift: Shift) -> None:
        boto3.client("s3").create_bucket(Bucket=BUCKET)
        self.shift = shift
        authorizer = CognitoUserPoolAuthorizer("People", provider_arns=[settings.user_pool_arn])
        self._app = make_app(replace(settings, outbox_queue_url=shift.desk.outbox_queue), SITE, authorizer)
        self.ana, self.ben, self.nora, self.mara, self.nobody = map(self._client, (ANA, BEN, NORA, MARA, None))

    def _client(self, person: Person | None) -> Client:
        return Client(self._app, person)

    def walk(self) -> None:
        """All of it, in an order that makes sense."""
        self.mail_fails_and_comes_back()
        self.people_look_and_keep_house()
        self.an_advisor_sells()
        self.a_customer_reads_and_answers()
        self.a_page_is_left_to_the_sweep()
        self.the_jobs_run()

    def mail_fails_and_comes_back(self) -> None:
        """A month ago: a mail is never taken and told of; of two others one bounces for now, and one for good."""
        now = NOW - timedelta(days=28)
        a_pending(now - timedelta(minutes=30), quote_id="q-mail")
        self.shift.tick(now, Job.OVERDUE)
        with mail_down():
            for _ in range(MOST_TRIES):
                self.shift.send(now + timedelta(minutes=5))
                now += timedelta(hours=9)
        for kind, now in (("Transient", NOW - timedelta(days=22)), ("Permanent", NOW - timedelta(days=21))):
            a_pending(now - timedelta(minutes=30), quote_id=f"q-{kind}")
            self.shift.tick(now, Job.OVERDUE)
            self.shift.send(now + timedelta(minutes=5))
            envelope = self.shift.tags_of_last_mail[ENVELOPE_TAG]
            self.shift.hear(an_event(envelope, bounceType=kind), now + timedelta(minutes=10))

    def people_look_and_keep_house(self) -> None:
        """Lists, the catalogue, the stock, the rules."""
        mara, ana = self.mara, self.ana
        assert mara.post("/models", MODEL, key="k-1").status == 201
        for path in ("/me", "/people", "/showrooms", "/settings", "/models", "/units", "/quotes", "/follow-ups"):
            assert mara.get(path).status == 200, path
        for path in ("/follow-ups", "/quotes", "/reservations", "/inbox"):
            assert ana.get(path).status == 200, path
        assert mara.patch("/settings", {"quote_validity_days": 10}).status == 200
        assert mara.patch(f"/showrooms/{ANA.showroom_id}", {"address": "Av. de los Ejemplos 200"}).status == 200

    def an_advisor_sells(self) -> None:
        """From a quote with a discount that waits, over its page and a reservation, to a sale."""
        quote = quoted(self.ana, vehicles=[a_vehicle(payment_options=[a_cash_option(discount=OVER_THE_LIMIT)])])
        assert self.nora.get("/discounts").body["items"]
        assert self.nora.get("/reservations").status == 200
        customer = {"phone": self.ana.get(f"/quotes/{quote['id']}").body["customer"]["phone"]}
        assert self.ana.get("/customers", **customer).body["items"]
        assert self.ana.get("/customers", id_number="1710034065").status == 200
        assert self.ana.get(f"/quotes/{quote['id']}/timeline").status == 200
        assert self.ana.get(f"/follow-ups/{quote['pending_follow_up']['id']}").status == 200
        sold = quoted(self.ana)
        assert self.ana.post(f"/quotes/{sold['id']}/stage-changes", {"to": "DOCUMENTED"}).status == 201
        assert self.ana.post(f"/quotes/{sold['id']}/stage-changes", invoicing(sold, vin(1))).status == 201
        cancelled(self.nora, approved(self.ana, self.nora, vin(2)))
        (told, *_) = self.nora.get("/inbox").body["items"]
        assert self.nora.post(f"/inbox/{told['id']}/read", None).status == 200
        moved = {"from_advisor_id": BEN.id, "to_advisor_id": ANA.id}
        quoted(self.ben)
        assert self.nora.post("/reassignments", moved).status == 201
        assert self.nora.get("/board").status == 200

    def a_customer_reads_and_answers(self) -> None:
        """A page is published, sent, opened and answered."""
        quote = quoted(self.ana)
        url = publish(self.ana, quote)["url"]
        assert send(self.ana, quote).status == 201
        assert self.ana.get(f"/quotes/{quote['id']}/proformas").body["items"]
        assert self.ana.get(f"/quotes/{quote['id']}/proformas/1").status == 200
        self._contents_vanish(quote)
        assert self.ana.get(f"/quotes/{quote['id']}/proformas/1").status == 404
        assert opened(self.nobody, url, "visit-one").status == 204
        answer = {"kind": "CALL_ME", "at": when(days=1)}
        assert self.nobody.post(f"{urlsplit(url).path}/answers", answer).status == 204

    def a_page_is_left_to_the_sweep(self) -> None:
        """The bucket does not answer when a quote is lost; the sweep makes its page agree."""
        swept, broken = quoted(self.ana), quoted(self.ana)
        for quote in (swept, broken):
            publish(self.ana, quote)
            with patch.object(pages, "put_page", side_effect=Unavailable):
                lost(self.ana, quote["id"])
        self._contents_vanish(broken)
        somebody_is_faster = patch.object(deals, "page_is_written", side_effect=[False, False, False])
        with acting_as("sweep-pages"):
            with somebody_is_faster:
                assert sweep_pages(LATER, ZONE, SITE) == 0
            assert sweep_pages(LATER, ZONE, SITE) == 1

    def _contents_vanish(self, quote: dict[str, Any]) -> None:
        """What a quote's pages were made from is gone: which no function can do, and each has to notice."""
        s3 = boto3.client("s3")
        for kept in s3.list_objects_v2(Bucket=BUCKET, Prefix=f"versions/{quote['id']}/")["Contents"]:
            s3.delete_object(Bucket=BUCKET, Key=kept["Key"])

    def the_jobs_run(self) -> None:
        """Two weeks in which nobody works: alerts, agendas, holds and quotes that end; the mails of all that."""
        forgotten, broken = quoted(self.ana), quoted(self.ana)
        for quote in (forgotten, broken):
            publish(self.ana, quote)
        self._contents_vanish(broken)
        approved(self.ana, self.nora, vin(2))
        wanted(self.ben, vin(2), wait=True)
        for days in (1, 11):
            now = NOW + timedelta(days=days, hours=2)
            if days == 11:
                self._no_reply(now)
            self.shift.tick(now, *Job)
            self.shift.send(now + timedelta(minutes=5))
        self._time_is_up(NOW + timedelta(days=13, hours=2))

    def _no_reply(self, now: datetime) -> None:
        """The tables take a transaction and do not answer: it is looked up whether it was written."""

        def fail(**_: Any) -> None:
            raise ConnectTimeoutError(endpoint_url="https://tables.example")

        events = connection.client.meta.events
        events.register("before-call.dynamodb.TransactWriteItems", fail)
        task = Task(Job.EXPIRIES, ANA.showroom_id, now, staff_of(ANA.showroom_id, PEOPLE))
        try:
            with acting_as("work-showroom"), pytest.raises(Unavailable):
                work_task(task, now, self.shift.desk, lambda: False)
        finally:
            events.unregister("before-call.dynamodb.TransactWriteItems", fail)

    def _time_is_up(self, now: datetime) -> None:
        """A showroom has more to do than time allows: the rest goes to the queue again."""
        a_pending(now - timedelta(hours=3), quote_id="q-late")
        task = Task(Job.OVERDUE, ANA.showroom_id, now, staff_of(ANA.showroom_id, PEOPLE))
        with acting_as("work-showroom"):
            work_task(task, now, self.shift.desk, lambda: True)
