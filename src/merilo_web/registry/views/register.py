"""Pages of the register as a file: uploading, looking at what would change, applying; taking it out."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from merilo_web import clock, downloads
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.uploads import XLSX
from merilo_web.registry.access import access_of
from merilo_web.registry.actions import register as actions
from merilo_web.registry.forms.organizations import OrganizationFilterForm
from merilo_web.registry.forms.register import ApplyForm, RegisterUploadForm
from merilo_web.registry.queries import organizations
from merilo_web.registry.queries import register as queries
from merilo_web.registry.rules import organizations as rules
from merilo_web.registry.states import ImportState

_SHOWN = 200


def upload(request: HttpRequest) -> HttpResponse:
    """Which file holds the register?"""
    access = access_of(request.user)
    keeping = organizations.keeping(access)
    if not keeping:
        raise NotAllowedError(f"«{rules.UPLOAD_REGISTER.title}» может только орган власти.")
    form = RegisterUploadForm(request.POST or None, request.FILES or None, keeping=keeping)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kept = actions.upload_register(given["authority"], by=access.user, table=given["table"], sector=given["sector"])
        return redirect("registry:import_preview", kept.pk)
    shown = {"form": form, "imports": queries.waiting(access)}
    return render(request, "registry/import.html", shown)


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What would this file change in the register? A POST applies exactly what was seen."""
    access = access_of(request.user)
    kept = queries.seen_import(access, pk)
    if kept.state != ImportState.WAITING:
        return render(request, "registry/import_decided.html", {"import": kept})
    if request.method == "POST":
        form = ApplyForm(request.POST)
        digest = form.cleaned_data["digest"] if form.is_valid() else ""
        try:
            done = actions.apply_register(kept, by=access.user, digest=digest)
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        else:
            messages.success(request, f"Реестр внесён: добавлено {done.added}, изменено {done.changed}.")
            return redirect("registry:import_preview", kept.pk)
    shown = queries.preview(kept)
    lists = {
        name: (rows[:_SHOWN], len(rows), len(rows) - _SHOWN)
        for name, rows in (("added", shown.added), ("changed", shown.changed), ("missing", shown.missing))
    }
    page = {
        "import": kept,
        "preview": shown,
        "lists": lists,
        "form": ApplyForm(initial={"digest": shown.digest}),
        "may_apply": shown.may_be_applied and access.may(rules.APPLY_REGISTER, kept.scope, state=kept.state),
        "may_discard": access.may(rules.DISCARD_REGISTER, kept.scope, state=kept.state),
    }
    return render(request, "registry/import_preview.html", page)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the register as it is."""
    access = access_of(request.user)
    actions.discard_register(queries.seen_import(access, pk), by=access.user)
    messages.success(request, "Файл отклонён, реестр не изменился.")
    return redirect("registry:import")


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered, as a file: `format=xlsx` or `format=csv`."""
    from merilo.documents.register_table import register_csv, register_xlsx  # noqa: PLC0415 - heavy, needed here alone

    access = access_of(request.user)
    form = OrganizationFilterForm(request.GET, authorities=organizations.authorities(access))
    found = organizations.filtered(organizations.visible(access), form.wanted).order_by("sort_key", "pk")
    rows = [queries.written_facts(one) for one in found]
    as_csv = request.GET.get("format") == "csv"
    content, media_type = (register_csv(rows), actions.CSV) if as_csv else (register_xlsx(rows), XLSX)
    name = downloads.file_name(downloads.ORGANIZATIONS, clock.today(), ending="csv" if as_csv else "xlsx")
    page = HttpResponse(content, content_type=media_type)
    downloads.attach(page, name)
    return page
