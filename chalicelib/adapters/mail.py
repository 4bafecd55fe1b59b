"""Mail (SES): a letter to one person, as plain text and as HTML."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from msgspec import Struct

from .aws import new_client

CONFIG = Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 1})
"""One attempt: a retry after a lost reply would be a second mail."""
UTF_8 = "UTF-8"


class NotSent(Exception):
    """The mail was refused, or no answer came."""


class Letter(Struct, frozen=True):
    """A mail without its address."""

    subject: str
    text: str
    html: str


@cache
def _client() -> Any:
    return new_client("ses", CONFIG)


class Sender(Struct, frozen=True):
    """Who writes, and the configuration set that says where bounces are told; without one they are told nowhere."""

    address: str
    configuration_set: str = ""


def send(sender: Sender, to: str, letter: Letter, tags: Mapping[str, str]) -> None:
    """Send a letter. Its tags (letters, digits, ``_`` and ``-``) come back with a bounce.

    Raises:
        NotSent: it was refused, or nobody knows.
    """
    told = {"ConfigurationSetName": sender.configuration_set} if sender.configuration_set else {}
    try:
        _client().send_email(
            Source=sender.address,
            Destination={"ToAddresses": [to]},
            Message={
                "Subject": {"Data": letter.subject, "Charset": UTF_8},
                "Body": {
                    "Text": {"Data": letter.text, "Charset": UTF_8},
                    "Html": {"Data": letter.html, "Charset": UTF_8},
                },
            },
            Tags=[{"Name": name, "Value": value} for name, value in tags.items()],
            **told,
        )
    except (BotoCoreError, ClientError) as exc:
        raise NotSent from exc
