"""The home page of whoever signed in, and the sign of life for a watchdog."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from merilo_web import clock
from merilo_web.accounts.middleware import public
from merilo_web.desk.queries.tasks import desk_of
from merilo_web.registry.access import access_of
from merilo_web.results.queries.versions import own_results


def home(request: HttpRequest) -> HttpResponse:
    """What awaits the person."""
    access, on = access_of(request.user), clock.today()
    desk = desk_of(access, on)
    shown = {
        "late": [task for task in desk.tasks if task.due_on and task.due_on < on],
        "waiting": [task for task in desk.tasks if not task.due_on or task.due_on >= on],
        "idle": not access.held,
        "running": desk.running,
        "results": own_results(access),
    }
    return render(request, "desk/home.html", shown)


@public
@never_cache
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes its request
    """«ok» when the server and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
