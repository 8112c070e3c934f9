"""Keying questionnaires in: batches of paper, a blank on one screen, an interview by telephone or on the spot."""

from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from merilo_web import clock
from merilo_web.accounts import roles
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork import guard
from merilo_web.fieldwork.actions import paper
from merilo_web.fieldwork.actions.intake import Submission
from merilo_web.fieldwork.forms.paper import BatchForm, SheetForm
from merilo_web.fieldwork.models import PaperBatch, PaperSheet, Survey
from merilo_web.fieldwork.queries import paper as queries
from merilo_web.fieldwork.queries.progress import survey_progress
from merilo_web.fieldwork.rules import paper as verbs
from merilo_web.fieldwork.states import Channel
from merilo_web.fieldwork.views.surveys import seen_survey
from merilo_web.registry.access import Access, access_of
from merilo_web.telling import told

_BOTH = require_http_methods(["GET", "POST"])
_CHANNELS = {"phone": Channel.PHONE, "interviewer": Channel.INTERVIEWER}


@_BOTH
def survey_paper_batches(request: HttpRequest, pk: int) -> HttpResponse:
    """Which blanks have been keyed in, and which are to be?"""
    access = access_of(request.user)
    survey = _seen(access, pk)
    form = BatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = paper.open_batch(survey, by=access.user, on=_today(survey), **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return redirect("fieldwork:paper_batch", pk=batch.pk)
    words = {
        "survey": survey,
        "cycle": survey.listed.cycle,
        "one": survey_progress(survey),
        "batches": PaperBatch.objects.filter(survey=survey).select_related("keyed_by").prefetch_related("sheets"),
        "form": form if access.may(verbs.OPEN_BATCH, survey.scope, state=survey.state) else None,
        "may_interview": access.may(verbs.INTERVIEW, survey.scope, state=survey.state),
    }
    return render(request, "fieldwork/paper_batches.html", words)


@_BOTH
def paper_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One blank on one screen; after it is kept the next number stands ready."""
    access = access_of(request.user)
    batch = _seen_batch(access, pk)
    survey = batch.survey
    edition, sheets = edition_of(survey.listed.cycle), list(batch.sheets.all())
    is_first = batch.keyed_by_id == access.user.pk
    unfinished = [one for one in sheets if is_first and not one.second_answers]
    further = next((one for one in unfinished if str(one.number) == request.GET.get("sheet")), None)
    form = SheetForm(edition, request.POST.dict() or (queries.typed(further, edition) if further else {}))
    fault = ""
    if request.method == "POST":
        fault = _kept(access, batch, form, goes_on=further is not None)
        if not fault and not form.questionnaire.errors:
            messages.success(request, f"Бланк № {form.number} введён.")
            return redirect("fieldwork:paper_batch", pk=batch.pk)
    waiting = queries.waiting(batch, sheets)
    following = max((one.number for one in sheets), default=0) + 1 if is_first else waiting[0].number if waiting else ""
    words = {
        "batch": batch,
        "survey": survey,
        "cycle": survey.listed.cycle,
        "sheets": sheets,
        "waiting": waiting,
        "differing": [(one, queries.differences(one, form.edition)) for one in sheets if one.differs],
        "fields": form.fields(with_errors=request.method == "POST"),
        "whole_error": fault or (form.questionnaire.errors.get("", "") if request.method == "POST" else ""),
        "number": further.number if further else request.POST.get("number", following),
        "further": further,
        "unfinished": unfinished,
        "is_first": is_first,
        "may_key": access.may(verbs.KEY_SHEET, batch.scope, state=batch.state),
        "may_settle": access.may(verbs.SETTLE_SHEET, batch.scope, state=batch.state),
    }
    return render(request, "fieldwork/paper_batch.html", words)


@require_POST
def close_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a batch that was checked."""
    access = access_of(request.user)
    batch = _seen_batch(access, pk)
    told(request, lambda: paper.close_batch(batch, by=access.user), "Пачка закрыта.")
    return redirect("fieldwork:paper_batch", pk=batch.pk)


@require_POST
def settle_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which of the two entries is right."""
    access = access_of(request.user)
    sheet = get_object_or_404(PaperSheet.objects.select_related("batch"), pk=pk)
    batch = _seen_batch(access, sheet.batch_id)
    sent = request.POST.dict()
    right = {name.removeprefix("right:"): str(said) for name, said in sent.items() if name.startswith("right:")}
    told(request, lambda: paper.settle_sheet(sheet, by=access.user, right=right), f"Бланк {sheet} решён.")
    return redirect("fieldwork:paper_batch", pk=batch.pk)


@_BOTH
def interview(request: HttpRequest, pk: int, channel: str) -> HttpResponse:
    """The questionnaire asked by a specialist: the channel is marked, the numbers are shown."""
    access = access_of(request.user)
    survey = _seen(access, pk)
    if channel not in _CHANNELS:
        raise Http404
    access.require(verbs.INTERVIEW, survey.scope, state=survey.state)
    form, fault = SheetForm(edition_of(survey.listed.cycle), request.POST.dict()), ""
    key = guard.key_of(request.POST.get("key", "")) or uuid4()
    if request.method == "POST" and not form.questionnaire.errors:
        asked = form.questionnaire
        submission = Submission(
            survey_id=survey.pk,
            key=key,
            channel=_CHANNELS[channel],
            received_on=_today(survey),
            answers=asked.answers,
            sex=asked.typed("sex"),
            age=asked.typed("age"),
            suggestions=asked.typed("suggestions"),
        )
        try:
            receipt = paper.interview(survey, submission, by=access.user)
        except ValidationError as wrong:
            fault = " ".join(wrong.messages)
        else:
            messages.success(request, f"Ответы записаны. Номер анкеты: {receipt.number}.")
            return redirect("fieldwork:interview", pk=survey.pk, channel=channel)
    sent = request.method == "POST"
    words = {
        "survey": survey,
        "cycle": survey.listed.cycle,
        "channel": _CHANNELS[channel].label,
        "key": key.hex,
        "one": survey_progress(survey),
        "fields": form.fields(with_errors=sent),
        "whole_error": fault or (form.questionnaire.errors.get("", "") if sent else ""),
    }
    return render(request, "fieldwork/interview.html", words)


def _kept(access: Access, batch: PaperBatch, form: SheetForm, *, goes_on: bool) -> str:
    """Keep the blank when it is right; what the action refuses."""
    if form.questionnaire.errors:
        return ""
    asked = form.questionnaire
    sheet = paper.KeyedSheet(
        form.number, asked.answers, asked.typed("sex"), asked.typed("age"), asked.typed("suggestions"), goes_on
    )
    try:
        paper.key_sheet(batch, sheet, by=access.user, on=_today(batch.survey))
    except ValidationError as wrong:
        return " ".join(wrong.messages)
    return ""


def _seen(access: Access, pk: int) -> Survey:
    survey = seen_survey(access, pk)
    if not access.acting(survey.listed.cycle.scope) & roles.OPERATOR:
        raise Http404
    return survey


def _seen_batch(access: Access, pk: int) -> PaperBatch:
    batch = get_object_or_404(PaperBatch.objects.select_related("keyed_by"), pk=pk)
    batch.survey = _seen(access, batch.survey_id)
    return batch


def _today(survey: Survey) -> date:
    return clock.today(survey.listed.cycle.authority.time_zone)
