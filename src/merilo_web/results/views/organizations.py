"""Pages of one organization's result: its card, and the trace of each number."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from merilo_web.registry.access import access_of
from merilo_web.results.queries import documents, organizations, proposals, versions
from merilo_web.results.queries.basis import basis_of
from merilo_web.results.states import VersionState


def organization(request: HttpRequest, version: int, listed: int) -> HttpResponse:
    """What was reached, and where were points lost?"""
    access = access_of(request.user)
    row = versions.seen_result(access, version, listed)
    shown = {
        "row": row,
        "version": row.version,
        "cycle": row.version.cycle,
        "card": organizations.card_view(row),
        "basis": basis_of(row.version),
        "comparison": organizations.compared(row),
        "proposals": proposals.of_organization(row),
        "documents": documents.about(row),
        "letters": documents.letters_about(access, row),
        "sees_whole": versions.visible(access).filter(pk=row.version_id).exists(),
        "is_working_paper": row.version.state != VersionState.APPROVED,
    }
    return render(request, "results/organization.html", shown)


def figure(request: HttpRequest, *, version: int, listed: int, code: str) -> HttpResponse:
    """What is this number made from?"""
    access = access_of(request.user)
    row = versions.seen_result(access, version, listed)
    node = organizations.node_view(row, code)
    if node is None:
        raise Http404
    shown = {
        "row": row,
        "version": row.version,
        "cycle": row.version.cycle,
        "node": node,
        "sees_whole": versions.visible(access).filter(pk=row.version_id).exists(),
    }
    return render(request, "results/figure.html", shown)
