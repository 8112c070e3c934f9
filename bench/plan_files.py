"""Invented improvement plans of thirty rows, no two alike: what an authority prints for its organizations.

Deficiencies and measures are worded as the product words them; persons, days, shares and results are each
organization's own. A marked plan is harder than any real one: no wording of it comes twice in a thousand plans.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from random import Random

from merilo.documents.papers.improvement_plan import (
    ImprovementPlan,
    ImprovementRow,
    ImprovementSection,
    form_approval,
)
from merilo.documents.papers.parties import Person
from merilo.methodology import catalogue
from merilo.plans import recommendations
from merilo.plans.deficiencies import Deficiency, DeficiencyKind
from merilo.plans.measures import library, suggested
from merilo.scoring.plan import ComponentPlan, plan_for

ROWS = 30
ON = date(2026, 10, 12)
HEAD = Person("Белых Анна Сергеевна", "начальник управления образования")
SURNAMES = ("Ким", "Глинка", "Кравец", "Белых", "Седых", "Черных", "Дюма", "Живаго", "Коваль", "Шульга", "Бондарь")
NAMES = ("Елена Сергеевна", "Олег Павлович", "Степан Игоревич", "Анна Львовна", "Ирина Юрьевна", "Пётр Ильич")
POSTS = ("заместитель директора", "инженер", "заведующий хозяйством", "ответственный за официальный сайт")


def plan(number: int, *, marked: bool = False) -> ImprovementPlan:
    """The plan of an organization; the same number gives the same plan."""
    chance = Random(number)
    people = tuple(f"{chance.choice(SURNAMES)} {chance.choice(NAMES)}, {post}" for post in POSTS)
    sections = tuple(
        ImprovementSection(
            criterion,
            tuple(_rows(chance, criterion, people, mark=f"лист {number}/{criterion}" if marked else "")),
            f"балл – {chance.randrange(60, 100)},{chance.randrange(100):02d}/100",
        )
        for criterion in "12345"
    )
    name = f"Муниципального бюджетного общеобразовательного учреждения «Средняя школа № {number}»"
    return ImprovementPlan(name, ON, sections, (2027, 2027), form_approval(HEAD, ON))


def _rows(chance: Random, criterion: str, people: tuple[str, ...], *, mark: str) -> Iterator[ImprovementRow]:
    pairs = chance.sample(_wordings()[criterion], ROWS // 5)
    asked = chance.randrange(40, 600)
    for place, (deficiency, measure, term) in enumerate(pairs):
        day, own = ON + timedelta(chance.randrange(90, 400)), f" ({mark}.{place})" if mark else ""
        done = chance.random() < 0.5
        yield ImprovementRow(
            (deficiency.format(no=chance.randrange(1, asked), of=asked) + own,),
            (measure + own,),
            (term if chance.random() < 0.3 else f"{day:%d.%m.%Y}",),
            (chance.choice(people),),
            (f"Исполнено, приказ от {day:%d.%m.%Y} № {chance.randrange(10, 400)}-од{own}",) if done else (),
            (f"{day:%d.%m.%Y}",) if done else (),
        )


@cache
def _wordings() -> dict[str, list[tuple[str, str, str]]]:
    """Deficiencies of a school by criterion with every measure that the library has about each: text, measure, term."""
    whole = plan_for(catalogue.get("2024-344n-408n", "education"), "school")
    return {
        criterion.source.code: [
            (found.wording, measure.text, measure.term)
            for indicator in criterion.indicators
            for component in indicator.components
            for found in _deficiencies(component, indicator.source.code)
            for measure in suggested(found, library())
        ]
        for criterion in whole.criteria
    }


def _deficiencies(component: ComponentPlan, indicator: str) -> Iterator[Deficiency]:
    name = component.component.name
    for item in component.norm.items if component.norm else ():
        part = component.norm.part if component.norm else ""
        wrong, remedy = recommendations.of_item(part, item.code, title=item.title, value=Fraction(0))
        yield Deficiency(item.code, DeficiencyKind(part), indicator, item.title, wrong, remedy, None)
    if component.question:
        code, text = component.question.code, "«Нет» ответили {no} из {of}"
        remedy = recommendations.of_question(code)
        yield Deficiency(code, DeficiencyKind.SATISFACTION, indicator, name, text, remedy, None)
