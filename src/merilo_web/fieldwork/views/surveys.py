"""Surveys for those who conduct them: progress, opening and closing, conditions, codes, the export."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from merilo_web import clock, downloads
from merilo_web.accounts import roles
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries.cycles import seen
from merilo_web.cycles.states import CycleState
from merilo_web.fieldwork.actions import codes, surveys
from merilo_web.fieldwork.forms.surveys import AdjustForm, CodesForm, TermForm
from merilo_web.fieldwork.models import Survey
from merilo_web.fieldwork.queries import export
from merilo_web.fieldwork.queries.progress import progress, survey_progress
from merilo_web.fieldwork.rules.lock import CLAUSE, is_collecting
from merilo_web.fieldwork.rules.paper import INTERVIEW
from merilo_web.fieldwork.rules.surveys import (
    ADJUST_SURVEY,
    CLOSE_SURVEY,
    EXPORT_ANSWERS,
    ISSUE_CODES,
    OPEN_SURVEY,
    PREPARE_SURVEYS,
)
from merilo_web.fieldwork.states import SurveyState
from merilo_web.forms import hidden_mark
from merilo_web.registry.access import Access, access_of
from merilo_web.telling import told

_PDF = "application/pdf"


@require_http_methods(["GET", "POST"])
def cycle_surveys(request: HttpRequest, pk: int) -> HttpResponse:
    """How far has each organization come, and what can be done about it?"""
    access = access_of(request.user)
    cycle = seen(access, pk)
    today = clock.today(cycle.authority.time_zone)
    term = {"opens_on": cycle.fieldwork_from or today, "closes_on": cycle.fieldwork_until}
    form = TermForm(request.POST or None, initial=term)
    if request.method == "POST":
        days = {"opens_on": "opens_on", "closes_on": "closes_on"}
        if _done(form, lambda: surveys.prepare_surveys(cycle, by=access.user, **_picked(form, days))):
            messages.success(request, "Опросы подготовлены.")
            return redirect("fieldwork:surveys", pk=cycle.pk)
    words = _cycle_words(access, cycle) | {"form": form}
    return render(request, "fieldwork/surveys.html", words)


@require_GET
def progress_fragment(request: HttpRequest, pk: int) -> HttpResponse:
    """The table of progress alone, asked for again and again by an open page."""
    access = access_of(request.user)
    return render(request, "fieldwork/_progress.html", _cycle_words(access, seen(access, pk)))


@require_POST
def open_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Open every prepared survey of the cycle."""
    return _opened(request, pk, surveys.open_surveys, said="Опросы открыты.")


@require_POST
def reopen_short(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the closed surveys that are short of their targets again."""
    return _opened(request, pk, surveys.reopen_surveys, said="Опросы снова открыты.")


def _opened(request: HttpRequest, pk: int, action: Callable[..., int], *, said: str) -> HttpResponse:
    """Open many surveys of a cycle at once."""
    access = access_of(request.user)
    cycle = seen(access, pk)
    today = clock.today(cycle.authority.time_zone)
    told(request, lambda: action(cycle, by=access.user, on=today), said)
    return redirect("fieldwork:surveys", pk=cycle.pk)


@require_http_methods(["GET", "POST"])
def survey_card(request: HttpRequest, pk: int) -> HttpResponse:
    """One survey: its address, its numbers, its conditions."""
    access = access_of(request.user)
    survey = seen_survey(access, pk)
    form = AdjustForm.of(survey, request.POST or None)
    if request.method == "POST":
        names = {name: name for name in form.fields}
        if _done(form, lambda: surveys.adjust_survey(survey, by=access.user, **_picked(form, names))):
            messages.success(request, "Условия опроса изменены.")
            return redirect("fieldwork:survey_card", pk=survey.pk)
    return render(request, "fieldwork/survey_card.html", _survey_words(access, survey) | {"form": form})


@require_POST
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Open this survey."""
    access = access_of(request.user)
    survey = seen_survey(access, pk)
    today = clock.today(survey.listed.cycle.authority.time_zone)
    told(request, lambda: surveys.open_survey(survey, by=access.user, on=today), "Опрос открыт.")
    return redirect("fieldwork:survey_card", pk=survey.pk)


@require_http_methods(["GET", "POST"])
def close_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Close this survey, after asking whether it is meant."""
    access = access_of(request.user)
    survey = seen_survey(access, pk)
    access.require(CLOSE_SURVEY, survey.scope, state=survey.state)
    reason = request.POST.get("reason", "")[:500]
    if request.method == "POST":
        if fault := hidden_mark(reason):
            messages.error(request, fault)
        else:
            surveys.close_survey(survey, by=access.user, reason=reason)
            messages.success(request, "Опрос закрыт: новые анкеты не принимаются.")
            return redirect("fieldwork:survey_card", pk=survey.pk)
    return render(request, "fieldwork/close_survey.html", _survey_words(access, survey) | {"reason": reason})


@require_http_methods(["GET", "POST"])
def issue_codes(request: HttpRequest, pk: int) -> HttpResponse:
    """One-time codes for classes or groups; the PDF is given once and kept nowhere."""
    access = access_of(request.user)
    survey = seen_survey(access, pk)
    access.require(ISSUE_CODES, survey.scope, state=survey.state)
    today = clock.today(survey.listed.cycle.authority.time_zone)
    form = CodesForm(request.POST or None)
    sheets: list[bytes] = []
    if request.method == "POST" and _done(
        form,
        lambda: sheets.append(codes.issue_codes(survey, form.cleaned_data["groups"], by=access.user, on=today)),
    ):
        response = HttpResponse(sheets[0], content_type=_PDF)
        downloads.attach(response, downloads.file_name(downloads.CODES, survey.listed, ending="pdf"))
        return response
    return render(request, "fieldwork/issue_codes.html", _survey_words(access, survey) | {"form": form})


@require_GET
def answers_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every questionnaire of the cycle as CSV, streamed; says how many are expected and how many were written."""
    access = access_of(request.user)
    cycle = seen(access, pk)
    access.require(EXPORT_ANSWERS, cycle.scope, state=cycle.state)
    if not _readable(access, cycle):
        raise NotAllowedError(
            "До приёмки данных анкеты видит только оператор; орган власти видит ход сбора.", clause=CLAUSE
        )
    response = StreamingHttpResponse(export.lines(cycle), content_type="text/csv; charset=utf-8")
    downloads.attach(response, downloads.file_name(downloads.ANSWERS, cycle, ending="csv"))
    response.headers["X-Merilo-Expected"] = str(export.expected(cycle))
    return response


def seen_survey(access: Access, pk: int) -> Survey:
    """The survey with this number. Raises Http404 when there is none or it is not the person's."""
    related = ("listed__organization", "listed__cycle__authority", "listed__cycle__council", "listed__cycle__operator")
    survey = Survey.objects.select_related(*related).filter(pk=pk).first()
    if survey is None or not access.sees(survey.scope):
        raise Http404
    return survey


def _readable(access: Access, cycle: Cycle) -> bool:
    """The operator reads its own answers at any time, everybody else accepted ones only."""
    return cycle.accepted_on is not None or bool(access.acting(cycle.scope) & roles.OPERATOR)


def _cycle_words(access: Access, cycle: Cycle) -> dict[str, Any]:
    found, today = progress(cycle), clock.today(cycle.authority.time_zone)
    states = {one.survey.state for one in found.surveys}
    may_open = access.may(OPEN_SURVEY, cycle.scope, state=SurveyState.PREPARED) and is_collecting(cycle)
    return {
        "cycle": cycle,
        "progress": found,
        "may_prepare": access.may(PREPARE_SURVEYS, cycle.scope, state=cycle.state)
        and len(found.surveys) < cycle.listed.count(),
        "may_open_all": may_open and SurveyState.PREPARED in states,
        "reopenable": sum(one.is_short and one.survey.closes_on >= today for one in found.surveys) if may_open else 0,
        "may_export": access.may(EXPORT_ANSWERS, cycle.scope, state=cycle.state) and _readable(access, cycle),
    }


def _survey_words(access: Access, survey: Survey) -> dict[str, Any]:
    def may(verb: Any) -> bool:  # noqa: ANN401 - a verb of this module
        return access.may(verb, survey.scope, state=survey.state)

    collecting = is_collecting(survey.listed.cycle)
    return {
        "survey": survey,
        "cycle": survey.listed.cycle,
        "may_see_cycle": access.sees(survey.listed.cycle.scope),
        "one": survey_progress(survey),
        "may_open": may(OPEN_SURVEY) and collecting,
        "may_close": may(CLOSE_SURVEY) and collecting,
        "may_adjust": may(ADJUST_SURVEY) and (collecting or survey.listed.cycle.state == CycleState.CONTRACTED),
        "may_issue": may(ISSUE_CODES),
        "may_key": may(INTERVIEW),
    }


def _picked(form: Form, names: dict[str, str]) -> dict[str, Any]:
    return {argument: form.cleaned_data[field] for argument, field in names.items()}


def _done(form: Form, act: Callable[[], object]) -> bool:
    """Do it when the form is right; what the action refuses is said at its field."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    return True
