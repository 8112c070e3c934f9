"""What `merilo check` prints: files and how their columns were understood, the sample, problems, the verdict."""

from collections.abc import Iterator

from merilo.importers.check_account import Account
from merilo.importers.headings import CERTAIN, Match
from merilo.importers.sources import TableRead
from merilo.importers.spelling import shortened
from merilo.problems import Problem, Severity

LONG = 20
"""More columns than this, known by their very text, are told in one line unless every one is asked for."""

MOST = 60
"""How many columns of a file are named in any case."""

_SEVERITY = {Severity.WARNING: "внимание", Severity.QUESTION: "ВОПРОС", Severity.ERROR: "ОШИБКА"}


def printed(told: Account, *, every_column: bool) -> Iterator[str]:
    """Lines for the terminal; what must be mended stands last, just above the verdict."""
    if told.title:
        yield told.title
    if told.edition:
        yield f"Редакция {told.edition}, сфера {told.sector}, дата {told.on:%d.%m.%Y}"
    for table in told.tables:
        yield from _table(table, every_column=every_column)
    yield from _organizations(told)
    if told.remarks:
        yield ""
        yield "К сведению:"
        yield from (f"  {remark}" for remark in told.remarks)
    yield ""
    for severity, word in _SEVERITY.items():
        yield from (f"{word}: {problem}" for problem in told.problems if problem.kind.severity is severity)
    yield _verdict(told.problems)


def _table(table: TableRead, *, every_column: bool) -> Iterator[str]:
    sheet = f", лист «{table.sheet}»" if table.sheet else ""
    yield f"Файл {table.file}{sheet}: строк {table.rows}"
    titled = [one for one in table.matches if one.heading]
    listed = titled
    most = len(titled) if every_column else MOST
    if not every_column:
        by_code = [one for one in titled if one.how == "код"]
        by_text = [one for one in titled if one.how == "текст" and one.confidence == CERTAIN]
        by_text = by_text if len(by_text) > LONG else []
        listed = [one for one in titled if one not in by_code and one not in by_text]
        if by_code:
            yield f"  столбцов по кодам: {len(by_code)} из {len(titled)}"
        if by_text:
            yield f"  столбцов по тексту, {CERTAIN} %: {len(by_text)} из {len(titled)} (поимённо — с ключом --mapping)"
    yield from map(_column, listed[:most])
    if len(listed) > most:
        yield f"  … и ещё столбцов: {len(listed) - most} (поимённо — с ключом --mapping)"


def _column(one: Match) -> str:
    return f"  «{one.heading}» → {one.code or 'не читается'} ({one.how}, {one.confidence} %)"


def _organizations(told: Account) -> Iterator[str]:
    if not told.organizations:
        return
    yield ""
    yield "Организации: респондентов / требуется / не хватает"
    for row in told.organizations:
        required = "—" if row.required is None else str(row.required)
        shortfall = "—" if row.shortfall is None else str(row.shortfall)
        yield f"  {shortened(row.id)} {row.name}: {row.respondents} / {required} / {shortfall}"


def _verdict(problems: tuple[Problem, ...]) -> str:
    numbers = {severity: sum(1 for one in problems if one.kind.severity is severity) for severity in _SEVERITY}
    counted = (
        f"ошибок {numbers[Severity.ERROR]}, вопросов {numbers[Severity.QUESTION]}, "
        f"предупреждений {numbers[Severity.WARNING]}"
    )
    if any(problem.blocking for problem in problems):
        return f"Считать нельзя: {counted}. Исправьте ошибки и ответьте на вопросы."
    return f"Можно считать: {counted}."
