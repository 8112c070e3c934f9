"""Short codes that people type from paper: an organization's address, a right to answer once.

Every letter looks the same in Latin and in Cyrillic, as on number plates, so either keyboard layout types a code.
The last character is a check: one wrong character, or two exchanged, never makes another code.
"""

import random
from collections.abc import Container

ALPHABET = "23456789ACEHKMPTXY"
"""No 0 and O, no 1, I and L, no B beside 8. Canonical codes are Latin."""
ORGANIZATION = 5
"""Characters of an organization's code."""
ONE_TIME = 12
"""Characters of a code that may be used once: more than 45 bits."""
GROUP = 4
"""Characters that stand together on paper, where a code is longer than one group and a half."""
MODULUS = 19
"""A prime above the alphabet and above every length: the reason why the check misses no single slip."""
_RUDE = ("XY", "XEP", "CEKC", "CYK", "CPA", "CMEPT")
"""What a Russian eye reads as a word that has no place on the wall of a school."""
_ALIKE = {
    "А": "A",
    "С": "C",
    "Е": "E",
    "Ё": "E",
    "Н": "H",
    "К": "K",
    "М": "M",
    "Р": "P",
    "Т": "T",
    "Х": "X",
    "У": "Y",
    "В": "8",
    "B": "8",
    "З": "3",
    "Ч": "4",
    "S": "5",
    "Б": "6",
    "G": "6",
    "Z": "2",
}
_BETWEEN = (
    " \t\r\n\v\f\u00a0\u2002\u2003\u2009\u202f-_.,\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
    "\u200b\u200e\u200f\u2060\ufeff"
)
_CANONICAL = str.maketrans(
    {letter.lower(): letter for letter in ALPHABET}
    | _ALIKE
    | {seen.lower(): meant for seen, meant in _ALIKE.items()}
    | dict.fromkeys(_BETWEEN, "")
)
_VALUES = {character: value for value, character in enumerate(ALPHABET)}


def short_codes(
    count: int, *, taken: Container[str], rng: random.Random, length: int = ORGANIZATION
) -> tuple[str, ...]:
    """So many different canonical codes that are not among the `taken`, in the order they were drawn.

    Every well-formed code is equally likely; `rng` decides all, so codes that must not be guessed need a
    `random.SystemRandom`. Raises ValueError when the length is not one that the check can guard (2 to 18), or too
    short for so many: when three draws in four are wasted.
    """
    if not 2 <= length < MODULUS:
        raise ValueError(f"codes of {length} characters cannot be checked")
    drawn: dict[str, None] = {}
    misses = 0
    while len(drawn) < count:
        code = _drawn(rng, length)
        if code is None or code in drawn or code in taken:
            misses += 1
        else:
            drawn[code] = None
        if misses > 200 + 3 * len(drawn):
            raise ValueError(f"codes of {length} characters are too few: {len(drawn)} of {count} found")
    return tuple(drawn)


def normalized(typed: str) -> str:
    """The canonical spelling of what was typed: capital Latin letters without spaces, dashes and stops.

    Cyrillic letters become their Latin twins; signs that no code has become the ones they are mistaken for. Anything
    else stays and makes the code ill-formed.
    """
    return typed.translate(_CANONICAL)


def is_well_formed(code: str, *, length: int | None = None) -> bool:
    """Whether a canonical code has the length (without one: either of the two), the alphabet and the right check."""
    lengths = (ORGANIZATION, ONE_TIME) if length is None else (length,)
    return len(code) in lengths and all(character in _VALUES for character in code) and _weighed(code) == 0


def in_groups(code: str) -> str:
    """The code as it is printed: a long one in groups of four with hyphens."""
    if len(code) < 2 * GROUP:
        return code
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _drawn(rng: random.Random, length: int) -> str | None:
    """A code, or None when its check would need a nineteenth character or it reads badly."""
    body = "".join(ALPHABET[rng.randrange(len(ALPHABET))] for _ in range(length - 1))
    check = -_weighed(body) * pow(length, -1, MODULUS) % MODULUS
    if check >= len(ALPHABET):
        return None
    code = body + ALPHABET[check]
    return None if any(word in code for word in _RUDE) else code


def _weighed(code: str) -> int:
    """The sum of value × place, modulo a prime: no two places weigh the same."""
    return sum(place * _VALUES[character] for place, character in enumerate(code, 1)) % MODULUS
