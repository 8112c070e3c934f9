"""A translation as a table: taken away, and what one that comes back would change."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from merilo.documents.table_book import book
from merilo.documents.table_csv import table_csv
from merilo.documents.tables import Column
from merilo.importers.translation import CODE, ORIGINAL, TEXT, TranslationWords, read_translation
from merilo.problems import Problem
from merilo_web.archive.uploads import Upload
from merilo_web.fieldwork.languages import fault_of, originals
from merilo_web.fieldwork.models import OwnTranslation
from merilo_web.fieldwork.queries.translations import edition_of

_COLUMNS = (Column(CODE, 5.0), Column(ORIGINAL, 10.0), Column(TEXT, 10.0))


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text that a file changes: its key, the Russian original, the translation before and after."""

    key: str
    original: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TranslationPreview:
    """What a file would do to a translation: changes, how many of its texts are there already, what is wrong with it.

    Nothing of a file with a fault is taken.
    """

    file_name: str
    changes: tuple[TextChange, ...]
    same: int
    faults: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def preview(translation: OwnTranslation, upload: Upload) -> TranslationPreview:
    """The file held against what is translated so far; a blank cell changes nothing."""
    asked = originals(edition_of(translation))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / upload.file_name
        path.write_bytes(upload.content)
        read = read_translation(path, TranslationWords(asked, fault_of))
    kept = translation.texts
    changes = tuple(
        TextChange(key, asked[key], kept.get(key, ""), text)
        for key, text in read.texts.items()
        if kept.get(key, "") != text
    )
    faults = tuple(one for one in read.problems if one.blocking)
    warnings = tuple(one for one in read.problems if not one.blocking)
    return TranslationPreview(upload.file_name, changes, len(read.texts) - len(changes), faults, warnings)


def table(translation: OwnTranslation, ending: str) -> bytes:
    """Everything to translate with what is translated, «xlsx» or «csv»; it comes back without a difference."""
    kept = translation.texts
    rows = [(key, text, kept.get(key, "")) for key, text in originals(edition_of(translation)).items()]
    if ending == "csv":
        return table_csv(([one.heading for one in _COLUMNS], *rows))
    return book(f"Перевод анкеты: {translation}", _COLUMNS, rows)
