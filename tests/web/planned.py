"""Plans that tests stand on: drawn from a scored cycle, written, approved, executed."""

from collections.abc import Callable
from datetime import date

from tests.web.scored import approved as results_approved
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import drafting, execution, review, writing
from merilo_web.plans.actions.execution import ExecutionFacts
from merilo_web.plans.actions.review import ApprovalFacts
from merilo_web.plans.actions.writing import MeasureFacts
from merilo_web.plans.models import ImprovementPlan, Measure
from merilo_web.results.actions import handing_over
from merilo_web.results.models import OrganizationResult, ResultVersion
from merilo_web.results.queries import written

HANDED_ON = date(2026, 10, 12)
DRAFTED_ON = date(2026, 10, 13)
SUBMITTED_ON = date(2026, 10, 15)
APPROVED_ON = date(2026, 10, 19)
BEGUN_ON = date(2027, 2, 1)
SHELF = MeasureFacts(
    "Поставить скамьи у входа", "до 01.03.2027", "Белых А. С.", "заместитель директора", expected="Есть где ждать"
)
APPROVAL = ApprovalFacts("Лугова Анна Сергеевна", "начальник управления", APPROVED_ON, "приказ от 19.10.2026 № 84")


def deputy(home: Municipality) -> User:
    """Who writes the plan of the first organization."""
    return home.people[Role.ORGANIZATION_DEPUTY]


def head(home: Municipality) -> User:
    """The head of the first organization."""
    return home.people[Role.ORGANIZATION_HEAD]


def specialist(home: Municipality) -> User:
    """Who checks plans at the authority."""
    return home.people[Role.AUTHORITY_SPECIALIST]


def handed_over(home: Municipality) -> ResultVersion:
    """Results with the authority."""
    version, chair = results_approved(home), home.people[Role.COUNCIL_CHAIR]
    version = handing_over.hand_over(version, written.transmittal(version, HANDED_ON), by=chair, on=HANDED_ON)
    home.cycle.refresh_from_db()
    return version


def result(version: ResultVersion, home: Municipality, place: int = 0) -> OrganizationResult:
    """The result of the organization at this place of the list."""
    return version.organizations.get(listed=home.listed[place])


def drafted(home: Municipality) -> ImprovementPlan:
    """A fresh plan of the first organization."""
    return drafting.draft(result(handed_over(home), home), by=deputy(home), on=DRAFTED_ON)


def answered(plan: ImprovementPlan, home: Municipality, *, several: int = 1) -> list[Measure]:
    """So many measures in the plan, each for every deficiency."""
    every = [one.pk for one in plan.listed.deficiencies.all()]
    return [writing.add(plan, by=deputy(home), facts=SHELF, deficiencies=every) for _ in range(several)]


def submitted(home: Municipality, *, several: int = 1) -> ImprovementPlan:
    """A whole plan before the authority."""
    plan = drafted(home)
    answered(plan, home, several=several)
    return review.submit(plan, by=deputy(home), on=SUBMITTED_ON)


def approved(home: Municipality, *, several: int = 1) -> ImprovementPlan:
    """An approved plan."""
    plan = submitted(home, several=several)
    return review.approve(plan, by=specialist(home), on=APPROVED_ON, facts=APPROVAL)


def reported(measure: Measure, home: Municipality, *, on: date = BEGUN_ON) -> Measure:
    """The measure, told by the deputy to be done."""
    return execution.report(measure, by=deputy(home), on=on, facts=ExecutionFacts("Поставлены две скамьи", on))


def confirmed(measure: Measure, home: Municipality, *, on: date = BEGUN_ON) -> Measure:
    """The measure, done and confirmed by the authority."""
    return execution.confirm(reported(measure, home, on=on), by=specialist(home), on=on, note="видел сам")


def events() -> list[str]:
    """Codes of the journal's entries about plans, the oldest first."""
    return list(JournalEntry.objects.filter(event__startswith="plans.").order_by("id").values_list("event", flat=True))


def intruders(territory: Territory, allowed: frozenset[Role], *deeds: Callable[[User], object]) -> list[Role]:
    """Roles beside those allowed that were not refused one of these deeds: there should be none."""
    done = []
    for role in sorted(set(Role) - allowed):
        for deed in deeds:
            try:
                deed(territory.people[role])
            except NotAllowedError:
                continue
            done.append(role)
    return done
