"""Superscripts as plain text."""

import re

_SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = re.compile(r"\s*\d{1,2}\s*")


def raised(text: str) -> str:
    """Raised digits as small ones, so that a mark of a footnote does not join the word; anything else as it is."""
    return text.translate(_SMALL) if _DIGITS.fullmatch(text) else text
