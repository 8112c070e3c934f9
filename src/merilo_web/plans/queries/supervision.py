"""Summaries over the plans of a cycle, and heads to be heard: what they are made from and what was issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from merilo.documents.papers.hearing_list import HearingList, ListedHead
from merilo.documents.papers.oversight_summary import OverseenPlan, OversightSummary
from merilo.documents.papers.parties import Person
from merilo.documents.typography import places
from merilo.plans.hearing import Candidate, ChosenHead, hearing
from merilo_web.accounts.roles import COUNCIL
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.states import CycleState
from merilo_web.plans.models import DrawnHearing, HeadHearing, IssuedSummary
from merilo_web.plans.queries.overseen import OversightFilter, last_quarter
from merilo_web.plans.queries.standings import PlanStanding, all_standings
from merilo_web.registry.access import Access
from merilo_web.results.codec import intervals_of
from merilo_web.results.models import OrganizationResult, ResultVersion
from merilo_web.results.states import VersionState

_TOLD = (CycleState.HANDED_OVER, CycleState.CLOSED)
HIGHEST = LOWEST = 3
"""How many are heard and how many interviewed unless the authority says otherwise."""


@dataclass(frozen=True, slots=True)
class HeadChoice:
    """One head as chosen: what to do, the result that it stands on, the ground."""

    kind: HeadHearing.Kind
    result: OrganizationResult
    places: str
    ground: str


def told_cycles(access: Access) -> QuerySet[Cycle]:
    """Cycles with handed-over results that the person oversees, the newest first."""
    councils = access.numbers("council", COUNCIL)
    found = Cycle.objects.filter(state__in=_TOLD)
    found = found.filter(authority__in=access.overseen) | found.filter(council__in=councils)
    return found.select_related("authority", "council").order_by("-year", "-pk")


def seen_cycle(access: Access, pk: int) -> Cycle:
    """One of them. Raises Http404."""
    cycle = told_cycles(access).filter(pk=pk).first()
    if cycle is None:
        raise Http404
    return cycle


def summaries(cycles: Sequence[Cycle]) -> Mapping[int, Sequence[IssuedSummary]]:
    """Number of a cycle → its summaries that were issued, the newest first."""
    found: dict[int, list[IssuedSummary]] = {one.pk: [] for one in cycles}
    for summary in IssuedSummary.objects.filter(cycle__in=found).select_related("cycle"):
        found[summary.cycle_id].append(summary)
    return found


def summary_of(cycle: Cycle, access: Access, on: date) -> OversightSummary:
    """The summary of a cycle's plans on a day."""
    authority = cycle.authority
    signer = Person(authority.head_name, authority.head_post) if authority.head_name else None
    lines = all_standings(access, on, OversightFilter(cycle=cycle.pk))
    return OversightSummary(authority.name, cycle.title, on, tuple(map(_overseen, lines)), period_of(on), signer)


def period_of(on: date) -> str:
    """The quarter that was over last: «за II квартал 2027 года»."""
    return f"за {last_quarter(on).title}"


def approved_results(cycle: Cycle) -> ResultVersion | None:
    """The results that the council approved."""
    found = ResultVersion.objects.filter(cycle=cycle, state=VersionState.APPROVED)
    return found.select_related("cycle__authority", "cycle__council").order_by("-number").first()


def chosen(version: ResultVersion, highest: int, lowest: int) -> tuple[HeadChoice, ...]:
    """Whose heads are heard and whose interviewed, by places with ties and intervals."""
    rows = version.organizations.filter(place__isnull=False).select_related("listed__organization").defer("card")
    results = {str(row.pk): row for row in rows}
    spread = {code: intervals_of(row.intervals).place if row.intervals else None for code, row in results.items()}
    candidates = [Candidate(code, row.place or 0, spread[code]) for code, row in results.items()]
    found = hearing(candidates, highest=highest, lowest=lowest)
    kinds: Mapping[HeadHearing.Kind, tuple[ChosenHead, ...]] = {
        HeadHearing.Kind.HEARD: found.heard,
        HeadHearing.Kind.INTERVIEWED: found.interviewed,
    }
    return tuple(
        HeadChoice(kind, results[one.code], places(spread[one.code]), one.ground)
        for kind, heads in kinds.items()
        for one in heads
    )


def hearing_list(version: ResultVersion, heads: tuple[HeadChoice, ...], on: date, *, rule: str) -> HearingList:
    """The list as a paper is made from it."""
    cycle = version.cycle
    authority = cycle.authority
    signer = Person(authority.head_name, authority.head_post) if authority.head_name else None
    listed = {kind: tuple(_listed(one) for one in heads if one.kind is kind) for kind in HeadHearing.Kind}
    return HearingList(
        cycle.council.name,
        cycle.title,
        on,
        heard=listed[HeadHearing.Kind.HEARD],
        interviewed=listed[HeadHearing.Kind.INTERVIEWED],
        rule=rule,
        signer=signer,
    )


def drawn(version: ResultVersion) -> DrawnHearing | None:
    """The list of these results; None while there is none."""
    return DrawnHearing.objects.filter(results=version).select_related("results__cycle").first()


def seen_head(access: Access, pk: int) -> HeadHearing:
    """One head of a list that the person may read. Raises Http404."""
    related = ("hearing__results__cycle__authority", "listed__organization")
    rows = HeadHearing.objects.filter(hearing__results__cycle__in=told_cycles(access).order_by().values("pk"))
    found = rows.select_related(*related).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _overseen(one: PlanStanding) -> OverseenPlan:
    return OverseenPlan(
        organization=one.organization,
        approved_on=one.approved_on,
        published_on=one.published_on,
        measures=one.measures,
        done=one.reported + one.confirmed,
        confirmed=one.confirmed,
        overdue=one.overdue,
        late_reports=one.late_reports,
        missing_reports=one.missing_reports,
        state=one.state_title,
        published_at=one.published_url,
    )


def _listed(one: HeadChoice) -> ListedHead:
    organization, result = one.result.listed.organization, one.result
    head = Person(organization.head_name, organization.head_post)
    total = result.total.replace(".", ",")
    return ListedHead(organization.short_name, head, total, str(result.place), one.places, one.ground)
