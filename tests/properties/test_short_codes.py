"""A slip of the hand never makes another code, and a code survives every way of typing it."""

import random

from hypothesis import assume, given
from hypothesis import strategies as st

from merilo.short_codes import ALPHABET, ONE_TIME, ORGANIZATION, in_groups, is_well_formed, normalized, short_codes

CYRILLIC = str.maketrans("ACEHKMPTXY8", "АСЕНКМРТХУВ")
LENGTHS = st.sampled_from([ORGANIZATION, ONE_TIME])


@st.composite
def codes(draw):
    rng = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - tests repeat themselves
    return short_codes(1, taken=(), rng=rng, length=draw(LENGTHS))[0]


@given(codes(), st.randoms(use_true_random=False), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(code, rng, other):
    place = rng.randrange(len(code))
    assume(code[place] != other)
    assert not is_well_formed(code[:place] + other + code[place + 1 :])


@given(codes(), st.randoms(use_true_random=False))
def test_two_exchanged_characters_are_noticed(code, rng):
    first, second = sorted(rng.sample(range(len(code)), 2))
    assume(code[first] != code[second])
    characters = list(code)
    characters[first], characters[second] = characters[second], characters[first]
    assert not is_well_formed("".join(characters))


@given(codes(), st.integers(0, ONE_TIME))
def test_a_lost_character_is_noticed(code, place):
    assert not is_well_formed(code[: place % len(code)] + code[place % len(code) + 1 :])


@given(codes(), st.booleans(), st.booleans())
def test_any_keyboard_and_any_case_give_the_same_code(code, cyrillic, lower):
    typed = in_groups(code).translate(CYRILLIC) if cyrillic else in_groups(code)
    assert normalized(typed.lower() if lower else typed) == code


@given(st.text(max_size=40))
def test_normalizing_twice_changes_nothing(typed):
    assert normalized(normalized(typed)) == normalized(typed)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(typed):
    code = normalized(typed)
    assert is_well_formed(code) == (
        len(code) in {ORGANIZATION, ONE_TIME}
        and set(code) <= set(ALPHABET)
        and sum(place * ALPHABET.index(one) for place, one in enumerate(code, 1)) % 19 == 0
    )
