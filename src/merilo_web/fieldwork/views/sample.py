"""The sample against its respondents, on the screen and as a paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from merilo_web import clock
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions.populations import issue_population_summary
from merilo_web.cycles.queries.cycles import seen
from merilo_web.cycles.queries.own_papers import files_of, newest
from merilo_web.cycles.rules.populations import ISSUE_SUMMARY
from merilo_web.fieldwork.queries import sample as queries
from merilo_web.registry.access import access_of
from merilo_web.registry.queries.documents import openable


@require_GET
def cycle_sample(request: HttpRequest, pk: int) -> HttpResponse:
    """How many are still to be asked, and where?"""
    access = access_of(request.user)
    cycle = seen(access, pk)
    paper = newest(cycle, DocumentKind.POPULATION)
    words = {
        "cycle": cycle,
        "sample": queries.sample(cycle),
        "paper": paper,
        "openable": openable(access, files_of(paper)),
        "may_issue": access.may(ISSUE_SUMMARY, cycle.scope, state=cycle.state),
    }
    return render(request, "fieldwork/sample.html", words)


@require_POST
def sample_summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the summary with respondents and shortfall."""
    access = access_of(request.user)
    cycle = seen(access, pk)
    on = clock.today(cycle.authority.time_zone)
    issue_population_summary(cycle, by=access.user, on=on, respondents=queries.respondents(cycle))
    messages.success(request, "Сводка выпущена.")
    return redirect("fieldwork:sample", pk=cycle.pk)
