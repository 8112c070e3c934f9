"""Pages of the authority's library of measures: what is offered to organizations, in whose words."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from merilo_web.cycles.forms.faults import sent
from merilo_web.journal.actions import Scope
from merilo_web.plans.actions.library import EntryFacts, write
from merilo_web.plans.forms.settings import LibraryEntryForm
from merilo_web.plans.models import MeasureLibraryEntry
from merilo_web.plans.queries import library as queries
from merilo_web.plans.queries.library_subjects import subject_title
from merilo_web.plans.queries.settings import own_authority
from merilo_web.plans.rules.oversight import EDIT_LIBRARY
from merilo_web.plans.views.asking import Question, ask
from merilo_web.registry.access import Access, access_of
from merilo_web.registry.models import Authority

_NAMED, _SHOWN = "{title}", "(чего не хватает)"
"""The place of a measure where the name of what is missing comes, as it is written and as it is read."""
_FIELDS = ("subject", "text", "term", "post", "expected", "cost")


def library(request: HttpRequest, authority: int) -> HttpResponse:
    """Which measures are organizations offered?"""
    access, found = _allowed(request, authority)
    rows = [
        (one, one.text.replace(_NAMED, _SHOWN), one.expected.replace(_NAMED, _SHOWN), subject_title(one.subject))
        for one in queries.lines(access, found)
    ]
    return render(request, "plans/settings_library.html", {"authority": found, "rows": rows})


def add(request: HttpRequest, authority: int) -> HttpResponse:
    """Which measure does the authority offer of its own?"""
    access, found = _allowed(request, authority)
    form = LibraryEntryForm(sent(request))

    def act() -> str:
        write(found, by=access.user, facts=form.facts(queries.free_key(found)))
        return "Мероприятие добавлено: организации увидят его первым."

    return ask(request, None, form=form, question=_question("Что предложить организациям?", found), act=act)


def change(request: HttpRequest, authority: int, key: str) -> HttpResponse:
    """How is the measure to be worded?"""
    access, found = _allowed(request, authority)
    kept = _measure(found, key)
    entry = kept if isinstance(kept, MeasureLibraryEntry) else None
    form = LibraryEntryForm(
        sent(request), kept=kept.subject, initial={name: str(getattr(kept, name)) for name in _FIELDS}
    )

    def act() -> str:
        facts = form.facts(key, is_active=entry.is_active if entry else True)
        write(found, by=access.user, facts=facts, entry=entry)
        return "Мероприятие изменено. В планах, где оно уже есть, слова остались прежними."

    return ask(request, None, form=form, question=_question("Как изложить мероприятие?", found), act=act)


@require_POST
def hide(request: HttpRequest, authority: int, key: str) -> HttpResponse:
    """Offer the measure no more."""
    return _offered(request, authority, key, is_active=False, said="Мероприятие больше не предлагается.")


@require_POST
def offer(request: HttpRequest, authority: int, key: str) -> HttpResponse:
    """Offer the measure again."""
    return _offered(request, authority, key, is_active=True, said="Мероприятие снова предлагается.")


def _offered(request: HttpRequest, authority: int, key: str, *, is_active: bool, said: str) -> HttpResponse:
    access, found = _allowed(request, authority)
    kept = _measure(found, key)
    facts = EntryFacts(key=key, is_active=is_active, **{name: str(getattr(kept, name)) for name in _FIELDS})
    write(found, by=access.user, facts=facts, entry=kept if isinstance(kept, MeasureLibraryEntry) else None)
    messages.success(request, said)
    return redirect("plans:settings_library", found.pk)


def _allowed(request: HttpRequest, authority: int) -> tuple[Access, Authority]:
    access = access_of(request.user)
    found = own_authority(access, authority)
    access.require(EDIT_LIBRARY, Scope(authority=found.pk))
    return access, found


def _measure(authority: Authority, key: str) -> queries.Written:
    found = queries.written(authority, key)
    if found is None:
        raise Http404
    return found


def _question(heading: str, authority: Authority) -> Question:
    back = reverse("plans:settings_library", args=(authority.pk,))
    return Question(heading, "Сохранить мероприятие", back, template="plans/settings_ask.html")
