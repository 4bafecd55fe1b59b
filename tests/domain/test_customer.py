"""Names, search, phones and id numbers, as people type them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.codes import IdType
from chalicelib.domain.customer import matches, normal_id_number, normal_phone, search_key, search_words, tidy
from chalicelib.domain.errors import Invalid
from tests.builders import a_customer

CEDULA = "1710034065"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  Ana   María\t\n Núñez ", "Ana María Núñez"),
        ("Nu\u0301n\u0303ez", "Núñez"),
        ("Ana\u00a0Núñez", "Ana Núñez"),
        ("Ana\tNúñez\nEjemplo", "Ana Núñez Ejemplo"),
        ("\u202eAna\u200b\x00", "Ana"),
        (" \u200b\u2060 ", ""),
    ],
)
def test_text_is_tidied_as_a_person_meant_it(typed: str, meant: str) -> None:
    assert tidy(typed) == meant


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once == once.strip()
    assert "  " not in once
    assert unicodedata.is_normalized("NFC", once)


def test_a_customer_is_called_by_both_names() -> None:
    assert a_customer().name == "Ana Núñez Ejemplo"


def test_words_lose_accents_case_and_signs() -> None:
    assert search_words("Ñandú 200-R, ¡ÁGIL!") == ["nandu", "200", "r", "agil"]


@given(st.text())
def test_the_words_of_a_word_are_that_word(text: str) -> None:
    for word in search_words(text):
        assert search_words(word) == [word]


@given(st.lists(st.text(), min_size=1, max_size=4), st.data())
def test_the_beginning_of_any_word_is_found_whatever_its_case(texts: list[str], data: st.DataObject) -> None:
    words = [word for text in texts for word in search_words(text)]
    if words:
        word = data.draw(st.sampled_from(words))
        length = data.draw(st.integers(1, len(word)))
        assert matches(search_key(*texts), [word[:length]])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ana", True),
        ("NUNEZ", True),
        ("núñ", True),
        ("an con", True),
        ("condor ana 200", True),
        ("", True),
        ("ñez", False),
        ("ana perez", False),
        ("00", False),
        ("ananunez", False),
    ],
)
def test_every_word_must_begin_a_word_of_a_name_or_a_model(query: str, found: bool) -> None:
    key = search_key("Ana", "Núñez Ejemplo", "Andina Cóndor 200")
    assert matches(key, search_words(query)) is found


@pytest.mark.parametrize(
    "typed",
    ["0991234567", "099 123 4567", "(09) 9123-4567", "+593 99 123 4567", "593991234567", "00593991234567", "991234567"],
)
def test_a_mobile_number_is_stored_with_its_country(typed: str) -> None:
    assert normal_phone(typed) == "+593991234567"


@pytest.mark.parametrize(("typed", "stored"), [("02 234 5678", "+59322345678"), ("+1 202 555 0123", "+12025550123")])
def test_landlines_and_foreign_numbers_are_numbers_too(typed: str, stored: str) -> None:
    assert normal_phone(typed) == stored


@pytest.mark.parametrize("typed", ["", "hola", "099", "0891234567", "09912345678", "+593", "9" * 300, "0" * 20, "+"])
def test_what_cannot_be_a_phone_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        normal_phone(typed)


@given(st.integers(0, 9_999_999))
def test_every_spelling_of_a_mobile_is_one_number(digits: int) -> None:
    number = f"99{digits:07d}"
    stored = normal_phone("0" + number)
    assert stored == normal_phone(f"+593{number}") == normal_phone(stored) == f"+593{number}"


@given(st.text(max_size=40))
def test_any_text_is_a_stable_phone_or_refused(text: str) -> None:
    try:
        stored = normal_phone(text)
    except Invalid:
        return
    assert normal_phone(stored) == stored
    assert stored[0] == "+"
    assert stored[1:].isascii()
    assert stored[1:].isdecimal()


@pytest.mark.parametrize("typed", [CEDULA, " 171003406-5 ", "17 1003.4065"])
def test_a_cedula_is_kept_as_ten_digits(typed: str) -> None:
    assert normal_id_number(IdType.CEDULA, typed).number == CEDULA


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1710034066",
        "171003406",
        "9910034065",
        "1710034065001",
        "17100\u201334065",  # a dash that only looks like one
        "\uff11\uff17\uff11\uff10\uff10\uff13\uff14\uff10\uff16\uff15",  # digits of full width
        "171003406A",
    ],
)
def test_a_cedula_that_fails_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        normal_id_number(IdType.CEDULA, typed)


@given(st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_in_a_cedula_is_found(place: int, by: int) -> None:
    wrong = CEDULA[:place] + str((int(CEDULA[place]) + by) % 10) + CEDULA[place + 1 :]
    with pytest.raises(Invalid):
        normal_id_number(IdType.CEDULA, wrong)


def test_a_good_ruc_passes_in_silence() -> None:
    assert normal_id_number(IdType.RUC, f"{CEDULA}001").warning is None


def test_a_ruc_that_fails_the_check_warns_and_is_kept() -> None:
    kept = normal_id_number(IdType.RUC, "1792060347-001")
    assert kept.number == "1792060347001"
    assert kept.warning


@pytest.mark.parametrize("typed", ["", CEDULA, "17920603470011", "179206034700A", "\uff11792060346001"])
def test_a_ruc_has_thirteen_digits(typed: str) -> None:
    with pytest.raises(Invalid):
        normal_id_number(IdType.RUC, typed)


def test_a_passport_is_letters_and_digits_in_capitals() -> None:
    assert normal_id_number(IdType.PASSPORT, " ab-123456 ").number == "AB123456"


@pytest.mark.parametrize("typed", ["", "AB12", "A" * 16, "AB/123456", "ÑB123456"])
def test_a_passport_has_five_to_fifteen_of_them(typed: str) -> None:
    with pytest.raises(Invalid):
        normal_id_number(IdType.PASSPORT, typed)
