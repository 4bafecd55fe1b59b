"""Chassis numbers (VIN): their alphabet, and the check digit that many makers keep.

Source: ISO 3779 for the 17 characters; 49 CFR 565.15 for the check digit in the ninth place, which is the rule
in North America and a habit elsewhere: one that fails is worth a warning, not a refusal.
"""

import re

_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_LETTERS = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, *range(2, 10)), strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CHECK_DIGITS = "0123456789X"
WARNING = "El dígito verificador del chasis no coincide: revíselo contra la unidad."


def is_vin(text: str) -> bool:
    """Whether a text is 17 characters of the VIN's alphabet: capitals without I, O and Q, and digits."""
    return _VIN.fullmatch(text) is not None


def vin_warning(vin: str) -> str | None:
    """What to look at again in a VIN whose check digit fails; None where it holds."""
    values = (int(character) if character.isdigit() else _LETTERS[character] for character in vin)
    total = sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True))
    return None if vin[8] == _CHECK_DIGITS[total % 11] else WARNING
