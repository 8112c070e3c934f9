"""Checks of plans, whatever a paper says: nothing breaks, and every fault is told of a place in the paper."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from merilo.deadlines.terms import parse_term
from merilo.plans.assignees import split_assignees
from merilo.plans.checks import check
from merilo.plans.model import Mark, PlanPaper, PlanRow, PlanSection, Shape, WrittenDeficiency
from merilo.problems import Place

SPOILED = "школа шкoла школы Дневникс.ру Дневник.ру стенд стенд, недостатки не № 夫"
WORDS = st.lists(
    st.sampled_from(SPOILED.split())
    | st.text(max_size=8),
    max_size=6,
).map(" ".join)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=2).map(tuple)
TERMS = st.lists(
    (st.sampled_from(["Постоянно", "2025 год", "май 2025 г.", "I квартал 2031 г.", "31.06.2025"]) | WORDS).map(
        lambda text: parse_term(text, 2025)
    ),
    max_size=2,
).map(tuple)
POINTS = st.integers(0, 12000).map(lambda hundredths: Fraction(hundredths, 100))
MARKS = st.none() | st.builds(
    lambda points, highest: Mark(f"{points}/{highest}", points, Fraction(highest)),
    POINTS,
    st.sampled_from([0, 20, 30, 40, 50, 100, 250]),
)
CODES = st.sampled_from(["", "1.1", "2.2", "5.1", "5.2", "5.3", "9.9", "x"])
ROWS = st.builds(
    PlanRow,
    st.integers(1, 99).map(lambda line: Place("план.docx", row=line)),
    st.sampled_from(["", "1", "2.", "2.1", "7", "0", "а"]),
    st.lists(st.builds(WrittenDeficiency, WORDS, CODES, MARKS), max_size=3).map(tuple),
    TEXTS,
    TERMS,
    WORDS.map(split_assignees),
    TEXTS,
    TEXTS,
    TERMS,
)
SECTIONS = st.builds(
    PlanSection, st.sampled_from(["", "I", "II."]), WORDS, st.lists(ROWS, max_size=4).map(tuple),
    st.sampled_from(["", "1", "2", "5", "7"]), MARKS,
)  # fmt: skip
PAPERS = st.builds(
    PlanPaper,
    st.sampled_from(Shape),
    WORDS,
    WORDS,
    st.sampled_from([None, (2025, 2025), (2024, 2026), (1, 9999)]),
    sections=st.lists(SECTIONS, max_size=3).map(tuple),
)


@given(PAPERS)
def test_every_fault_is_told_of_a_place_in_the_paper_in_order(paper):
    found = check(paper, on=date(2025, 6, 1))
    lines = {row.place.row for row in paper.rows} | {0}
    assert [one for one in found if one.place.row not in lines or not one.detail.strip()] == []
    assert [one.place.row for one in found] == sorted(one.place.row for one in found)


@given(PAPERS)
def test_the_same_paper_has_the_same_faults(paper):
    assert check(paper, on=date(2025, 6, 1)) == check(paper, on=date(2025, 6, 1))
