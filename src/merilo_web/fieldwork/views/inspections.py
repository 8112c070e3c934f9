"""Inspections: who looks where, the checklist pages, disagreements, what the organization answers."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from merilo_web import clock
from merilo_web.cycles.queries.cycles import seen as seen_cycle
from merilo_web.fieldwork.actions import checklists, inspections, objections
from merilo_web.fieldwork.forms.inspections import AssignForm, RemoteForm, WordsForm, given_item, given_items
from merilo_web.fieldwork.models import Inspection, Objection, RemoteCheck
from merilo_web.fieldwork.queries import inspections as reading
from merilo_web.fieldwork.queries.inspected import disagreements
from merilo_web.fieldwork.rules import inspections as verbs
from merilo_web.fieldwork.rules.lock import is_collecting
from merilo_web.forms import require_plain
from merilo_web.registry.access import Access, access_of
from merilo_web.telling import told

_BOTH = require_http_methods(["GET", "POST"])


@_BOTH
def cycle_inspections(request: HttpRequest, pk: int) -> HttpResponse:
    """What has been inspected, by whom, and what is still to be?"""
    access = access_of(request.user)
    cycle = seen_cycle(access, pk)
    found = reading.lines(cycle, access)
    may_assign = access.may(verbs.ASSIGN_INSPECTORS, cycle.scope, state=cycle.state)
    form = None
    if may_assign:
        free = [
            (one.listed.pk, str(one.listed))
            for one in found
            if one.inspection is None or one.inspection.state == "draft"
        ]
        form = AssignForm(request.POST or None, rows=free, people=reading.specialists(cycle))
    if request.method == "POST":
        access.require(verbs.ASSIGN_INSPECTORS, cycle.scope, state=cycle.state)
        if form is not None and form.is_valid() and _assigned(form, access, found, zone=cycle.authority.time_zone):
            messages.success(request, "Проверяющие назначены.")
            return redirect("fieldwork:inspections", pk=cycle.pk)
    words = {"cycle": cycle, "lines": found, "form": form, "submitted": sum(_done(one.inspection) for one in found)}
    return render(request, "fieldwork/inspections.html", words)


@_BOTH
def inspection_page(request: HttpRequest, pk: int) -> HttpResponse:
    """How far has this inspection come, and what awaits the person here?"""
    access = access_of(request.user)
    inspection = reading.seen(access, pk)
    words = _words(access, inspection)
    words |= {
        "parts": reading.parts(inspection, words["own"]),
        "settled": () if words["own"] and words["may_record"] else reading.settled_lines(inspection),
        "disputed": () if words["may_record"] else disagreements(inspection),
        "objections": _objections(inspection),
        "return_form": WordsForm(),
    }
    return render(request, "fieldwork/inspection.html", words)


@_BOTH
def inspection_part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """One part of the checklist: marks are kept whenever the form is sent, whole or not."""
    access = access_of(request.user)
    inspection = reading.seen(access, pk)
    inspector = reading.own(inspection, access.user)
    checklist = reading.part_of(inspection, part)
    if inspector is None:
        raise Http404
    faults: dict[str, str] = {}
    if request.method == "POST":
        norm = checklist.norm(inspection.listed.organization.type)
        given, faults = given_items(norm, request.POST.dict(), request.FILES.dict())
        faults |= checklists.record_items(inspector, given, by=access.user)
        if not faults:
            messages.success(request, "Записано.")
            return redirect("fieldwork:inspection", pk=inspection.pk)
    words = _words(access, inspection) | {
        "part": part,
        "title": reading.PARTS[checklist.part],
        "fields": reading.fields(inspection, checklist, inspector, typed=request.POST.dict(), faults=faults),
        "faults": faults,
        "ways": checklists.ways(inspection) if part == "remote" else {},
    }
    return render(request, "fieldwork/inspection_part.html", words)


@_BOTH
def remote_checks(request: HttpRequest, pk: int) -> HttpResponse:
    """The log of calls and letters, with the time to the answer."""
    access = access_of(request.user)
    inspection = reading.seen(access, pk)
    inspector = reading.own(inspection, access.user)
    if inspector is None:
        raise Http404
    ways, zone = checklists.ways(inspection), ZoneInfo(inspection.listed.cycle.authority.time_zone)
    form = RemoteForm(request.POST or None, ways=ways)
    with timezone.override(zone):
        if request.method == "POST" and form.is_valid():
            try:
                checklists.add_remote_check(inspector, form.attempt, by=access.user, at=clock.now())
            except ValidationError as fault:
                form.add_error(None, fault)
            else:
                messages.success(request, "Обращение записано.")
                return redirect("fieldwork:remote_checks", pk=inspection.pk)
        log = RemoteCheck.objects.filter(inspector__inspection=inspection).select_related("inspector__user")
        words = _words(access, inspection) | {"form": form, "log": [(ways.get(one.way, one.way), one) for one in log]}
        return render(request, "fieldwork/remote_checks.html", words)


@require_POST
def finish_own(request: HttpRequest, pk: int) -> HttpResponse:
    """End one's own record."""
    access = access_of(request.user)
    inspection = reading.seen(access, pk)
    inspector = reading.own(inspection, access.user)
    if inspector is None:
        raise Http404
    told(request, lambda: inspections.finish(inspector, by=access.user, on=_today(inspection)), "Ваш осмотр закончен.")
    return redirect("fieldwork:inspection", pk=inspection.pk)


@_BOTH
def settle_item(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What each inspector saw of an item, and which of it counts."""
    access = access_of(request.user)
    inspection = reading.seen(access, pk)
    access.require(verbs.SETTLE_ITEM, inspection.scope, state=inspection.state)
    disputed = next((one for one in disagreements(inspection) if one.item.code == code), None)
    if disputed is None:
        raise Http404
    fault = ""
    if request.method == "POST":
        grounds = request.POST.get("grounds", "")
        try:
            require_plain(grounds)
            given = given_item(request.POST.get("value", ""), reason=request.POST.get("item_reason", ""))
            inspections.settle(inspection, code, given, by=access.user, on=_today(inspection), grounds=grounds)
        except ValidationError as wrong:
            fault = " ".join(wrong.messages)
        else:
            messages.success(request, "Расхождение решено.")
            return redirect("fieldwork:inspection", pk=inspection.pk)
    shown = reading.choices(disputed.item, request.POST.get("value", ""), partial=not disputed.item.bands)
    words = {
        "one": disputed,
        "choices": [one for one in shown if one.value],
        "fault": fault,
        "typed": request.POST.dict(),
    }
    return render(request, "fieldwork/settle_item.html", _words(access, inspection) | words)


@_BOTH
def answer_inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """Does the organization agree with what was recorded about it?"""
    access = access_of(request.user)
    inspection = reading.seen(access, pk)
    access.require(verbs.CONFIRM_INSPECTION, inspection.scope, state=inspection.state)
    fault = ""
    if request.method == "POST":
        said = {
            name.removeprefix("words:"): text for name, text in request.POST.dict().items() if name.startswith("words:")
        }
        try:
            require_plain(*said.values())
            if "confirm" in request.POST:
                if any(text.strip() for text in said.values()):
                    raise ValidationError("Вы написали возражение: нажмите «Отправить возражения» или сотрите его.")
                objections.confirm(inspection, by=access.user, on=_today(inspection))
            else:
                objections.object_to(inspection, said, by=access.user, on=_today(inspection))
        except ValidationError as wrong:
            fault = " ".join(wrong.messages)
        else:
            messages.success(request, "Ответ записан.")
            return redirect("fieldwork:inspection", pk=inspection.pk)
    typed = {name.removeprefix("words:"): text for name, text in request.POST.dict().items()}
    settled = [
        (title, [(one, typed.get(one.code, "")) for one in rows]) for title, rows in reading.settled_lines(inspection)
    ]
    words = _words(access, inspection) | {"settled": settled, "fault": fault}
    return render(request, "fieldwork/answer_inspection.html", words)


@_BOTH
def resolve_objection(request: HttpRequest, pk: int) -> HttpResponse:
    """What does the operator answer to this objection?"""
    access = access_of(request.user)
    objection = get_object_or_404(Objection.objects.select_related("inspection"), pk=pk)
    inspection = reading.seen(access, objection.inspection_id)
    access.require(verbs.RESOLVE_OBJECTION, inspection.scope, state=inspection.state)
    item = reading.item_titles(inspection.listed.cycle).get(objection.item_code)
    if item is None:
        raise Http404
    fault = ""
    if request.method == "POST":
        value, answer = request.POST.get("value", ""), request.POST.get("answer", "")
        try:
            require_plain(answer)
            given = given_item(value, reason=request.POST.get("item_reason", "")) if value else None
            objections.resolve(objection, by=access.user, on=_today(inspection), answer=answer, given=given)
        except ValidationError as wrong:
            fault = " ".join(wrong.messages)
        else:
            messages.success(request, "Ответ на возражение записан.")
            return redirect("fieldwork:inspection", pk=inspection.pk)
    shown = [one for one in reading.choices(item, request.POST.get("value", ""), partial=True) if one.value]
    words = {"objection": objection, "item": item, "choices": shown, "fault": fault, "typed": request.POST.dict()}
    return render(request, "fieldwork/resolve_objection.html", _words(access, inspection) | words)


@require_POST
def return_inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a submitted inspection for its inspectors again."""
    access = access_of(request.user)
    inspection = reading.seen(access, pk)
    reason = request.POST.get("reason", "")

    def returned() -> None:
        require_plain(reason)
        inspections.return_inspection(inspection, by=access.user, reason=reason)

    told(request, returned, "Осмотр возвращён на доработку.")
    return redirect("fieldwork:inspection", pk=inspection.pk)


def _words(access: Access, inspection: Inspection) -> dict[str, Any]:
    """What every page of an inspection is drawn from."""
    cycle, own = inspection.listed.cycle, reading.own(inspection, access.user)
    collecting = is_collecting(cycle)

    def may(verb: Any) -> bool:  # noqa: ANN401 - a verb of this app
        return collecting and access.may(verb, inspection.scope, state=inspection.state)

    return {
        "inspection": inspection,
        "cycle": cycle,
        "own": own,
        "may_see_cycle": access.sees(cycle.scope),
        "may_record": own is not None and own.finished_on is None and may(verbs.RECORD_ITEMS),
        "may_settle": may(verbs.SETTLE_ITEM),
        "may_return": may(verbs.RETURN_INSPECTION),
        "may_answer": may(verbs.CONFIRM_INSPECTION),
        "may_resolve": may(verbs.RESOLVE_OBJECTION),
    }


def _objections(inspection: Inspection) -> list[tuple[str, Objection]]:
    titles = reading.item_titles(inspection.listed.cycle)
    return [(titles[one.item_code].title, one) for one in inspection.objections.all() if one.item_code in titles]


def _assigned(form: AssignForm, access: Access, found: Any, *, zone: str) -> bool:  # noqa: ANN401 - lines of this app
    rows = {one.listed.pk: one.listed for one in found}
    try:
        for pk in form.cleaned_data["listed"]:
            inspections.assign(
                rows[pk], form.users, by=access.user, on=clock.today(zone), planned_on=form.cleaned_data["planned_on"]
            )
    except ValidationError as fault:
        form.add_error(None, " ".join(fault.messages))
        return False
    return True


def _done(inspection: Inspection | None) -> int:
    return int(inspection is not None and inspection.state != "draft")


def _today(inspection: Inspection) -> date:
    return clock.today(inspection.listed.cycle.authority.time_zone)
