"""Clients of AWS's services without what others need: half of what making one costs at a cold start."""

from typing import Any

from botocore import __version__ as botocore_version
from botocore.config import Config
from botocore.credentials import CredentialResolver, EnvProvider
from botocore.handlers import BUILTIN_HANDLERS, REGISTER_FIRST, REGISTER_LAST
from botocore.parsers import JSONParser, ResponseParserFactory
from botocore.session import Session
from msgspec import DecodeError
from msgspec.json import decode

from .. import __version__

DOCUMENTATION = "docs"
ITEMS, ATTRIBUTE = "ItemList", "AttributeValue"
USER_AGENT = f"mis-seguimientos/{__version__} Botocore/{botocore_version}"


class LeanSession(Session):  # type: ignore[misc]
    """botocore's session for one service.

    It has that service's handlers and those of all services, and takes credentials from the environment, where Lambda
    puts them: it looks for no profile, no container and no instance. Nor does it look for a proxy. It calls itself the
    same in every request, which botocore would work out twice for each.
    """

    def __init__(self, service: str) -> None:
        self._service = service
        super().__init__()
        self.register_component("credential_provider", CredentialResolver([EnvProvider()]))
        self.register_component("response_parser_factory", PlainAnswers())
        self.set_default_client_config(Config(proxies={}, user_agent=USER_AGENT))

    def _register_builtin_handlers(self, events: Any) -> None:
        for event, handler, *place in BUILTIN_HANDLERS:
            if not _concerns(event, self._service):
                continue
            if place == [REGISTER_FIRST]:
                events.register_first(event, handler)
            elif place == [REGISTER_LAST]:
                events.register_last(event, handler)
            else:
                events.register(event, handler)


class ItemParser(JSONParser):  # type: ignore[misc]
    """Takes DynamoDB's items as JSON has them: botocore looks at each value in ten ways, to find a string.

    Only binary values would need more; the tables have none.
    """

    def _parse_body_as_json(self, body_contents: bytes) -> Any:
        try:
            return decode(body_contents)
        except (DecodeError, UnicodeDecodeError):  # empty, or what something between here and DynamoDB says
            return super()._parse_body_as_json(body_contents)

    def _handle_list(self, shape: Any, node: Any) -> Any:
        return node if shape.name == ITEMS else super()._handle_list(shape, node)

    def _handle_map(self, shape: Any, value: Any) -> Any:
        return value if shape.value.name == ATTRIBUTE else super()._handle_map(shape, value)


class PlainAnswers(ResponseParserFactory):  # type: ignore[misc]
    """botocore's parsers, but for the protocol that DynamoDB speaks."""

    def create_parser(self, protocol_name: str) -> Any:
        return ItemParser() if protocol_name == "json" else super().create_parser(protocol_name)


def new_client(service: str, config: Config) -> Any:
    """A client; region, endpoint and keys come from the environment."""
    return LeanSession(service).create_client(service, config=config)


def _concerns(event: str, service: str) -> bool:
    """Whether an event is one of a service's, or of all of them."""
    what, *whose = event.split(".", 2)
    return what != DOCUMENTATION and (not whose or whose[0] in (service, "*"))
