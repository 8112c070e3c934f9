"""Pages of files of answers, of sums and of checklists: bringing a file in, looking at what it holds, taking it in."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from merilo.importers.beside import beside
from merilo.methodology.model import Part
from merilo_web import clock
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries.cycles import seen as seen_cycle
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.actions import imports as actions
from merilo_web.fieldwork.actions.imports import Preview
from merilo_web.fieldwork.forms.imports import FileUploadForm
from merilo_web.fieldwork.models import FileImport
from merilo_web.fieldwork.queries import import_checklists as checklists
from merilo_web.fieldwork.queries import import_counts as counts
from merilo_web.fieldwork.queries import imports as queries
from merilo_web.fieldwork.queries.inspections import PARTS, specialists
from merilo_web.fieldwork.rules.lock import is_collecting
from merilo_web.fieldwork.rules.paper import APPLY_FILE, UPLOAD_FILE
from merilo_web.fieldwork.states import FileKind
from merilo_web.registry.access import access_of
from merilo_web.registry.views.answers import refuse

_BOTH = require_http_methods(["GET", "POST"])
_SHOWN = 200


@_BOTH
def cycle_imports(request: HttpRequest, pk: int) -> HttpResponse:
    """Which file holds the answers, their sums or the checklists, and which have been taken in?"""
    access = access_of(request.user)
    cycle = seen_cycle(access, pk)
    form = FileUploadForm(request.POST or None, request.FILES or None, people=specialists(cycle))
    if request.method == "POST":
        access.require(UPLOAD_FILE, cycle.scope, state=cycle.state)
        if form.is_valid():
            try:
                kept = actions.upload_file(cycle, by=access.user, on=_today(cycle), **form.cleaned_data)
            except ValidationError as fault:
                refuse(form, fault)
            else:
                return redirect("fieldwork:import_preview", pk=kept.pk)
    may_upload = access.may(UPLOAD_FILE, cycle.scope, state=cycle.state)
    words = {
        "cycle": cycle,
        "imports": queries.brought(cycle)[:100],
        "form": form if may_upload and is_collecting(cycle) else None,
        "is_locked": may_upload and not is_collecting(cycle),
        "may_open": may_upload,
        "questions": (*edition_of(cycle).closed_questions, *beside(edition_of(cycle))),
        "summed": edition_of(cycle).closed_questions,
        "parts": [(PARTS[Part(part.part)], part.items) for part in edition_of(cycle).checklists],
    }
    return render(request, "fieldwork/imports.html", words)


@_BOTH
def import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What would this file bring? A POST takes in exactly what was seen."""
    access = access_of(request.user)
    kept = queries.seen_import(access, pk)
    cycle = kept.cycle
    if request.method == "POST":
        digest, finish = request.POST.get("digest", ""), "finish" in request.POST
        try:
            done = actions.apply_file(kept, by=access.user, on=_today(cycle), digest=digest, finish=finish)
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        else:
            messages.success(request, f"Файл принят, {_TAKEN[FileKind(kept.kind)]}: {done.applied}.")
            return redirect(reverse("fieldwork:imports", args=(cycle.pk,)))
    if kept.applied_on or not is_collecting(cycle):
        return redirect("fieldwork:imports", pk=cycle.pk)
    access.require(APPLY_FILE, cycle.scope, state=cycle.state)
    return _DRAWN[FileKind(kept.kind)](request, kept)


def _answers(request: HttpRequest, kept: FileImport) -> HttpResponse:
    shown = queries.preview(kept)
    words = _words(kept, shown) | {"lines": [line for line in shown.lines if line.number]}
    return render(request, "fieldwork/import_preview.html", words)


def _checklists(request: HttpRequest, kept: FileImport) -> HttpResponse:
    shown = checklists.preview(kept)
    told = [(line, one) for line in shown.lines for one in line.changes if one.other or not one.is_new]
    words = _words(kept, shown) | {
        "lines": [line for line in shown.lines if line.number],
        "told": told[:_SHOWN],
        "told_left": max(len(told) - _SHOWN, 0),
    }
    return render(request, "fieldwork/checklists_preview.html", words)


def _counts(request: HttpRequest, kept: FileImport) -> HttpResponse:
    return render(request, "fieldwork/counts_preview.html", _words(kept, counts.preview(kept)))


_DRAWN = {FileKind.ANSWERS: _answers, FileKind.CHECKLISTS: _checklists, FileKind.COUNTS: _counts}
_TAKEN = {FileKind.ANSWERS: "анкет", FileKind.CHECKLISTS: "пунктов чек-листа", FileKind.COUNTS: "организаций"}


def _words(kept: FileImport, shown: Preview) -> dict[str, Any]:
    """What every preview is drawn from."""
    return {
        "cycle": kept.cycle,
        "import": kept,
        "preview": shown,
        "faults": shown.faults[:_SHOWN],
        "faults_left": max(len(shown.faults) - _SHOWN, 0),
    }


def _today(cycle: Cycle) -> date:
    return clock.today(cycle.authority.time_zone)
