"""An authority's answer on the execution of plans: every figure told as it is, what is missing by name."""

from dataclasses import replace
from datetime import date

import pytest

from merilo.documents.papers.execution_letter import (
    SUBJECT,
    AnsweringHeads,
    ApprovedPlans,
    ControlledMeasures,
    ControlledQuarter,
    ExecutionAnswer,
    answer,
    percent,
)
from merilo.documents.papers.letters import Envelope, paper
from merilo.documents.papers.parties import Authority, Person
from merilo.documents.writers.legal_text import text

HEAD = Person("Лугова Анна Сергеевна", "начальник управления образования")
ENVELOPE = Envelope(
    Authority("Управление образования", HEAD),
    "Министерство образования",
    Person("Белых Олег Ильич", "министр"),
    HEAD,
    issued_on=date(2027, 2, 8),
)
TOLD = ExecutionAnswer(
    "Независимая оценка 2026 года",
    2026,
    date(2027, 2, 8),
    assessed=15,
    total=75,
    plans=ApprovedPlans(15, 14, 12, "протокол от 08.10.2026 № 3", ("приказ от 19.10.2026 № 84",), ("Школа № 7",)),
    measures=ControlledMeasures(total=120, assigned=118, persons=31, done=40, confirmed=33, overdue=5),
    quarters=(ControlledQuarter("IV квартал 2026 года", date(2027, 1, 11), awaited=14, in_time=11, late=2),),
    heads=AnsweringHeads(heard=3, interviewed=4, held=5, sheets=15, order="приказ от 20.12.2026 № 90"),
)


def said(told: ExecutionAnswer) -> list[str]:
    """The points of the letter with plain spaces."""
    return [one.replace("\u00a0", " ") for one in answer(ENVELOPE, told).paragraphs]


def test_every_point_of_the_answer_stands_on_counted_figures() -> None:
    assert said(TOLD) == [
        "Сообщаем об исполнении планов по устранению недостатков на 08.02.2027. Оценка: Независимая оценка 2026 года.",
        (
            "1. Охват. В 2026 году независимая оценка проведена в 15 из 75 организаций, это 20 %. При таком охвате на "
            "все организации ушло бы 5 лет, а каждую нужно оценивать не реже одного раза в 3 года."
        ),
        (
            "2. Утверждение. Из 15 организаций по результатам, которые утвердил общественный совет (протокол от "
            "08.10.2026 № 3), план утверждён в 14. Акты об утверждении: приказ от 19.10.2026 № 84. План не утверждён: "
            "Школа № 7. На официальных сайтах размещено 12 планов из 14."
        ),
        (
            "3. Контроль. В действующих планах 120 мероприятий; ответственный назван у 118, всего 31 исполнитель. "
            "Исполнено 40, из них подтверждено 33; срок прошёл, исполнения нет: 5. Отчёты за IV квартал 2026 года (до "
            "11.01.2027): ожидалось 14, в срок представлено 11, с опозданием 2, не представлено 1."
        ),
        (
            "4. Ответственность руководителей. По итогам оценки приглашено руководителей: на заседание совета 3, на "
            "собеседование 4; состоялось разговоров: 5. Результаты учтены в оценке руководителей: выдано 15 листов "
            "оценки (приказ от 20.12.2026 № 90)."
        ),
    ]


def test_what_was_not_done_is_told_and_not_hidden() -> None:
    empty = replace(
        TOLD,
        assessed=0,
        total=0,
        plans=ApprovedPlans(1, 0, 0, missing=("Школа № 7",)),
        measures=ControlledMeasures(0, 0, 0, 0, 0, 0),
        quarters=(),
        heads=AnsweringHeads(),
    )
    assert said(empty)[1:] == [
        "1. Охват. Организаций, подлежащих оценке, в реестре нет.",
        "2. Утверждение. Из 1 организации план утверждён в 0. План не утверждён: Школа № 7.",
        "3. Контроль. Мероприятий в действующих планах нет.",
        (
            "4. Ответственность руководителей. Список руководителей к заслушиванию и собеседованию не составлен. "
            "Оценочные листы руководителей ещё не выданы."
        ),
    ]


@pytest.mark.parametrize(("assessed", "warned"), [(75, False), (25, False), (24, True), (1, True)])
def test_a_coverage_that_breaks_the_three_years_is_told(assessed: int, warned: bool) -> None:
    assert ("При таком охвате" in said(replace(TOLD, assessed=assessed))[1]) == warned


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [(15, 75, "20 %"), (14, 75, "18,7 %"), (1, 3, "33,3 %"), (2, 3, "66,7 %"), (0, 5, "0 %")],
)
def test_a_share_is_exact_or_half_up(part: int, whole: int, printed: str) -> None:
    assert percent(part, whole).replace("\u00a0", " ") == printed


def test_the_letter_is_a_letter_to_its_addressee() -> None:
    lines = text(paper(answer(ENVELOPE, TOLD)))
    assert [
        one
        for one in ("Министру", "Министерства образования", "Белых\u00a0О.\u00a0И.", SUBJECT, "Уважаемый Олег Ильич!")
        if one not in lines
    ] == []
