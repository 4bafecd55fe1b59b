"""The check digit that many makers keep in the ninth place of a chassis number (VIN).

Source: ISO 3779 for the 17 characters, which leave out I, O and Q; 49 CFR 565.15 for the digit: the rule in North
America and a habit elsewhere, so that one that fails is worth a warning, not a refusal.
"""

_LETTERS = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True))
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CHECK_DIGITS = "0123456789X"
WARNING = "El dígito verificador del chasis no coincide: revíselo contra la unidad."


def vin_warning(vin: str) -> str | None:
    """What to look at again in a VIN of 17 characters whose check digit fails; None where it holds."""
    values = (int(character) if character.isdigit() else _LETTERS[character] for character in vin)
    total = sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True))
    return None if vin[8] == _CHECK_DIGITS[total % 11] else WARNING
