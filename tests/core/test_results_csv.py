"""results.csv opens in Excel with a double click; its machine twin says the same to programs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core import report_cycles

from merilo.cell_text import neutral, restored
from merilo.documents.results_csv import for_excel, for_machines


@pytest.fixture(scope="module")
def report():
    return report_cycles.report(draws=50)


def table(content: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content), delimiter=delimiter))


def test_the_excel_file_has_a_mark_semicolons_commas_and_windows_line_ends(report):
    content = for_excel(report)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 10
    assert "92,97" in content.decode("utf-8-sig").splitlines()[1].split(";")


def test_the_machine_twin_has_points_commas_and_plain_line_ends(report):
    content = for_machines(report)
    assert content.startswith(b"place,tied,id,")
    assert b"\r" not in content
    assert "92.97" in content.decode().splitlines()[1].split(",")


def test_headings_carry_the_symbols_of_the_order(report):
    headings = table(for_excel(report).decode("utf-8-sig"), ";")[0]
    assert [one for one in headings if one.startswith("П") and "(" in one][:3] == [
        "Пинф (1.1)",
        "Пдист (1.2)",
        "Поткруд (1.3)",
    ]
    assert [one for one in headings if one.startswith("К") and len(one) == 2] == ["К1", "К2", "К3", "К4", "К5"]


def test_both_files_hold_the_same_figures(report):
    russian = table(for_excel(report).decode("utf-8-sig"), ";")[1:]
    machine = table(for_machines(report).decode(), ",")[1:]
    totals = [(row[2], row[14].replace(",", "."), row[0]) for row in russian]
    assert totals == [(row[2], row[14], row[0]) for row in machine]


def test_a_name_that_looks_like_a_formula_is_neutralised_for_excel_only(report):
    russian = {row[2]: row[3] for row in table(for_excel(report).decode("utf-8-sig"), ";")}
    machine = {row[2]: row[3] for row in table(for_machines(report).decode(), ",")}
    assert russian["002"] == f"'{report_cycles.HOSTILE}"
    assert machine["002"] == report_cycles.HOSTILE


@pytest.mark.parametrize("text", ["=1+1", "+7 900", "-5", "@here", "\tтекст", "\rтекст", "'=1", "''@x"])
def test_every_dangerous_beginning_gets_an_apostrophe(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Школа", "'Школа'", "5-й лицей", "", "'"])
def test_a_harmless_text_stays_as_it_is(text):
    assert neutral(text) == text


@given(st.text())
def test_taking_one_apostrophe_away_gives_the_text_back(text):
    assert restored(neutral(text)) == text
