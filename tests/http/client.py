"""A client like a phone's: JSON over HTTP with a token."""

from typing import Any

import requests

SECONDS = 20


class HttpClient:
    """Somebody at the API."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()
        self.me: dict[str, Any] = {}
        self.session_opened: dict[str, Any] = {}
        """What the sign-in answered."""

    def sign_in(self, email: str, password: str) -> dict[str, Any]:
        """Sign in and keep the token."""
        reply = self.post("/session", {"email": email, "password": password})
        assert reply.status_code == 200, reply.text
        session: dict[str, Any] = reply.json()
        self.session.headers["Authorization"] = f"Bearer {session['id_token']}"
        self.me, self.session_opened = session["person"], session
        return session

    def get(self, path: str, **query: Any) -> requests.Response:
        """GET; ``from_`` stands for ``from``."""
        given = {name.rstrip("_"): value for name, value in query.items()}
        return self.session.get(self.url + path, params=given, timeout=SECONDS)

    def post(self, path: str, body: Any, **headers: str) -> requests.Response:
        """POST a JSON body."""
        return self.session.post(self.url + path, json=body, headers=headers, timeout=SECONDS)

    def patch(self, path: str, body: Any, if_match: str) -> requests.Response:
        """PATCH under If-Match."""
        return self.session.patch(self.url + path, json=body, headers={"If-Match": if_match}, timeout=SECONDS)

    def rows(self, path: str, **query: Any) -> list[dict[str, Any]]:
        """All rows of a list, page by page."""
        rows: list[dict[str, Any]] = []
        while True:
            reply = self.get(path, **query)
            assert reply.status_code == 200, reply.text
            page = reply.json()
            rows += page["items"]
            if page["next"] is None:
                return rows
            query["cursor"] = page["next"]

    def created(self, path: str, body: Any) -> dict[str, Any]:
        """What a POST created."""
        reply = self.post(path, body)
        assert reply.status_code == 201, reply.text
        return reply.json()  # type: ignore[no-any-return]
