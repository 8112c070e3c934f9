"""The plan of an assessment ready-made: the legal steps of a cycle, to be edited by the authority."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from merilo.documents.papers.assessment_plan import PlanMeasure, PlanSection

PREPARATION, RESULTS, DECISIONS = "I. Подготовка", "II. Проведение и результаты", "III. Решения и контроль"
FIRST, SECOND, WORK, LAST, LATER, ALWAYS = "first", "second", "work", "last", "later", "постоянно"
_QUARTERS = ("I", "II", "III", "IV")
COUNCIL, AUTHORITY, OPERATOR, ORGANIZATIONS = "{council}", "{authority}", "{operator}", "{organizations}"
_STEPS = (
    (PREPARATION, "1", "Выбор организаций, подлежащих оценке", "Перечень организаций, протокол", FIRST, COUNCIL),
    (PREPARATION, "2", "Подготовка к работе оператора:", "", SECOND, f"{AUTHORITY}, {COUNCIL}"),
    (PREPARATION, "2.1", "Предложения в техническое задание и контракт", "Критерии, анкеты, объёмы", SECOND, COUNCIL),
    (PREPARATION, "2.2", "Закупка и заключение контракта", "Контракт с оператором", SECOND, AUTHORITY),
    (PREPARATION, "2.3", "Решения там, где порядок расчёта оставляет выбор", "Протокол заседания", SECOND, COUNCIL),
    (PREPARATION, "3", "Инструкция для специалистов", "Утверждённая инструкция", WORK, OPERATOR),
    (
        PREPARATION,
        "4",
        "Письма организациям о сроках, операторе и условиях",
        "Письма с отметкой о вручении",
        WORK,
        AUTHORITY,
    ),
    (PREPARATION, "5", "Сведения о численности получателей услуг", "Объём выборки", WORK, ORGANIZATIONS),
    (RESULTS, "6", "Опрос, осмотр сайтов, стендов и помещений", "Отчёт о сборе информации", WORK, OPERATOR),
    (RESULTS, "7", "Рассмотрение результатов", "Отчёт о результатах, рейтинг", LAST, f"{COUNCIL}, {OPERATOR}"),
    (RESULTS, "8", "Предложения об улучшении деятельности", "Предложения по организациям", LAST, COUNCIL),
    (RESULTS, "9", "Передача результатов и предложений", "Сопроводительное письмо, отчёт", LAST, COUNCIL),
    (RESULTS, "10", "Размещение результатов на сайте и на bus.gov.ru", "Ссылки на страницы", LAST, AUTHORITY),
    (DECISIONS, "11", "Рассмотрение предложений", "Анализ предложений, решения", LATER, AUTHORITY),
    (DECISIONS, "12", "Планы по устранению недостатков", "Утверждённые планы", LATER, ORGANIZATIONS),
    (DECISIONS, "13", "Размещение планов на сайтах организаций", "Ссылки на страницы", ALWAYS, ORGANIZATIONS),
    (DECISIONS, "14", "Управленческие решения по итогам", "Реестр решений", LATER, AUTHORITY),
    (DECISIONS, "15", "Перечень, результаты и предложения на сайтах", "Ссылки на страницы", ALWAYS, AUTHORITY),
    (DECISIONS, "16", "Контроль планов, учёт итогов при оценке руководителей", "Отчёт о планах", ALWAYS, AUTHORITY),
)
"""Section, number, measure, expected result, name of the term, who: with names of `PlanAssignees` to be filled in."""


@dataclass(frozen=True, slots=True)
class PlanAssignees:
    """Who does what, as the plan prints it."""

    council: str = "Общественный совет"
    authority: str = "Уполномоченный орган"
    operator: str = "Организация-оператор"
    organizations: str = "Организации, в отношении которых проводится оценка"


def usual_plan(year: int, assignees: PlanAssignees, *, begins: date | None = None) -> tuple[PlanSection, ...]:
    """The steps from the choice of organizations to the control of their plans, with terms inside `year` and after it.

    Terms are quarters and words, as such plans have them, none earlier than the quarter in which the work `begins`;
    everything may be changed freely.
    """
    terms = _terms(year, begins or date(year, 1, 1))
    return tuple(
        PlanSection(
            title, tuple(_measure(step, terms=terms, assignees=assignees) for step in _STEPS if step[0] == title)
        )
        for title in (PREPARATION, RESULTS, DECISIONS)
    )


def _terms(year: int, begins: date) -> Mapping[str, str]:
    """The name of a term → the term as it is written; no quarter is over before the work begins."""
    first = 1 if begins.year < year else 4 if begins.year > year else (begins.month + 2) // 3
    second = max(first, 2)
    names = {FIRST: _QUARTERS[first - 1], SECOND: _QUARTERS[second - 1], LAST: _QUARTERS[-1]}
    names[WORK] = "–".join(dict.fromkeys((names[SECOND], names[LAST])))
    quarters = {code: f"{name} квартал {year} г." for code, name in names.items()}
    return {**quarters, LATER: f"I квартал {year + 1} г.", ALWAYS: ALWAYS}


def _measure(step: tuple[str, ...], *, terms: Mapping[str, str], assignees: PlanAssignees) -> PlanMeasure:
    _, number, title, expected, term, who = step
    named = {name: getattr(assignees, name) for name in ("council", "authority", "operator", "organizations")}
    return PlanMeasure(
        number,
        title,
        terms[term],
        assignee=who.format(**named),
        expected=expected,
    )
