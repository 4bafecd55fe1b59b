"""Facts as people here read them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.text import initials, long_date, money_text, phone_text, short_percent


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "$0,00"),
        (5, "$0,05"),
        (349_900, "$3.499,00"),
        (123_456_789, "$1.234.567,89"),
        (-14_397, "−$143,97"),
    ],
)
def test_money(cents: int, text: str) -> None:
    assert money_text(cents) == text


@given(st.integers(min_value=0, max_value=10**14))
def test_money_reads_back(cents: int) -> None:
    assert int(money_text(cents).translate({ord(sign): None for sign in "$.,"})) == cents


@pytest.mark.parametrize(
    ("day", "text"),
    [(date(2026, 11, 25), "25 de noviembre de 2026"), (date(2027, 1, 1), "1 de enero de 2027")],
)
def test_long_date(day: date, text: str) -> None:
    assert long_date(day) == text


@pytest.mark.parametrize(("rate", "text"), [(1500, "15 %"), (1560, "15,60 %"), (0, "0 %"), (1, "0,01 %")])
def test_short_percent(rate: int, text: str) -> None:
    assert short_percent(rate) == text


@pytest.mark.parametrize(
    ("phone", "text"),
    [
        ("+593991234567", "099 123 4567"),
        ("+59322345678", "(02) 234 5678"),
        ("+5731234567890", "+5731234567890"),
        ("+593", "+593"),
        ("", ""),
    ],
)
def test_phone(phone: str, text: str) -> None:
    assert phone_text(phone) == text


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Motos del Valle", "MV"),
        ("Andina", "A"),
        ("andina motos", "AM"),
        ("", "·"),
        ("¡Olé!", "·"),
        ("Ñandú Óptimo", "ÑÓ"),
    ],
)
def test_initials(name: str, mark: str) -> None:
    assert initials(name) == mark
