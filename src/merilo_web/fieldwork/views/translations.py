"""Pages of the questionnaire's languages: which there are, translating bit by bit, showing to respondents."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from merilo_web import downloads
from merilo_web.archive.uploads import XLSX
from merilo_web.cycles.queries.cycles import seen as seen_cycle
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.actions import translations as actions
from merilo_web.fieldwork.forms.translations import TranslationFileForm, TranslationForm
from merilo_web.fieldwork.languages import translations
from merilo_web.fieldwork.queries import translation_files as files
from merilo_web.fieldwork.queries import translations as queries
from merilo_web.fieldwork.rules import translations as verbs
from merilo_web.forms import require_plain
from merilo_web.redrawn import asking_once_more
from merilo_web.registry.access import access_of
from merilo_web.registry.views.answers import refuse
from merilo_web.telling import told

_TABLES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}
_BOTH = require_http_methods(["GET", "POST"])


@_BOTH
def languages(request: HttpRequest, pk: int) -> HttpResponse:
    """In which languages can the cycle's questionnaire be answered?"""
    access = access_of(request.user)
    cycle = seen_cycle(access, pk)
    may_begin = access.may(verbs.BEGIN_TRANSLATION, cycle.authority.scope)
    form = TranslationForm(request.POST or None)
    if request.method == "POST":
        access.require(verbs.BEGIN_TRANSLATION, cycle.authority.scope)
        if form.is_valid():
            try:
                kept = actions.begin(cycle, by=access.user, **form.cleaned_data)
            except ValidationError as fault:
                refuse(form, fault)
            else:
                return redirect("fieldwork:translation", pk=kept.pk)
    edition = edition_of(cycle)
    words = {
        "cycle": cycle,
        "ready": translations(edition.id, edition.sector).values(),
        "own": queries.own_lines(cycle),
        "form": form if may_begin else None,
        "may_open": access.sees(cycle.authority.scope),
    }
    return render(request, "fieldwork/languages.html", words)


@_BOTH
def translation(request: HttpRequest, pk: int) -> HttpResponse:
    """What is still to be translated? What was written is kept whenever the form is sent, whole or not."""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    if request.method == "POST":
        access.require(verbs.EDIT_TRANSLATION, found.scope, state=found.state)
        sent = _named(request, "text:")
        try:
            require_plain(*sent.values())
            actions.edit(found, by=access.user, texts=sent, was=_named(request, "was:"))
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
            found.texts = {**found.texts, **sent}
        else:
            messages.success(request, "Записано.")
            return redirect("fieldwork:translation", pk=found.pk)
    rows = queries.texts(found)
    words = {
        "translation": found,
        "rows": rows,
        "left": sum(not one.text or bool(one.fault) for one in rows),
        "faults": [one for one in rows if one.fault],
        "may_edit": access.may(verbs.EDIT_TRANSLATION, found.scope, state=found.state),
        "may_show": access.may(verbs.SHOW_TRANSLATION, found.scope, state=found.state),
        "may_hide": access.may(verbs.HIDE_TRANSLATION, found.scope, state=found.state),
    }
    return render(request, "fieldwork/translation.html", words)


@require_POST
def show_translation(request: HttpRequest, pk: int) -> HttpResponse:
    """Let respondents choose the language."""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    told(request, lambda: actions.show(found, by=access.user), "Перевод показан респондентам.")
    return redirect("fieldwork:translation", pk=found.pk)


@require_POST
def hide_translation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the language out of questionnaires."""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    told(request, lambda: actions.hide(found, by=access.user), "Перевод убран из анкеты: его можно исправить.")
    return redirect("fieldwork:translation", pk=found.pk)


@_BOTH
def translation_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What would the table change? It is written by the same form as what is typed, all of it or nothing."""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    access.require(verbs.EDIT_TRANSLATION, found.scope, state=found.state)
    form, preview = TranslationFileForm(), None
    if request.method == "POST":
        form = TranslationFileForm(request.POST, request.FILES)
        preview = files.preview(found, form.cleaned_data["table"]) if form.is_valid() else None
    page = render(request, "fieldwork/translation_file.html", {"translation": found, "form": form, "preview": preview})
    return asking_once_more(page) if preview and not preview.faults else page


def translation_table(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The translation as a table, to be filled in elsewhere."""
    found = queries.seen(access_of(request.user), pk)
    if ending not in _TABLES:
        raise Http404
    page = HttpResponse(files.table(found, ending), content_type=_TABLES[ending])
    downloads.attach(page, downloads.file_name("Перевод анкеты", found, ending=ending))
    return page


def _named(request: HttpRequest, before: str) -> dict[str, str]:
    """The sent fields whose names begin so, by the rest of their names."""
    return {name.removeprefix(before): str(text) for name, text in request.POST.items() if name.startswith(before)}
