"""Short codes: drawn from a given source, legible, guarded by a check, typed on any keyboard."""

import random
from itertools import product
from math import log2

import pytest

from merilo.short_codes import (
    ALPHABET,
    ONE_TIME,
    ORGANIZATION,
    in_groups,
    is_well_formed,
    normalized,
    short_codes,
)


def drawn(count, *, taken=(), seed=1, length=ORGANIZATION):
    return short_codes(count, taken=taken, rng=random.Random(seed), length=length)  # noqa: S311 - tests repeat themselves


def test_the_alphabet_has_no_two_signs_that_look_alike():
    assert [pair for pair in ("0O", "1IL", "8B", "5S", "2Z", "6G", "UVY") if len(set(pair) & set(ALPHABET)) > 1] == []


def test_every_letter_of_the_alphabet_is_also_on_a_russian_keyboard():
    twins = dict(zip("АСЕНКМРТХУ", "ACEHKMPTXY", strict=True))
    assert {letter for letter in ALPHABET if letter.isalpha()} == set(twins.values())


def test_the_same_source_draws_the_same_codes():
    assert drawn(4) == ("64A5P", "TPTK9", "85T22", "KM2P6")


def test_codes_are_different_and_well_formed():
    codes = drawn(3_000)
    assert (len(set(codes)), [code for code in codes if not is_well_formed(code)]) == (3_000, [])


def test_a_taken_code_is_not_drawn_again():
    first = drawn(50)
    assert set(drawn(50, taken=set(first))) & set(first) == set()


def test_no_code_holds_a_word_that_has_no_place_on_a_wall():
    rude = ("XY", "XEP", "CEKC", "CYK", "CPA", "CMEPT")
    assert [code for code in drawn(20_000) if any(word in code for word in rude)] == []


def test_every_well_formed_short_code_can_be_drawn():
    wanted = {"".join(letters) for letters in product(ALPHABET, repeat=3)}
    wanted = {code for code in wanted if is_well_formed(code, length=3) and "XY" not in code} - {"XEP", "CYK", "CPA"}
    found = {code for seed in range(60) for code in drawn(len(wanted) // 3, seed=seed, length=3)}
    assert found == wanted


def test_a_length_that_is_too_short_for_so_many_is_refused():
    with pytest.raises(ValueError, match=r"codes of 2 characters are too few: 1[0-9] of 100 found"):
        drawn(100, length=2)


@pytest.mark.parametrize("length", [0, 1, 19])
def test_a_length_that_the_check_cannot_guard_is_refused(length):
    with pytest.raises(ValueError, match="cannot be checked"):
        drawn(1, length=length)


def test_no_codes_are_drawn_when_none_are_wanted():
    assert drawn(0) == ()


def test_a_one_time_code_has_at_least_45_bits():
    """Exactly 1/19 of all strings of a length fit the check, short of those that read badly (under one in 20)."""
    assert log2(len(ALPHABET) ** ONE_TIME / 19 * 0.95) > 45


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("K7M25", "K7M25"),
        ("k7m25", "K7M25"),
        (" k7 m2-5\n", "K7M25"),
        ("к7м25", "K7M25"),
        ("К7М25.", "K7M25"),
        ("ty9h–99pc—2mye", "TY9H99PC2MYE"),
        ("ту9н 99рс 2муе", "TY9H99PC2MYE"),
        ("К7МZS", "K7M25"),
        ("АСЕНКМРТХУВЗЧБЁ", "ACEHKMPTXY8346E"),
        ("K7M2Q", "K7M2Q"),
        ("<b>", "<8>"),
        ("", ""),
    ],
)
def test_a_typed_code_is_read_as_it_was_meant(typed, canonical):
    assert normalized(typed) == canonical


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("K7M25", True),
        ("TY9H99PC2MYE", True),
        ("K7M26", False),
        ("7KM25", False),
        ("k7m25", False),
        ("К7М25", False),
        ("K7M2", False),
        ("K7M2Q", False),
        ("", False),
        ("２" * 5, False),
        ("K7M25" * 100_000, False),
    ],
)
def test_only_a_canonical_code_with_the_right_check_is_well_formed(code, right):
    assert is_well_formed(code) is right


def test_a_code_of_the_other_length_is_ill_formed_where_one_length_is_asked_for():
    assert [is_well_formed(code, length=ONE_TIME) for code in ("K7M25", "TY9H99PC2MYE")] == [False, True]


@pytest.mark.parametrize(("code", "printed"), [("K7M25", "K7M25"), ("TY9H99PC2MYE", "TY9H-99PC-2MYE"), ("", "")])
def test_a_long_code_is_printed_in_groups(code, printed):
    assert in_groups(code) == printed
