"""What the environment says, read once and typed; a missing value fails at start."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from msgspec import Struct, convert

SHORTEST_CURSOR_KEY = 32


class Settings(Struct, frozen=True, rename="upper"):
    """The deployment's facts; each field is the environment variable of the same name."""

    deals_table: str
    inventory_table: str
    directory_table: str
    ledger_table: str
    user_pool_arn: str
    user_pool_client_id: str
    cursor_key: str
    pages_bucket: str
    pages_url: str
    console_origin: str = "http://localhost"
    public_api_path: str = ""
    work_queue_url: str = ""
    outbox_queue_url: str = ""
    mail_sender: str = ""
    mail_configuration_set: str = ""
    console_url: str = ""
    time_zone: str = "America/Guayaquil"
    stack_name: str = ""
    aws_lambda_function_name: str = ""
    """On Lambda only."""

    def __post_init__(self) -> None:
        if len(self.cursor_key) < SHORTEST_CURSOR_KEY:
            raise ValueError(f"CURSOR_KEY needs {SHORTEST_CURSOR_KEY} characters or more")

    @property
    def zone(self) -> ZoneInfo:
        """The dealership's zone; zoneinfo keeps it after the first time."""
        return ZoneInfo(self.time_zone)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from an environment.

    Raises:
        msgspec.ValidationError: a variable is missing or cannot be right.
    """
    return convert(dict(environment), Settings)
