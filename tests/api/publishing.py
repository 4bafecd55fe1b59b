"""Publishing, sending and opening a proforma in tests."""

from typing import Any
from urllib.parse import urlsplit

from tests.api.client import Client, Reply
from tests.desk import ENVIRONMENT

BUCKET = ENVIRONMENT["PAGES_BUCKET"]
PHONE_BROWSER = "Mozilla/5.0 (Linux; Android 14; SM-A055M) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


def page(bucket: Any, url: str) -> str:
    """What the link shows."""
    kept = bucket.get_object(Bucket=BUCKET, Key=urlsplit(url).path.lstrip("/"))
    assert kept["ContentType"] == "text/html; charset=utf-8"
    return kept["Body"].read().decode()  # type: ignore[no-any-return]


def publish(client: Client, quote: dict[str, Any]) -> dict[str, Any]:
    reply = client.post(f"/quotes/{quote['id']}/proforma", None)
    assert reply.status == 201, reply.body
    return reply.body  # type: ignore[no-any-return]


def send(client: Client, quote: dict[str, Any], channel: str = "WHATSAPP") -> Reply:
    return client.post(f"/quotes/{quote['id']}/sends", {"channel": channel})


def opened(client: Client, url: str, visit: str, agent: str = PHONE_BROWSER) -> Reply:
    return client.post(f"{urlsplit(url).path}/opens", {"visit_id": visit}, **{"User-Agent": agent})


def detail(client: Client, quote: dict[str, Any]) -> dict[str, Any]:
    """All that is known of a quote, as its pending follow-up shows it."""
    return client.get(f"/follow-ups/{quote['pending_follow_up']['id']}").body  # type: ignore[no-any-return]
