"""Improvement plans of thirty rows: a thousand written as DOCX, from a template and as PDF; files of them read."""

from pathlib import Path

from bench.measure import BUILD, Cost, Row, cost, python
from bench.plan_work import READ_DOCX, READ_PDF, WRITTEN

MOST = {"docx": 15.0, "template": 15.0, "pdf": 15.0, "read_docx": 15.0, "read_pdf": 20.0}


def run(*, large: bool) -> list[Row]:  # noqa: ARG001 - every bench takes the same argument
    """Each is a whole process with the processes that it starts."""
    folder = _files()
    plans = folder / "plans.pickle"
    return [
        _row(f"{WRITTEN} планов по 30 строк → DOCX", "docx", cost(_work("docx", plans))),
        _row(f"{WRITTEN} планов по 30 строк → DOCX по шаблону органа", "template", cost(_work("template", plans))),
        _row(f"{WRITTEN} планов по 30 строк → PDF, два процесса", "pdf", cost(_work("pdf", plans))),
        _harder(cost(_work("pdf", folder / "marked.pickle"), runs=1)),
        _row(f"{READ_DOCX} планов DOCX прочитано", "read_docx", cost(_work("read", folder / "docx"))),
        _row(f"{READ_PDF} планов PDF прочитано", "read_pdf", cost(_work("read", folder / "pdf"), runs=1)),
    ]


def _work(what: str, argument: object) -> list[object]:
    return python("bench.plan_work", what, str(argument))


def _row(what: str, name: str, spent: Cost) -> Row:
    return Row(what, spent.seconds, spent.peak_mib, f"≤ {MOST[name]:g} с", spent.seconds <= MOST[name])


def _harder(spent: Cost) -> Row:
    """What a thousand plans cost in which no wording ever comes twice."""
    what = f"{WRITTEN} планов → PDF, ни одна формулировка не повторяется"
    return Row(what, spent.seconds, spent.peak_mib, "без обещания", met=True)


def _files() -> Path:
    """The plans to be written and the files to be read, made once and kept."""
    folder = BUILD / "plans"
    if not (folder / "marked.pickle").is_file():
        cost(_work("files", folder), runs=1)
    return folder
