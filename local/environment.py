"""The environment that the app reads, as it is on this machine; and none of the user's own AWS settings."""

import os

from .engines import ACCOUNT, Engines
from .identity import Identity
from .queues import OUTBOX, SENDER, WORK, queue_url

REGION = "us-east-1"
TABLES = {
    "DEALS_TABLE": "Deals",
    "INVENTORY_TABLE": "Inventory",
    "DIRECTORY_TABLE": "Directory",
    "LEDGER_TABLE": "Ledger",
}
ANY_WORD = "local"
"""The engines check no signature."""
LOOPBACK_NAMES = "127.0.0.1,localhost"
PAGES_BUCKET = "pages"


def engine_environment(engines: Engines) -> dict[str, str]:
    """How AWS's client finds the engines, and nothing else."""
    return {
        "AWS_ACCESS_KEY_ID": ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": ANY_WORD,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": engines.ministack.url,
        "AWS_ENDPOINT_URL_DYNAMODB": engines.dynoxide.url,
        "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER": engines.ministack.url,
        "NO_PROXY": LOOPBACK_NAMES,
        "no_proxy": LOOPBACK_NAMES,
    }


def app_environment(engines: Engines, identity: Identity, address: str, console: str) -> dict[str, str]:
    """What :mod:`chalicelib.settings` reads, for a desk whose API and console are served at two addresses."""
    return {
        **TABLES,
        "USER_POOL_ID": identity.pool_id,
        "USER_POOL_CLIENT_ID": identity.client_id,
        "USER_POOL_ARN": f"arn:aws:cognito-idp:{REGION}:{ACCOUNT}:userpool/{identity.pool_id}",
        "CURSOR_KEY": identity.cursor_key,
        "PAGES_BUCKET": PAGES_BUCKET,
        "PAGES_URL": address,
        "CONSOLE_ORIGIN": console,
        "WORK_QUEUE_URL": queue_url(engines, WORK),
        "OUTBOX_QUEUE_URL": queue_url(engines, OUTBOX),
        "MAIL_SENDER": SENDER,
        "CONSOLE_URL": console,
    }


def issuer(identity: Identity) -> str:
    """Who signs the tokens, as they say it."""
    return f"https://cognito-idp.{REGION}.amazonaws.com/{identity.pool_id}"


def take_on(environment: dict[str, str]) -> None:
    """Make it this process's environment; AWS settings that a user may have are put aside."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(environment)
