"""Plans for a year that tests stand on: an organization's and an authority's, begun, written, approved."""

from datetime import date

from tests.web.territory import Municipality

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.plans.actions import yearly_beginning, yearly_life, yearly_writing
from merilo_web.plans.actions.review import ApprovalFacts
from merilo_web.plans.actions.yearly_beginning import YearlyFacts
from merilo_web.plans.actions.yearly_writing import YearlyMeasureFacts
from merilo_web.plans.models import YearlyPlan

BEGUN_ON = date(2026, 12, 1)
APPROVED_ON = date(2026, 12, 15)
FACTS = YearlyFacts("по улучшению качества условий оказания услуг", 2027)
STAND = YearlyMeasureFacts(
    "Обновить стенд у входа",
    section="I. Открытость",
    term="до 01.03.2027",
    assignee_name="Белых А. С.",
    assignee_post="заместитель директора",
    expected="Сведения на стенде полны",
)
BENCHES = YearlyMeasureFacts(
    "Поставить скамьи", section="II. Комфортность", term="II квартал", expected="Есть где ждать"
)
APPROVAL = ApprovalFacts("Ветрова Ольга Игоревна", "директор", APPROVED_ON, "приказ от 15.12.2026 № 91")


def head(home: Municipality) -> User:
    """The head of the first organization."""
    return home.people[Role.ORGANIZATION_HEAD]


def begun(home: Municipality) -> YearlyPlan:
    """An empty plan of the first organization."""
    return yearly_beginning.begin(home.organizations[0], by=head(home), on=BEGUN_ON, facts=FACTS)


def written(home: Municipality) -> YearlyPlan:
    """Its plan with two measures."""
    plan = begun(home)
    for facts in (STAND, BENCHES):
        yearly_writing.add(plan, by=head(home), facts=facts)
    return plan


def approved(home: Municipality) -> YearlyPlan:
    """Its plan, approved by the head."""
    return yearly_life.approve(written(home), by=head(home), on=APPROVED_ON, facts=APPROVAL)


def of_authority(home: Municipality) -> YearlyPlan:
    """An empty plan of the authority."""
    by = home.people[Role.AUTHORITY_ADMIN]
    return yearly_beginning.begin(home.authority, by=by, on=BEGUN_ON, facts=FACTS)


def carried_by_authority(home: Municipality) -> YearlyPlan:
    """The authority's plan of measures with a head and its part, approved."""
    plan, by = of_authority(home), home.people[Role.AUTHORITY_ADMIN]
    for number, text, term in (("1", "Условия оценки", ""), ("1.1", "Образовать совет", "март 2027 г.")):
        facts = YearlyMeasureFacts(text, number=number, term=term, assignee_post="Управление образования")
        yearly_writing.add(plan, by=by, facts=facts)
    facts = ApprovalFacts("Лугова Анна Сергеевна", "начальник управления", APPROVED_ON)
    return yearly_life.approve(plan, by=by, on=APPROVED_ON, facts=facts)
