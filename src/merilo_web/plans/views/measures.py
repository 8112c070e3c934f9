"""Pages of a measure that is carried out: begun, reported, confirmed by somebody else, refused, cancelled, reopened."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.forms.faults import sent
from merilo_web.plans.actions import execution as actions
from merilo_web.plans.actions.execution import ExecutionFacts
from merilo_web.plans.forms.execution import ConfirmMeasureForm, ExecutionForm, RemarkForm
from merilo_web.plans.forms.review import ReasonForm
from merilo_web.plans.models import Measure
from merilo_web.plans.queries import measure_page as pages
from merilo_web.plans.queries import plans
from merilo_web.plans.queries.permissions import confirmation_refusal
from merilo_web.plans.rules import measures as verbs
from merilo_web.plans.rules.measures import require_executed
from merilo_web.plans.rules.plan import EDIT_PLAN
from merilo_web.plans.views.asking import Question, ask, measure_page, today
from merilo_web.registry.access import Access, access_of
from merilo_web.registry.queries.documents import openable_evidence


def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """How far is the measure, and what proves it?"""
    access = access_of(request.user)
    found = plans.seen_measure(access, pk)
    page = pages.page_of(access, found, today(found.plan))
    files = [one.proof.evidence_id for one in page.proofs]
    shown = {
        "measure": found,
        "plan": found.plan,
        "page": page,
        "may": dict.fromkeys(page.may, True),
        "may_edit": access.may(EDIT_PLAN, found.scope, state=found.plan.state),
        "opens": openable_evidence(access, files),
    }
    return render(request, "plans/measure.html", shown)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Work on the measure has begun."""
    access, found = allowed(request, pk, verbs.BEGIN_MEASURE)
    actions.begin(found, by=access.user, on=today(found.plan))
    messages.success(request, "Мероприятие выполняется.")
    return redirect("plans:measure", found.pk)


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done, and when?"""
    access, found = allowed(request, pk, verbs.REPORT_MEASURE)
    on = today(found.plan)
    form = ExecutionForm(
        sent(request), initial={"implemented": found.implemented, "completed_on": found.completed_on or on}
    )

    def act() -> str:
        actions.report(found, by=access.user, on=on, facts=ExecutionFacts(**form.cleaned_data))
        return "Записано. Исполнение подтвердит другой человек."

    words = "Файлы, фотографии и ссылки прикладывают до отчёта: после него их проверяет другой человек."
    question = _question(found, "Что сделано и когда?", "Сообщить об исполнении", words=words)
    return ask(request, found.plan, form=form, question=question, act=act)


def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Is it really done?"""
    access, found = _checked(request, pk, verbs.CONFIRM_MEASURE)
    form = ConfirmMeasureForm(sent(request))

    def act() -> str:
        note = form.cleaned_data["note"]
        actions.confirm(found, by=access.user, on=today(found.plan), note=note)
        return "Исполнение подтверждено."

    question = _question(found, "Подтвердить исполнение?", "Подтвердить", clause=verbs.CONFIRM_MEASURE.clause)
    return ask(request, found.plan, form=form, question=question, act=act)


def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing?"""
    access, found = _checked(request, pk, verbs.REFUSE_MEASURE)
    form = RemarkForm(sent(request))

    def act() -> str:
        actions.refuse(found, by=access.user, on=today(found.plan), remark=form.cleaned_data["remark"])
        return "Исполнение не подтверждено; организация видит замечание."

    question = _question(found, "Чего не хватает?", "Не подтверждать", is_grave=True)
    return ask(request, found.plan, form=form, question=question, act=act)


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Why is the measure needless?"""
    return _with_reason(
        request,
        pk,
        verb=verbs.CANCEL_MEASURE,
        question=("Отменить мероприятие?", "Отменить мероприятие"),
        done="Мероприятие отменено.",
        act=actions.cancel,
    )


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found that the measure is needed again?"""
    return _with_reason(
        request,
        pk,
        verb=verbs.REOPEN_MEASURE,
        question=("Вернуть мероприятие в работу?", "Вернуть в работу"),
        done="Мероприятие снова выполняется.",
        act=actions.reopen,
    )


def allowed(request: HttpRequest, pk: int, verb: Verb) -> tuple[Access, Measure]:
    """The measure, when the person may do this with it now. Raises Http404 or NotAllowedError."""
    access = access_of(request.user)
    found = plans.seen_measure(access, pk)
    access.require(verb, found.scope, state=found.state)
    require_executed(found.plan)
    return access, found


def _checked(request: HttpRequest, pk: int, verb: Verb) -> tuple[Access, Measure]:
    access, found = allowed(request, pk, verb)
    if refusal := confirmation_refusal(access, found):
        raise refusal
    return access, found


def _with_reason(
    request: HttpRequest,
    pk: int,
    *,
    verb: Verb,
    question: tuple[str, str],
    done: str,
    act: Callable[..., Measure],
) -> HttpResponse:
    access, found = allowed(request, pk, verb)
    form = ReasonForm(sent(request))

    def do() -> str:
        act(found, by=access.user, on=today(found.plan), reason=form.cleaned_data["reason"])
        return done

    asked = _question(found, *question, is_grave=True, clause=verb.clause)
    return ask(request, found.plan, form=form, question=asked, act=do)


def _question(
    found: Measure, heading: str, button: str, *, words: str = "", clause: str = "", is_grave: bool = False
) -> Question:
    return Question(
        heading,
        button,
        measure_page(found),
        words=words,
        clause=clause,
        is_grave=is_grave,
        facts=about(found),
        shown={"measure": found},
    )


def about(found: Measure) -> tuple[tuple[str, object], ...]:
    """What a person should have before the eyes when deciding on a measure."""
    facts: list[tuple[str, object]] = [("Мероприятие", found.text), ("Плановый срок", found.term or "не указан")]
    if found.reported_on:
        facts += [("Реализованные меры", found.implemented), ("Фактический срок", found.completed_on)]
        facts.append(("Подтверждающих материалов", actions.proofs_in_force(found)))
    if found.remark:
        facts.append(("Замечание", found.remark))
    return tuple(facts)
