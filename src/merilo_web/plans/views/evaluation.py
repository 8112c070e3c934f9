"""Pages of the evaluation of heads: rules, a round with its sheets, one sheet, an objection and its answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from merilo.deadlines.workdays import add_workdays
from merilo.plans.rule_set_files import FILE, default
from merilo.plans.rule_sets import Absent, RuleKind, Unsure
from merilo_web import clock, downloads
from merilo_web.accounts.roles import AUTHORITY, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive import actions as archive
from merilo_web.cycles.forms.faults import sent
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries.cycles import visible as visible_cycles
from merilo_web.cycles.states import CycleState
from merilo_web.journal.actions import Scope
from merilo_web.plans.actions import evaluation as actions
from merilo_web.plans.forms.evaluation import (
    EvaluationAnswerForm,
    EvaluationRoundForm,
    EvaluationRulesForm,
    ObjectionForm,
)
from merilo_web.plans.models import HeadEvaluation
from merilo_web.plans.queries import evaluation as queries
from merilo_web.plans.rules.evaluation import (
    ANSWER_EVALUATION,
    EVALUATE_HEADS,
    OBJECT_TO_EVALUATION,
    WRITE_EVALUATION_RULES,
)
from merilo_web.plans.views.asking import attempt
from merilo_web.registry.access import Access, access_of
from merilo_web.registry.models import Authority
from merilo_web.registry.queries.documents import openable

_FOR_OBJECTIONS = 5
"""Workdays that a round's form offers for objections; the authority sets its own."""
_MOST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A page with one form: what it asks, its button, where it leads back, what is said before the form.

    A page that shows more than words has a template of its own; `shown` is what it needs beside.
    """

    heading: str
    button: str
    back: str
    words: tuple[str, ...] = ()
    template: str = "plans/evaluation_ask.html"
    shown: Mapping[str, object] = field(default_factory=dict)


def evaluations(request: HttpRequest) -> HttpResponse:
    """How are heads evaluated? An organization's own people see their sheets instead."""
    access = access_of(request.user)
    if not access.has(AUTHORITY | {Role.ORGANIZATION_HEAD}):
        raise NotAllowedError("Листы оценки видят орган власти и сами руководители.")
    if not access.has(AUTHORITY):
        shown = {"sheets": queries.readable_sheets(access)[:_MOST], "on": clock.today()}
        return render(request, "plans/own_evaluations.html", shown)
    authorities = Authority.objects.filter(pk__in=access.numbers("authority", AUTHORITY)).order_by("name")
    cycles = visible_cycles(access).filter(
        authority__in=authorities, state__in=(CycleState.HANDED_OVER, CycleState.CLOSED)
    )
    shown = {
        "authorities": [
            {
                "authority": one,
                "rules": queries.rules_in_force(one),
                "may_write": access.may(WRITE_EVALUATION_RULES, Scope(authority=one.pk)),
            }
            for one in authorities
        ],
        "cycles": [one for one in cycles if access.may(EVALUATE_HEADS, one.scope, state=one.state)],
        "rounds": queries.rounds(access)[:_MOST],
    }
    return render(request, "plans/evaluations.html", shown)


def rules(request: HttpRequest, authority: int) -> HttpResponse:
    """By which rules are heads evaluated?"""
    access = access_of(request.user)
    found = _authority(access, authority)
    access.require(WRITE_EVALUATION_RULES, Scope(authority=found.pk))
    kept = queries.rules_in_force(found)
    text = kept.text if kept else FILE.read_text(encoding="utf-8")
    form = EvaluationRulesForm(sent(request), initial={"text": text})
    words = (f"Сейчас действует: {kept}." if kept else "Ниже пример: его никто не утверждал, замените числа своими.",)
    asked = Asked(
        "По каким правилам оценивать руководителей?",
        "Ввести правила",
        "plans:evaluations",
        words,
        template="plans/evaluation_rules.html",
        shown={
            "rules": queries.in_words(queries.rule_set_of(kept) if kept else default()),
            "kinds": [(one.value, one.label) for one in RuleKind],
            "edges": [(one.value, one.label) for one in Unsure],
            "absences": [(one.value, one.label) for one in Absent],
        },
    )

    def act() -> str:
        made = actions.write_rules(found, by=access.user, on=clock.today(found.time_zone), facts=form.facts())
        return f"Правила введены, номер {made.number}."

    return _ask(request, form, asked, act=act)


def begin(request: HttpRequest, cycle: int) -> HttpResponse:
    """What would the sheets of this cycle say, and are they to be issued?"""
    access = access_of(request.user)
    found = visible_cycles(access).filter(pk=cycle).select_related("authority").first()
    if found is None:
        raise Http404
    access.require(EVALUATE_HEADS, found.scope, state=found.state)
    on = clock.today(found.authority.time_zone)
    form = EvaluationRoundForm(sent(request), initial={"object_until": add_workdays(on, _FOR_OBJECTIONS)})
    version, kept = queries.approved(found.pk), queries.rules_in_force(found.authority_id)
    if request.method == "POST" and form.is_valid():
        said = attempt(form, lambda: _issued(found, access, on=on, form=form))
        if said:
            messages.success(request, said)
            return redirect("plans:evaluations")
    sheets = queries.sheets(version, queries.rule_set_of(kept), on=on) if version and kept else ()
    shown = {
        "cycle": found,
        "version": version,
        "rules": kept,
        "rows": [(one.result.listed, one.sheet.facts, queries.content_of(one.sheet)) for one in sheets],
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "plans/evaluation_round_begin.html", shown, status=status)


def evaluation_round(request: HttpRequest, pk: int) -> HttpResponse:
    """What did the heads get, and who objects?"""
    access = access_of(request.user)
    found = queries.seen_round(access, pk)
    files = (found.docx_id, found.pdf_id, found.xlsx_id)
    sheets = found.sheets.select_related("listed__organization").order_by("listed__organization__short_name", "-number")
    shown = {"round": found, "sheets": sheets, "openable": openable(access, files)}
    return render(request, "plans/evaluation_round.html", shown)


def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """What did the head get, and for what?"""
    access = access_of(request.user)
    found = queries.seen_sheet(access, pk)
    on = _today(found)
    shown = {
        "one": found,
        "may_object": access.may(OBJECT_TO_EVALUATION, found.scope, state=found.state)
        and on <= found.round.object_until,
        "may_answer": access.may(ANSWER_EVALUATION, found.scope, state=found.state),
    }
    return render(request, "plans/evaluation_sheet.html", shown)


def file(request: HttpRequest, pk: int, ending: str) -> HttpResponseBase:
    """The sheet as it was issued: for the authority and for the head alone."""
    found = queries.seen_sheet(access_of(request.user), pk)
    issued = {"docx": found.docx, "pdf": found.pdf}.get(ending)
    if issued is None:
        raise Http404
    page = FileResponse(archive.read(issued.file).open("rb"), content_type=issued.file.media_type)
    name = downloads.file_name("Оценочный лист", found.listed.organization, ending=ending)
    return downloads.attach(page, name)


def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    """With what does the head not agree?"""
    access = access_of(request.user)
    found = queries.seen_sheet(access, pk)
    access.require(OBJECT_TO_EVALUATION, found.scope, state=found.state)
    form = ObjectionForm(sent(request))
    words = (f"Возражения принимаются до {found.round.object_until:%d.%m.%Y}. Возразить можно один раз.",)
    asked = Asked("С чем вы не согласны?", "Отправить возражение", "plans:evaluation", words)

    def act() -> str:
        actions.object_to(found, by=access.user, on=_today(found), objection=form.cleaned_data["objection"])
        return "Возражение отправлено учредителю."

    return _ask(request, form, asked, act=act, one=found)


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What is the answer to the objection?"""
    access = access_of(request.user)
    found = queries.seen_sheet(access, pk)
    access.require(ANSWER_EVALUATION, found.scope, state=found.state)
    form = EvaluationAnswerForm(sent(request))
    asked = Asked("Что ответить на возражение?", "Ответить", "plans:evaluation", (found.objection,))

    def act() -> str:
        given = form.cleaned_data
        kept = actions.answer(found, by=access.user, on=_today(found), text=given["answer"], again=given["again"])
        return f"Ответ дан, выпущен лист № {kept.number}." if given["again"] else "Ответ дан."

    return _ask(request, form, asked, act=act, one=found)


def _issued(cycle: Cycle, access: Access, *, on: date, form: EvaluationRoundForm) -> str:
    made = actions.evaluate_heads(cycle, by=access.user, on=on, object_until=form.cleaned_data["object_until"])
    return f"Листы оценки выпущены: {made.sheets.count()}."


def _ask(
    request: HttpRequest, form: forms.Form, asked: Asked, *, act: Callable[[], str], one: HeadEvaluation | None = None
) -> HttpResponse:
    """Show the form; when it is sent and right, do it and lead back. What was typed stays when it is refused."""
    back = (asked.back, one.pk) if one else (asked.back,)
    if request.method == "POST" and form.is_valid() and (said := attempt(form, act)):
        messages.success(request, said)
        return redirect(*back)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    page = {"form": form, "asked": asked, "one": one, **asked.shown}
    return render(request, asked.template, page, status=status)


def _authority(access: Access, number: int) -> Authority:
    found = Authority.objects.filter(pk=number, pk__in=access.numbers("authority", AUTHORITY)).first()
    if found is None:
        raise Http404
    return found


def _today(found: HeadEvaluation) -> date:
    return clock.today(found.listed.cycle.authority.time_zone)
