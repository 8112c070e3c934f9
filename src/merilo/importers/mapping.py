"""The draft of a mapping: what a person has to confirm, written as the sections of cycle.yaml."""

from collections.abc import Iterator

from merilo.importers.folder import FolderReading
from merilo.importers.headings import ACCEPTED, IGNORE, Match
from merilo.importers.names import Register
from merilo.importers.sources import TableRead
from merilo.importers.spelling import shortened

FILE = "mapping.yaml"
RESPONSES = "responses"
UNDECIDED = "?"
_HEAD = (
    "# Черновик соответствий. Проверьте каждую строку и перенесите верные в cycle.yaml.",
    "# Справа — код; «-» значит «не читать». Строка с «?» требует решения: впишите код вместо него.",
)


def draft(reading: FolderReading) -> str:
    """The draft as YAML text; only a head line when there is nothing to confirm."""
    lines = [*_HEAD, *_columns(reading), *_names(reading), *_answers(reading)]
    if len(lines) == len(_HEAD):
        lines.append("# Подтверждать нечего: всё опознано точно.")
    return "\n".join(lines) + "\n"


def _columns(reading: FolderReading) -> Iterator[str]:
    tables = [(table, [one for one in table.matches if _worth_telling(one)]) for table in reading.tables]
    if any(matches for _, matches in tables):
        yield "columns:"
    for table, matches in tables:
        if matches:
            missing = _missing(reading, table)
            yield f"  {table.name}:"
            yield from (f"    # нет столбца {code} — {text}" for code, text in missing)
            yield from (_column(one, unknown=UNDECIDED if missing else IGNORE) for one in matches)


def _column(one: Match, *, unknown: str) -> str:
    sure = one.code and one.confidence >= ACCEPTED
    remark = f"# {one.how}, {one.confidence} %" + ("" if sure or not one.code else ", не подтверждено")
    return f"    {quoted(one.heading)}: {quoted(one.code or unknown)}  {remark}"


def _missing(reading: FolderReading, table: TableRead) -> list[tuple[str, str]]:
    """Closed questions that no column of the questionnaires was taken for, unless they were not asked."""
    if reading.settings is None or table.name != RESPONSES:
        return []
    met = {one.code for one in table.matches} | set(reading.settings.missing_questions)
    questions = reading.settings.edition.closed_questions
    return [(question.code, shortened(question.text)) for question in questions if question.code not in met]


def _worth_telling(one: Match) -> bool:
    return bool(one.heading) and one.how in ("похоже", "ключевые слова", "по значениям", "не опознан")


def _names(reading: FolderReading) -> Iterator[str]:
    if not reading.unresolved or reading.register is None:
        return
    yield "organization_names:"
    for written in reading.unresolved:
        yield f"  {quoted(written)}: {_guess(written, reading.register)}"


def _guess(written: str, register: Register) -> str:
    guess = register.guess(written)
    if guess is None:
        return '"?"  # похожих в реестре нет'
    return f"{quoted(guess.organization.id)}  # {guess.organization.name}, уверенность {guess.confidence} %"


def _answers(reading: FolderReading) -> Iterator[str]:
    if reading.unclear:
        yield "answers:"
    for written in reading.unclear:
        yield f'  {quoted(written)}: "?"  # впишите да, нет или «-» (не ответил)'


def quoted(text: str) -> str:
    """A YAML scalar in double quotes, whatever is written in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
