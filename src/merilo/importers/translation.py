"""A translation of the questionnaire from a table: texts by their codes, never by their order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from merilo.cell_text import restored
from merilo.importers import translation_codes as codes
from merilo.importers.findings import Findings
from merilo.importers.single_file import FileReading, attempted, single_table
from merilo.importers.spelling import folded, shortened
from merilo.importers.tables import Record, Table
from merilo.problems import Problem
from merilo.quotation import in_quotes

CODE, ORIGINAL, TEXT = "Код", "По-русски", "Перевод"
"""The columns of the table."""
_COLUMNS = {folded(title): title for title in (CODE, ORIGINAL, TEXT)}


@dataclass(frozen=True, slots=True)
class TranslationFile(FileReading):
    """A translation as read: its texts by their codes, blank ones left out; everything doubtful."""

    texts: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class TranslationWords:
    """What is to be translated: Russian texts by code; `fault` tells what is wrong with a translation of one."""

    originals: Mapping[str, str]
    fault: Callable[[str, str], str]


def read_translation(path: Path, words: TranslationWords) -> TranslationFile:
    """The translation in an .xlsx or .csv file. Never raises for what the file holds: that comes back as problems."""
    findings = Findings()
    read = attempted(path, findings, lambda: _texts(single_table(path, _known, codes.SEVERAL_SHEETS), words, findings))
    return TranslationFile(read or {}, tuple(findings))


def _known(title: str) -> bool:
    return folded(title) in _COLUMNS


def _texts(table: Table, words: TranslationWords, findings: Findings) -> dict[str, str]:
    columns = _columns(table, findings)
    texts: dict[str, str] = {}
    if not {CODE, TEXT} <= columns.keys():
        return texts
    met: set[str] = set()
    for record in table.records():
        code, original, text = (_cell(record, columns.get(title)) for title in (CODE, ORIGINAL, TEXT))
        if not code:
            if text:
                findings.add(codes.UNKNOWN_TEXT, record.place(columns[CODE]), "Код не указан")
        elif code not in words.originals:
            findings.add(codes.UNKNOWN_TEXT, record.place(columns[CODE]), f"Кода {in_quotes(shortened(code))} нет")
        elif code in met:
            findings.add(codes.DOUBLED, record.place(columns[CODE]), f"Код {in_quotes(code)} уже был")
        elif text:
            texts[code] = text
            _check(record, columns, words=words, findings=findings, row=(code, original, text))
        met.add(code)
    return texts


def _columns(table: Table, findings: Findings) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, heading in enumerate(table.heading):
        place, title = table.place(table.heading_row, number), _COLUMNS.get(folded(heading))
        if title is None:
            if heading:
                findings.add(codes.COLUMN_IGNORED, place, f"Столбец {in_quotes(shortened(heading))} не прочитан")
        elif title in found:
            findings.add(codes.COLUMN_DOUBLED, place, f"Столбец «{title}» уже был")
        else:
            found[title] = number
    for title in (CODE, TEXT):
        if title not in found:
            findings.add(codes.COLUMN_MISSING, table.place(table.heading_row), f"Нет столбца «{title}»")
    return found


def _cell(record: Record, column: int | None) -> str:
    text = record.text(column)
    return " ".join((text if record.table.sheet.name else restored(text)).split())


def _check(
    record: Record,
    columns: Mapping[str, int],
    *,
    words: TranslationWords,
    findings: Findings,
    row: tuple[str, str, str],
) -> None:
    """The Russian text is ours, and the translation fits it."""
    code, original, text = row
    now = words.originals[code]
    if fault := words.fault(now, text):
        detail = f"{in_quotes(shortened(text))}: {fault}".rstrip(".")
        findings.add(codes.UNFIT, record.place(columns[TEXT]), detail)
    if original and original != " ".join(now.split()):
        detail = f"В анкете: {in_quotes(shortened(now))}"
        findings.add(codes.ORIGINAL_CHANGED, record.place(columns[ORIGINAL]), detail)
