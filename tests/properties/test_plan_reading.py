"""Plans of any make-up: no word is lost, nothing crashes, and what is well made is read as it was made."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.plan_files import as_html, as_text, paragraph, row

from merilo.importers.plans.assembly import assembled
from merilo.importers.plans.assembly_papers import papers
from merilo.importers.plans.blocks import Cell
from merilo.importers.plans.opening import read_blocks
from merilo.importers.plans.reading import read_plan, read_plans
from merilo.importers.plans.words import lost_words
from merilo.plans.model import Shape

TELLING = (
    "УТВЕРЖДАЮ", "СОГЛАСОВАНО", "ПЛАН", "План мероприятий", "Отчёт о выполнении плана", "Приложение 1",
    "(подпись)", "(наименование организации)", "на 2023 год", "2019-2020 учебный год", "¹ Сноска",
    "Директор ________ И.О. Лесной", "I. Открытость и доступность информации (балл – 96,30/100)",
    "II Комфортность условий", "Раздел 3", "Критерий 2", "IV", "Итого", "3", "3.1", "1.", "№", "№ п/п",
    "Недостатки", "Наименование мероприятия", "Мероприятие", "Срок", "Плановый срок", "Ответственный исполнитель",
    "Результат", "Ожидаемый результат", "Сведения о ходе реализации", "реализованные меры",
    "фактический срок реализации", "план", "факт", "Примечание", "01.02.2023", "Постоянно", "I квартал",
    "В течение года", "года", "2023 г.", "до 25 числа ежемесячно", "Январь 2023 г. Постоянно", "тест в срок",
    "А.Б. Лесной, директор В.Г. Полевая, заместитель директора", "МОУО", "директор", "Обновить стенд.",
    "обновить сайт;", "- лавки;", "– окна", "Купить: ", "Доля удовлетворённых графиком работы (балл – 19,40/20)",
    "[bookmark: _GoBack]", "1. Охвачено 15 организаций (20%).", "2) Приказ от 01.02.2023 № 5", "слово", "х",
    "Всего", "Закупка пандуса и",
)  # fmt: skip
HEADINGS = ("№", "Недостатки", "Мероприятие", "Срок", "Исполнитель", "Сведения о ходе", "Результат", "Дата", "Слово")
LETTERS = st.text(alphabet="абв ABЁё019.,;:()–-/№«»%", min_size=1, max_size=30).map(str.strip).filter(bool)
TEXTS = st.sampled_from(TELLING) | LETTERS
ENTRIES = st.lists(TEXTS, max_size=3).map(tuple)


@st.composite
def rows(draw, table):
    cells, column = [], draw(st.integers(0, 2))
    for _ in range(draw(st.integers(1, 7))):
        cell = Cell(
            draw(ENTRIES), column, draw(st.sampled_from([1, 1, 1, 2, 5])), draw(st.sampled_from([1, 1, 1, 2, 3]))
        )
        cells.append(cell)
        column += cell.span
    return row(*cells, table=table)


@st.composite
def streams(draw):
    blocks, table = [], 1
    for kind in draw(st.lists(st.sampled_from(["line", "row", "row", "row", "heading", "cut"]), max_size=14)):
        table += kind in ("line", "cut")
        if kind == "line":
            blocks.append(paragraph(draw(TEXTS)))
        elif kind == "heading":
            blocks.append(row(*draw(st.permutations(HEADINGS))[: draw(st.integers(2, 6))], table=table))
        elif kind == "row":
            blocks.append(draw(rows(table)))
    return tuple(blocks)


@given(streams())
@settings(max_examples=150, deadline=None)
def test_no_word_of_any_stream_of_blocks_is_lost(blocks):
    paper, _ = assembled(blocks)
    assert lost_words(blocks, paper) == {}


@given(st.lists(TEXTS, max_size=6).map("\n".join) | st.lists(ENTRIES.map("\t".join), max_size=9).map("\n".join))
@settings(max_examples=80, deadline=None)
def test_no_word_of_any_text_is_lost(text):
    content = text.encode()
    opened = read_blocks(content, "план.txt")
    found = read_plans(content, "план.txt")
    parts = papers(opened.blocks) if opened.blocks else [()]
    assert [lost_words(part, one.paper) for part, one in zip(parts, found, strict=True)] == [{} for _ in found]


@given(streams(), streams())
@settings(max_examples=80, deadline=None)
def test_no_block_is_lost_or_told_twice_between_plans(first, second):
    blocks = (*first, *second)
    assert tuple(block for part in papers(blocks) for block in part) == blocks


COLUMNS = {
    "number": "№ п/п",
    "measure": "Наименование мероприятия",
    "planned": "Срок реализации",
    "assignee": "Ответственный исполнитель",
    "expected": "Ожидаемый результат",
}
WORDS = st.sampled_from(["стенд", "сайт", "пандус", "график", "опрос", "навигация", "родители", "педагоги", "вода"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=5).map(lambda words: " ".join(words).capitalize() + ".")
TERMS = st.sampled_from(
    ["01.02.2023", "Постоянно", "Январь 2023 г.", "I квартал 2023 г.", "В течение года", "до 1 марта"]
)
PERSONS = st.sampled_from(["А.Б. Лесной, директор", "В.Г. Полевая, заместитель директора", "Управление образования"])


@st.composite
def made_rows(draw):
    return {
        "number": (),
        "measure": tuple(draw(st.lists(SENTENCES, min_size=1, max_size=3))),
        "planned": tuple(draw(st.lists(TERMS, min_size=1, max_size=3))),
        "assignee": tuple(draw(st.lists(PERSONS, min_size=1, max_size=2))),
        "expected": tuple(draw(st.lists(SENTENCES, min_size=1, max_size=2))),
    }


@st.composite
def made_plans(draw):
    """Rows in the order of made sections, and the order of the columns."""
    order = draw(st.permutations(list(COLUMNS)))
    return order, draw(st.lists(st.lists(made_rows(), min_size=1, max_size=3), min_size=1, max_size=3))


def _blocks(order, sections, *, heading_everywhere):
    blocks = [paragraph("План мероприятий на 2023 год")]
    for number, made in enumerate(sections, 1):
        if number == 1 or heading_everywhere:
            blocks.append(row(*(COLUMNS[kind] for kind in order), table=number))
        blocks.append(row(Cell((f"{'I' * number}. Раздел о разном",), 0, len(order)), table=number))
        for count, each in enumerate(made, 1):
            cells = {**each, "number": (f"{number}.{count}",)}
            blocks.append(row(*(cells[kind] for kind in order), table=number))
    return tuple(blocks)


@given(made_plans(), st.booleans(), st.sampled_from([as_text, as_html, None]))
@settings(max_examples=60, deadline=None)
def test_a_well_made_plan_is_read_as_it_was_made(plan, heading_everywhere, written):
    order, sections = plan
    blocks = _blocks(order, sections, heading_everywhere=heading_everywhere)
    paper = read_plan(written(blocks), "план").paper if written else assembled(blocks)[0]
    assert (paper.shape, paper.years, paper.unplaced) == (Shape.MEASURES, (2023, 2023), ())
    assert [section.number for section in paper.sections] == ["I" * number for number, _ in enumerate(sections, 1)]
    read = [[_cells(one) for one in section.rows] for section in paper.sections]
    assert read == [
        [{**one, "number": (f"{number}.{count}",)} for count, one in enumerate(made, 1)]
        for number, made in enumerate(sections, 1)
    ]


def _cells(one):
    return {
        "number": (one.number,),
        "measure": one.measures,
        "planned": tuple(term.text for term in one.planned),
        "assignee": tuple(assignee.text for assignee in one.assignees),
        "expected": one.expected,
    }
