"""Query parameters, cursors and ids that cannot be: always a problem, never a failure of ours."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest

from chalicelib.api.endpoint import Endpoint
from chalicelib.api.routes import all_endpoints
from tests.api.client import Client, encoded, openapi
from tests.api.mutations import choices
from tests.api.samples import a_cash_option, a_next, a_reservation, a_resolution, a_vehicle, quoted, when
from tests.desk import table_contents

BEHIND_SIGN_IN = [endpoint for endpoint in all_endpoints() if not endpoint.public]
GETS = [endpoint for endpoint in all_endpoints() if endpoint.method == "GET"]
PAGED = ("/follow-ups", "/quotes", "/models", "/units", "/people", "/showrooms", "/discounts", "/reservations")


def _filled(endpoint: Endpoint, quote_id: str, follow_up_id: str) -> str:
    return endpoint.path.format(
        quote_id=quote_id,
        vehicle_id="v2",
        option_id="o3",
        version="1",
        follow_up_id=follow_up_id,
        reservation_id=f"{quote_id}-r9",
        model_id="m-one",
        vin="9TESTVXN1ABC00001",
    )


@pytest.mark.parametrize("endpoint", GETS, ids=lambda endpoint: endpoint.route)
def test_a_parameter_that_is_not_known_is_refused(endpoint: Endpoint, nora: Client) -> None:
    quote = quoted(nora)
    path = _filled(endpoint, quote["id"], quote["pending_follow_up"]["id"])
    for name in ("colour", "Limit", "limit ", "q[]", "", "ñ", "a/b~c", "x" * 300):
        reply = nora.send("GET", path, query={name: ["1"]})
        assert reply.status == 400, name
        assert reply.pointers == ["/" + name[:50].replace("~", "~0").replace("/", "~1")]


def _parameters(path: str) -> list[tuple[str, dict[str, Any]]]:
    parameters = openapi()["paths"][path]["get"]["parameters"]
    return [(parameter["name"], parameter["schema"]) for parameter in parameters if parameter["in"] == "query"]


def _wrong(schema: dict[str, Any]) -> list[str]:
    kinds = choices(schema)
    numbers = ["x", "1.5", "", " ", "9" * 39, "-9" * 20, "NaN", "true", "0x10", "٣"]
    if any(kind.get("type") == "integer" for kind in kinds):
        return numbers
    if any(kind.get("format") == "date" for kind in kinds):
        return ["x", "", "2026-02-30", "2026-13-01", "2026-7-1", "2026-07-15T10:00:00Z", "20260715", "0000-01-01"]
    if any("enum" in kind for kind in kinds):
        return ["", "x", "web", "WEB ", "x" * 9_000, "\x00"]
    if any("pattern" in kind for kind in kinds):
        return ["", "a b", "a/b", "ñ", "\x00", "x" * 300, "abc\n"]
    return []


LISTS = [endpoint.path for endpoint in GETS if endpoint.query.__struct_fields__ and "{" not in endpoint.path]
each_list = pytest.mark.parametrize("path", LISTS)


@each_list
def test_a_value_that_cannot_be_is_pointed_at(path: str, nora: Client) -> None:
    for name, schema in _parameters(path):
        for value in _wrong(schema.get("items", schema)):
            reply = nora.send("GET", path, query={name: [value]})
            assert reply.status == 422, (name, value)
            assert reply.pointers[0].startswith(f"/{name}"), (name, value)


@each_list
def test_only_lists_may_repeat(path: str, nora: Client) -> None:
    for name, schema in _parameters(path):
        if schema.get("type") != "array":
            reply = nora.send("GET", path, query={name: ["1", "1"]})
            assert (reply.status, reply.pointers) == (422, [f"/{name}"])


@pytest.mark.parametrize("path", ["/follow-ups", "/quotes"])
def test_a_range_of_dates_may_not_end_before_it_begins(path: str, ana: Client) -> None:
    assert ana.get(path, from_="2026-07-16", to="2026-07-15").pointers == ["/to"]
    assert ana.get(path, from_="2026-07-15", to="2026-07-15").status == 200


def test_a_range_of_days_may_not_end_before_it_begins(ana: Client) -> None:
    assert ana.get("/follow-ups", min_days=3, max_days=2).pointers == ["/max_days"]


@pytest.mark.parametrize("path", ["/follow-ups", "/quotes"])
def test_the_first_and_the_last_days_there_are_can_be_asked_for(path: str, ana: Client) -> None:
    quoted(ana)
    for day in ("0001-01-01", "0999-12-31", "1066-10-14", "9999-12-30", "9999-12-31"):
        long_ago = day < "2026"
        assert len(ana.get(path, from_=day).body["items"]) == int(long_ago), day
        assert len(ana.get(path, to=day).body["items"]) == int(not long_ago), day
        assert ana.get(path, from_=day, to=day).body["items"] == [], day


def test_any_text_may_be_searched_for(ana: Client) -> None:
    quoted(ana)
    for text in ("%", "*", "' OR 1=1", "\x00", "😀", "\ud800", "a" * 100, "_", "()", " "):
        for path in ("/follow-ups", "/quotes", "/models"):
            assert ana.get(path, q=text).status == 200, text
    assert ana.get("/quotes", q="a" * 101).pointers == ["/q"]


class TestCursors:
    """A cursor is good for the caller and the query that it was given to."""

    @staticmethod
    def _cursor(client: Client, path: str = "/follow-ups", **query: str) -> str:
        cursor = client.get(path, limit=1, **query).body["next"]
        assert isinstance(cursor, str)
        return cursor

    def test_a_forged_one_is_refused(self, nora: Client) -> None:
        for path in PAGED:
            for cursor in ("x", "!!!!", "ñ", "\ud800", "A" * 22, "A" * 5_000, "====", "a b", "\x00", "null"):
                assert nora.get(path, cursor=cursor).status == 400, (path, cursor)

    def test_an_edited_one_is_refused(self, ana: Client) -> None:
        quoted(ana), quoted(ana)
        sealed = bytearray(urlsafe_b64decode(self._cursor(ana) + "=="))
        for place in range(len(sealed)):
            sealed[place] ^= 1
            edited = urlsafe_b64encode(sealed).decode().rstrip("=")
            assert ana.get("/follow-ups", limit=1, cursor=edited).status == 400, place
            sealed[place] ^= 1

    def test_one_of_somebody_else_is_refused(self, ana: Client, ben: Client, nora: Client) -> None:
        quoted(ana), quoted(ana)
        cursor = self._cursor(ana)
        assert ana.get("/follow-ups", limit=1, cursor=cursor).status == 200
        for other in (ben, nora):
            assert other.get("/follow-ups", limit=1, cursor=cursor).status == 400

    def test_one_of_another_query_is_refused(self, ana: Client) -> None:
        quoted(ana), quoted(ana)
        cursor = self._cursor(ana)
        for changed in ({"q": "maria"}, {"order": "rank"}, {"quality": "WARM"}, {"from_": "2026-07-01"}):
            assert ana.get("/follow-ups", limit=1, cursor=cursor, **changed).status == 400, changed

    def test_one_of_another_list_is_refused(self, ana: Client) -> None:
        quote = quoted(ana)
        quoted(ana)
        cursor = self._cursor(ana)
        assert ana.get("/quotes", cursor=cursor).status == 400
        assert ana.get(f"/quotes/{quote['id']}/timeline", cursor=cursor).status == 400

    def test_another_page_size_may_go_on_with_it(self, ana: Client) -> None:
        quoted(ana), quoted(ana), quoted(ana)
        assert len(ana.get("/follow-ups", limit=50, cursor=self._cursor(ana)).body["items"]) == 2


BAD_IDS = ("a/b", "..", ".", " ", "ñ", "😀", "a b", "a\n", "\x00", "x" * 65, "x" * 2_049, "a#b", "%2F", "a%00", "'", "")
UNKNOWN_IDS = ("x", "-", "--", "-1", "q-1", "x" * 64, "abc", "_", "q-" + "9" * 60)
BODIES = {
    "vehicles": a_vehicle(),
    "payment-options": a_cash_option(),
    "discount-decision": {"decision": "APPROVED"},
    "stage-changes": {"to": "DOCUMENTED"},
    "resolution": a_resolution(next=a_next()),
    "proforma": {},
    "renewals": None,
    "read": None,
    "sends": {"channel": "COPY"},
    "re-dates": {"due_at": when(days=2), "reason": "Viaja"},
    "reservations": a_reservation(),
    "decision": {"decision": "APPROVED"},
    "confirmation": {},
    "cancellation": {"reason": "Viaja"},
}
EDITS = {"quotes": {"quality": "HOT"}, "models": {"active": False}, "units": {"retired": True}}
WITH_ID = [endpoint for endpoint in BEHIND_SIGN_IN if "{" in endpoint.path]


@pytest.mark.parametrize("endpoint", WITH_ID, ids=lambda endpoint: endpoint.route)
def test_an_id_that_is_not_there_is_not_found(endpoint: Endpoint, mara: Client) -> None:
    quote = quoted(mara, showroom_id="s-norte")
    before = table_contents()
    known = {"quote_id": quote["id"], "vehicle_id": "v2", "option_id": "o3", "version": "1", "entry_id": "x"}
    known |= {"follow_up_id": quote["pending_follow_up"]["id"], "reservation_id": "", "model_id": "", "vin": ""}
    for name in known:
        if f"{{{name}}}" not in endpoint.path:
            continue
        for bad in (*BAD_IDS, *UNKNOWN_IDS):
            ids = known | {name: bad}
            path = endpoint.path.format(**{key: encoded(value) for key, value in ids.items()})
            match endpoint.method:
                case "POST":
                    reply = mara.post(path, BODIES[path.rpartition("/")[2]])
                case "PATCH":
                    reply = mara.patch(path, EDITS[path.split("/")[1]], if_match='"1"')
                case "DELETE":
                    reply = mara.delete(path)
                case _:
                    reply = mara.get(path)
            assert reply.status == 404, bad
    assert table_contents() == before
