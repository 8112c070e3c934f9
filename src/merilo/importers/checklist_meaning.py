"""What the words of a checklist mean in an edition: items by code, by text, by the place they speak of."""

import re

from rapidfuzz import fuzz, process

from merilo.importers.spelling import folded, heading
from merilo.methodology.model import Checklist, ChecklistItem, Edition, Part

_PLACES = (
    (Part.STAND, re.compile(r"^(?:на|стенд|информационный стенд)?\s*(?:информационн\w+\s+)?стенд\w*\s*[:.-]?\s*")),
    (Part.SITE, re.compile(r"^(?:на)?\s*(?:официальн\w+\s+)?сайт\w*\s*(?:организаци\w+)?\s*[:.-]?\s*")),
)
_PREFIX = {Part.STAND: "на стенде ", Part.SITE: "на сайте "}
_LIKE = 60


class ItemIndex:
    """The items of an edition, found by what people write."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.all = tuple((checklist, one) for checklist in edition.checklists for one in checklist.items)
        self.parts = {one.code: checklist.part for checklist, one in self.all}
        self._codes = {folded(one.code): one for _, one in self.all}
        self._texts: dict[str, list[tuple[Part, ChecklistItem]]] = {}
        for checklist, one in self.all:
            self._texts.setdefault(heading(one.title), []).append((checklist.part, one))

    def by_code(self, text: str) -> ChecklistItem | None:
        return self._codes.get(text) or self._codes.get(folded(text))

    def by_text(self, text: str) -> ChecklistItem | None:
        """The one item with this very text; a place in front («На стенде …») chooses between equal texts."""
        whole = self._texts.get(heading(text), [])
        part, rest = placed(text)
        fitting = whole or [known for known in self._texts.get(rest, []) if part in (None, known[0])]
        return fitting[0][1] if len(fitting) == 1 else None

    def part(self, text: str) -> Checklist | None:
        """A whole part at once: its code."""
        return self.edition.checklist(folded(text))

    def likest(self, text: str) -> str:
        """Codes like the text, for a message; empty when nothing is like it."""
        known = {one.code: one.code for _, one in self.all}
        titles = {one.code: heading(one.title) for _, one in self.all}
        for words, plain in ((known, folded(text)), (titles, placed(text)[1])):
            found = process.extract(plain, words, scorer=fuzz.WRatio, limit=2, score_cutoff=_LIKE)
            if found:
                return ", ".join(code for _, _, code in found)
        return ""


def placed(text: str) -> tuple[Part | None, str]:
    """The place that a heading names in front, and the rest of it, as compared."""
    plain = heading(text)
    for part, pattern in _PLACES:
        found = pattern.match(plain)
        if found is not None and found.end() and plain[: found.end()].strip():
            return part, plain[found.end() :].strip()
    return None, plain


def item_texts(checklist: Checklist, one: ChecklistItem) -> tuple[str, ...]:
    """Texts by which a wide checklist may name an item."""
    prefix = _PREFIX.get(checklist.part)
    return (one.title,) if prefix is None else (f"{prefix}{one.title}", f"{prefix.removeprefix('на ')}{one.title}")
