"""What is decided about a whole cycle from its pages: the council's satisfaction bar, the later check."""

import pytest
from django.urls import reverse
from tests.web.plan_screens import SignedIn, sent, shown
from tests.web.planned import approved, confirmed, handed_over, specialist
from tests.web.scored import decided, scored
from tests.web.territory import Territory
from tests.web.test_plan_versions import AMENDED_ON, next_year

from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS, Role
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import closing
from merilo_web.plans.models import Deficiency, SatisfactionBar


def test_only_leaders_of_the_council_set_the_bar(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    scored(home)
    found = {
        role: signed_in(person).get(reverse("plans:bar", args=(home.cycle.pk,))).status_code
        for role, person in territory.people.items()
    }
    assert {role for role, status in found.items() if status == 200} == set(COUNCIL_LEADERS)
    assert set(found.values()) <= {200, 403, 404}
    foreign = signed_in(territory.foreign.people[Role.COUNCIL_CHAIR])
    assert sent(foreign, "bar", home.cycle.pk, percent=90, decision=1).status_code == 404


def test_the_bar_is_set_once_by_an_adopted_decision(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    scored(home)
    decision, client = decided(home), signed_in(home.people[Role.COUNCIL_CHAIR])
    link = f'href="{reverse("plans:bar", args=(home.cycle.pk,))}"'
    decisions = reverse("cycles:decisions", args=(home.cycle.pk,))
    assert link in client.get(decisions).content.decode()
    assert link not in signed_in(specialist(home)).get(decisions).content.decode()
    assert str(decision) in shown(client, "bar", home.cycle.pk)
    for percent, chosen, wrong in (("0", decision.pk, "percent"), ("90", 999, "decision"), ("90", "", "decision")):
        answer = sent(client, "bar", home.cycle.pk, percent=percent, decision=chosen)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    assert sent(client, "bar", home.cycle.pk, percent=90, decision=decision.pk).status_code == 302
    assert SatisfactionBar.objects.values_list("cycle", "percent", "decision").get() == (
        home.cycle.pk,
        90,
        decision.pk,
    )
    again = sent(client, "bar", home.cycle.pk, percent=80, decision=decision.pk)
    assert (again.status_code, "уже установлен" in again.content.decode()) == (422, True)
    assert link not in client.get(decisions).content.decode()


def test_a_decision_that_no_minutes_hold_is_not_offered(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    scored(home)
    decision = decided(home)
    decision.point.meeting.state = "held"
    decision.point.meeting.save()
    page = shown(signed_in(home.people[Role.COUNCIL_CHAIR]), "bar", home.cycle.pk)
    assert str(decision) not in page
    assert "установить порог нечем" in page


def test_the_authority_finds_what_came_back(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    plan = approved(home)
    confirmed(plan.measures.get(), home)
    closing.close(plan, by=specialist(home), on=AMENDED_ON)
    version, client = next_year(home), signed_in(specialist(home))
    link = f'href="{reverse("plans:recheck", args=(version.pk,))}"'
    assert link in client.get(reverse("results:version", args=(version.pk,))).content.decode()
    assert "обнаружены снова" in shown(client, "recheck", version.pk)
    answer = client.post(reverse("plans:recheck", args=(version.pk,)), follow=True)
    count = plan.listed.deficiencies.count()
    assert f"открыты снова: {count}" in answer.content.decode()
    assert set(Deficiency.objects.filter(listed=plan.listed).values_list("state", flat=True)) == {"reopened"}
    assert JournalEntry.objects.filter(event="plans.recheck").count() == count
    answer = client.post(reverse("plans:recheck", args=(version.pk,)), follow=True)
    assert "Обнаруженных повторно недостатков нет" in answer.content.decode()


@pytest.mark.parametrize("role", sorted(set(Role) - AUTHORITY))
def test_nobody_else_may_look_for_what_came_back(territory: Territory, signed_in: SignedIn, role: Role) -> None:
    version = handed_over(territory.home)
    answer = sent(signed_in(territory.people[role]), "recheck", version.pk)
    assert answer.status_code in (403, 404)
    assert sent(signed_in(specialist(territory.foreign)), "recheck", version.pk).status_code == 404
