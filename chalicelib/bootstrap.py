"""Settings → tables → app and jobs; made once for a container."""

import os
from datetime import UTC, datetime
from functools import cache

from chalice.app import Chalice, CognitoUserPoolAuthorizer

from .adapters.connection import connection
from .adapters.records import bind_tables
from .api.app import make_app
from .services import page_rewriting
from .services.page_rewriting import PageSite
from .settings import Settings, read_settings


@cache
def _settings() -> Settings:
    settings = read_settings(os.environ)
    bind_tables(settings)
    _ = connection.client  # made while the container starts, not in the first request
    return settings


def site_of(settings: Settings) -> PageSite:
    """Where this deployment's customer pages are."""
    return PageSite(settings.pages_bucket, settings.pages_url, settings.public_api_path, settings.time_zone)


def build_app() -> Chalice:
    """The desk, wired by the process's environment."""
    settings = _settings()
    authorizer = CognitoUserPoolAuthorizer("People", provider_arns=[settings.user_pool_arn])
    return make_app(settings, site_of(settings), authorizer)


def run_page_sweep() -> int:
    """Write the customer pages that a crash left behind, as of now; how many."""
    settings = _settings()
    return page_rewriting.sweep_pages(datetime.now(UTC), settings.zone, site_of(settings))
