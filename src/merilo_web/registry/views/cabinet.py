"""The page of the cabinet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from merilo_web.registry.access import access_of
from merilo_web.registry.forms.cabinet import CabinetFilterForm
from merilo_web.registry.queries import cabinet as queries
from merilo_web.registry.queries.cabinet import CabinetFilter
from merilo_web.registry.queries.organizations import seen
from merilo_web.registry.queries.pages import after_of


@require_GET
def documents(request: HttpRequest) -> HttpResponse:
    """Which documents are in the archive? `?organization=` leaves those of one organization, `?before=` goes on."""
    access = access_of(request.user)
    form = CabinetFilterForm(request.GET, kinds=queries.kinds(access))
    form.is_valid()
    given = form.cleaned_data
    organization = seen(access, given["organization"]) if given.get("organization") else None
    wanted = CabinetFilter(given.get("kind", ""), organization, bool(given.get("with_superseded")))
    asked = request.GET.copy()
    asked.pop("after", None)
    shown = {
        "form": form,
        "page": queries.page(access, wanted, before=after_of(request.GET)),
        "organization": organization,
        "filters": asked.urlencode(),
    }
    return render(request, "registry/documents.html", shown)
