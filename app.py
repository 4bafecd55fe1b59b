"""The Chalice app. No logic: it is wired in chalicelib.bootstrap."""

from chalicelib.bootstrap import build_app

app = build_app()
