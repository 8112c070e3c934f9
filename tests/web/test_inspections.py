"""Inspections: recorded piece by piece, settled between two inspectors, answered by the organization."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.inspected import (
    ABSENT,
    DAY,
    INAPPLICABLE,
    SEEN,
    UNCHECKED,
    assigned,
    in_fieldwork,
    inspector_of,
    recorded,
    second_inspector,
    submitted,
)
from tests.web.territory import Territory

from merilo.observations import ItemState, ItemValue
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.uploads import Upload
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.cycles.states import CycleState
from merilo_web.fieldwork.actions import inspections, objections
from merilo_web.fieldwork.actions.checklists import GivenItem, RemoteAttempt, add_remote_check, exact, record_items
from merilo_web.fieldwork.models import Inspection, RecordedItem
from merilo_web.fieldwork.queries.inspected import disagreements, items
from merilo_web.fieldwork.states import InspectionState
from merilo_web.journal.models import JournalEntry

INSPECTOR, MANAGER = Role.OPERATOR_INSPECTOR, Role.OPERATOR_MANAGER
HEAD = Role.ORGANIZATION_HEAD
AT = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)


def test_one_inspectors_values_are_what_is_scored(territory: Territory) -> None:
    home, user = territory.home, territory.people[INSPECTOR]
    inspection = assigned(home)
    half = GivenItem("observed", "0,5", note="без приёмных часов")
    recorded(inspection, user, stand__name=SEEN, stand__head=half, comfort__water=INAPPLICABLE, site__charter=UNCHECKED)
    assert dict(items(home.cycle)[str(home.organizations[0].pk)]) == {
        "stand.name": ItemValue(ItemState.OBSERVED, Fraction(1)),
        "stand.head": ItemValue(ItemState.OBSERVED, Fraction(1, 2), note="без приёмных часов"),
        "comfort.water": ItemValue(ItemState.NOT_APPLICABLE, None, "Школа в арендованном здании"),
        "site.charter": ItemValue(ItemState.UNCHECKED),
    }


def test_what_is_recorded_is_journalled_item_by_item(territory: Territory) -> None:
    user = territory.people[INSPECTOR]
    inspection = assigned(territory.home)
    recorded(inspection, user, stand__name=SEEN)
    recorded(inspection, user, stand__name=ABSENT, stand__head=GivenItem())
    entries = JournalEntry.objects.filter(event="fieldwork.record_items").order_by("id")
    assert [entry.changes for entry in entries] == [{"stand.name": [None, "есть"]}, {"stand.name": ["есть", "нет"]}]
    assert {entry.actor_name for entry in entries} == {user.full_name}


def test_a_mark_taken_back_is_not_looked_at_again(territory: Territory) -> None:
    user = territory.people[INSPECTOR]
    inspection = assigned(territory.home)
    recorded(inspection, user, stand__name=SEEN)
    recorded(inspection, user, stand__name=GivenItem())
    assert RecordedItem.objects.count() == 0


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("stand.name", GivenItem("not_applicable", reason=" ")),
        ("stand.name", GivenItem("observed", "1.5")),
        ("stand.name", GivenItem("observed", "１")),
        ("stand.name", GivenItem("observed", "1/0")),
        ("stand.name", GivenItem("seen")),
        ("stand.name", replace(SEEN, link="javascript:alert(1)")),
        ("stand.name", replace(SEEN, note="х" * 501)),
        ("stand.nothing", SEEN),
        ("site.employment", SEEN),
    ],
)
def test_a_wrong_value_is_told_and_the_right_ones_are_kept(territory: Territory, code: str, given: GivenItem) -> None:
    user = territory.people[INSPECTOR]
    inspection = assigned(territory.home)
    faults = record_items(inspector_of(inspection, user), {code: given, "stand.address": SEEN}, by=user)
    assert list(faults) == [code]
    assert list(RecordedItem.objects.values_list("item_code", "value")) == [("stand.address", "1")]


@pytest.mark.parametrize(
    ("text", "value"), [("1", Fraction(1)), ("0,25", Fraction(1, 4)), ("1/3", Fraction(1, 3)), ("-1", None), ("", None)]
)
def test_values_are_exact(text: str, value: Fraction | None) -> None:
    assert exact(text) == value


def test_an_attempt_to_reach_the_organization_marks_the_way(territory: Territory) -> None:
    user = territory.people[INSPECTOR]
    inspection = assigned(territory.home)
    attempt = RemoteAttempt(
        "email",
        AT.replace(hour=8),
        AT.replace(hour=10, minute=15),
        works=True,
        published=False,
        note="Ответил секретарь",
    )
    check = add_remote_check(inspector_of(inspection, user), attempt, by=user, at=AT)
    assert check.answered_in == "2 ч 15 мин"
    assert list(RecordedItem.objects.order_by("item_code").values_list("item_code", "value", "note")) == [
        ("email.published", "0", ""),
        ("email.works", "1", "обращение 05.10.2026, ответ через 2 ч 15 мин"),
    ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"way": "pigeon"}, "way"),
        ({"asked_at": AT.replace(hour=13)}, "asked_at"),
        ({"answered_at": AT.replace(hour=7)}, "answered_at"),
    ],
)
def test_an_impossible_attempt_is_refused_at_its_field(
    territory: Territory, changed: dict[str, object], field: str
) -> None:
    user = territory.people[INSPECTOR]
    inspection = assigned(territory.home)
    attempt = RemoteAttempt("email", AT.replace(hour=8), None, works=False, published=True)
    with pytest.raises(ValidationError) as refused:
        add_remote_check(inspector_of(inspection, user), replace(attempt, **changed), by=user, at=AT)
    assert list(refused.value.message_dict) == [field]


def test_two_inspectors_who_disagree_wait_for_the_manager(territory: Territory) -> None:
    home, first, manager = territory.home, territory.people[INSPECTOR], territory.people[MANAGER]
    second = second_inspector(home)
    inspection = assigned(home, first, second)
    recorded(inspection, first, stand__name=SEEN, stand__address=SEEN, stand__head=UNCHECKED)
    recorded(inspection, second, stand__name=ABSENT, stand__address=SEEN, stand__head=ABSENT)
    for user in (first, second):
        inspection = inspections.finish(inspector_of(inspection, user), by=user, on=DAY)
    owner = str(home.organizations[0].pk)
    assert inspection.state == InspectionState.DRAFT
    assert [one.item.code for one in disagreements(inspection)] == ["stand.name"]
    assert sorted(items(home.cycle)[owner]) == ["stand.address", "stand.head"]
    assert items(home.cycle)[owner]["stand.head"].value == 0
    with pytest.raises(ValidationError, match="почему"):
        inspections.settle(inspection, "stand.name", SEEN, by=manager, on=DAY, grounds=" ")
    settled = inspections.settle(inspection, "stand.name", SEEN, by=manager, on=DAY, grounds="Видно на фото")
    assert (settled.state, items(home.cycle)[owner]["stand.name"].value) == (InspectionState.SUBMITTED, 1)
    assert JournalEntry.objects.get(event="fieldwork.settle_item").note == "Видно на фото"


def test_the_organization_confirms(territory: Territory) -> None:
    inspection = submitted(territory.home)
    confirmed = objections.confirm(inspection, by=territory.people[HEAD], on=DAY)
    assert (confirmed.state, confirmed.answered_on) == (InspectionState.CONFIRMED, DAY)


def test_an_objection_that_is_upheld_changes_what_counts(territory: Territory) -> None:
    home = territory.home
    inspection = submitted(home)
    words = {"stand.address": "Адрес висит у входа", "stand.name": "  ", "comfort.water": "Кулер есть"}
    objected = objections.object_to(inspection, words, by=territory.people[HEAD], on=DAY)
    first, second = objected.objections.all()
    manager = territory.people[MANAGER]
    half = objections.resolve(first, by=manager, on=DAY, answer="Верно, см. фото", given=SEEN)
    whole = objections.resolve(second, by=manager, on=DAY, answer="Кулер без воды")
    assert (objected.state, half.state, whole.state) == ("objected", "objected", "resolved")
    values = items(home.cycle)[str(home.organizations[0].pk)]
    assert (values["stand.address"].value, values["comfort.water"].state) == (1, ItemState.NOT_APPLICABLE)
    with pytest.raises(NotAllowedError):
        objections.resolve(second, by=manager, on=DAY, answer="Ещё раз")


def test_an_objection_needs_words_about_something_recorded(territory: Territory) -> None:
    inspection = submitted(territory.home)
    head = territory.people[HEAD]
    with pytest.raises(ValidationError, match="хотя бы у одного"):
        objections.object_to(inspection, {"stand.name": ""}, by=head, on=DAY)
    with pytest.raises(ValidationError) as refused:
        objections.object_to(inspection, {"site.charter": "Есть"}, by=head, on=DAY)
    assert list(refused.value.message_dict) == ["site.charter"]


def test_a_returned_inspection_is_open_for_its_inspectors(territory: Territory) -> None:
    inspection = submitted(territory.home)
    with pytest.raises(ValidationError):
        inspections.return_inspection(inspection, by=territory.people[MANAGER], reason="")
    back = inspections.return_inspection(inspection, by=territory.people[MANAGER], reason="Нет фото")
    assert (back.state, [one.finished_on for one in back.inspectors.all()]) == (InspectionState.DRAFT, [None])


def test_only_those_whose_turn_it_is_may_act(territory: Territory) -> None:
    home, foreign = territory.home, territory.foreign
    inspection = submitted(home)
    inspector = inspector_of(inspection, territory.people[INSPECTOR])
    attempts = {
        "other states": lambda by: record_items(inspector, {"stand.name": SEEN}, by=by),
        "return": lambda by: inspections.return_inspection(inspection, by=by, reason="так"),
        "confirm": lambda by: objections.confirm(inspection, by=by, on=DAY),
        "object": lambda by: objections.object_to(inspection, {"stand.name": "нет"}, by=by, on=DAY),
        "assign": lambda by: inspections.assign(home.listed[1], [territory.people[INSPECTOR]], by=by, on=DAY),
    }
    able = {"other states": set(), "return": {MANAGER}, "assign": {MANAGER}}
    able |= {name: {HEAD, Role.ORGANIZATION_DEPUTY} for name in ("confirm", "object")}
    before = JournalEntry.objects.count()
    refused = set()
    for name, act in attempts.items():
        people = {role: user for role, user in territory.people.items() if role not in able[name]}
        for role, user in [*people.items(), *((f"foreign {role}", user) for role, user in foreign.people.items())]:
            with pytest.raises(NotAllowedError):
                act(user)
            refused.add((name, role))
    assert len(refused) == sum(len(territory.people) - len(able[name]) + len(foreign.people) for name in attempts)
    assert JournalEntry.objects.count() == before


def test_a_colleague_may_not_write_in_another_inspectors_record(territory: Territory) -> None:
    second = second_inspector(territory.home)
    inspection = assigned(territory.home)
    inspector = inspector_of(inspection, territory.people[INSPECTOR])
    for act in (
        lambda: record_items(inspector, {"stand.name": SEEN}, by=second),
        lambda: inspections.finish(inspector, by=second, on=DAY),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_inspectors_are_the_operators_own_and_not_more_than_two(territory: Territory) -> None:
    home, manager = territory.home, territory.people[MANAGER]
    in_fieldwork(home)
    own = [territory.people[INSPECTOR], second_inspector(home), manager]
    for users in ([], own, [territory.foreign.people[INSPECTOR]], [territory.people[HEAD]]):
        with pytest.raises(ValidationError):
            inspections.assign(home.listed[0], users, by=manager, on=DAY)
    assert Inspection.objects.count() == 0


def test_an_inspector_who_has_recorded_is_not_taken_off(territory: Territory) -> None:
    home, manager = territory.home, territory.people[MANAGER]
    inspection = assigned(home)
    recorded(inspection, territory.people[INSPECTOR], stand__name=SEEN)
    with pytest.raises(ValidationError, match="уже записал"):
        inspections.assign(home.listed[0], [second_inspector(home)], by=manager, on=DAY)


@pytest.mark.parametrize("state", [CycleState.ACCEPTED, CycleState.SCORED, CycleState.CLOSED])
def test_accepted_data_are_locked(territory: Territory, state: CycleState) -> None:
    user = territory.people[INSPECTOR]
    inspection = assigned(territory.home)
    Cycle.objects.update(state=state)
    with pytest.raises(NotAllowedError, match="менять нельзя"):
        record_items(inspector_of(inspection, user), {"stand.name": SEEN}, by=user)


@pytest.mark.parametrize("number", [1, 3])
def test_settled_values_take_two_queries(territory: Territory, number: int, django_assert_num_queries: object) -> None:
    home, user = territory.home, territory.people[INSPECTOR]
    for place in range(number):
        recorded(assigned(home, place=place), user, stand__name=SEEN)
    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's fixture
        assert len(items(home.cycle)) == number


def test_many_values_cost_no_more_queries_than_few(territory: Territory) -> None:
    home, user = territory.home, territory.people[INSPECTOR]
    codes = [one.code for part in edition_of(home.cycle).checklists for one in part.norm("school") if not one.bands]
    costs = []
    for place, number in enumerate((1, 2, 20)):
        inspection = assigned(home, place=place)
        for given in (SEEN, ABSENT):
            values = dict.fromkeys(codes[:number], given)
            with CaptureQueriesContext(connection) as asked:
                assert record_items(inspector_of(inspection, user), values, by=user) == {}
            costs.append(len(asked))
    assert (costs[2:4], RecordedItem.objects.filter(value="0").count()) == (costs[4:], 23)


def test_a_value_changed_keeps_its_photo(territory: Territory) -> None:
    user = territory.people[INSPECTOR]
    inspection = assigned(territory.home)
    photo = Upload(b"%PDF-1.4", "page.pdf", "application/pdf")
    recorded(inspection, user, stand__name=replace(SEEN, photo=photo), stand__head=SEEN)
    recorded(inspection, user, stand__name=ABSENT, stand__head=GivenItem(), stand__address=SEEN)
    kept = RecordedItem.objects.order_by("item_code").values_list("item_code", "value", "evidence__file_name")
    assert list(kept) == [("stand.address", "1", None), ("stand.name", "0", "page.pdf")]
