"""Pages of oversight beside the list of plans: what is overdue and who was told of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from merilo_web import clock
from merilo_web.plans.queries import ladder
from merilo_web.plans.rules.ladder import CLAUSE
from merilo_web.registry.access import access_of

_MOST = 100


def overdue(request: HttpRequest) -> HttpResponse:
    """What was reminded of and still waits, and whose turn is it?"""
    on = clock.today()
    found = ladder.overdue(access_of(request.user), on)
    rows = [(one.matter, one.step, one.matter.days_late(on)) for one in found[:_MOST]]
    return render(
        request, "plans/overdue.html", {"rows": rows, "more": len(found) - len(rows), "clause": CLAUSE.printed}
    )
