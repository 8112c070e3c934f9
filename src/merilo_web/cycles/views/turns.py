"""Who is due, the list of the cycle, the years ahead."""

from fractions import Fraction
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from merilo_web import clock
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions import lifecycle, lists
from merilo_web.cycles.forms.cycles import ConfirmForm, GroundForm, ReasonForm, TurnsFilter
from merilo_web.cycles.forms.faults import sent, tell
from merilo_web.cycles.models import ListedOrganization
from merilo_web.cycles.queries import cycles as queries
from merilo_web.cycles.queries import decisions
from merilo_web.cycles.queries.own_papers import files_of, newest
from merilo_web.cycles.queries.turns import (
    CycleCoverage,
    OrganizationOutlook,
    OrganizationTurn,
    cycle_coverage,
    years_ahead,
)
from merilo_web.cycles.rules import cycle as verbs
from merilo_web.cycles.states import PointKind
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Organization
from merilo_web.registry.queries.documents import openable
from merilo_web.registry.queries.pages import number_of

PAGE = 100
Row = TypeVar("Row", OrganizationTurn, OrganizationOutlook)


def turns(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom to assess this year?"""
    access = access_of(request.user)
    cycle = queries.seen(access, pk)
    found = cycle_coverage(cycle)
    form = TurnsFilter(request.GET or None)
    rows = [row for row in found.rows if not form.data or form.matches(row.organization)]
    shown, after = _page(rows, request.GET.get("after", ""))
    decision, paper = decisions.usable(cycle, PointKind.LIST), newest(cycle, DocumentKind.ORGANIZATION_LIST)
    page = {
        "cycle": cycle,
        **_shown(found),
        "paper": paper if cycle.listed_on else None,
        "openable": openable(access, (*files_of(paper), decision.document_id if decision else None)),
        "form": form,
        "rows": shown,
        "after": after,
        "words": form.data.get("words", ""),
        "may_edit": access.may(verbs.EDIT_LIST, cycle.scope, state=cycle.state),
        "decision": decision,
        "may_approve": decision is not None and access.may(verbs.APPROVE_LIST, cycle.scope, state=cycle.state),
    }
    return render(request, "cycles/turns.html", page)


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the draft on the list."""
    access = access_of(request.user)
    cycle = queries.seen(access, pk)
    came = lists.draft_list(cycle, by=access.user)
    if came:
        messages.success(request, f"В перечень внесено организаций: {came}. Проверьте его и вынесите на заседание.")
    else:
        messages.info(request, "Все, кого нужно оценить в этом году, уже в перечне.")
    return redirect("cycles:turns", cycle.pk)


def add(request: HttpRequest, pk: int, organization: int) -> HttpResponse:
    """Put an organization on the list; asks for the reason where the law leaves it open."""
    access = access_of(request.user)
    cycle = queries.seen(access, pk)
    row = _row(cycle_coverage(cycle), organization)
    asks = row.ground == ListedOrganization.Ground.COUNCIL
    form = GroundForm(sent(request)) if asks else ConfirmForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            lists.add_organization(cycle, row.organization, by=access.user, note=form.cleaned_data.get("note", ""))
        except ValidationError as fault:
            tell(form, fault)
        else:
            messages.success(request, f"Внесена в перечень: {row.organization}.")
            return redirect("cycles:turns", cycle.pk)
    access.require(verbs.EDIT_LIST, cycle.scope, state=cycle.state)
    return render(request, "cycles/add.html", {"cycle": cycle, "row": row, "form": form, "asks": asks})


def remove(request: HttpRequest, pk: int, organization: int) -> HttpResponse:
    """Take an organization off the list; asks for the reason where the law wants it there."""
    access = access_of(request.user)
    cycle = queries.seen(access, pk)
    row = _row(cycle_coverage(cycle), organization)
    if row.listed is None:
        raise Http404
    asks = row.ground == ListedOrganization.Ground.LAST_YEAR
    form = ReasonForm(sent(request)) if asks else ConfirmForm(sent(request))
    if request.method == "POST" and form.is_valid():
        lists.remove_organization(row.listed, by=access.user, reason=form.cleaned_data.get("reason", ""))
        messages.success(request, f"Исключена из перечня: {row.organization}.")
        return redirect("cycles:turns", cycle.pk)
    access.require(verbs.EDIT_LIST, cycle.scope, state=cycle.state)
    return render(request, "cycles/remove.html", {"cycle": cycle, "row": row, "form": form})


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the list before approving it by the council's decision."""
    access = access_of(request.user)
    cycle = queries.seen(access, pk)
    access.require(verbs.APPROVE_LIST, cycle.scope, state=cycle.state)
    decision = decisions.usable(cycle, PointKind.LIST)
    if decision is None:
        raise Http404
    if request.method == "POST":
        on = clock.today(cycle.authority.time_zone)
        lifecycle.approve_list(cycle, by=access.user, on=on, decision=decision)
        messages.success(request, f"Перечень утверждён решением {decision}. Документ — в архиве.")
        return redirect("cycles:cycle", cycle.pk)
    found = cycle_coverage(cycle)
    page = {"cycle": cycle, "decision": decision, **_shown(found)}
    return render(request, "cycles/approve_list.html", page)


def outlook(request: HttpRequest, pk: int) -> HttpResponse:
    """Which year would break the law?"""
    access = access_of(request.user)
    cycle = queries.seen(access, pk)
    rows = years_ahead(cycle)
    broken = [row for row in rows if row.outlook.breaches]
    shown, after = _page(list(rows), request.GET.get("after", ""))
    page = {
        "cycle": cycle,
        "years": [cell.year for cell in rows[0].outlook.cells] if rows else [],
        "rows": shown,
        "after": after,
        "broken": len(broken),
    }
    return render(request, "cycles/outlook.html", page)


def _row(found: CycleCoverage, number: int) -> OrganizationTurn:
    row = found.of(Organization(pk=number))
    if row is None:
        raise Http404
    return row


def _page(rows: list[Row], after: str) -> tuple[list[Row], int | None]:
    """The rows after the one with this number of an organization, and the number to go on from."""
    numbers = [row.organization.pk for row in rows]
    number = number_of(after)
    first = numbers.index(number) + 1 if number in numbers else 0
    shown = rows[first : first + PAGE]
    return shown, shown[-1].organization.pk if len(rows) > first + PAGE else None


def _shown(found: CycleCoverage) -> dict[str, object]:
    """The coverage and its shares for a template."""
    return {"coverage": found, "percent": _percent(found.share), "least": _percent(found.rule.share)}


def _percent(share: Fraction) -> str:
    """A share in percent with one decimal, cut, not rounded: what is too little never looks enough."""
    tenths = share * 1000
    whole = tenths.numerator // tenths.denominator
    return f"{whole // 10}.{whole % 10}"
