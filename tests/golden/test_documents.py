"""Every document word for word: what a customer reads changes only when somebody means it."""

import io

import docx
import pytest
from docx.table import Table
from tests.core import report_cycles
from tests.core.recalculation import read

from merilo.cli.score_text import printed
from merilo.documents.report import operator_report
from merilo.documents.results_csv import for_excel, for_machines
from merilo.documents.sheet import contents
from merilo.documents.workbook import workbook
from merilo.documents.workbook_figures import FIRST_SCORE, formulas_of
from merilo.documents.workbook_formulas import Writer
from merilo.documents.workbook_layout import FIRST, layout


@pytest.fixture(scope="module")
def report():
    return report_cycles.estimated()


def words(paper):
    for block in paper.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(cell.text.replace("\n", " / ") for cell in row.cells)
        elif block.text:
            mark = f"[{block.style.name}] " if block.style.name != "Normal" else ""
            yield f"{mark}{block.text}"


def test_the_operators_report(report, text):
    paper = docx.Document(io.BytesIO(operator_report(report)))
    edition = report.edition.digest
    assert "\n".join(words(paper)).replace(edition[:16], "<отпечаток>") == text


@pytest.mark.parametrize(
    "sheet", ["Рейтинг", "Баллы", "Сводные", "Политики"], ids=["ranking", "scores", "means", "policies"]
)
def test_the_sheets_of_the_workbook(report, text, sheet):
    rows = read(workbook(report))[sheet]
    lines = (" | ".join(str(cell) for cell in row) for row in rows)
    assert "\n".join(lines).replace(report.edition.digest, "<отпечаток>") == text


def test_the_formulas_of_one_organization(report, text):
    places = layout(report.edition, len(report.entries), first_score=FIRST_SCORE)
    formulas = formulas_of(report, Writer(places, report.policies), FIRST)
    assert "\n".join(f"{code} = {formula}" for code, formula in formulas.items()) == text


@pytest.mark.parametrize("write", [for_excel, for_machines])
def test_the_tables(report, text, write):
    assert write(report).decode("utf-8-sig").replace("\r\n", "\n") == text


def test_the_screen(report, text):
    assert "\n".join(printed(report)).replace(report.edition.digest[:12], "<отпечаток>") == text


def test_the_sheet_of_one_organization(report, text):
    values = contents(report, report.by_id["003"])
    assert (
        "\n".join(f"{key}: {value}" for key, value in values.items()).replace(report.edition.digest[:12], "<отпечаток>")
        == text
    )
