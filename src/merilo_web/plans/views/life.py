"""Pages of an approved plan: where it is published, its execution begun, new versions, closing and reopening."""

from django.http import HttpRequest, HttpResponse

from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.forms.cycles import ConfirmForm
from merilo_web.cycles.forms.faults import sent
from merilo_web.plans.actions import amendments, closing, publication
from merilo_web.plans.actions.execution import begin_plan
from merilo_web.plans.forms.review import PlanNoteForm, PublicationForm, ReasonForm
from merilo_web.plans.models import ImprovementPlan
from merilo_web.plans.queries import plans
from merilo_web.plans.rules import plan as verbs
from merilo_web.plans.views.asking import Question, ask, plan_page, today
from merilo_web.registry.access import Access, access_of


def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Where is the plan published?"""
    access, plan = _allowed(request, pk, verbs.PUBLISH_PLAN)
    form = PublicationForm(sent(request))

    def act() -> str:
        publication.publish(plan, by=access.user, on=today(plan), url=form.cleaned_data["url"])
        return "Записано, где размещён план."

    question = Question("Где размещён план?", "Сохранить", plan_page(plan), clause=verbs.PUBLISH_PLAN.clause)
    return ask(request, plan, form=form, question=question, act=act)


def change_publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Where is the plan published now?"""
    access, plan = _allowed(request, pk, verbs.CHANGE_PUBLICATION)
    form = PublicationForm(sent(request), initial={"url": plan.published_url})

    def act() -> str:
        publication.change_publication(plan, by=access.user, on=today(plan), url=form.cleaned_data["url"])
        return "Адрес размещения изменён."

    question = Question("Где план размещён теперь?", "Сохранить", plan_page(plan))
    return ask(request, plan, form=form, question=question, act=act)


def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the plan being carried out already?"""
    access, plan = _allowed(request, pk, verbs.BEGIN_EXECUTION)

    def act() -> str:
        begin_plan(plan, by=access.user, on=today(plan))
        return "План исполняется."

    words = "Первое начатое мероприятие сделает это само."
    question = Question("Начать исполнение плана?", "Начать", plan_page(plan), words=words)
    return ask(request, plan, form=ConfirmForm(sent(request)), question=question, act=act)


def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Why does the plan change?"""
    access, plan = _allowed(request, pk, verbs.AMEND_PLAN)
    form = ReasonForm(sent(request))
    begun: list[ImprovementPlan] = []

    def act() -> str:
        made = amendments.amend(plan, by=access.user, on=today(plan), reason=form.cleaned_data["reason"])
        begun.append(made)
        return f"Начата версия {made.number}. Действующая исполняется, пока новую не утвердят."

    words = "Мероприятия перейдут в новую версию; слова исполненных изменить нельзя. Новую версию утверждают заново."
    question = Question("Почему план меняется?", "Начать новую версию", plan_page(plan), words=words)
    return ask(request, plan, form=form, question=question, act=act, onward=lambda: plan_page(begun[0]))


def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the new version needless?"""
    access, plan = _allowed(request, pk, verbs.DISCARD_AMENDMENT)
    former = plan.supersedes

    def act() -> str:
        amendments.discard(plan, by=access.user)
        return "Новая версия удалена, действует прежняя."

    words = "Всё, что написано в новой версии, будет удалено. Действующая версия останется как есть."
    back = plan_page(former) if former else plan_page(plan)
    question = Question("Отказаться от новой версии плана?", "Удалить новую версию", back, words=words, is_grave=True)
    return ask(request, plan, form=ConfirmForm(sent(request)), question=question, act=act)


def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Is everything done?"""
    access, plan = _allowed(request, pk, verbs.CLOSE_PLAN)
    form = PlanNoteForm(sent(request))

    def act() -> str:
        closing.close(plan, by=access.user, on=today(plan), note=form.cleaned_data["note"])
        return "План снят с контроля; его итог больше не меняется."

    words = "Все мероприятия должны быть подтверждены или отменены. Итог исполнения сохранится как есть."
    question = _question(plan, verbs.CLOSE_PLAN, "Снять план с контроля?", button="Снять с контроля", words=words)
    return ask(request, plan, form=form, question=question, act=act)


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found that the plan is needed again?"""
    access, plan = _allowed(request, pk, verbs.REOPEN_PLAN)
    form = ReasonForm(sent(request))

    def act() -> str:
        closing.reopen_plan(plan, by=access.user, on=today(plan), reason=form.cleaned_data["reason"])
        return "План снова на контроле."

    question = _question(plan, verbs.REOPEN_PLAN, "Вернуть план на контроль?", button="Вернуть на контроль")
    return ask(request, plan, form=form, question=question, act=act)


def _allowed(request: HttpRequest, pk: int, verb: Verb) -> tuple[Access, ImprovementPlan]:
    access = access_of(request.user)
    plan = plans.seen(access, pk)
    access.require(verb, plan.scope, state=plan.state)
    return access, plan


def _question(plan: ImprovementPlan, verb: Verb, heading: str, *, button: str, words: str = "") -> Question:
    return Question(heading, button, plan_page(plan), words=words, clause=verb.clause)
