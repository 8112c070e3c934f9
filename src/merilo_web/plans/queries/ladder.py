"""Who is told of which matters on a day, and what of it stands on a person's desk."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from django.db.models import Q
from django.urls import reverse

from merilo.plurals import plural
from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS, ORGANIZATION, Role
from merilo_web.cycles.queries.tasks import Task
from merilo_web.plans.models.reminders import PlanReminder
from merilo_web.plans.queries.matters import DueMatter, due_matters
from merilo_web.plans.rules.ladder import LADDERS, rung_due
from merilo_web.registry.access import Access
from merilo_web.registry.models import Authority, Mandate, Organization

Step = PlanReminder.Step
_TERMS = ("срок", "срока", "сроков")
_ORGANIZATIONS = ("организация", "организации", "организаций")
_ORDER = list(Step)


class LadderMatter(Protocol):
    """What a letter tells of one matter: whose it is, what to do, by when, where."""

    @property
    def whose(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def due_on(self) -> date: ...
    @property
    def address(self) -> str: ...
    def days_late(self, on: date) -> int: ...


M = TypeVar("M", bound=LadderMatter)


@dataclass(frozen=True, slots=True)
class PlanLetter(Generic[M]):
    """One letter: the rung, to whom, about which matters. `whose` is whom it names in its subject."""

    step: PlanReminder.Step
    whose: str
    to: tuple[str, ...]
    matters: tuple[M, ...]


@dataclass(frozen=True, slots=True)
class OverdueMatter:
    """A matter that still waits and the highest rung that it has reached."""

    matter: DueMatter
    step: PlanReminder.Step


def letters(authority: Authority, on: date) -> tuple[PlanLetter[DueMatter], ...]:
    """What is to be sent on this day: a letter for each organization, head, authority and council that has any."""
    matters = due_matters(Q(cycle__authority=authority), on)
    sent = _sent(matters)
    groups: dict[tuple[int, int], list[DueMatter]] = defaultdict(list)
    for one in matters:
        if rung := rung_due(LADDERS[one.subject], one.due_on, sent=sent.get((one.key, one.due_on), {}), on=on):
            groups[_ORDER.index(rung.step), _group(rung.step, one)].append(one)
    return tuple(_letter(_ORDER[place], found, on) for (place, _), found in sorted(groups.items(), key=_by_group))


def overdue(access: Access, on: date) -> tuple[OverdueMatter, ...]:
    """What of the person's own matters was reminded of and still waits, the highest rung first."""
    authorities = access.numbers("authority", AUTHORITY)
    councils = access.numbers("council", COUNCIL_LEADERS)
    organizations = access.numbers("organization", ORGANIZATION)
    held = Q(listed__cycle__authority__in=authorities) | Q(listed__cycle__council__in=councils)
    held |= Q(listed__organization__in=organizations)
    reminded = PlanReminder.objects.filter(held).order_by().values("listed")
    if not reminded.exists():
        return ()
    matters = due_matters(Q(pk__in=reminded), on)
    sent = _sent(matters)
    found = [
        OverdueMatter(one, max(map(Step, steps), key=_ORDER.index))
        for one in matters
        if (steps := sent.get((one.key, one.due_on)))
    ]
    return tuple(sorted(found, key=lambda one: (-_ORDER.index(one.step), one.matter.sort_key)))


def awaiting(access: Access, on: date) -> Iterator[Task]:
    """A line for every rung that is the person's: their own terms, the authority's overdue, the council's hearing."""
    found = overdue(access, on) if access.has(ORGANIZATION | AUTHORITY | COUNCIL_LEADERS) else ()
    organizations = access.numbers("organization", ORGANIZATION)
    heads = access.numbers("organization", {Role.ORGANIZATION_HEAD})
    for organization in sorted(organizations):
        yield from _own([one for one in found if one.matter.listed.organization_id == organization], heads)
    authorities, councils = access.numbers("authority", AUTHORITY), access.numbers("council", COUNCIL_LEADERS)
    told = [one for one in found if one.matter.listed.cycle.authority_id in authorities]
    yield from _counted("Принять меры по просроченному", [one for one in told if one.step is Step.AUTHORITY])
    heard = [one for one in found if one in told or one.matter.listed.cycle.council_id in councils]
    yield from _counted("Вынести на заседание совета", [one for one in heard if one.step is Step.HEARING])


def _own(found: Sequence[OverdueMatter], heads: Iterable[int]) -> Iterator[Task]:
    ahead = [one for one in found if one.step is Step.AHEAD]
    late = [one for one in found if one.step is not Step.AHEAD]
    if ahead:
        words = f"Подходит срок по плану: {len(ahead)} {plural(len(ahead), _TERMS)}"
        first = ahead[0].matter
        yield Task(words, reverse("plans:overdue"), min(one.matter.due_on for one in ahead), first.listed.cycle.title)
    if late:
        matter = late[0].matter
        is_head = matter.listed.organization_id in heads and any(one.step is not Step.OVERDUE for one in late)
        begin = "Руководителю: прошёл срок по плану" if is_head else "Прошёл срок по плану"
        words = f"{begin}: {len(late)} {plural(len(late), _TERMS)}"
        yield Task(words, reverse("plans:overdue"), min(one.matter.due_on for one in late), matter.listed.cycle.title)


def _counted(words: str, found: Sequence[OverdueMatter]) -> Iterator[Task]:
    number = len({one.matter.listed.pk for one in found})
    if number:
        due_on = min(one.matter.due_on for one in found)
        yield Task(f"{words}: {number} {plural(number, _ORGANIZATIONS)}", reverse("plans:overdue"), due_on, "")


def _sent(matters: Sequence[DueMatter]) -> Mapping[tuple[str, date], Mapping[str, date]]:
    """Key and term of a matter → its rungs with the days on which they were reached."""
    numbers = {one.listed.pk for one in matters}
    found: dict[tuple[str, date], dict[str, date]] = defaultdict(dict)
    rows = PlanReminder.objects.filter(listed__in=numbers).values_list("key", "due_on", "step", "sent_on")
    for key, due_on, step, sent_on in rows:
        found[key, due_on][step] = sent_on
    return found


def _group(step: str, matter: DueMatter) -> int:
    """Whose letter it stands in."""
    if step == Step.AUTHORITY:
        return matter.listed.cycle.authority_id
    return matter.listed.cycle.council_id if step == Step.HEARING else matter.listed.pk


def _by_group(found: tuple[tuple[int, int], list[DueMatter]]) -> tuple[int, int]:
    return found[0]


def _letter(step: PlanReminder.Step, matters: Sequence[DueMatter], on: date) -> PlanLetter[DueMatter]:
    listed = matters[0].listed
    organization, authority, council = listed.organization, listed.cycle.authority, listed.cycle.council
    if step in (Step.AHEAD, Step.OVERDUE):
        whose, to = str(organization), of_organization(organization, on)
    elif step == Step.HEAD:
        heads = people(on, organization=organization, role=Role.ORGANIZATION_HEAD)
        whose, to = str(organization), heads or of_organization(organization, on)
    elif step == Step.AUTHORITY:
        whose, to = str(authority), of_authority(authority, on)
    else:
        leaders = people(on, council=council, role__in=sorted(COUNCIL_LEADERS))
        whose, to = str(council), (*leaders, *of_authority(authority, on))
    return PlanLetter(step, whose, tuple(dict.fromkeys(to)), tuple(matters))


def of_organization(organization: Organization, on: date) -> tuple[str, ...]:
    """The address of an organization; where it has none, those of its people."""
    everybody = {"organization": organization, "role__in": sorted(ORGANIZATION)}
    return (organization.email,) if organization.email else people(on, **everybody)


def of_authority(authority: Authority, on: date) -> tuple[str, ...]:
    """The address of an authority; where it has none, those of its people."""
    everybody = {"authority": authority, "role__in": sorted(AUTHORITY)}
    return (authority.email,) if authority.email else people(on, **everybody)


def people(on: date, **wanted: object) -> tuple[str, ...]:
    """Addresses of those who hold a mandate on the day."""
    rows = Mandate.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on, user__is_active=True)
    return tuple(rows.filter(**wanted).order_by("user__email").values_list("user__email", flat=True).distinct())
