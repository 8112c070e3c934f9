"""Pages over all plans of a cycle: summaries that are issued, heads to be heard and what came of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from merilo_web import clock
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.forms.faults import sent
from merilo_web.plans.actions import supervision as actions
from merilo_web.plans.forms.supervision import DrawHearingForm, HearingOutcomeForm
from merilo_web.plans.queries import supervision as queries
from merilo_web.plans.rules.supervision import DRAW_HEARING, ISSUE_SUMMARY, RECORD_HEARING
from merilo_web.registry.access import access_of
from merilo_web.registry.queries.documents import openable
from merilo_web.registry.views.answers import refuse

_MOST = 100


def summaries(request: HttpRequest) -> HttpResponse:
    """Which summaries were issued, and for which cycle is one needed?"""
    access = access_of(request.user)
    cycles = list(queries.told_cycles(access)[:_MOST])
    issued_of = queries.summaries(cycles)
    rows = [(one, issued_of[one.pk], access.may(ISSUE_SUMMARY, one.scope, state=one.state)) for one in cycles]
    files = [number for _, issued, _ in rows for one in issued for number in (one.docx_id, one.pdf_id, one.xlsx_id)]
    shown = {"rows": rows, "openable": openable(access, files)}
    return render(request, "plans/summaries.html", shown)


@require_POST
def issue_summary(request: HttpRequest, cycle: int) -> HttpResponse:
    """Issue the summary of a cycle as it stands."""
    access = access_of(request.user)
    found = queries.seen_cycle(access, cycle)
    made = actions.issue_summary(found, by=access.user, on=clock.today(found.authority.time_zone))
    messages.success(request, f"Сводка № {made.number} {made.period} выпущена: DOCX, PDF и XLSX в архиве.")
    return redirect("plans:summaries")


def hearing(request: HttpRequest, cycle: int) -> HttpResponse:
    """Whose heads are heard, whose are interviewed, and what came of it?"""
    access = access_of(request.user)
    found = queries.seen_cycle(access, cycle)
    version = queries.approved_results(found)
    drawn = queries.drawn(version) if version else None
    heads = drawn.heads.select_related("listed__organization").order_by("position") if drawn else ()
    may_draw = version is not None and drawn is None and access.may(DRAW_HEARING, found.scope, state=found.state)
    form = DrawHearingForm(sent(request)) if may_draw else None
    if request.method == "POST":
        access.require(DRAW_HEARING, found.scope, state=found.state)
        if form is not None and form.is_valid() and _drawn(request, form, found.pk):
            return redirect("plans:hearing", found.pk)
    shown = {
        "cycle": found,
        "drawn": drawn,
        "heads": heads,
        "form": form,
        "may_record": access.may(RECORD_HEARING, found.scope, state=found.state),
        "openable": openable(access, (drawn.docx_id, drawn.pdf_id) if drawn else ()),
        "clause": DRAW_HEARING.clause,
    }
    return render(request, "plans/hearing.html", shown)


def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """When was the head heard, and what came of it?"""
    access = access_of(request.user)
    head = queries.seen_head(access, pk)
    cycle = head.hearing.results.cycle
    access.require(RECORD_HEARING, head.scope, state=cycle.state)
    on = clock.today(cycle.authority.time_zone)
    form = HearingOutcomeForm(sent(request), initial={"held_on": head.held_on or on, "note": head.note})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_hearing(head, by=access.user, on=on, **form.cleaned_data)
        except ValidationError as fault:
            refuse(form, fault)
        else:
            messages.success(request, "Итог записан.")
            return redirect("plans:hearing", cycle.pk)
    return render(request, "plans/hearing_outcome.html", {"head": head, "cycle": cycle, "form": form})


def _drawn(request: HttpRequest, form: DrawHearingForm, number: int) -> bool:
    """Draw the list up; a refusal stands at the form."""
    access = access_of(request.user)
    cycle = queries.seen_cycle(access, number)
    try:
        actions.draw_hearing(cycle, by=access.user, on=clock.today(cycle.authority.time_zone), facts=form.facts())
    except ValidationError as fault:
        refuse(form, fault)
        return False
    except NotAllowedError as fault:
        form.add_error(None, fault.sentence)
        return False
    messages.success(request, "Список составлен; он в архиве в DOCX и PDF.")
    return True
