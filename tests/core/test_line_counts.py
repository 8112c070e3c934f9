"""Lines of a cell counted without setting it: the page is the same as when Typst measures every row itself."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merilo.documents.tables import Column, Row, Table
from merilo.documents.writers.legal_pdf import table_values
from merilo.documents.writers.line_counts import lines, room_of, row_lines
from merilo.documents.writers.typesetting import typeset

COLUMNS = (Column("Недостатки", 5.4), Column("Срок", 3.0, align="center"), Column("Кто", 3.8))
WORDS = st.text(alphabet="абвгжмшщюяАЖШЁё0159iWfl", min_size=1, max_size=11)
SIGNED = st.builds(
    "".join, st.tuples(st.sampled_from(["", "«", "("]), WORDS, st.sampled_from(["", ",", ".", ")", "»,"]))
)
HYPHENED = st.builds("{}-{}".format, WORDS, WORDS)
TOKENS = SIGNED | HYPHENED | st.sampled_from(["№", "–", "—", "13.08.2027", "0/1.0", "5\u00a0экз."])
CELLS = st.lists(TOKENS, max_size=25).map(" ".join)
ROWS = st.builds(Row, st.tuples(CELLS, CELLS, CELLS), bold=st.booleans()) | st.builds(
    Row, st.tuples(CELLS), bold=st.booleans(), across=st.just(True)
)


def printed(values):
    """A paper of this table alone."""
    block = {"kind": "table", "level": 0, **values}
    return typeset("legal", {"title": "–", "leaves": [{"landscape": False, "blocks": [block]}]}, on=date(2027, 2, 8))


@settings(max_examples=100, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=6), st.booleans())
def test_a_row_is_as_high_as_it_is_counted(rows, small):
    values = table_values(Table(COLUMNS, rows, small=small))
    assert printed(values) == printed(values | {"lines": [0] * len(rows)})


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", 0),
        ("Исполнено", 1),
        ("Кравец Степан Игоревич, заведующий хозяйством", 4),
        ("организационно-правовой", None),
        ("один  два", None),
        ("а\u200bб", None),
        ("одна\nдве", None),
        ("текст [1]", None),
        ("и/или", None),
        ("н" * 60, None),
    ],
)
def test_lines_are_told_only_where_no_sign_leaves_doubt(text, counted):
    assert lines(text, 10.5) == counted


def test_a_line_that_is_just_full_leaves_doubt():
    counted = [lines("Елена Сергеевна", room / 100) for room in (777, 778, 779, 780)]
    assert counted == [2, None, None, 1]


@pytest.mark.parametrize(
    ("texts", "counted"),
    [(("", "", ""), 0), (("раз", "", "два"), 1), (("слово " * 12 + "и", "раз", ""), 3), (("раз", "[1]", ""), 0)],
)
def test_a_row_has_the_lines_of_its_fullest_cell(texts, counted):
    assert row_lines(texts, [room_of(column.width, small=False) for column in COLUMNS]) == counted


def test_a_long_word_that_fits_needs_no_hyphen():
    row = ("«Санитарно-гигиенические»", "ежеквартально", "заместитель директора")
    values = table_values(Table(COLUMNS, [Row(row), Row(("", "превысокомногорассмотрительствующий", ""))]))
    assert values["lines"] == [2, 0]
    assert values["runs"][0] == list(row)
    assert values["runs"][1]["cells"][1][1]
