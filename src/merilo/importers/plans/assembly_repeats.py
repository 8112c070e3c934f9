"""What a new page of a table prints again: titles of sections, «Продолжение таблицы», subheadings."""

import re
from collections.abc import Sequence

from merilo.importers.plans.assembly_sections import SectionTitle

_PLACE = r"(?:№\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[IVXІХ]{1,5})"
_HOLDER = r"(?:таблиц|раздел|приложени|план|критери|форм|показател)\w*"
_ON_NEW_PAGE = re.compile(
    rf"[(\[]?\s*(?:(?:{_HOLDER}\s*{_PLACE}|{_PLACE}\s*\.?\s*{_HOLDER})[\s.,(\[–—-]*)?"
    rf"(?:продолжение|окончание)(?:\s+{_HOLDER})?(?:\s*{_PLACE})?[\s)\].:]*",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:продолжение|окончание)\b", re.IGNORECASE)
_TOKEN = re.compile(r"\w+(?:\.\d+)*")
_HOLDERS = re.compile(r"(?:раздел|критери|показател|блок|направлени)\w*")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*|[ivxіх]{1,5}")


def is_on_new_page(text: str) -> bool:
    """Whether a text only says that a table or a section goes on from the page before."""
    return bool(_ON_NEW_PAGE.fullmatch(text))


def is_again(title: SectionTitle, above: Sequence[tuple[SectionTitle, bool]]) -> bool:
    """Whether a title is printed again on a new page: that of the last section, or of one over it.

    `above` are the titles before it, each with whether its section has rows of its own; one without any stands over
    the next ones.
    """
    if is_on_new_page(f"{title.number} {title.title}".strip()) and above:
        return True
    return any(_is_same(one, title) for one in _open(above))


def _open(above: Sequence[tuple[SectionTitle, bool]]) -> list[SectionTitle]:
    """The last section and, where it has rows, the nearest ones without rows that stand over it."""
    found = [title for title, _ in above[-1:]]
    if above and above[-1][1]:
        rest = list(above[:-1])
        while rest and rest[-1][1]:
            rest.pop()
        while rest and not rest[-1][1]:
            found.append(rest.pop()[0])
    return found


def _is_same(one: SectionTitle, other: SectionTitle) -> bool:
    (first, said), (second, again) = _heard(one), _heard(other)
    return bool(said) and said == again and (first == second or not second)


def _heard(title: SectionTitle) -> tuple[str, str]:
    """The number and the words of a title, whatever stands between and around them."""
    tokens = _TOKEN.findall(_AGAIN.sub(" ", f"{title.number} {title.title}").casefold())
    tokens = [token for token in tokens if not _HOLDERS.fullmatch(token)]
    number = tokens.pop(0) if tokens and _NUMBER.fullmatch(tokens[0]) else ""
    return number, " ".join(tokens)
