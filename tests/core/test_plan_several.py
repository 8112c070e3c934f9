"""Several plans in one file: each is read as its own paper, and where one is wanted the file is refused by names."""

from dataclasses import replace

import pytest
from tests.core.plan_files import OFFICE, as_docx, as_html, as_text, as_xlsx, converted, paragraph, row

from merilo.importers.plans.assembly_papers import papers
from merilo.importers.plans.blocks import Paragraph, Row
from merilo.importers.plans.opening import read_blocks
from merilo.importers.plans.reading import read_plan, read_plans
from merilo.importers.plans.words import lost_words
from merilo.plans.model import Shape

SCHOOL, LYCEUM = "МБОУ «Школа № 5»", "МБОУ «Лицей № 7»"
NUMBERED = ("№", "Недостатки", "Мероприятие", "Плановый срок", "Ответственный исполнитель")


def _plan(organization=SCHOOL, *, title="ПЛАН мероприятий", years="на 2026 год", measure="Починить дверь", table=1):
    return (
        paragraph("УТВЕРЖДАЮ"),
        paragraph(f"Директор {organization}"),
        paragraph(title),
        paragraph(organization),
        paragraph(years),
        row(*NUMBERED, table=table),
        row("I. Открытость и доступность информации", "", "", "", "", table=table),
        row("1", "Дверь закрыта", measure, "01.03.2026", "Белов А. А., завхоз", table=table),
        row("2", "Нет воды", "Поставить кулер", "01.04.2026", "Белов А. А., завхоз", table=table),
        paragraph(f"Исполнитель: Серова, {organization}"),
    )


BOTH = (*_plan(), *_plan(LYCEUM, measure="Помыть окна", table=2))


def _whole(found):
    paper = found.paper
    assert paper.unplaced == ()
    return (paper.organization, paper.approval, [row.measures for row in paper.rows], paper.notes)


def _expected(organization, measure):
    approval = ("УТВЕРЖДАЮ", f"Директор {organization}")
    return organization, approval, [(measure,), ("Поставить кулер",)], (f"Исполнитель: Серова, {organization}",)


@pytest.mark.parametrize("written", [as_text, as_html, as_docx, as_xlsx])
def test_each_plan_of_a_file_is_a_paper_of_its_own(written):
    assert [_whole(one) for one in read_plans(written(BOTH), "план")] == [
        _expected(SCHOOL, "Починить дверь"),
        _expected(LYCEUM, "Помыть окна"),
    ]


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine")
def test_plans_of_a_pdf_are_papers_of_their_own():
    found = read_plans(converted(as_docx(BOTH), "docx", "pdf"), "план.pdf")
    assert [(one.paper.organization, len(one.paper.rows)) for one in found] == [(SCHOOL, 2), (LYCEUM, 2)]


def test_no_word_is_lost_between_two_plans():
    opened = read_blocks(as_docx(BOTH), "план.docx")
    parts = papers(opened.blocks)
    assert [len(part) for part in parts] == [10, 10]
    found = read_plans(as_docx(BOTH), "план.docx")
    assert [lost_words(part, one.paper) for part, one in zip(parts, found, strict=True)] == [{}, {}]


def _table(*blocks, number):
    return tuple(replace(block, table=number) if isinstance(block, Row) else block for block in blocks)


@pytest.mark.parametrize(
    ("second", "plans"),
    [
        (_plan(LYCEUM, table=2), 2),
        (_plan(years="на 2027 год", table=2), 2),
        (_plan(title="ОТЧЁТ о выполнении плана", table=2), 2),
        (_plan(table=2), 1),
        (_plan("муниципальное бюджетное учреждение «Школа № 5»", table=2), 1),
        (_table(*BOTH[5:10], number=2), 1),
        (tuple(block for block in _plan(LYCEUM, table=2) if isinstance(block, Paragraph)), 1),
        ((*_plan(LYCEUM, table=2), *_plan(LYCEUM, table=3), *_plan(SCHOOL, table=4)), 3),
    ],
)
def test_a_plan_begins_where_a_title_is_for_something_else(second, plans):
    assert len(papers((*_plan(), *second))) == plans


def test_a_block_of_approval_in_a_table_belongs_to_the_plan_below():
    corner = (row("СОГЛАСОВАНО", "УТВЕРЖДАЮ", table=2), row("Совет", "Директор", table=2))
    second = (*corner, *_table(*_plan(LYCEUM)[2:], number=3))
    assert papers((*_plan(), *second)) == [_plan(), second]


def _headless(organization=LYCEUM, *, measure="Помыть окна", table=2, years="на 2026 год"):
    """A plan whose table has no heading of columns."""
    whole = _plan(organization, measure=measure, table=table, years=years)
    return tuple(block for block in whole if not isinstance(block, Row) or block.cells[0].text != "№")


@pytest.mark.parametrize(
    "written",
    [
        as_text,
        as_html,
        as_docx,
        as_xlsx,
        pytest.param(
            lambda blocks: converted(as_docx(blocks), "docx", "odt"),
            marks=pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine"),
            id="as_odt",
        ),
    ],
)
def test_a_plan_whose_table_has_no_heading_of_its_own_is_a_paper_of_its_own(written):
    found = read_plans(written((*_plan(), *_headless())), "план")
    assert [_whole(one) for one in found] == [_expected(SCHOOL, "Починить дверь"), _expected(LYCEUM, "Помыть окна")]
    (problem,) = [one for one in found[1].problems if one.code == "plan.columns_guessed"]
    assert problem.detail == "Заголовков столбцов нет, столбцы те же, что у плана выше"


def test_plans_without_any_heading_are_told_apart_and_nothing_is_lost():
    blocks = (*_headless(SCHOOL, table=1), *_headless(LYCEUM, table=2), *_headless("МБОУ «Школа № 9»", table=3))
    parts = papers(blocks)
    assert [len(part) for part in parts] == [9, 9, 9]
    found = read_plans(as_docx(blocks), "план.docx")
    assert [one.paper.organization for one in found] == [SCHOOL, LYCEUM, "МБОУ «Школа № 9»"]
    assert [lost_words(part, one.paper) for part, one in zip(parts, found, strict=True)] == [{}, {}, {}]


@pytest.mark.parametrize(
    ("second", "plans"),
    [
        (_headless(), 2),
        (_headless(SCHOOL, years="на 2027 год"), 2),
        (_headless(SCHOOL), 1),
        ((paragraph("Информация об исполнителях"), *_headless()[-2:]), 1),
        ((paragraph("План работы совета"), *_headless()[-2:]), 1),
        ((*_headless()[:5], row("Белов А. А.", "завхоз", table=2)), 2),
        ((*_headless()[:5], row("I. Открытость", "", "", "", "", table=2)), 1),
    ],
)
def test_a_plan_without_a_heading_begins_under_a_title_for_something_else(second, plans):
    assert len(papers((*_plan(), *second))) == plans


def test_where_one_plan_is_wanted_a_file_with_several_is_refused_by_their_names():
    found = read_plan(as_docx(BOTH), "планы.docx")
    (problem,) = found.problems
    assert (found.paper.shape, found.paper.rows, problem.code) == (Shape.UNKNOWN, (), "plan.several_in_file")
    assert problem.detail == "Планов: 2 — 1) МБОУ «Школа № 5», 2026; 2) МБОУ «Лицей № 7», 2026"


def test_of_very_many_plans_the_first_ones_are_named():
    blocks = [block for number in range(1, 23) for block in _plan(f"МБОУ «Школа № {number}»", table=number)]
    (problem,) = read_plan(as_text(tuple(blocks)), "планы.txt").problems
    told = "; ".join(f"{number}) МБОУ «Школа № {number}», 2026" for number in range(1, 21))
    assert problem.detail == f"Планов: 22 — {told}; и ещё 2"


def _untitled(organization=LYCEUM, *, table=2, heads=False):
    """A plan that begins with its block of approval: it has no title, and a heading of columns only when it `heads`."""
    whole = _plan(organization, measure="Помыть окна", table=table)
    return (*whole[:2], *(whole[5:] if heads else whole[6:]))


@pytest.mark.parametrize("written", [as_text, as_html, as_docx, as_xlsx])
def test_a_plan_without_a_title_begins_with_its_own_block_of_approval(written):
    found = read_plans(written((*_plan(), *_untitled(heads=True))), "план")
    first, second = (_whole(one) for one in found)
    assert first == _expected(SCHOOL, "Починить дверь")
    assert second == ("", *_expected(LYCEUM, "Помыть окна")[1:])


@pytest.mark.parametrize(
    ("second", "plans"),
    [
        (_untitled(heads=True), 2),
        (_untitled(SCHOOL, heads=True), 1),
        (_untitled(), 1),
        ((paragraph("СОГЛАСОВАНО"), *_untitled(heads=True)[1:]), 1),
        ((*_untitled(heads=True), *_untitled("МБОУ «Школа № 9»", table=3, heads=True)), 3),
    ],
)
def test_the_same_block_of_approval_again_and_a_mere_agreement_begin_nothing(second, plans):
    assert len(papers((*_plan(), *second))) == plans


def test_a_plan_without_any_name_is_called_by_who_approves_it():
    (problem,) = read_plan(as_docx((*_plan(), *_untitled(heads=True))), "планы.docx").problems
    assert problem.detail == ("Планов: 2 — 1) МБОУ «Школа № 5», 2026; 2) УТВЕРЖДАЮ Директор МБОУ «Лицей № 7»")
