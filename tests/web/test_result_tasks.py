"""What awaits people in results, and the timer's command of intervals."""

from datetime import date
from io import StringIO

from django.core.management import call_command
from django.urls import reverse
from tests.web.scored import SCORED_ON, accepted, approved, considered, scored
from tests.web.surveys import opened, submission
from tests.web.territory import Territory

from merilo_web.accounts.roles import Role
from merilo_web.cycles.queries.cycles import running
from merilo_web.fieldwork.actions.intake import receive
from merilo_web.fieldwork.states import SurveyState
from merilo_web.registry.access import access_of
from merilo_web.results.actions.scoring import score
from merilo_web.results.queries.tasks import awaiting

ON = date(2026, 10, 12)


def _titles(territory: Territory, role: Role) -> list[tuple[str, str]]:
    access = access_of(territory.people[role], on=ON)
    return [(one.title, one.url) for one in awaiting(access, running(access), ON)]


def test_accepted_data_await_scoring(territory: Territory) -> None:
    cycle = accepted(territory.home)
    expected = [("Рассчитать баллы", reverse("results:score", args=(cycle.pk,)))]
    assert _titles(territory, Role.OPERATOR_MANAGER) == expected
    assert _titles(territory, Role.COUNCIL_MEMBER) == []
    assert _titles(territory, Role.ORGANIZATION_HEAD) == []


def test_a_considered_version_awaits_the_leaders_of_the_council(territory: Territory) -> None:
    version = considered(territory.home)
    address = reverse("results:recommendations", args=(version.pk,))
    assert _titles(territory, Role.COUNCIL_CHAIR) == [("Проверить предложения и утвердить результаты", address)]
    assert _titles(territory, Role.AUTHORITY_ADMIN) == []


def test_an_approved_version_awaits_its_hand_over(territory: Territory) -> None:
    version = approved(territory.home)
    address = reverse("results:hand_over", args=(version.pk,))
    assert _titles(territory, Role.COUNCIL_SECRETARY) == [("Передать учредителю результаты и предложения", address)]


def test_the_command_passes_over_a_version_whose_data_have_changed(territory: Territory) -> None:
    version = scored(territory.home)
    said = StringIO()
    call_command("intervals", stdout=StringIO(), stderr=said)
    version.refresh_from_db()
    assert version.statistics is None
    assert said.getvalue() == f"{version}: Данные изменились после расчёта: сначала пересчитайте баллы.\n"


def test_the_command_estimates_what_is_missing(territory: Territory) -> None:
    home = territory.home
    survey = opened(home.listed[0], state=SurveyState.OPEN)
    for _ in range(3):
        receive(submission(survey))
    version = score(accepted(home), by=home.people[Role.OPERATOR_MANAGER], on=SCORED_ON)
    said = StringIO()
    call_command("intervals", stdout=said)
    version.refresh_from_db()
    assert (said.getvalue(), version.statistics["draws"]) == (f"{version}: посчитано\n", 1000)
    kept = version.organizations.get(listed=home.listed[0]).intervals
    assert "5.1" in {code for code, _, _ in kept["nodes"]}
