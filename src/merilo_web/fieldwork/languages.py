"""Questionnaires in other languages: translations are data beside this module.

`translations/<edition>/<sector>.<language>.yaml` holds `language` (its own name), `note` (who translated it),
`questions` (question code → text, «question=option» → option) and `phrases` (the words of the page). What a file
lacks stays Russian.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from merilo.methodology.model import Edition

FOLDER = Path(__file__).parent / "translations"
RUSSIAN = "ru"
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


def chosen(edition: Edition, language: str) -> Translation:
    """The language asked for, or Russian when the questionnaire is not translated into it."""
    known = translations(edition.id, edition.sector)
    return known.get(language, known[RUSSIAN])
