"""Settings → tables → app; made once for a container."""

import os

from chalice.app import Chalice, CognitoUserPoolAuthorizer

from .adapters.connection import connection
from .adapters.records import bind_tables
from .api.app import make_app
from .settings import read_settings


def build_app() -> Chalice:
    """The desk, wired by the process's environment."""
    settings = read_settings(os.environ)
    bind_tables(settings)
    _ = connection.client  # made while the container starts, not in the first request
    authorizer = CognitoUserPoolAuthorizer("People", provider_arns=[settings.user_pool_arn])
    return make_app(settings, authorizer)
