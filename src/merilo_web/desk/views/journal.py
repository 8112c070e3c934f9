"""The journal for those who may read it."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from merilo_web import downloads, sheets
from merilo_web.desk.forms.journal import JournalForm
from merilo_web.desk.queries import journal as queries
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.access import access_of
from merilo_web.templatetags.surface import plain

_HEADINGS = ("№", "Когда", "Кто", "Что сделано", "Объект", "Что изменилось", "Примечание", "Контрольная сумма")


def journal(request: HttpRequest) -> HttpResponse:
    """Who did what, and when?"""
    form = JournalForm(request.GET)
    entries = queries.found(queries.visible(access_of(request.user)), form.wanted())
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 19:
        entries = entries.filter(id__lt=int(before))
    rows = list(entries[: queries.PAGE + 1])
    asked = request.GET.copy()
    asked.pop("before", None)
    shown = {
        "form": form,
        "entries": rows[: queries.PAGE],
        "before": rows[queries.PAGE - 1].pk if len(rows) > queries.PAGE else None,
        "asked": asked.urlencode(),
        "is_first": not before,
    }
    return render(request, "desk/journal.html", shown)


def journal_file(request: HttpRequest) -> HttpResponseBase:
    """The same entries as a CSV file, all of them."""
    entries = queries.found(queries.visible(access_of(request.user)), JournalForm(request.GET).wanted())
    return sheets.download(downloads.file_name(downloads.JOURNAL, ending="csv"), _HEADINGS, _rows(entries))


def _rows(entries: QuerySet[JournalEntry]) -> Iterator[tuple[object, ...]]:
    for entry in entries.iterator(chunk_size=2000):
        changes = "; ".join(f"{name}: {plain(was)} → {plain(now)}" for name, (was, now) in entry.changes.items())
        at = timezone.localtime(entry.at)
        cells = (entry.actor_name, entry.title, entry.subject_name, changes, entry.note, entry.digest)
        yield (entry.pk, f"{at:%d.%m.%Y %H:%M:%S}", *cells)
