"""Pages of writing a plan for a year: begun, called, its measures, a ready paper brought and taken."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from merilo_web import clock
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.forms.cycles import ConfirmForm
from merilo_web.cycles.forms.faults import sent
from merilo_web.plans.actions import yearly_beginning as beginning
from merilo_web.plans.actions import yearly_papers as papers
from merilo_web.plans.actions import yearly_writing as writing
from merilo_web.plans.forms.papers import PaperForm
from merilo_web.plans.forms.yearly import USUAL_TITLE, BeginYearlyForm, YearlyHeadingForm, YearlyMeasureForm
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.queries import yearly
from merilo_web.plans.rules.yearly import BEGIN_YEARLY, DISCARD_YEARLY, EDIT_YEARLY
from merilo_web.plans.views.asking import ask
from merilo_web.plans.views.yearly_asking import (
    address_of,
    allowed,
    allowed_measure,
    asked,
    measure_question,
    question_of,
    read_for,
    today,
)
from merilo_web.registry.access import Access, access_of

_FORMERS = 5
_TAKEN = "В плане уже есть мероприятия: готовый план берут в пустой черновик."


def begin(request: HttpRequest, kind: str, keeper: int) -> HttpResponse:
    """For which year is the plan, and what does it begin with?"""
    access = access_of(request.user)
    found = next((one for one in yearly.keepers(access) if (yearly.kind_of(one), one.pk) == (kind, keeper)), None)
    if found is None:
        raise Http404
    access.require(BEGIN_YEARLY, yearly.keeping_of(found))
    on = clock.today(yearly.authority_of(found).time_zone)
    formers = list(yearly.kept_by(found)[:_FORMERS])
    initial = {"title": formers[0].title if formers else USUAL_TITLE, "year": on.year + (on.month > 9)}
    form = BeginYearlyForm(sent(request), initial=initial, formers=formers)
    made: list[YearlyPlan] = []

    def act() -> str:
        made.append(beginning.begin(found, by=access.user, on=on, facts=form.facts(), former=form.chosen()))
        return f"Начат план на {made[0].period}."

    question = asked("На какой год план?", "Начать план", reverse("plans:own_yearly"), facts=(("Чей план", found),))
    return ask(request, None, form=form, question=question, act=act, onward=lambda: address_of(made[0]))


def heading(request: HttpRequest, pk: int) -> HttpResponse:
    """What is the plan called, and for which year is it?"""
    access, plan = allowed(request, pk, EDIT_YEARLY)
    form = YearlyHeadingForm(sent(request), initial=YearlyHeadingForm.shown(plan))

    def act() -> str:
        kept = beginning.set_heading(plan, by=access.user, on=today(plan), facts=form.facts())
        return f"План на {kept.period}: сроки прочитаны заново."

    return ask(request, None, form=form, question=question_of(plan, "Как назван план?", "Сохранить"), act=act)


def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the draft to be thrown away?"""
    access, plan = allowed(request, pk, DISCARD_YEARLY)

    def act() -> str:
        beginning.discard(plan, by=access.user)
        return "Черновик удалён."

    words = "План и его мероприятия исчезнут; в журнале останется запись."
    question = asked("Удалить черновик?", "Удалить", address_of(plan), plan=plan, words=words, is_grave=True)
    form = ConfirmForm(sent(request))
    return ask(request, None, form=form, question=question, act=act, onward=lambda: reverse("plans:own_yearly"))


def add(request: HttpRequest, pk: int) -> HttpResponse:
    """What else is to be done?"""
    access, plan = allowed(request, pk, EDIT_YEARLY)
    form = YearlyMeasureForm(sent(request), initial={"section": request.GET.get("section", "")[:500]})

    def act() -> str:
        made = writing.add(plan, by=access.user, facts=form.facts())
        return f"Мероприятие № {made.number} добавлено{_understood(made)}."

    question = question_of(plan, "Что сделать, когда и кому поручить?", "Добавить")
    return ask(request, None, form=form, question=question, act=act)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """How is the measure worded?"""
    access, measure = allowed_measure(request, pk, EDIT_YEARLY)
    form = YearlyMeasureForm(sent(request), initial=YearlyMeasureForm.shown(measure))

    def act() -> str:
        kept = writing.change(measure, by=access.user, facts=form.facts())
        return f"Мероприятие № {kept.number} сохранено{_understood(kept)}."

    question = asked(
        f"Мероприятие № {measure.number}: что, когда и кто?",
        "Сохранить",
        address_of(measure.plan, f"m{measure.pk}"),
        plan=measure.plan,
    )
    return ask(request, None, form=form, question=question, act=act)


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the measure to be taken out?"""
    access, measure = allowed_measure(request, pk, EDIT_YEARLY)

    def act() -> str:
        writing.remove(measure, by=access.user)
        return "Мероприятие убрано; его слова остались в журнале."

    question = measure_question(measure, f"Убрать мероприятие № {measure.number}?", "Убрать", is_grave=True)
    form = ConfirmForm(sent(request))
    return ask(request, None, form=form, question=question, act=act, onward=lambda: address_of(measure.plan))


@require_POST
def raise_up(request: HttpRequest, pk: int) -> HttpResponse:
    """One place higher."""
    access, measure = allowed_measure(request, pk, EDIT_YEARLY)
    writing.raise_up(measure, by=access.user)
    return redirect(address_of(measure.plan, f"m{measure.pk}"))


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Is there a plan already, and what was read from it?"""
    access, plan = _empty(request, pk)
    if plan.paper is not None and request.method != "POST":
        shown = {"yearly": plan, "paper": plan.paper, "read": read_for(plan, plan.paper)}
        return render(request, "plans/yearly_paper.html", shown)
    form = PaperForm(sent(request), request.FILES if request.method == "POST" else None)

    def act() -> str:
        papers.keep_paper(plan, form.upload(), by=access.user)
        return "Прочитано. Проверьте, что получилось: в план ещё ничего не взято."

    words = "Сначала вы увидите, что удалось прочитать и что в нём не так; в план войдёт только то, что вы подтвердите."
    question = question_of(plan, "План уже написан?", "Прочитать", words=words)
    onward = reverse("plans:yearly_paper", args=(plan.pk,))
    return ask(request, None, form=form, question=question, act=act, onward=lambda: onward)


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take into the plan what was read, all of it."""
    access, plan = _empty(request, pk)
    if plan.paper is None:
        return redirect("plans:yearly_paper", plan.pk)
    found = read_for(plan, plan.paper)
    if not found.measures:
        raise NotAllowedError("В этой бумаге не найдено ни одного мероприятия: брать в план нечего.")
    try:
        kept = papers.take_paper(plan, found.paper, by=access.user, on=today(plan))
    except ValidationError as fault:
        raise NotAllowedError(" ".join(fault.messages)) from fault
    words = f"В план взято мероприятий: {kept.measures.count()}."
    rest = f" Текст, которому не нашлось места, сохранён под планом: {len(kept.unplaced)}." if kept.unplaced else ""
    messages.success(request, f"{words}{rest}")
    return redirect(address_of(kept))


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the paper aside."""
    access, plan = _empty(request, pk)
    papers.drop_paper(plan, by=access.user)
    messages.success(request, "Ничего не взято. Можно загрузить другой файл.")
    return redirect("plans:yearly_paper", plan.pk)


def _empty(request: HttpRequest, pk: int) -> tuple[Access, YearlyPlan]:
    access, plan = allowed(request, pk, EDIT_YEARLY)
    if plan.measures.exists():
        raise NotAllowedError(_TAKEN)
    return access, plan


def _understood(measure: YearlyMeasure) -> str:
    if not measure.term:
        return "; срок ещё не указан"
    return f": исполнить до {measure.due_on:%d.%m.%Y}" if measure.due_on else "; последнего дня в сроке нет"
