"""What an authority has set for its plans, and what may be done about a cycle's plans from its other pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404
from django.urls import reverse

from merilo.deadlines.model import DeadlineRule
from merilo.deadlines.words import period
from merilo.documents.clerk_templates.fields import TemplateKind
from merilo_web.accounts.roles import AUTHORITY
from merilo_web.cycles.models import Cycle
from merilo_web.plans.models import MeasureLibraryEntry
from merilo_web.plans.queries.bars import bar_is_open
from merilo_web.plans.queries.evaluation import approved
from merilo_web.plans.rules.oversight import RECHECK, SET_BAR
from merilo_web.registry.access import Access
from merilo_web.registry.models import Authority, ClerkTemplate, OwnTerm
from merilo_web.registry.queries.clerk_templates import KINDS, templates_in_use
from merilo_web.registry.queries.terms import counted, may_be_set, own_terms
from merilo_web.results.queries.offers import Offer


@dataclass(frozen=True, slots=True)
class TermState:
    """A term that the authority may set: how it runs now, in words, and what the authority has set."""

    rule: DeadlineRule
    words: str
    own: OwnTerm | None


@dataclass(frozen=True, slots=True)
class AuthoritySettings:
    """One authority: terms that it may set, how many measures it wrote or hid, its own templates of documents."""

    authority: Authority
    terms: tuple[TermState, ...]
    own: int
    hidden: int
    templates: tuple[tuple[TemplateKind, ClerkTemplate | None], ...]


def own_authority(access: Access, number: int) -> Authority:
    """The authority where this person works. Raises Http404 for any other."""
    found = Authority.objects.filter(pk=number, pk__in=access.numbers("authority", AUTHORITY)).first()
    if found is None:
        raise Http404
    return found


def settings_of(access: Access) -> tuple[AuthoritySettings, ...]:
    """The settings of every authority where this person works."""
    numbers = access.numbers("authority", AUTHORITY)
    kept, counted, used = own_terms(numbers), _counted(numbers), templates_in_use(numbers)
    return tuple(
        AuthoritySettings(
            one,
            tuple(term_state(found, kept.get((one.pk, found.code))) for found in may_be_set()),
            *counted.get(one.pk, (0, 0)),
            templates=tuple((kind, used.get((one.pk, kind.value))) for kind in KINDS),
        )
        for one in Authority.objects.filter(pk__in=numbers).order_by("name")
    )


def settable_term(code: str) -> DeadlineRule:
    """The term that an authority may set. Raises Http404 for any other."""
    found = next((one for one in may_be_set() if one.code == code), None)
    if found is None:
        raise Http404
    return found


def term_state(found: DeadlineRule, kept: OwnTerm | None) -> TermState:
    """How a term runs for an authority."""
    running = counted(kept) if kept else found
    return TermState(running, period(running), kept)


def cycle_deeds(access: Access, cycle: Cycle) -> tuple[Offer, ...]:
    """What this person may do about the cycle's plans now."""
    found = []
    if access.may(SET_BAR, cycle.scope, state=cycle.state) and bar_is_open(cycle):
        found.append(Offer("Установить порог удовлетворённости", reverse("plans:bar", args=(cycle.pk,))))
    if access.may(RECHECK, cycle.scope, state=cycle.state) and (version := approved(cycle.pk)):
        found.append(Offer("Найти недостатки, обнаруженные повторно", reverse("plans:recheck", args=(version.pk,))))
    return tuple(found)


def _counted(numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
    rows = MeasureLibraryEntry.objects.filter(authority__in=numbers).order_by().values("authority")
    counts = rows.annotate(own=Count("pk", filter=Q(is_active=True)), hidden=Count("pk", filter=Q(is_active=False)))
    return {one["authority"]: (one["own"], one["hidden"]) for one in counts}
