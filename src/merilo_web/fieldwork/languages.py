"""Questionnaires in other languages: translations are data beside this module.

`translations/<edition>/<sector>.<language>.yaml` holds `language` (its own name), `note` (who translated it),
`questions` (question code → text, «question=option» → option) and `phrases` (the words of the page). What a file
lacks stays Russian.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter

import yaml

from merilo.methodology.model import Edition
from merilo_web.forms import hidden_mark

FOLDER = Path(__file__).parent / "translations"
RUSSIAN = "ru"
PHRASE = "phrase:"
"""Before the key of a word of the page, so that it is taken for no question."""
LONGEST = 600
"""Signs of one translated text."""
_KEYS = {"language", "note", "questions", "phrases"}


@dataclass(frozen=True, slots=True)
class Translation:
    """One language of a questionnaire. `texts` is what the paper questionnaire takes too."""

    code: str
    name: str
    note: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)


@cache
def _phrases() -> dict[str, str]:
    read: dict[str, str] = yaml.safe_load((FOLDER / "phrases.yaml").read_text(encoding="utf-8"))
    return read


def russian() -> Translation:
    """The language of the editions themselves."""
    return Translation(RUSSIAN, "Русский", phrases=_phrases())


@cache
def translations(edition_id: str, sector: str) -> dict[str, Translation]:
    """Languages that the questionnaire of a sector can be shown in, Russian first."""
    found = {RUSSIAN: russian()}
    for path in sorted((FOLDER / edition_id).glob(f"{sector}.*.yaml")):
        code = path.name.split(".")[1]
        found[code] = _read(path, code)
    return found


def _read(path: Path, code: str) -> Translation:
    """A translation; a key of a phrase that the page does not have is a mistake and raises ValueError."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    if unknown := (set(read) - _KEYS) | (set(read["phrases"]) - set(_phrases())):
        raise ValueError(f"{path.name}: unknown keys {sorted(unknown)}")
    phrases = {**_phrases(), **read["phrases"]}
    return Translation(code, read["language"], read["note"], read["questions"], phrases)


def chosen(edition: Edition, language: str, own: Iterable[Translation] = ()) -> Translation:
    """The language asked for, or Russian when the questionnaire is not translated into it."""
    known = offered(edition, own)
    return known.get(language, known[RUSSIAN])


def offered(edition: Edition, own: Iterable[Translation] = ()) -> dict[str, Translation]:
    """The languages of a questionnaire by code, Russian first; `own` are those of the authority that asks."""
    return translations(edition.id, edition.sector) | {one.code: one for one in own}


def originals(edition: Edition) -> dict[str, str]:
    """What a translation has to say: key → Russian text. Questions and options first, then «phrase:key»."""
    found = {}
    for question in edition.questions:
        found[question.code] = question.text
        found |= {f"{question.code}={option.code}": option.text for option in question.options}
    return found | {f"{PHRASE}{key}": text for key, text in _phrases().items()}


def places(text: str) -> frozenset[str] | None:
    """What is filled into a text: names in braces; None when the braces mean anything else."""
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:
        return None
    if any(
        name is not None and (not name.isidentifier() or spec or conversion) for _, name, spec, conversion in parsed
    ):
        return None
    return frozenset(name for _, name, _, _ in parsed if name is not None)


def fault_of(original: str, text: str) -> str:
    """What is wrong with the translation of one text, as a sentence; empty when nothing is."""
    if len(text) > LONGEST:
        return f"Не больше {LONGEST} знаков."
    wanted = places(original)
    if places(text) != wanted:
        named = ", ".join(f"{{{name}}}" for name in sorted(wanted or ())) or "ни одной вставки в фигурных скобках"
        return f"Оставьте в тексте как есть: {named}."
    return hidden_mark(text)


def lacking(edition: Edition, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Keys of what is not translated yet or is translated wrongly."""
    return tuple(
        key for key, original in originals(edition).items() if not texts.get(key) or fault_of(original, texts[key])
    )


def own_translation(code: str, name: str, texts: Mapping[str, str], *, whose: str) -> Translation:
    """An authority's own translation as the pages take it, marked as its own."""
    phrases = {key.removeprefix(PHRASE): text for key, text in texts.items() if key.startswith(PHRASE)}
    asked = {key: text for key, text in texts.items() if not key.startswith(PHRASE)}
    note = f"Перевод подготовил орган власти: {whose}. Официальный текст анкеты — русский."
    return Translation(code, name, note, asked, {**_phrases(), **phrases})
