"""The plan on a site: what an address shows, and what the widget shows to everybody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape, unescape

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from merilo import short_codes
from merilo_web.outside import SeenPage, UnseenError, guard, look
from merilo_web.plans.models import ImprovementPlan, PlanWidget, PublicationCheck
from merilo_web.plans.queries.plans import RELATED
from merilo_web.plans.queries.snapshots import MeasureLine, PlanSnapshot, snapshot
from merilo_web.plans.states import IN_FORCE, MeasureState

Outcome = PublicationCheck.Outcome
_OK, _GONE = 200, frozenset({404, 410})
_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_UNREAD = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_ROUND = timedelta(days=7)
"""How long the timer's command leaves an address alone."""
_ROOM = 30 * 1024
"""Bytes for the rows of the widget, so that the whole page stays within 40 KiB."""
_AROUND_ROW = 200
_SHORTEST = 300


@dataclass(frozen=True, slots=True)
class SiteLook:
    """What was seen at an address: the outcome, why, the digest and size of the bytes."""

    outcome: PublicationCheck.Outcome
    reason: str = ""
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A measure as everybody may read it; `done` only when somebody else confirmed it."""

    text: str
    term: str
    done: bool


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A published plan as the widget shows it; `more` measures had no room."""

    plan: ImprovementPlan
    kept: PlanSnapshot
    measures: tuple[ShownMeasure, ...]
    confirmed: int
    more: int

    @property
    def number(self) -> int:
        """How many measures there are."""
        return len(self.measures) + self.more


def looked(url: str) -> SiteLook:
    """Go and see. Takes seconds: never inside a transaction."""
    try:
        return judged(look(url, within=guard()))
    except UnseenError as fault:
        return SiteLook(Outcome.UNKNOWN, str(fault))


def judged(page: SeenPage) -> SiteLook:
    """Found: a file, or a page that speaks of the plan. A fault of the site tells nothing."""
    outcome, reason = _judged(page)
    return SiteLook(outcome, reason, page.sha256, len(page.content))


def _judged(page: SeenPage) -> tuple[PublicationCheck.Outcome, str]:
    if page.status in _GONE:
        return Outcome.NOT_FOUND, f"сайт ответил «нет такой страницы» ({page.status})"
    if page.status != _OK:
        return Outcome.UNKNOWN, f"сайт ответил кодом {page.status}"
    if page.media_type not in _PAGES:
        return Outcome.FOUND if page.content else Outcome.NOT_FOUND, f"файл {page.media_type}"[:255]
    if _speaks_of_plan(page):
        return Outcome.FOUND, "на странице есть план"
    return Outcome.NOT_FOUND, "страница открылась, но слов о плане на ней нет"


def checks_of(plan: ImprovementPlan) -> QuerySet[PublicationCheck]:
    """Looks at the plan's addresses, the newest first."""
    return PublicationCheck.objects.filter(plan=plan).select_related("checked_by")


def due_checks(on: date) -> QuerySet[ImprovementPlan]:
    """Published plans in force whose present address was not looked at for a week."""
    last = PublicationCheck.objects.filter(plan=OuterRef("pk"), url=OuterRef("published_url")).order_by("-id")
    rows = ImprovementPlan.objects.filter(state__in=sorted(IN_FORCE)).exclude(published_url="")
    rows = rows.annotate(seen_on=Subquery(last.values("checked_on")[:1]))
    waiting = rows.filter(Q(seen_on__isnull=True) | Q(seen_on__lte=on - _ROUND))
    return waiting.select_related(*RELATED).defer("content", "outcome").order_by("pk")


def widget_of(plan: ImprovementPlan) -> PlanWidget | None:
    """The widget of the plan's organization; None while it has none."""
    return PlanWidget.objects.filter(organization=plan.listed.organization_id).first()


def shown_plan(typed: str) -> ShownPlan:
    """The newest published plan in force under this code. Raises Http404 when there is none."""
    code = short_codes.normalized(typed)
    if not short_codes.is_well_formed(code, length=short_codes.ORGANIZATION):
        raise Http404
    rows = ImprovementPlan.objects.filter(
        listed__organization__plan_widget__short_code=code, state__in=sorted(IN_FORCE), published_on__isnull=False
    ).exclude(published_url="")
    plan = rows.select_related(*RELATED).order_by("-listed__cycle__year", "-pk").first()
    if plan is None:
        raise Http404
    kept = snapshot(plan)
    lines = [one for one in kept.measures if one.state != MeasureState.CANCELLED]
    shown = tuple(_fitting(lines))
    confirmed = sum(one.state == MeasureState.CONFIRMED for one in lines)
    return ShownPlan(plan, kept, shown, confirmed, len(lines) - len(shown))


def _fitting(lines: list[MeasureLine]) -> Iterator[ShownMeasure]:
    """As many measures as there is room for, each with the words that matter."""
    room = _ROOM
    for one in lines:
        text = one.text if len(one.text) <= _SHORTEST else f"{one.text[:_SHORTEST].rstrip()}…"
        room -= len(escape(text + one.term).encode()) + _AROUND_ROW
        if room < 0:
            return
        yield ShownMeasure(text, one.term, one.state == MeasureState.CONFIRMED)


def _speaks_of_plan(page: SeenPage) -> bool:
    try:
        text = page.content.decode(page.charset, errors="replace")
    except LookupError:
        text = page.content.decode(errors="replace")
    words = unescape(_UNREAD.sub(" ", text)).casefold()
    return "план" in words and ("недостатк" in words or "независим" in words)
