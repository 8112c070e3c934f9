"""Numbers that Word counts itself: «1.», «3.1», «II.» and bullets before the paragraphs of automatic lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from merilo.importers.plans.list_labels import BULLET, written
from merilo.importers.plans.nested import Element
from merilo.importers.plans.xml_part import attribute, local

_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class ListLevel:
    """A level of a list: its first number, how numbers are written, the pattern «%1.%2.».

    A `legal` level writes the numbers of all levels in digits.
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    legal: bool = False


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list as paragraphs refer to it: whose count it goes on, its levels, and where it begins anew."""

    count: str
    levels: dict[int, ListLevel]
    restarts: dict[int, int]


class ListNumbers:
    """Counts the numbered paragraphs of one document in their order: its lists by number, those of its styles."""

    def __init__(
        self, lists: dict[str, NumberedList] | None = None, styles: dict[str, tuple[str, int]] | None = None
    ) -> None:
        self._lists = lists or {}
        self._styles = styles or {}
        self._counted: dict[tuple[str, int], int] = {}
        self._begun: set[str] = set()

    def label(self, paragraph: Element) -> str:
        """What Word writes before a paragraph; empty when it is in no list. Counts, so ask once a paragraph."""
        settings = _child(paragraph, "pPr")
        number, level = _reference(settings, self._styles)
        found = self._lists.get(number)
        if found is None:
            return ""
        if number not in self._begun:
            self._begun.add(number)
            for deep in found.restarts:
                self._counted.pop((found.count, deep), None)
        own = found.levels.get(level, ListLevel())
        first = found.restarts.get(level, own.start)
        self._counted[found.count, level] = self._counted.get((found.count, level), first - 1) + 1
        for deeper in range(level + 1, _DEEPEST):
            self._counted.pop((found.count, deeper), None)
        return self._written(found, own)

    def _written(self, found: NumberedList, own: ListLevel) -> str:
        if own.form == "bullet":
            return BULLET
        text = own.pattern
        for level in range(_DEEPEST):
            if f"%{level + 1}" in text:
                shown = found.levels.get(level, ListLevel())
                count = self._counted.get((found.count, level), shown.start)
                text = text.replace(f"%{level + 1}", written(count, "decimal" if own.legal else shown.form))
        return text.strip()


def list_numbers(numbering: Element, styles: Element) -> ListNumbers:
    """The lists of a document by its parts `numbering.xml` and `styles.xml`; None stands for a missing part."""
    abstract = {attribute(one, "abstractNumId"): one for one in _children(numbering) if local(one) == "abstractNum"}
    linked = {attribute(_child(one, "styleLink"), "val"): one for one in abstract.values()}
    linked.pop("", None)
    lists: dict[str, NumberedList] = {}
    for one in _children(numbering):
        if local(one) == "num":
            count = attribute(_child(one, "abstractNumId"), "val")
            base = abstract.get(count)
            base = linked.get(attribute(_child(base, "numStyleLink"), "val"), base)
            lists[attribute(one, "numId")] = _numbered(one, base, count)
    lists.pop("0", None)
    return ListNumbers(lists, _styles(styles))


def _numbered(one: Element, base: Element, count: str) -> NumberedList:
    levels = dict(_levels(_children(base)))
    restarts: dict[int, int] = {}
    for override in _children(one):
        if local(override) == "lvlOverride":
            levels |= dict(_levels(_children(override)))
            start = _child(override, "startOverride")
            if start is not None:
                restarts[_whole(attribute(override, "ilvl"), 0)] = _whole(attribute(start, "val"), 1)
    return NumberedList(count, levels, restarts)


def _levels(elements: Iterable[Element]) -> Iterable[tuple[int, ListLevel]]:
    for element in elements:
        if local(element) == "lvl":
            start = _whole(attribute(_child(element, "start"), "val"), 1)
            form = attribute(_child(element, "numFmt"), "val") or "decimal"
            pattern = attribute(_child(element, "lvlText"), "val")
            legal = _child(element, "isLgl") is not None
            yield _whole(attribute(element, "ilvl"), 0), ListLevel(start, form, pattern, legal)


def _styles(styles: Element) -> dict[str, tuple[str, int]]:
    """The list of each style of paragraphs, its own or that of the style that it is based on."""
    by_id = {attribute(one, "styleId"): one for one in _children(styles) if local(one) == "style"}
    found: dict[str, tuple[str, int]] = {}
    for name in by_id:
        seen: list[str] = []
        based = name
        while based in by_id and based not in seen:
            seen.append(based)
            number, level = _own(_child(by_id[based], "pPr"))
            if number:
                found[name] = (number, level)
                break
            based = attribute(_child(by_id[based], "basedOn"), "val")
    return found


def _reference(settings: Element, styles: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """The list and the level of a paragraph, by itself or by its style; an own list «0» is none."""
    number, level = _own(settings)
    styled = styles.get(attribute(_child(settings, "pStyle"), "val"), ("", 0))
    if number:
        return number, level
    has_level = _child(_child(settings, "numPr"), "ilvl") is not None
    return styled[0], level if has_level else styled[1]


def _own(settings: Element) -> tuple[str, int]:
    numbering = _child(settings, "numPr")
    level = _whole(attribute(_child(numbering, "ilvl"), "val"), 0)
    return attribute(_child(numbering, "numId"), "val"), min(level, _DEEPEST - 1)


def _child(element: Element, name: str) -> Element:
    return next((child for child in _children(element) if local(child) == name), None)


def _children(element: Element) -> Iterable[Element]:
    return () if element is None else element


def _whole(text: str, default: int) -> int:
    return int(text[:6]) if text.isascii() and text.isdigit() else default
