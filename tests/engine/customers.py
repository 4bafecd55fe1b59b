"""Customers with everything that a desk can come to hold about one; and all that is held, to look for them in."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from chalice.app import CognitoUserPoolAuthorizer
from msgspec import Struct

from chalicelib.adapters import outbox, page_versions, pages
from chalicelib.api import endpoint
from chalicelib.api.app import make_app
from chalicelib.domain.codes import NoticeKind
from chalicelib.domain.customer import search_key
from chalicelib.domain.dealership import SYSTEM, Person
from chalicelib.services.delivery import failure_notices
from chalicelib.services.erasure import Asked, Plan, erase, plan_erasure
from chalicelib.services.tasks import Job
from chalicelib.services.work import Call
from chalicelib.settings import read_settings
from tests.api.client import Client, Reply
from tests.api.publishing import BUCKET, opened
from tests.api.samples import (
    OVER_THE_LIMIT,
    a_cash_option,
    a_financed_option,
    a_next,
    a_quote,
    a_reservation,
    a_resolution,
    a_vehicle,
    when,
)
from tests.builders import NOW, ZONE
from tests.desk import ANA, BEN, ENVIRONMENT, MARA, NORA, SITE, Clock, table_contents
from tests.jobs.shift import Shift, told

Body = dict[str, Any]


class Identity(Struct, frozen=True):
    """Who a customer is; whatever anybody types about them has ``mark`` in it."""

    first_name: str
    last_name: str
    phone: str
    id_number: str
    mark: str

    @property
    def email(self) -> str:
        return f"{self.mark.lower()}@customer.example"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def traces(self) -> list[str]:
        """What must not be found anywhere once they are erased."""
        names = [self.first_name, self.last_name]
        return [
            *names,
            *(search_key(name).strip() for name in names),
            self.phone.removeprefix("+593"),
            self.id_number,
            self.mark,
            self.mark.lower(),
        ]

    def says(self, what: str) -> str:
        return f"{self.mark}: {what}"


MINE = Identity("Xóchitl (Ñusta)", "D'Prueba+.*", "+593991110001", "XQ900001", "Wkz")
"""Who is erased."""

OTHER = Identity("Ximena", "Otra de Prueba", "+593991110002", "YQ900002", "Vjy")


class Counter:
    """People at the counter of the tiny dealership: requests at an instant, each under a key of its own."""

    def __init__(self, shift: Shift, clock: Clock, bucket: Any) -> None:
        settings = read_settings(ENVIRONMENT)
        app = make_app(settings, SITE, CognitoUserPoolAuthorizer("People", provider_arns=[settings.user_pool_arn]))
        self.shift, self.clock, self.bucket = shift, clock, bucket
        self._clients = {person.id: Client(app, person) for person in (ANA, BEN, NORA, MARA)}
        self.nobody = Client(app, None)
        self._keys = 0

    def of(self, person: Person) -> Client:
        return self._clients[person.id]

    def post(self, person: Person, path: str, body: object, status: int = 201) -> Any:
        self._keys += 1
        self.clock.advance(minutes=1)
        reply = self.of(person).post(path, body, key=f"key-{self._keys}")
        assert reply.status == status, (path, reply.body)
        return reply.body

    def quote(self, who: Identity, **fields: Any) -> Body:
        """A quote of somebody, with words wherever there may be any."""
        customer = {
            "first_name": who.first_name,
            "last_name": who.last_name,
            "phone": who.phone,
            "id_type": "PASSPORT",
            "id_number": who.id_number,
            "email": who.email,
            "consent": True,
        }
        discount = OVER_THE_LIMIT | {"reason": who.says("feria")}
        vehicle = a_vehicle(payment_options=[a_cash_option(discount=discount), a_financed_option()])
        follow_up = {"type": "CALL", "due_at": when(self.clock.instant, days=1), "observations": who.says("llamar")}
        body = a_quote(customer=customer, vehicles=[vehicle], follow_up=follow_up)
        return dict(self.post(ANA, "/quotes", body | {"duplicate_reason": who.says("otra moto")} | fields))

    def now_of(self, quote: Body) -> Body:
        return dict(self.of(MARA).get(f"/quotes/{quote['id']}").body)

    def resolve(self, who: Identity, quote: Body) -> None:
        pending = self.now_of(quote)["pending_follow_up"]["id"]
        following = a_next(due_at=when(self.clock.instant, days=2), observations=who.says("volver a llamar"))
        body = a_resolution(observations=who.says("quiere verla"), next=following)
        self.post(ANA, f"/follow-ups/{pending}/resolution", body)

    def sent(self, quote: Body) -> str:
        """The link of a quote, as it was sent."""
        return str(self.post(ANA, f"/quotes/{quote['id']}/sends", {"channel": "COPY"})["url"])

    def reserve(self, who: Identity, quote: Body, **fields: Any) -> Body:
        body = a_reservation(
            vehicle_id=quote["vehicles"][0]["id"],
            id_number=who.id_number,
            receipt_number=who.says("R-1"),
            observations=who.says("paga el resto"),
            hold_until=when(self.clock.instant, days=2),
        )
        return dict(self.post(ANA, f"/quotes/{quote['id']}/reservations", body | fields))

    def step(self, person: Person, who: Identity, quote: Body, to: str, **fields: Any) -> None:
        self.post(person, f"/quotes/{quote['id']}/stage-changes", {"to": to, "note": who.says("paso")} | fields)


class Life(Struct, frozen=True):
    """A customer's quotes: one delivered, one lost, one open with a request that waits; and their links."""

    who: Identity
    delivered: Body
    lost: Body
    open: Body
    links: tuple[str, ...]

    @property
    def quotes(self) -> tuple[Body, ...]:
        return self.delivered, self.lost, self.open

    @property
    def tokens(self) -> list[str]:
        return [urlsplit(link).path.rpartition("/")[2] for link in self.links]

    @property
    def places(self) -> list[str]:
        """What stands in the keys of all that is theirs alone."""
        return [*(quote["id"] for quote in self.quotes), *self.tokens]


def a_life(desk: Counter, who: Identity, vin: str) -> Life:
    """Everything that can be done with a customer, who buys the unit ``vin``."""
    delivered, first = _sold(desk, who, vin)
    lost = desk.quote(who)
    desk.step(ANA, who, lost, "LOST", reason="OTHER")
    still_open = desk.quote(who)
    second = desk.sent(still_open)
    desk.reserve(who, still_open)
    return Life(who, delivered, lost, still_open, (first, second))


def _sold(desk: Counter, who: Identity, vin: str) -> tuple[Body, str]:
    quote = desk.quote(who)
    option, vehicle = quote["vehicles"][0]["payment_options"][0]["id"], quote["vehicles"][0]["id"]
    link = desk.sent(quote)
    token = urlsplit(link).path.rpartition("/")[2]
    assert opened(desk.nobody, link, f"visit-{token[:8]}").status == 204
    asked = {"kind": "CALL_ME", "at": when(desk.clock.instant, days=1), "visit_id": f"visit-{token[:8]}"}
    assert desk.nobody.post(f"/p/{token}/answers", asked).status == 204
    decision = {"decision": "APPROVED", "reason": who.says("buen cliente")}
    desk.post(NORA, f"/quotes/{quote['id']}/vehicles/{vehicle}/payment-options/{option}/discount-decision", decision)
    assert desk.sent(quote) == link
    pending = quote["pending_follow_up"]["id"]
    re_date = {"due_at": when(desk.clock.instant, days=2), "reason": who.says("de viaje")}
    desk.post(ANA, f"/follow-ups/{pending}/re-dates", re_date)
    desk.resolve(who, quote)
    refused = desk.reserve(who, quote)
    refusal = {"decision": "REJECTED", "reason": who.says("poco abono")}
    desk.post(NORA, f"/reservations/{refused['id']}/decision", refusal)
    granted = desk.reserve(who, quote, vin=vin)
    desk.post(NORA, f"/reservations/{granted['id']}/decision", {"decision": "APPROVED"})
    desk.step(ANA, who, quote, "DOCUMENTED")
    desk.step(NORA, who, quote, "QUOTED")
    desk.step(ANA, who, quote, "DOCUMENTED")
    desk.step(ANA, who, quote, "INVOICED", vehicle_id=vehicle, payment_option_id=option, vin=vin)
    desk.step(ANA, who, quote, "DELIVERED")
    return quote, link


def tell_of_both(desk: Counter) -> None:
    """Days later: what is overdue is told to everybody, several customers in one notice; some mails go, one comes back."""
    now = NOW + timedelta(days=1, hours=8)
    for days in range(6):
        desk.shift.tick(now + timedelta(days=days), Job.OVERDUE, Job.AGENDA)
        if days < 2:
            desk.shift.send(now + timedelta(days=days))
    shared = next(notice for notice in told(ANA.id) if notice.kind is NoticeKind.FOLLOW_UPS_OVERDUE)
    assert len(shared.lines) > 1
    came_back = failure_notices(shared, ANA, f"El correo a {ANA.name} fue devuelto")
    assert outbox.tell_once(f"bounced#{ANA.id}", now.date(), came_back, now)


def all_objects(bucket: Any) -> dict[tuple[str, str], bytes]:
    """Every version of every object, whole."""
    listed = bucket.list_object_versions(Bucket=BUCKET)
    assert not listed["IsTruncated"]
    found = {}
    for one in listed.get("Versions", ()):
        kept = bucket.get_object(Bucket=BUCKET, Key=one["Key"], VersionId=one["VersionId"])
        found[one["Key"], one["VersionId"]] = kept["Body"].read() + repr(kept["Metadata"]).encode()
    return found | {(one["Key"], one["VersionId"]): b"" for one in listed.get("DeleteMarkers", ())}


def all_items() -> set[str]:
    """Every item of every table, as text."""
    return {
        f"{table} {json.dumps(item, sort_keys=True, ensure_ascii=False)}"
        for table, items in table_contents().items()
        for item in items
    }


def found_of(traces: list[str], bucket: Any) -> list[str]:
    """Where any of the traces still stands."""
    items = [item for item in all_items() if any(trace in item for trace in traces)]
    objects = [
        f"{key} {version}"
        for (key, version), body in all_objects(bucket).items()
        if any(trace.encode() in body or trace in key for trace in traces)
    ]
    return items + objects


@contextmanager
def a_counter(shift: Shift) -> Iterator[Counter]:
    """The counter, with a bucket that keeps old versions as the stack's does."""
    clients = (pages._client, page_versions._client)
    for client in clients:
        client.cache_clear()
    bucket = boto3.client("s3")
    bucket.create_bucket(Bucket=BUCKET)
    bucket.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    clock = Clock(NOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(endpoint, "datetime", clock)
        yield Counter(shift, clock, bucket)
    for client in clients:
        client.cache_clear()


def erased_reply(reply: Reply) -> bool:
    """Whether a request was refused because its customer was erased."""
    return reply.status == 409 and "se borraron" in reply.body["detail"]


def planned(who: Identity) -> Plan:
    """What would be erased of somebody."""
    return plan_erasure(Asked(who.phone), SITE.bucket)


def erase_now(desk: Counter, plan: Plan) -> list[str]:
    """Erase; the links that the edge was told to forget."""
    forgotten: list[str] = []
    erase(Call(SYSTEM, desk.clock.advance(minutes=1), ZONE, SITE), plan, forgotten.append)
    return forgotten
