"""Books of the oversight: numbers are numbers, days are days, no text becomes a formula."""

import io
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from tests.core.invented_plan_papers import evaluated, heads, overseen

from merilo.documents.papers import evaluation_sheet, oversight_summary
from merilo.documents.table_book import book
from merilo.documents.tables import Column


def rows(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.fixture(scope="module")
def summary():
    return rows(oversight_summary.xlsx(overseen()))


def test_the_summary_has_its_heading_of_two_storeys(summary):
    assert summary[1][:6] == ["№", "Организация", "План", "", "Мероприятия", ""]
    assert summary[2][2:6] == ["утверждён", "размещён на сайте", "всего", "исполнено"]


def test_counts_of_the_summary_are_numbers_and_days_are_days(summary):
    assert summary[3] == [
        1.0, "МБОУ «Школа № 7»", date(2026, 10, 12), date(2026, 10, 15), 9.0, 6.0, 5.0, 1.0, 0.0, 0.0,
        "исполняется", "https://school7.example/plan",
    ]  # fmt: skip


def test_the_summary_ends_with_its_totals(summary):
    assert summary[-1][:10] == ["", "Итого", "", "", 13.0, 6.0, 5.0, 3.0, 1.0, 1.0]


def test_a_summary_of_nobody_has_zeros():
    empty = oversight_summary.OversightSummary("Управление", "2026 год", date(2027, 1, 1), ())
    assert empty.totals == (0, 0, 0, 0, 0, 0)


def test_no_text_becomes_a_formula_or_a_link():
    content = book("=1+1", (Column("@a", 2.0), Column("б", 2.0)), [("=1+1", "https://a.example"), ("+1\x00", "-1")])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert (b"<f>" in sheet, b"<hyperlink" in sheet) == (False, False)
    assert rows(content)[2:] == [["=1+1", "https://a.example"], ["+1\ufffd", "-1"]]


def test_the_summary_of_heads_has_the_points_of_every_rule():
    found = rows(evaluation_sheet.xlsx(heads()))
    assert [line.rule.title for line in evaluated()[0].lines] == found[2][8:]
    assert found[3][3:] == [60.0, 100.0, 60.0, "половина премии", 0.5, 25.0, 15.0, 10.0, 0.0, 10.0]
    assert found[4][3:] == [0.0, 60.0, 0.0, "премия не предусмотрена", 0.0, "", "", 0.0, 0.0, 0.0]
