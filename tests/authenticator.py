"""An authenticator: the codes that an app shows for a key (RFC 6238: six digits, another every half minute)."""

import hmac
from base64 import b32decode
from time import time

STEP_SECONDS = 30


def code_of(key: str, at: float | None = None) -> str:
    """The code of a key at an instant (seconds since 1970), now unless told."""
    counter = int((time() if at is None else at) // STEP_SECONDS)
    digest = hmac.digest(b32decode(key + "=" * (-len(key) % 8)), counter.to_bytes(8), "sha1")
    start = digest[-1] & 0xF
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFF_FFFF) % 10**6:06d}"


def wrong_code(key: str) -> str:
    """A code that the key has neither now nor in the minutes around."""
    near = {code_of(key, time() + step * STEP_SECONDS) for step in range(-4, 5)}
    return next(code for code in ("000000", *(str(digit) * 6 for digit in range(1, 10))) if code not in near)
