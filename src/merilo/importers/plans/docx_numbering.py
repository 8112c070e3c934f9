"""Numbers that Word counts itself: «1.», «3.1», «II.» and bullets before the paragraphs of automatic lists."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from merilo.importers.plans.list_levels import ListLevel, label
from merilo.importers.plans.nested import Element
from merilo.importers.plans.xml_part import attribute, first_child, local

_USED = re.compile(rb"""pStyle\s[^>]{0,99}?val=["']([^"']{1,255})["']""")
_BASED = re.compile(rb"""basedOn\s[^>]{0,99}?val=["']([^"']{1,255})["']""")
_NAMED = re.compile(rb"""styleId=["']([^"']{0,255})["']""")
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list as paragraphs refer to it: whose count it goes on, its levels, and where it begins anew."""

    count: str
    levels: dict[int, ListLevel]
    restarts: dict[int, int]


class ListNumbers:
    """Counts the numbered paragraphs of one document in their order: its lists by number, those of its styles."""

    def __init__(
        self, lists: dict[str, NumberedList] | None = None, styles: Mapping[str, Element] | None = None
    ) -> None:
        self._lists = lists or {}
        self._styles = styles or {}
        self._styled: dict[str, tuple[str, int]] = {"": ("", 0)}
        self._counted: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, paragraph: Element) -> str:
        """What Word writes before a paragraph; empty when it is in no list. Counts, so ask once a paragraph."""
        settings = first_child(paragraph, "pPr") if self._lists else None
        number, level = ("", 0) if settings is None else self._reference(settings)
        found = self._lists.get(number)
        if found is None:
            return ""
        counts = self._counted.setdefault(found.count, {})
        if number not in self._begun:
            self._begun.add(number)
            for deep in found.restarts:
                counts.pop(deep, None)
        first = found.restarts.get(level, found.levels.get(level, ListLevel()).start)
        counts[level] = counts.get(level, first - 1) + 1
        for deeper in range(level + 1, _DEEPEST):
            counts.pop(deeper, None)
        return label(found.levels, level, counts)

    def _reference(self, settings: Element) -> tuple[str, int]:
        """The list and the level of a paragraph, by itself or by its style; an own list «0» is none."""
        numbering = first_child(settings, "numPr")
        number, level = _own(numbering)
        if number or not self._styles:
            return number, level
        style = attribute(first_child(settings, "pStyle"), "val")
        if style not in self._styled:
            self._styled[style] = self._of_style(style)
        styled = self._styled[style]
        has_level = first_child(numbering, "ilvl") is not None
        return styled[0], level if has_level else styled[1]

    def _of_style(self, style: str) -> tuple[str, int]:
        """The list of a style of paragraphs, its own or that of the style that it is based on."""
        seen: list[str] = []
        while style in self._styles and style not in seen:
            seen.append(style)
            number, level = _own(first_child(first_child(self._styles[style], "pPr"), "numPr"))
            if number:
                return number, level
            style = attribute(first_child(self._styles[style], "basedOn"), "val")
        return "", 0


def styles_number(document: bytes, styles: bytes) -> bool:
    """Whether any style that a document uses puts its paragraphs into a list: told without parsing."""
    if b"numPr" not in styles:
        return False
    starts = list(_NAMED.finditer(styles))
    chunks = {found[1]: (found.end(), after) for found, after in zip(starts, _ends(starts, styles), strict=True)}
    seen: set[bytes] = set()
    left = set(_USED.findall(document))
    while left:
        seen |= left
        places = [chunks[name] for name in left if name in chunks]
        if any(styles.find(b"numPr", *place) >= 0 for place in places):
            return True
        left = {found[1] for place in places if (found := _BASED.search(styles, *place))} - seen
    return False


def _ends(starts: list[re.Match[bytes]], styles: bytes) -> Iterator[int]:
    """Where each style ends: at the next one."""
    yield from (following.start() for following in starts[1:])
    yield from (len(styles) for _ in starts[-1:])


def list_numbers(numbering: Element, styles: Element) -> ListNumbers:
    """The lists of a document by its parts `numbering.xml` and `styles.xml`; None stands for a missing part."""
    abstract = {attribute(one, "abstractNumId"): one for one in _children(numbering) if local(one) == "abstractNum"}
    linked = {attribute(first_child(one, "styleLink"), "val"): one for one in abstract.values()}
    linked.pop("", None)
    lists: dict[str, NumberedList] = {}
    for one in _children(numbering):
        if local(one) == "num":
            count = attribute(first_child(one, "abstractNumId"), "val")
            base = abstract.get(count)
            base = linked.get(attribute(first_child(base, "numStyleLink"), "val"), base)
            lists[attribute(one, "numId")] = _numbered(one, base, count)
    lists.pop("0", None)
    return ListNumbers(lists, {attribute(one, "styleId"): one for one in _children(styles) if local(one) == "style"})


def _numbered(one: Element, base: Element, count: str) -> NumberedList:
    levels = dict(_levels(_children(base)))
    restarts: dict[int, int] = {}
    for override in _children(one):
        if local(override) == "lvlOverride":
            levels |= dict(_levels(_children(override)))
            start = first_child(override, "startOverride")
            if start is not None:
                restarts[_whole(attribute(override, "ilvl"), 0)] = _whole(attribute(start, "val"), 1)
    return NumberedList(count, levels, restarts)


def _levels(elements: Iterable[Element]) -> Iterable[tuple[int, ListLevel]]:
    for element in elements:
        if local(element) == "lvl":
            start = _whole(attribute(first_child(element, "start"), "val"), 1)
            form = attribute(first_child(element, "numFmt"), "val") or "decimal"
            pattern = attribute(first_child(element, "lvlText"), "val")
            legal = first_child(element, "isLgl") is not None
            yield _whole(attribute(element, "ilvl"), 0), ListLevel(start, form, pattern, legal)


def _own(numbering: Element) -> tuple[str, int]:
    if numbering is None:
        return "", 0
    level = _whole(attribute(first_child(numbering, "ilvl"), "val"), 0)
    return attribute(first_child(numbering, "numId"), "val"), min(level, _DEEPEST - 1)


def _children(element: Element) -> Iterable[Element]:
    return () if element is None else element


def _whole(text: str, default: int) -> int:
    return int(text[:6]) if text.isascii() and text.isdigit() else default
