"""Sent mail as files to look at: a page for each letter, and a list of them, newest first."""

import json
from datetime import UTC, datetime
from html import escape
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain.text import day_and_hour

from .engines import ACCOUNT, Engine
from .files import write_private
from .ports import LOOPBACK

SECONDS = 5
INDEX = "index.html"
LIST = """<!doctype html>
<html lang="es"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="10"><title>Correos enviados</title>
<style>body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 1rem auto; padding: 0 1rem }}
li {{ margin: 0 0 .75rem }} a {{ display: block; font-weight: 600 }}</style>
<h1>Correos enviados</h1>
<ol reversed>{items}</ol>
</html>
"""
ITEM = '<li><a href="{href}">{subject}</a>{to} · {at}</li>'


class Mailbox:
    """What the stand-in for SES has sent, written to a folder."""

    def __init__(self, ses: Engine, folder: Path, zone: ZoneInfo) -> None:
        self._ses = ses
        self._folder = folder
        self._zone = zone

    def write(self) -> None:
        """Write the letters that are not there yet, and the list.

        Raises:
            OSError: there is no answer, or no place.
        """
        self._folder.mkdir(exist_ok=True)
        letters = self._sent()
        for letter in letters:
            page = self._folder / _name(letter)
            if not page.exists():
                write_private(page, (letter["BodyHtml"] or f"<pre>{escape(letter['BodyText'])}</pre>").encode())
        items = "\n".join(self._item(letter) for letter in reversed(letters))
        write_private(self._folder / INDEX, LIST.format(items=items).encode())

    def _sent(self) -> list[dict[str, Any]]:
        connection = HTTPConnection(LOOPBACK, self._ses.port, timeout=SECONDS)
        try:
            connection.request("GET", f"/_ministack/ses/messages?account={ACCOUNT}")
            answer = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        found: list[dict[str, Any]] = answer["messages"].get(ACCOUNT, [])
        return found

    def _item(self, letter: dict[str, Any]) -> str:
        at = day_and_hour(datetime.fromtimestamp(letter["Timestamp"], UTC), self._zone)
        to = escape(", ".join(letter["To"]))
        return ITEM.format(href=_name(letter), subject=escape(letter["Subject"]), to=to, at=at)


def _name(letter: dict[str, Any]) -> str:
    return f"{letter['MessageId'].partition('@')[0]}.html"
