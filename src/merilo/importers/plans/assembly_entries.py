"""Entries of a cell as people mean them: lists stay with their lead-in, torn sentences come together."""

import re
from collections.abc import Sequence

LONGEST = 10_000
"""An entry with so many characters is not joined to anything more."""
_BULLET = re.compile(r"[-–—•·∙▪*]\s*\S")
_ENDED = re.compile(r"[.;:!?…](?:[»\")\]]*)$")
_ABBREVIATION = re.compile(r"[А-ЯЁA-Z]{2,10}\.?")
_PAIRS = (("(", ")"), ("«", "»"), ("[", "]"))
_LOWER = re.compile(r"[a-zа-яё]")


def sentences(entries: Sequence[str]) -> tuple[str, ...]:
    """Entries with every list and every torn line joined to the entry that it goes on.

    A dash opens a list after a lead-in with a colon or without any sign; without a lead-in every item is an entry of
    its own. A small letter goes on what is above unless that ended with a semicolon or began with a small letter too.
    A line that only wrapped is joined by a space, an item of a list by a line break.
    """
    found: list[str] = []
    for entry in entries:
        if not found or len(found[-1]) >= LONGEST:
            found.append(entry)
        elif _is_wrapped(found[-1], entry):
            found[-1] = _as_line(found[-1], entry)
        elif _goes_on(found[-1], entry):
            found[-1] = f"{found[-1]}\n{entry}"
        else:
            found.append(entry)
    return tuple(found)


def joined(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Entries of a cell and of its rest after a page break: a torn sentence becomes one again."""
    if not above or not below:
        return (*above, *below)
    first = below[0]
    torn = begins_small(first) or (not is_ended(above[-1]) and not _BULLET.match(first))
    whole = torn and len(above[-1]) < LONGEST
    return (*above[:-1], _as_line(above[-1], first), *below[1:]) if whole else (*above, *below)


def continues(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the entries of a cell surely go on an unended sentence: with a small letter, or inside a pair."""
    if not above or not below or is_ended(above[-1]):
        return False
    small = begins_small(below[0]) and not begins_small(above[0])
    return small or above[-1].endswith((",", "-")) or _is_open(above[-1])


def begins_small(entry: str) -> bool:
    """Whether an entry begins with a small letter, as the rest of a torn sentence does."""
    return bool(_LOWER.match(entry))


def is_ended(entry: str) -> bool:
    """Whether an entry ends as a sentence or a part of a list does."""
    return bool(_ENDED.search(entry))


def _as_line(above: str, entry: str) -> str:
    is_hyphened = len(above) > 1 and above.endswith("-") and above[-2].isalpha()
    return f"{above}{entry}" if is_hyphened else f"{above} {entry}"


def _is_wrapped(above: str, entry: str) -> bool:
    """Whether an entry is but the next line of a sentence, by its small letter, an abbreviation, an open pair."""
    if is_ended(above) or _BULLET.match(entry) or "\n" in above:
        return False
    small = begins_small(entry) and not begins_small(above)
    return small or bool(_ABBREVIATION.fullmatch(entry)) or above.endswith((",", "-")) or _is_open(above)


def _is_open(text: str) -> bool:
    return any(text.count(first) > text.count(last) for first, last in _PAIRS)


def _goes_on(above: str, entry: str) -> bool:
    last = above.rsplit("\n", 1)[-1]
    in_list = above.endswith(":") or ("\n" in above and bool(_BULLET.match(last)))
    if _BULLET.match(entry):
        return in_list or not (is_ended(above) or _BULLET.match(above))
    return begins_small(entry) and (in_list or not (above.endswith(";") or begins_small(above)))
