"""Pages of plans: every state, every role, every foreign address; the six columns, what is missing, what is late."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.plan_screens import HOSTILE, STATES, SignedIn, noon, returned, shown
from tests.web.planned import (
    APPROVED_ON,
    BEGUN_ON,
    DRAFTED_ON,
    SHELF,
    answered,
    approved,
    deputy,
    drafted,
    reported,
    specialist,
)
from tests.web.territory import Territory
from time_machine import TimeMachineFixture

from merilo_web.accounts.roles import Role
from merilo_web.plans.actions import extensions, proofs, reports, writing
from merilo_web.plans.actions.extensions import ExtensionFacts
from merilo_web.plans.actions.writing import MeasureFacts
from merilo_web.plans.queries.windows import Quarter
from merilo_web.plans.urls import execution, plans

WRITERS = {Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY, Role.AUTHORITY_ADMIN, Role.AUTHORITY_SPECIALIST}
TOLD = WRITERS | {Role.COUNCIL_CHAIR, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER, Role.REGIONAL_OBSERVER}
LISTS = {"list", "oversight", "to_check"}


@pytest.mark.parametrize("state", STATES)
def test_who_opens_a_plan_in_every_state(territory: Territory, signed_in: SignedIn, state: str) -> None:
    plan = STATES[state](territory.home)
    opened = {
        role
        for role, user in territory.people.items()
        if signed_in(user).get(reverse("plans:plan", args=(plan.pk,))).status_code == 200
    }
    assert opened == (WRITERS if state in {"draft", "returned", "amended"} else TOLD)


@pytest.mark.parametrize("state", STATES)
def test_every_offered_button_opens_its_page(territory: Territory, signed_in: SignedIn, state: str) -> None:
    plan = STATES[state](territory.home)
    for user in (deputy(territory.home), specialist(territory.home)):
        client = signed_in(user)
        offers = client.get(reverse("plans:plan", args=(plan.pk,))).context["offers"]
        assert [client.get(one.address).status_code for one in offers] == [200 for _ in offers]
        assert sum(one.is_next for one in offers) <= 1


def test_every_address_of_a_foreign_plan_is_nobodys_page(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    plan = approved(home)
    measure, by = plan.measures.get(), deputy(home)
    proof = proofs.link(measure, "https://school1.example.org/a", by=by, on=BEGUN_ON)
    extension = extensions.request(measure, by=by, on=BEGUN_ON, facts=ExtensionFacts("до 01.06.2027", "Подрядчик"))
    report = reports.begin(plan, by=by, on=BEGUN_ON, quarter=Quarter(2026, 4))
    numbers = {"measures": measure.pk, "proofs": proof.pk, "extensions": extension.pk, "reports": report.pk}
    client = signed_in(territory.foreign.people[Role.ORGANIZATION_HEAD])
    found = {}
    for name, pattern in ((one.name, one.pattern) for one in (*plans.patterns, *execution.patterns)):
        if name in LISTS:
            continue
        own = {"pk": numbers.get(str(pattern).partition("/")[0], plan.pk), "listed": plan.listed_id, "ending": "docx"}
        own |= {
            "cycle": home.cycle.pk,
            "version": plan.results_id,
            "year": 2026,
            "quarter": 4,
            "deficiency": measure.deficiencies.first().pk,
        }
        address = reverse(f"plans:{name}", kwargs={key: own[key] for key in pattern.converters})
        found[name] = (client.get(address).status_code, client.post(address).status_code)
    posts = {"take_paper", "drop_paper", "raise_measure", "begin_measure", "begin_report"}
    posts |= {"check_publication", "open_widget", "issue_summary"}
    assert found == {name: (405 if name in posts else 404, 404) for name in found}
    assert len(found) > 40


def test_what_is_missing_stands_at_its_row_and_is_counted_on_top(territory: Territory, signed_in: SignedIn) -> None:
    plan, by = drafted(territory.home), deputy(territory.home)
    answered(plan, territory.home)
    vague = MeasureFacts("Обновить стенд", "когда-нибудь", "Белых А. С.")
    made = writing.add(plan, by=by, facts=vague)
    page = signed_in(by).get(reverse("plans:plan", args=(plan.pk,)))
    kept = page.context["page"]
    (row,) = kept.loose
    assert [fault.field for fault in row.faults] == ["term", "assignee_post"]
    text = page.content.decode()
    assert (kept.faults, "Нужно дописать: 2 места" in text, f'id="m{made.pk}"' in text) == (2, True, True)
    assert "по 01.03.2027" in text


def test_a_fresh_draft_offers_measures_for_every_deficiency(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    text = shown(signed_in(deputy(territory.home)), "plan", plan.pk)
    deficiencies = list(plan.listed.deficiencies.all())
    assert [f"library/?for={one.pk}" in text for one in deficiencies] == [True for _ in deficiencies]
    assert ["Доступность услуг для инвалидов" in text, "балл – " in text, "Загрузить готовый план" in text] == [
        True
    ] * 3


def test_a_reader_of_a_draft_is_offered_nothing(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    text = shown(signed_in(specialist(territory.home)), "plan", plan.pk)
    assert ("Выбрать готовое" in text, 'class="button' in text) == (False, False)


def test_remarks_stand_on_top_and_at_their_row(territory: Territory, signed_in: SignedIn) -> None:
    plan = returned(territory.home)
    text = shown(signed_in(deputy(territory.home)), "plan", plan.pk)
    assert ("Уточните сроки" in text, "Срок слишком далёк" in text) == (True, True)


def test_the_days_left_are_told(territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture) -> None:
    plan = drafted(territory.home)
    time_machine.move_to(noon(DRAFTED_ON))
    page = signed_in(deputy(territory.home)).get(reverse("plans:plan", args=(plan.pk,)))
    assert [one.due_on for one in page.context["clocks"]] == [plan.due_on]
    time_machine.move_to(noon(BEGUN_ON))
    page = signed_in(deputy(territory.home)).get(reverse("plans:plan", args=(plan.pk,)))
    assert [one.is_late for one in page.context["clocks"]] == [True]


def test_hostile_words_are_only_words(territory: Territory, signed_in: SignedIn) -> None:
    plan, by = drafted(territory.home), deputy(territory.home)
    every = [one.pk for one in plan.listed.deficiencies.all()]
    made = writing.add(plan, by=by, facts=MeasureFacts(*[HOSTILE] * 6), deficiencies=every)
    client = signed_in(by)
    pages = [
        shown(client, "plan", plan.pk),
        shown(client, "measure", made.pk),
        shown(client, "change_measure", made.pk),
        shown(client, "remove_measure", made.pk),
    ]
    assert [HOSTILE in page for page in pages] == [False for _ in pages]


def test_the_number_of_queries_does_not_depend_on_the_plan(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    plan = approved(home, several=1)
    client = signed_in(specialist(home))
    names = {"plan": plan.pk, "reports": plan.pk}

    def counted() -> dict[str, int]:
        found = {}
        for name, pk in names.items():
            with CaptureQueriesContext(
                connection,
            ) as asked:
                shown(client, name, pk)
            found[name] = len(asked)
        return found

    shown(client, "plan", plan.pk)
    before = counted()
    every = list(plan.listed.deficiencies.all())
    for number in range(3):
        made = plan.measures.create(position=number + 2, text="Ещё", term="май", author=deputy(home))
        made.deficiencies.set(every)
        proofs.link(made, "https://school1.example.org/a", by=deputy(home), on=APPROVED_ON)
    assert counted() == before


def test_the_paper_of_a_draft_may_be_looked_at(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    answered(plan, territory.home)
    client = signed_in(deputy(territory.home))
    found = {ending: client.get(reverse("plans:file", args=(plan.pk, ending))) for ending in ("docx", "pdf", "exe")}
    assert {ending: page.status_code for ending, page in found.items()} == {"docx": 200, "pdf": 200, "exe": 404}
    assert (found["docx"].content[:2], found["pdf"].content[:4]) == (b"PK", b"%PDF")


def test_a_superseded_version_shows_what_it_was(territory: Territory, signed_in: SignedIn) -> None:
    plan = STATES["superseded"](territory.home)
    text = shown(signed_in(deputy(territory.home)), "plan", plan.pk)
    assert ("Эта версия больше не действует" in text, SHELF.text in text) == (True, True)


def test_a_late_measure_says_so(territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture) -> None:
    plan = approved(territory.home, several=2)
    reported(plan.measures.all()[0], territory.home)
    time_machine.move_to(noon(BEGUN_ON.replace(month=4)))
    page = signed_in(deputy(territory.home)).get(reverse("plans:plan", args=(plan.pk,)))
    assert (page.context["page"].late, page.content.decode().count("просрочено") > 0) == (1, True)
