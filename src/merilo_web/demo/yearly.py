"""Own plans for a year of the invented municipality: schools' and the authority's, approved and half carried out."""

from datetime import date, timedelta

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.demo.people import admit_head
from merilo_web.demo.setting import Year
from merilo_web.plans.actions import yearly_beginning, yearly_execution, yearly_life, yearly_writing
from merilo_web.plans.actions.review import ApprovalFacts
from merilo_web.plans.actions.yearly_beginning import YearlyFacts
from merilo_web.plans.actions.yearly_execution import YearlyResult
from merilo_web.plans.actions.yearly_writing import YearlyMeasureFacts
from merilo_web.plans.models import YearlyPlan
from merilo_web.registry.models import Authority, Organization

_SCHOOLS, _DRAFT, _UNPUBLISHED, _UNTOLD = 12, 5, 4, 3
"""So many organizations have a plan; every so many of them is a draft, is not published, told nothing of a measure."""
_TITLE = "по улучшению качества условий оказания услуг"
_OPEN, _COMFORT = "I. Открытость и доступность информации", "II. Комфортность условий"
_POLITE, _CONTENT = "IV. Доброжелательность, вежливость работников", "V. Удовлетворённость условиями"
_OF_SCHOOL = (
    (_OPEN, "", "Обновить сведения на стенде у входа и на сайте", "до 1 марта", "Сведения полны и одинаковы"),
    (_OPEN, "", "Вести журнал обращений и разбирать его на совещании", "постоянно", "Ответ на каждое обращение"),
    (_OPEN, "", "Звонить по телефонам с сайта и проверять форму вопроса", "I полугодие", "Все способы связи работают"),
    (_COMFORT, "", "Поставить скамьи и питьевой кулер в холле", "II квартал", "Родителям есть где ждать"),
    (_COMFORT, "", "Обсудить удобство здания с управляющим советом", "сентябрь", "Перечень того, что исправить"),
    (_POLITE, "", "Провести занятие о разговоре с родителями", "до 20 апреля", "Меньше жалоб на тон разговора"),
    (_CONTENT, "", "Спросить родителей, что изменилось за год", "декабрь", "Доля довольных не ниже прошлогодней"),
)
_OF_AUTHORITY = (
    ("I. Условия оценки", "1", "Общественный совет", "", "Совет работает"),
    ("I. Условия оценки", "1.1", "Обновить положение о совете", "февраль", "Постановление"),
    ("I. Условия оценки", "1.2", "Разместить состав совета на сайте", "до 1 марта", "Состав знает каждый"),
    ("II. Открытость", "2", "Проверить сведения на сайтах организаций", "II квартал", "Справка о каждой организации"),
    ("II. Открытость", "3", "Собрать семинар заместителей директоров", "апрель", "Участвуют все организации"),
    ("II. Открытость", "4", "Рассказать в газете об итогах оценки", "октябрь", "Публикация"),
    ("II. Открытость", "5", "Отвечать на отзывы граждан", "постоянно", "Ответ на каждый отзыв"),
)


def made(year: Year, *, until: date) -> None:
    """Plans for the year of the day `until`, as they stand on it; the first school has begun the next one too."""
    admin, head = year.user(Role.AUTHORITY_ADMIN), year.user(Role.ORGANIZATION_HEAD)
    own = _written(year.place.authority, _OF_AUTHORITY, by=admin, until=until)
    _carried_out(_approved(own, by=admin, until=until), by=admin, until=until, untold=0)
    for place, organization in enumerate(year.place.organizations[:_SCHOOLS]):
        by = head if place == 0 else admit_head(organization, place, on=year.begins_on)
        plan = _written(organization, _OF_SCHOOL, by=by, until=until)
        if place % _DRAFT == _DRAFT - 1:
            continue
        plan = _approved(plan, by=by, until=until)
        if place % _UNPUBLISHED != _UNPUBLISHED - 1:
            url = f"{organization.website}/plan-{plan.year}"
            yearly_life.publish(plan, by=by, on=_approved_on(until), url=url)
        _carried_out(plan, by=by, until=until, untold=place % _UNTOLD)
        if place == 0:
            facts = YearlyFacts(_TITLE, until.year + 1)
            yearly_beginning.begin(organization, by=by, on=until, facts=facts, former=plan)


def _written(
    keeper: Organization | Authority, measures: tuple[tuple[str, ...], ...], *, by: User, until: date
) -> YearlyPlan:
    facts = YearlyFacts(_TITLE, until.year)
    plan = yearly_beginning.begin(keeper, by=by, on=_approved_on(until) - timedelta(days=10), facts=facts)
    is_school = isinstance(keeper, Organization)
    for section, number, text, term, expected in measures:
        named = (keeper.head_name, keeper.head_post) if is_school else ("", keeper.short_name)
        given = YearlyMeasureFacts(
            text, section, number, term, assignee_name=named[0], assignee_post=named[1], expected=expected
        )
        yearly_writing.add(plan, by=by, facts=given)
    return plan


def _approved(plan: YearlyPlan, *, by: User, until: date) -> YearlyPlan:
    on = _approved_on(until)
    facts = ApprovalFacts(
        plan.keeper.head_name, plan.keeper.head_post, on, f"приказ от {on:%d.%m.%Y} № {200 + plan.pk}"
    )
    return yearly_life.approve(plan, by=by, on=on, facts=facts)


def _carried_out(plan: YearlyPlan, *, by: User, until: date, untold: int) -> None:
    """What fell due is told as done; `untold` of it is not."""
    due = plan.measures.filter(due_on__lt=until).order_by("-due_on", "pk")
    for one in due[untold:]:
        if one.due_on:
            told = YearlyResult(f"Сделано. {one.expected}.", one.due_on - timedelta(days=4))
            yearly_execution.record_result(one, by=by, on=until, facts=told)


def _approved_on(until: date) -> date:
    return date(until.year - 1, 12, 20)
