"""What is written before the items of lists: numbers of ordered lists, a dash for the others."""

import re
from collections.abc import Callable, Iterator
from itertools import repeat

from merilo.importers.plans.nested import Element

BULLET = "-"
"""How every sign of an unnumbered list is written."""
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_MOST = 3_000
"""A greater number is written in digits whatever its format."""
_HTML_FORMS = {"I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter"}
_HIDDEN = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_WHOLE = re.compile(r"\s*(-?\d{1,6})\s*")
_SIGN = re.compile(r"[-–—•·∙▪*]")


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _lettered(letters: str) -> Callable[[int], str]:
    """a … z, then aa … zz, as Word goes on."""
    return lambda number: letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)


_FORMS: dict[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _lettered(_LATIN.upper()),
    "lowerLetter": _lettered(_LATIN),
    "russianUpper": _lettered(_RUSSIAN.upper()),
    "russianLower": _lettered(_RUSSIAN),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _: "",
}


def written(number: int, form: str) -> str:
    """A number of a list in one of Word's formats; unknown formats are digits."""
    return _FORMS[form](number) if form in _FORMS and 0 < number <= _MOST else str(number)


def labelled(label: str, text: str) -> str:
    """A text after its number or its dash; a dash is not written twice."""
    if not label or (label == BULLET and (not text.strip() or _SIGN.match(text.lstrip()))):
        return text
    return f"{label} {text.lstrip()}".rstrip()


def html_labels(element: Element) -> Iterator[str]:
    """What a browser writes before each child of an element; empty outside of lists and where a page hides it."""
    if element.tag not in ("ol", "ul", "menu", "dir") or _HIDDEN.search(element.get("style", "")):
        yield from repeat("")
    number = (_whole(element.get("start")) or 1) - 1
    form = _HTML_FORMS.get(element.get("type", ""), "")
    for child in element:
        if child.tag != "li" or _HIDDEN.search(child.get("style", "")):
            yield ""
        elif element.tag == "ol":
            own = _whole(child.get("value"))
            number = number + 1 if own is None else own
            yield f"{written(number, form)}."
        else:
            yield BULLET


def _whole(text: str | None) -> int | None:
    match = _WHOLE.fullmatch(text or "")
    return int(match[1]) if match else None
