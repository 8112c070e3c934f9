"""The terms of reference for the operator (A2): facts, stages, volumes, methodology, deliverables, acceptance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from merilo.documents.papers.blocks import Block, Bullets, Facing, Heading, LegalPaper, Paragraph, Title
from merilo.documents.papers.letters import LOOKED_AT
from merilo.documents.papers.parties import Approval, Authority
from merilo.documents.tables import Column, Row, Table
from merilo.documents.typography import DASH, NO_BREAK, counted, day, fixed, grouped, sentence
from merilo.methodology.model import Edition, Role

ITEMS = ("пункт", "пункта", "пунктов")
QUESTIONS = ("вопрос", "вопроса", "вопросов")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the work, its dates and what it ends with."""

    title: str
    begins_on: date
    ends_on: date
    result: str


@dataclass(frozen=True, slots=True)
class Volume:
    """The work in one organization: recipients in a year, recipients to ask. None where not known yet."""

    organization: str
    population: int | None
    sample: int | None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Deliverable:
    """What the operator hands over, in what form."""

    title: str
    form: str = ""
    copies: str = ""


@dataclass(frozen=True, slots=True)
class TermsOfReference:
    """The whole paper. Empty deliverables, acceptance or requirements stand for the usual ones.

    `facts` are further lines of the first section: what, how it stands. `agreed` is the council's corner.
    """

    cycle: str
    on: date
    authority: Authority
    edition: Edition
    stages: tuple[Stage, ...]
    volumes: tuple[Volume, ...]
    deliverables: tuple[Deliverable, ...] = ()
    acceptance: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    approval: Approval | None = None
    agreed: Approval | None = None


def usual_deliverables(edition: Edition) -> tuple[Deliverable, ...]:
    """What every operator hands over under this edition."""
    machine = "файл CSV или XLSX"
    return (
        Deliverable("Инструкция для специалистов", "файл DOCX"),
        Deliverable("Ответы получателей услуг, по одной строке на анкету, без сведений о личности", machine),
        Deliverable("Чек-листы осмотра каждой организации с доказательствами", f"{machine}, снимки, ссылки"),
        Deliverable("Отчёт о сборе и обобщении информации", "файл DOCX"),
        Deliverable(f"Расчёт баллов по редакции «{edition.id}» с формулами", "книга XLSX"),
        Deliverable("Отчёт о результатах: значения показателей, недостатки, выводы и предложения", "файл DOCX"),
    )


def usual_acceptance() -> tuple[str, ...]:
    """How the work is accepted unless the parties agree otherwise."""
    return (
        "Работа принимается по перечню раздела о результатах; о приёмке составляется акт.",
        (
            "Заказчик пересчитывает баллы по переданным ответам и чек-листам. Расхождение с расчётом оператора — "
            "основание вернуть результат на исправление."
        ),
        (
            "Выборка считается набранной, если в каждой организации опрошено не меньше получателей услуг, чем указано "
            "в таблице объёмов. Недобор объясняется по каждой организации."
        ),
        "Недостатки результата оператор устраняет за свой счёт в срок, указанный в акте.",
    )


def usual_requirements(edition: Edition) -> tuple[str, ...]:
    """What is demanded of the work under this edition."""
    lines = [
        "Опрос анонимный: фамилии, адреса и телефоны опрошенных не собираются и не передаются заказчику.",
        (
            "Заполнение анкет работниками организаций и повторные ответы не допускаются; исключённые анкеты "
            "передаются отдельно, с причиной исключения каждой."
        ),
        "Каждое значение чек-листа подтверждается снимком, ссылкой или записью осмотра.",
        "То, что проверить не удалось, отмечается как непроверенное: вместо него нельзя поставить ноль.",
        "Значения, заполненные без осмотра или опроса, не принимаются.",
    ]
    if edition.sampling:
        share, cap = fixed(edition.sampling.share * Fraction(100), 0), edition.sampling.cap
        people = counted(cap, ("получателя", "получателей", "получателей"))
        lines.insert(0, f"В каждой организации опрашивается {share} % получателей услуг, но не более {people}.")
    return tuple(lines)


def paper(terms: TermsOfReference) -> LegalPaper:
    """The terms of reference in eight numbered sections."""
    agreed, approved = (one.lines if one else () for one in (terms.agreed, terms.approval))
    corners = [Facing(agreed, approved)] if agreed or approved else []
    sections = (_general, _stages, _volumes, _method, _questionnaire, _requirements, _results, _acceptance)
    blocks: list[Block] = [
        *corners,
        Title(
            "ТЕХНИЧЕСКОЕ ЗАДАНИЕ", f"на сбор и обобщение информации о качестве условий оказания услуг: {terms.cycle}"
        ),
    ]
    for number, section in enumerate(sections, 1):
        blocks += section(terms, number)
    return LegalPaper(f"Техническое задание: {terms.cycle}", terms.on, tuple(blocks))


def _general(terms: TermsOfReference, number: int) -> Iterator[Block]:
    edition = terms.edition
    facts = (
        ("Заказчик", terms.authority.name),
        ("Предмет", "сбор и обобщение информации о качестве условий оказания услуг организациями"),
        ("Сфера", edition.sector_title.lower()),
        ("Порядок расчёта", sentence(edition.header.act).rstrip(".")),
        ("Организаций", str(len(terms.volumes))),
        *terms.facts,
    )
    yield Heading(f"{number}. Общие сведения")
    yield Table((Column("Что", 5.0), Column("Содержание", 11.5)), [Row(fact) for fact in facts])


def _stages(terms: TermsOfReference, number: int) -> Iterator[Block]:
    columns = (
        Column("№", 1.0, "center"),
        Column("Этап", 6.0),
        Column("Начало", 2.3, "center"),
        Column("Окончание", 2.3, "center"),
        Column("Чем завершается", 4.9),
    )
    rows = [
        Row((str(place), one.title, day(one.begins_on), day(one.ends_on), one.result))
        for place, one in enumerate(terms.stages, 1)
    ]
    yield Heading(f"{number}. Этапы и сроки")
    yield Table(columns, rows)


def _volumes(terms: TermsOfReference, number: int) -> Iterator[Block]:
    columns = (
        Column("№", 1.0, "center"),
        Column("Организация", 9.1),
        Column("Получателей услуг", 3.2, "right"),
        Column("Нужно опросить", 3.2, "right"),
    )
    rows = [
        Row((str(place), _named(one), _number(one.population), _number(one.sample)))
        for place, one in enumerate(terms.volumes, 1)
    ]
    sums = (sum(one.population or 0 for one in terms.volumes), sum(one.sample or 0 for one in terms.volumes))
    rows.append(Row(("", "Всего", *(grouped(one) for one in sums)), bold=True))
    yield Heading(f"{number}. Объём работы по организациям")
    yield Table(columns, rows)


def _named(one: Volume) -> str:
    return f"{one.organization}\n{one.kind}" if one.kind else one.organization


def _number(number: int | None) -> str:
    return DASH if number is None else grouped(number)


def _method(terms: TermsOfReference, number: int) -> Iterator[Block]:
    columns = (Column("Шифр", 1.5, "center"), Column("Критерий, показатель", 12.4), Column("Значимость", 2.6, "center"))
    rows: list[Row] = []
    for criterion in terms.edition.criteria:
        rows.append(Row((criterion.code, criterion.name, _weight(criterion.weight)), bold=True, shaded=True))
        rows += [Row((one.code, one.name, _weight(one.weight))) for one in criterion.indicators]
    yield Heading(f"{number}. Критерии и показатели")
    yield Paragraph(f"Баллы считаются по редакции «{terms.edition.id}»: {sentence(terms.edition.header.act)}")
    yield Table(columns, rows)
    items = sum(len(one.items) for one in terms.edition.checklists)
    yield Paragraph(f"Чек-листы осмотра содержат {counted(items, ITEMS)}:", keep=True)
    yield Bullets(
        tuple(f"{LOOKED_AT[one.part]}{NO_BREAK}—{NO_BREAK}{len(one.items)}" for one in terms.edition.checklists)
    )


def _weight(weight: Fraction) -> str:
    return fixed(weight, 4).rstrip("0").rstrip(",")


def _questionnaire(terms: TermsOfReference, number: int) -> Iterator[Block]:
    questions = terms.edition.questions
    columns = (Column("№", 1.0, "center"), Column("Вопрос", 10.7), Column("Ответы", 4.8))
    rows = [Row((str(place), one.text, _answers(one.role, one.options))) for place, one in enumerate(questions, 1)]
    yield Heading(f"{number}. Анкета получателя услуг")
    yield Paragraph(f"Анкета содержит {counted(len(questions), QUESTIONS)}; изменять их и их порядок нельзя.")
    yield Table(columns, rows)


def _answers(role: Role, options: tuple[object, ...]) -> str:
    if options:
        return "; ".join(str(getattr(one, "text", one)) for one in options)
    return "свободный ответ" if role in (Role.OPEN, Role.DEMOGRAPHIC) else "да; нет"


def _requirements(terms: TermsOfReference, number: int) -> Iterator[Block]:
    yield Heading(f"{number}. Требования к работе")
    yield from _numbered(terms.requirements or usual_requirements(terms.edition), number)


def _results(terms: TermsOfReference, number: int) -> Iterator[Block]:
    columns = (
        Column("№", 1.0, "center"),
        Column("Результат", 8.7),
        Column("Форма", 4.0),
        Column("Экземпляров", 2.8, "center"),
    )
    deliverables = terms.deliverables or usual_deliverables(terms.edition)
    rows = [
        Row((str(place), one.title, one.form or DASH, one.copies or "1")) for place, one in enumerate(deliverables, 1)
    ]
    yield Heading(f"{number}. Результаты работы")
    yield Table(columns, rows)


def _acceptance(terms: TermsOfReference, number: int) -> Iterator[Block]:
    yield Heading(f"{number}. Приёмка")
    yield from _numbered(terms.acceptance or usual_acceptance(), number)


def _numbered(lines: tuple[str, ...], number: int) -> Iterator[Block]:
    yield from (Paragraph(sentence(line), f"{number}.{place}.") for place, line in enumerate(lines, 1))
