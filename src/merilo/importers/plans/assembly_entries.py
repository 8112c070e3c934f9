"""Entries of a cell as people mean them: lists stay with their lead-in, torn sentences come together."""

import re
from collections.abc import Sequence

_BULLET = re.compile(r"[-–—•·∙▪*]\s*\S")
_ENDED = re.compile(r"[.;:!?…](?:[»\")\]]*)$")
_LOWER = re.compile(r"[a-zа-яё]")


def sentences(entries: Sequence[str]) -> tuple[str, ...]:
    """Entries with every list and every torn line joined to the entry that it goes on, by a line break.

    A dash opens a list after a lead-in with a colon or without any sign; without a lead-in every item is an entry of
    its own. A small letter goes on what is above unless that ended with a semicolon or began with a small letter too.
    """
    found: list[str] = []
    for entry in entries:
        if found and _goes_on(found[-1], entry):
            found[-1] = f"{found[-1]}\n{entry}"
        else:
            found.append(entry)
    return tuple(found)


def joined(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Entries of a cell and of its rest after a page break: a torn sentence becomes one again."""
    if not above or not below:
        return (*above, *below)
    first = below[0]
    torn = _LOWER.match(first) or (not _ENDED.search(above[-1]) and not _BULLET.match(first))
    return (*above[:-1], f"{above[-1]} {first}", *below[1:]) if torn else (*above, *below)


def begins_small(entry: str) -> bool:
    """Whether an entry begins with a small letter, as the rest of a torn sentence does."""
    return bool(_LOWER.match(entry))


def is_ended(entry: str) -> bool:
    """Whether an entry ends as a sentence or a part of a list does."""
    return bool(_ENDED.search(entry))


def _goes_on(above: str, entry: str) -> bool:
    last = above.rsplit("\n", 1)[-1]
    in_list = above.endswith(":") or ("\n" in above and bool(_BULLET.match(last)))
    if _BULLET.match(entry):
        return in_list or not (is_ended(above) or _BULLET.match(above))
    if _LOWER.match(entry):
        return in_list or above.endswith(",") or not (above.endswith(";") or _LOWER.match(above))
    return above.endswith(",")
