"""The plan of an assessment ready-made: the legal steps of a cycle, to be edited by the authority."""

from dataclasses import dataclass

from merilo.documents.papers.assessment_plan import PlanMeasure, PlanSection

PREPARATION, RESULTS, DECISIONS = "I. Подготовка", "II. Проведение и результаты", "III. Решения и контроль"
FIRST, SECOND, WORK, LAST = (f"{one} квартал {{year}} г." for one in ("I", "II", "II–IV", "IV"))
LATER, ALWAYS = "I квартал {next_year} г.", "постоянно"
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
"""Section, number, measure, expected result, term, who: with names of `PlanAssignees` and the year to be filled in."""


@dataclass(frozen=True, slots=True)
class PlanAssignees:
    """Who does what, as the plan prints it."""

    council: str = "Общественный совет"
    authority: str = "Уполномоченный орган"
    operator: str = "Организация-оператор"
    organizations: str = "Организации, в отношении которых проводится оценка"


def usual_plan(year: int, assignees: PlanAssignees) -> tuple[PlanSection, ...]:
    """The steps from the choice of organizations to the control of their plans, with terms inside `year` and after it.

    Terms are quarters and words, as such plans have them; everything may be changed freely.
    """
    return tuple(
        PlanSection(title, tuple(_measure(step, year=year, assignees=assignees) for step in _STEPS if step[0] == title))
        for title in (PREPARATION, RESULTS, DECISIONS)
    )


def _measure(step: tuple[str, ...], *, year: int, assignees: PlanAssignees) -> PlanMeasure:
    _, number, title, expected, term, who = step
    named = {name: getattr(assignees, name) for name in ("council", "authority", "operator", "organizations")}
    return PlanMeasure(
        number,
        title,
        term.format(year=year, next_year=year + 1),
        assignee=who.format(**named),
        expected=expected,
    )
