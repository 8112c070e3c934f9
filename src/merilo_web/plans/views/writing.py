"""Pages of writing a plan: measures added, changed, taken out, chosen from the library; why there is none."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.forms.cycles import ConfirmForm
from merilo_web.cycles.forms.faults import sent
from merilo_web.plans.actions import writing as actions
from merilo_web.plans.forms.writing import LibraryForm, MeasureForm, NoteForm
from merilo_web.plans.models import ImprovementPlan, Measure
from merilo_web.plans.queries import plans, to_write
from merilo_web.plans.queries.library import offered_for
from merilo_web.plans.rules.plan import EDIT_PLAN
from merilo_web.plans.views.asking import Question, ask, plan_page
from merilo_web.registry.access import Access, access_of
from merilo_web.registry.queries.pages import number_of


def add_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """What else is to be done?"""
    access, plan = _written(request, pk)
    wanted = number_of(request.GET.get("for", ""))
    initial = {"deficiencies": [str(wanted)] if wanted else []}
    form = MeasureForm(sent(request), initial=initial, found=to_write.every(plan))

    def act() -> str:
        made = actions.add(plan, by=access.user, facts=form.facts(), deficiencies=form.answered())
        return f"Мероприятие {made.position} добавлено{_understood(made)}."

    question = Question("Что сделать, когда и кому поручить?", "Добавить", plan_page(plan))
    return ask(request, plan, form=form, question=question, act=act)


def change_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """How is the measure worded?"""
    access, measure = _measure(request, pk)
    plan = measure.plan
    if to_write.is_settled(measure):
        raise NotAllowedError("Об этом мероприятии уже отчитались: в новой версии плана его слова не меняют.")
    form = MeasureForm(sent(request), initial=MeasureForm.shown(measure), found=to_write.every(plan))

    def act() -> str:
        facts, answered = form.facts(measure.library_key), form.answered()
        kept = actions.change(measure, by=access.user, facts=facts, deficiencies=answered)
        return f"Мероприятие {kept.position} сохранено{_understood(kept)}."

    remark = (("Замечание", measure.remark),) if measure.remark else ()
    question = Question(f"Мероприятие {measure.position}: что, когда и кто?", "Сохранить", _row(measure), facts=remark)
    return ask(request, plan, form=form, question=question, act=act)


def remove_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the measure to be taken out?"""
    access, measure = _measure(request, pk)
    form = ConfirmForm(sent(request))

    def act() -> str:
        actions.remove(measure, by=access.user)
        return "Мероприятие убрано; его слова остались в журнале."

    question = Question(
        f"Убрать мероприятие {measure.position}?",
        "Убрать",
        plan_page(measure.plan),
        is_grave=True,
        facts=(("Мероприятие", measure.text),),
    )
    return ask(request, measure.plan, form=form, question=question, act=act)


@require_POST
def raise_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """One place higher."""
    access, measure = _measure(request, pk)
    actions.raise_up(measure, by=access.user)
    return redirect(_row(measure))


def library(request: HttpRequest, pk: int) -> HttpResponse:
    """Which of the ready measures fit?"""
    access, plan = _written(request, pk)
    found = to_write.chosen(plan, request.GET.getlist("tick"), number_of(request.GET.get("for", "")))
    offers = offered_for(plan, found)
    form = LibraryForm(sent(request), found=found, offers=offers)

    def act() -> str:
        picks = form.picks()
        if not picks:
            raise ValidationError("Выберите хотя бы одно мероприятие.")
        made = actions.add_from_library(plan, picks, by=access.user)
        return f"Добавлено мероприятий: {len(made)}. Проверьте сроки и назовите ответственных."

    question = Question(
        "Какие из готовых мероприятий подходят?",
        "Добавить выбранные",
        plan_page(plan),
        template="plans/library.html",
        shown={"found": found, "without": [one for one in found if not offers[one.pk]]},
    )
    return ask(request, plan, form=form, question=question, act=act)


def explain(request: HttpRequest, pk: int, deficiency: int) -> HttpResponse:
    """Why is there no measure?"""
    access, plan = _written(request, pk)
    one = plans.seen_deficiency(access, plan, deficiency)
    form = NoteForm(sent(request), initial={"note": one.note})

    def act() -> str:
        actions.explain(plan, [one.pk], by=access.user, note=form.cleaned_data["note"])
        return "Объяснение сохранено." if form.cleaned_data["note"].strip() else "Объяснение убрано."

    question = Question(
        "Почему мероприятия не будет?", "Сохранить", plan_page(plan, f"d{one.pk}"), facts=(("Недостаток", one.text),)
    )
    return ask(request, plan, form=form, question=question, act=act)


def remove_deficiency(request: HttpRequest, pk: int, deficiency: int) -> HttpResponse:
    """Is a deficiency that a paper brought to be taken out?"""
    access, plan = _written(request, pk)
    one = plans.seen_deficiency(access, plan, deficiency)
    form = ConfirmForm(sent(request))

    def act() -> str:
        actions.remove_deficiency(one, plan, by=access.user)
        return "Недостаток убран из плана."

    question = Question(
        "Убрать недостаток из плана?", "Убрать", plan_page(plan), is_grave=True, facts=(("Недостаток", one.text),)
    )
    return ask(request, plan, form=form, question=question, act=act)


def _written(request: HttpRequest, pk: int) -> tuple[Access, ImprovementPlan]:
    access = access_of(request.user)
    plan = plans.seen(access, pk)
    access.require(EDIT_PLAN, plan.scope, state=plan.state)
    return access, plan


def _measure(request: HttpRequest, pk: int) -> tuple[Access, Measure]:
    access = access_of(request.user)
    measure = plans.seen_measure(access, pk)
    access.require(EDIT_PLAN, measure.scope, state=measure.plan.state)
    return access, measure


def _row(measure: Measure) -> str:
    return plan_page(measure.plan, f"m{measure.pk}")


def _understood(measure: Measure) -> str:
    if not measure.term:
        return "; срок ещё не указан"
    return f": исполнить до {measure.due_on:%d.%m.%Y}" if measure.due_on else "; последний день срока не понят"
