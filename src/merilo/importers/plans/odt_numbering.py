"""Numbers that a writer of OpenDocument counts itself: before the items of lists and before headings."""

import re
from collections.abc import Iterator

from merilo.importers.plans.list_levels import DEEPEST, ListLevel, label
from merilo.importers.plans.nested import Element
from merilo.importers.plans.xml_part import attribute, local

_FORMS = {"1": "decimal", "I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter", "": "none"}
_LIST_FORMAT = re.compile(r"%(\d{1,2})%")
_HEADINGS = "outline-style"

Levels = dict[int, ListLevel]


class OdtNumbers:
    """Counts the items of the lists and the headings of one document in their order."""

    def __init__(self, *roots: Element) -> None:
        self._styles: dict[str, Levels] = {}
        self._of_paragraphs: dict[str, tuple[str, str]] = {}
        """The list of a style of paragraphs and the style that it is based on."""
        for root in (one for one in roots if one is not None):
            for style in root.iter("{*}list-style", f"{{*}}{_HEADINGS}"):
                name = _HEADINGS if local(style) == _HEADINGS else attribute(style, "name")
                self._styles[name] = dict(_levels(style))
            for style in root.iter("{*}style"):
                own = attribute(style, "list-style-name"), attribute(style, "parent-style-name")
                if any(own):
                    self._of_paragraphs[attribute(style, "name")] = own
        self._named: dict[str, dict[int, int]] = {}
        """The counts of lists by their names."""
        self._last: dict[str, dict[int, int]] = {}
        """The counts of the last list of each style, and of headings."""

    def opened(self, element: Element) -> "OdtList":
        """A list that stands in no other."""
        style = attribute(element, "style-name") or self._style_of(element)
        counts = self._named.get(attribute(element, "continue-list"))
        if counts is None:
            goes_on = attribute(element, "continue-numbering") == "true"
            counts = self._last.get(style, {}) if goes_on else {}
        self._last[style] = counts
        if name := attribute(element, "id"):
            self._named[name] = counts
        return OdtList(self._styles, style, counts)

    def heading(self, element: Element) -> str:
        """What stands before a heading; empty when headings of its level have no numbers."""
        if attribute(element, "is-list-header") == "true":
            return ""
        outline = OdtList(self._styles, _HEADINGS, self._last.setdefault(_HEADINGS, {}))
        return outline.label(element, _number(attribute(element, "outline-level"), 1) - 1)

    def _style_of(self, element: Element) -> str:
        """The list of the style of the first paragraph."""
        paragraph = next(element.iter("{*}p", "{*}h"), None)
        name = attribute(paragraph, "style-name")
        for _ in range(DEEPEST):
            found, name = self._of_paragraphs.get(name, ("", ""))
            if found:
                return found
        return ""


class OdtList:
    """A list with its styles and its counts, which it may share with a list that it continues."""

    def __init__(self, styles: dict[str, Levels], style: str, counts: dict[int, int]) -> None:
        self._styles = styles
        self._style = style
        self._counts = counts

    def within(self, element: Element) -> "OdtList":
        """A list inside of an item of this one: the same counts, perhaps a style of its own."""
        return OdtList(self._styles, attribute(element, "style-name") or self._style, self._counts)

    def label(self, element: Element, level: int) -> str:
        """What stands before an item or a heading of a level, counted from 0. Counts, so ask once."""
        levels = self._styles.get(self._style, {})
        own = levels.get(level)
        if own is None:
            return ""
        start = _number(attribute(element, "start-value"), 0)
        self._counts[level] = start or self._counts.get(level, own.start - 1) + 1
        for deeper in range(level + 1, DEEPEST):
            self._counts.pop(deeper, None)
        return label(levels, level, self._counts)


def _levels(style: Element) -> Iterator[tuple[int, ListLevel]]:
    for one in style:
        kind, level = local(one), _number(attribute(one, "level"), 1) - 1
        if kind in ("list-level-style-bullet", "list-level-style-image"):
            yield level, ListLevel(form="bullet")
        elif kind in ("list-level-style-number", "outline-level-style"):
            form = _form(attribute(one, "num-format"))
            pattern = "" if form == "none" else _pattern(one, level)
            yield level, ListLevel(_number(attribute(one, "start-value"), 1), form, pattern)


def _pattern(element: Element, level: int) -> str:
    """The pattern «%1.%2.» of a level: as written by newer programs, otherwise of its parts."""
    if written := attribute(element, "num-list-format"):
        return _LIST_FORMAT.sub(r"%\1", written)
    shown = min(_number(attribute(element, "display-levels"), 1), level + 1)
    numbers = ".".join(f"%{deep}" for deep in range(level + 2 - shown, level + 2))
    return f"{attribute(element, 'num-prefix')}{numbers}{attribute(element, 'num-suffix')}"


def _form(written: str) -> str:
    """The format of a number as Word calls it; «а, б, .., аа, аб, ... (ru)» begins with its letter."""
    if written in _FORMS:
        return _FORMS[written]
    return {"А": "russianUpper", "а": "russianLower", "0": "decimalZero"}.get(written[0], "decimal")


def _number(text: str, default: int) -> int:
    return int(text[:6]) if text.isascii() and text.isdigit() else default
