"""Pages of documents: what was issued, and issuing."""

from collections.abc import Callable, Iterable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from merilo_web import clock
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.rules.letters import WRITE_TRANSMITTALS
from merilo_web.cycles.states import LetterKind
from merilo_web.registry.access import access_of
from merilo_web.results.actions import documents as actions
from merilo_web.results.actions import letters
from merilo_web.results.models import IssuedReport, ResultVersion
from merilo_web.results.queries import documents, versions, written
from merilo_web.results.queries.written import WrittenDocument
from merilo_web.results.rules import ISSUE_DOCUMENTS, ISSUE_SHEETS
from merilo_web.results.states import VersionState

Write = Callable[[ResultVersion, date], Iterable[WrittenDocument]]
Issue = Callable[..., tuple[IssuedReport, ...]]


def all_documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Which documents do these results have?"""
    access = access_of(request.user)
    found = versions.seen(access, pk)
    verbs = (
        (ISSUE_DOCUMENTS, "results:issue_documents"),
        (ISSUE_SHEETS, "results:issue_sheets"),
    )
    shown = {
        "version": found,
        "cycle": found.cycle,
        "whole": documents.of_whole(found),
        "organizations": documents.of_organizations(found),
        "told": found.state == VersionState.APPROVED,
        "may_write_letters": found.state == VersionState.APPROVED
        and access.may(WRITE_TRANSMITTALS, found.scope, state=found.cycle.state),
        "offered": [(verb, name) for verb, name in verbs if access.may(verb, found.scope, state=found.state)],
    }
    return render(request, "results/documents.html", shown)


def of_cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """Which documents do the results of this cycle have? Those of the newest version that the person may read."""
    found = versions.newest(access_of(request.user), pk)
    if found is None:
        raise Http404
    return redirect("results:documents", found.pk)


@require_POST
def issue_documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the report, its annexes and the workbook."""
    return _issue(request, pk, ISSUE_DOCUMENTS, write=lambda version, _: written.of_cycle(version))


@require_POST
def issue_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the one-page reports."""
    return _issue(request, pk, ISSUE_SHEETS, write=lambda version, _: written.sheets(version))


@require_POST
def write_letters(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the letters to the organizations; they are issued and sent among the cycle's letters."""
    access = access_of(request.user)
    found = versions.seen(access, pk)
    count = letters.write_letters(found, by=access.user, on=clock.today(found.cycle.authority.time_zone))
    messages.success(request, f"Составлено писем: {count}. Проверьте их, выпустите под номерами и отправьте.")
    return redirect(f"{reverse('cycles:letters', args=(found.cycle_id,))}?kind={LetterKind.TRANSMITTAL}")


_ACTIONS: dict[str, Issue] = {
    ISSUE_DOCUMENTS.code: actions.issue_documents,
    ISSUE_SHEETS.code: actions.issue_sheets,
}


def _issue(request: HttpRequest, pk: int, verb: Verb, *, write: Write) -> HttpResponse:
    """Write first, keep then: the database is not locked while the documents are written."""
    access = access_of(request.user)
    found = versions.seen(access, pk)
    access.require(verb, found.scope, state=found.state)
    on = clock.today(found.cycle.authority.time_zone)
    made = _ACTIONS[verb.code](found, tuple(write(found, on)), by=access.user, on=on)
    messages.success(request, f"Готово, документов: {len(made)}. Прежние остаются в архиве.")
    return redirect("results:documents", found.pk)
