"""The secrets and ids of one desk on this machine: made once, kept, and shown to nobody else."""

import secrets

from msgspec import Struct
from msgspec.structs import replace

from .files import read_json, write_json
from .home import Home


class Identity(Struct, frozen=True):
    """What must be the same after a restart, so that cursors, passwords and sessions go on."""

    cursor_key: str
    password: str
    pool_id: str = ""
    client_id: str = ""


def identity_of(home: Home) -> Identity:
    """The home's identity; a new one where there is none yet."""
    return read_json(home.identity, Identity) or Identity(secrets.token_urlsafe(48), f"Demo-{secrets.token_hex(4)}-Aa1")


def keep(home: Home, identity: Identity, *, pool_id: str, client_id: str) -> Identity:
    """The identity with its user pool, written down."""
    kept = replace(identity, pool_id=pool_id, client_id=client_id)
    if read_json(home.identity, Identity) != kept:
        write_json(home.identity, kept)
    return kept
