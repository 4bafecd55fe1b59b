"""A chassis number's check digit warns, and never refuses."""

import pytest

from chalicelib.domain.vin import VIN_LETTERS, WARNING, check_digit, vin_warning

GOOD = ["1M8GDM9AXKP042788", "11111111111111111", "5GZCZ43D13S812715"]
"""The standard's own examples."""


@pytest.mark.parametrize("vin", GOOD)
def test_a_check_digit_that_holds_is_silent(vin: str) -> None:
    assert vin_warning(vin) is None


@pytest.mark.parametrize("vin", GOOD)
def test_any_other_check_digit_warns(vin: str) -> None:
    for other in set("0123456789X") - {vin[8]}:
        assert vin_warning(vin[:8] + other + vin[9:]) == WARNING


@pytest.mark.parametrize("place", [place for place in range(17) if place != 8])
def test_one_wrong_digit_anywhere_warns(place: int) -> None:
    vin = GOOD[1]
    assert vin_warning(vin[:place] + "2" + vin[place + 1 :]) == WARNING


@pytest.mark.parametrize("vin", GOOD)
def test_the_check_digit_is_told_whatever_stands_in_its_place(vin: str) -> None:
    assert {check_digit(vin[:8] + other + vin[9:]) for other in "0X5"} == {vin[8]}


def test_letters_that_look_like_digits_are_left_out() -> None:
    assert len(VIN_LETTERS) == 23
    assert not set(VIN_LETTERS) & set("IOQ")
