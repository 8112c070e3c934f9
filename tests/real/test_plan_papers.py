"""Five real papers: read whole, no word lost, by their figures and codes; in other kinds of files the same papers."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.core.plan_files import as_docx, as_html, as_text

from merilo.importers.plans.opening import read_blocks
from merilo.importers.plans.reading import read_plan
from merilo.importers.plans.words import lost_words
from merilo.plans.model import Shape
from merilo.plans.paper_json import paper_json

SEEDS = Path(__file__).resolve().parents[2].parent / "shared/real/seeds"
pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="no folder shared/real beside this checkout")
NUMBERS = ("000", "001", "002", "003", "004")


def _content(number):
    (path,) = SEEDS.glob(f"{number}_*")
    return path.read_bytes()


@pytest.fixture(scope="module")
def papers():
    return {number: read_plan(_content(number), number).paper for number in NUMBERS}


def test_each_paper_is_known_for_what_it_is(papers):
    assert {number: (paper.shape, paper.years) for number, paper in papers.items()} == {
        "000": (Shape.IMPROVEMENT, (2023, 2023)),
        "001": (Shape.YEARLY, (2019, 2020)),
        "002": (Shape.ANSWERS, None),
        "003": (Shape.EXECUTION, None),
        "004": (Shape.MEASURES, (2021, 2021)),
    }


@pytest.mark.parametrize("number", NUMBERS)
def test_no_word_is_lost(papers, number):
    assert lost_words(read_blocks(_content(number), number).blocks, papers[number]) == {}


def test_only_what_a_word_processor_left_behind_is_unplaced(papers):
    unplaced = {number: [len(one.text) for one in paper.unplaced] for number, paper in papers.items()}
    assert unplaced == {"000": [], "001": [], "002": [], "003": [], "004": [len("[bookmark: _GoBack]")]}


def test_the_legal_form_has_its_sections_marks_and_indicators(papers):
    paper = papers["000"]
    marks = [(one.number, one.criterion, str(one.mark.points), len(one.rows)) for one in paper.sections]
    assert marks == [
        ("I", "1", "963/10", 2),
        ("II", "2", "99", 1),
        ("III", "3", "491/5", 1),
        ("IV", "4", "484/5", 3),
        ("V", "5", "486/5", 3),
    ]
    written = [
        (one.indicator, str(one.mark.points) if one.mark else "") for row in paper.rows for one in row.deficiencies
    ]
    assert written == [
        ("1.1", ""),
        ("", ""),
        ("1.2", ""),
        ("", ""),
        ("3.3", ""),
        ("4.2", "194/5"),
        ("4.1", "192/5"),
        ("4.3", "98/5"),
        ("5.2", "97/5"),
        ("5.3", "49"),
        ("5.1", "97/5"),
    ]


def test_the_legal_form_keeps_several_entries_of_a_cell_apart_and_joins_the_torn_row(papers):
    rows = papers["000"].rows
    counted = [(len(row.measures), len(row.planned), len(row.assignees), len(row.completed)) for row in rows]
    assert counted == [
        (3, 3, 8, 2),
        (1, 1, 3, 1),
        (1, 1, 8, 1),
        (1, 1, 5, 1),
        (1, 1, 2, 1),
        (1, 1, 2, 1),
        (1, 1, 2, 1),
        (1, 1, 6, 1),
        (1, 1, 2, 1),
        (1, 1, 2, 1),
    ]
    assert [len(row.implemented) for row in rows[-2:]] == [0, 0]
    assert "\n" not in rows[-1].measures[0]
    assert Counter(bool(one.name and one.post) for row in rows for one in row.assignees) == {True: 39, False: 1}


def test_the_legal_form_has_its_corner_block_captions_and_footnote(papers):
    paper = papers["000"]
    assert (len(paper.approval), len(paper.captions), len(paper.notes), len(paper.annex)) == (5, 8, 1, 0)
    assert paper.organization != ""


def test_the_yearly_plan_has_five_sections_of_the_older_scheme_and_its_gap(papers):
    paper = papers["001"]
    assert [(one.number, one.criterion, [row.number for row in one.rows]) for one in paper.sections] == [
        ("I", "1", ["1", "2", "3", "4", "5"]),
        ("II", "2", ["1", "2"]),
        ("III", "", ["1", "2"]),
        ("IV", "4", ["1", "2", "3", "4", "5"]),
        ("V", "5", ["1", "5"]),
    ]
    terms = {(term.start, term.end) for row in paper.rows for term in row.planned}
    assert terms == {(date(2019, 9, 1), date(2020, 8, 31))}
    assert [len(row.expected) > 0 for row in paper.rows] == [True] * 16


def test_the_answers_have_seven_points_with_acts_dates_and_a_share(papers):
    points = papers["002"].points
    assert [point.number for point in points] == list("1234567")
    found = [(mention.kind, mention.value) for point in points for mention in point.mentions]
    assert [value for kind, value in found if kind == "share"] == ["1/5"]
    assert [value for kind, value in found if kind == "act"] == [
        "2022-01-18 № 1",
        "2021-12-08 № 1341",
        "2021-12-08 № 1340",
    ]


def test_the_report_has_sub_numbers_and_results(papers):
    paper = papers["003"]
    numbers = [[row.number for row in section.rows] for section in paper.sections]
    second = ["2", "3", "3.1", "3.2", "3.3", "3.4", "3.5", "4", "5", "6", "7", "7.1", "7.2", "7.3", "7.4"]
    assert numbers == [["1"], second]
    heads = [row.number for row in paper.rows if not row.planned and not row.implemented]
    assert heads == ["3", "7"]
    assert [row.expected for row in paper.rows] == [()] * 16


def test_the_plan_of_measures_has_sixteen_rows_and_terms_of_every_kind(papers):
    paper = papers["004"]
    assert [row.number for row in paper.rows] == [str(number) for number in range(1, 17)]
    kinds = Counter(term.kind.value for row in paper.rows for term in row.planned)
    assert kinds == {"quarter": 11, "month": 1, "after_event": 1, "constant": 2, "year": 1}
    assert (len(paper.annex), paper.organization) == (3, "")


@pytest.mark.parametrize("written", [as_text, as_html, as_docx])
@pytest.mark.parametrize("number", NUMBERS)
def test_the_twin_of_a_paper_in_another_kind_of_file_is_the_same_paper(papers, number, written):
    blocks = read_blocks(_content(number), number).blocks
    twin = read_plan(written(blocks), "twin").paper
    assert _plain(paper_json(twin)) == _plain(paper_json(papers[number]))


def _plain(value):
    """Without places, and with single spaces: a page of the web has no others."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items() if name != "place"}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value
