"""A desk to call: every request goes through the whole API below the gateway, and may be made from any thread."""

import json
import re
from collections.abc import Mapping
from itertools import count
from secrets import token_hex
from typing import Any

from chalice.app import Request
from msgspec import Struct

from chalicelib.adapters import directory, inventory
from chalicelib.api.endpoint import Endpoint, serve
from chalicelib.api.routes import all_endpoints
from chalicelib.domain.codes import Role
from chalicelib.domain.dealership import Person, Showroom
from chalicelib.domain.inventory import Unit
from chalicelib.services.page_rewriting import PageSite
from chalicelib.settings import read_settings
from tests.builders import a_model, a_person, a_showroom, a_unit

SETTINGS = read_settings(
    {
        "DEALS_TABLE": "Deals",
        "INVENTORY_TABLE": "Inventory",
        "DIRECTORY_TABLE": "Directory",
        "LEDGER_TABLE": "Ledger",
        "USER_POOL_ARN": "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_test",
        "USER_POOL_CLIENT_ID": "test",
        "CURSOR_KEY": "not a secret, long enough to sign with",
        "PAGES_BUCKET": "pages",
        "PAGES_URL": "http://pages.example",
    }
)
SITE = PageSite(SETTINGS.pages_bucket, SETTINGS.pages_url, SETTINGS.public_api_path)
_PATTERNS = [
    (endpoint, re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", endpoint.path))) for endpoint in all_endpoints()
]


class Reply(Struct, frozen=True):
    """What came back."""

    status: int
    text: str
    headers: dict[str, Any]

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class Client:
    """Calls the API."""

    def call(
        self,
        person: Person,
        method: str,
        path: str,
        body: object = None,
        query: Mapping[str, list[str]] | None = None,
        **headers: str,
    ) -> Reply:
        """Make a request as a person; header names are given with underscores."""
        endpoint, parameters = _endpoint_of(method, path)
        event = {
            "requestContext": {
                "httpMethod": method,
                "resourcePath": endpoint.path,
                "authorizer": {"claims": _claims(person)},
            },
            "headers": {"content-type": "application/json"}
            | {name.replace("_", "-"): value for name, value in headers.items()},
            "pathParameters": parameters,
            "stageVariables": {},
            "multiValueQueryStringParameters": dict(query) if query else None,
            "body": None if body is None else json.dumps(body),
            "isBase64Encoded": False,
        }
        response = serve(endpoint, Request(event, None), SETTINGS, SITE)
        return Reply(response.status_code, response.body, response.headers)


class Desk(Client):
    """A showroom with an advisor and a boss, a manager elsewhere, one model; ids are never used twice."""

    def __init__(self) -> None:
        self.showroom = self.open_showroom()
        self.advisor = self.hire()
        self.boss = self.hire(Role.BOSS)
        self.manager = self.hire(Role.MANAGER, self.open_showroom())
        self.model = a_model()
        inventory.save(self.model)
        self._vins = count()
        self._phones = count()
        self._mark = int(token_hex(3), 16)

    def open_showroom(self) -> Showroom:
        """A new showroom."""
        showroom = a_showroom(id=f"s-{token_hex(6)}")
        directory.save_showroom(showroom)
        return showroom

    def hire(self, role: Role = Role.ADVISOR, showroom: Showroom | None = None) -> Person:
        """A new person."""
        person = a_person(role, id=f"p-{token_hex(6)}", showroom_id=(showroom or self.showroom).id)
        directory.save_person(person)
        return person

    def stock_unit(self, showroom: Showroom | None = None) -> Unit:
        """A new unit of the model, on sale in a showroom."""
        unit = a_unit(vin=self.fresh_vin(), showroom_id=(showroom or self.showroom).id)
        inventory.save(unit)
        return unit

    def fresh_vin(self) -> str:
        """A VIN that no other unit of this run has."""
        return f"9T{self._mark:08d}{next(self._vins):07d}"

    def fresh_phone(self) -> str:
        """A phone that no other customer of this run has."""
        return f"099{(self._mark * 997 + next(self._phones)) % 10**7:07d}"


def _endpoint_of(method: str, path: str) -> tuple[Endpoint, dict[str, str]]:
    for endpoint, pattern in _PATTERNS:
        found = pattern.fullmatch(path)
        if found and endpoint.method == method:
            return endpoint, found.groupdict()
    raise LookupError(f"{method} {path}")


def _claims(person: Person) -> dict[str, str]:
    return {
        "custom:person_id": person.id,
        "custom:showroom_id": person.showroom_id,
        "cognito:groups": person.role.value,
        "token_use": "id",
        "name": person.name,
        "email": person.email,
    }
