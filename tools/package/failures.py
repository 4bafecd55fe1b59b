"""Why a package cannot be made."""


class PackagingFailed(Exception):
    """The message says which step, and what stood in its way."""
