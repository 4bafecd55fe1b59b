"""The check digit that many makers keep in the ninth place of a chassis number (VIN).

Source: ISO 3779 for the 17 characters, which leave out I, O and Q; 49 CFR 565.15 for the digit: the rule in North
America and a habit elsewhere, so that one that fails is worth a warning, not a refusal.
"""

VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
CHECK_PLACE = 8
_VALUES = dict(zip(VIN_LETTERS, (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True))
_VALUES |= {str(digit): digit for digit in range(10)}
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CHECK_DIGITS = "0123456789X"
WARNING = "El dígito verificador del chasis no coincide: revíselo contra la unidad."


def check_digit(vin: str) -> str:
    """What the ninth of these 17 characters should be, whatever it is: 0 to 9, or X for ten."""
    total = sum(weight * _VALUES[character] for weight, character in zip(_WEIGHTS, vin, strict=True))
    return _CHECK_DIGITS[total % 11]


def vin_warning(vin: str) -> str | None:
    """What to look at again in a VIN of 17 characters whose check digit fails; None where it holds."""
    return None if vin[CHECK_PLACE] == check_digit(vin) else WARNING
