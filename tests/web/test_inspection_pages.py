"""Pages of inspections and of the hand-over: who sees them, what is kept when something is wrong."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.inspected import (
    ABSENT,
    DAY,
    SEEN,
    assigned,
    in_fieldwork,
    inspector_of,
    recorded,
    second_inspector,
    submitted,
)
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.states import CycleState
from merilo_web.fieldwork.actions import inspections
from merilo_web.fieldwork.models import Handover, Inspection, Objection, RecordedItem, RemoteCheck, SettledItem
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Filing
from merilo_web.registry.queries.documents import scope_of

SignedIn = Callable[[User], Client]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
INSPECTOR, MANAGER, HEAD, ADMIN = (
    Role.OPERATOR_INSPECTOR,
    Role.OPERATOR_MANAGER,
    Role.ORGANIZATION_HEAD,
    Role.AUTHORITY_ADMIN,
)


def test_a_part_is_saved_with_a_photo_whole_or_not(territory: Territory, signed_in: SignedIn) -> None:
    inspection = assigned(territory.home)
    client = signed_in(territory.people[INSPECTOR])
    sent = {
        "value:stand.name": "1",
        "photo:stand.name": SimpleUploadedFile("../стенд.png", PNG),
        "value:stand.head": "1/2",
        "value:stand.menu": "",
    }
    answer = client.post(f"/inspections/{inspection.pk}/stand/", sent)
    assert (answer.status_code, answer.url) == (302, f"/inspections/{inspection.pk}/")
    kept = RecordedItem.objects.order_by("item_code").values_list("item_code", "value", "evidence__file_name")
    assert list(kept) == [("stand.head", "1/2", None), ("stand.name", "1", "стенд.png")]
    page = client.get(f"/inspections/{inspection.pk}/stand/").content.decode()
    assert RecordedItem.objects.get(item_code="stand.name").evidence.file.sha256 in page
    photo = RecordedItem.objects.get(item_code="stand.name").evidence_id
    filing = Filing.objects.get(evidence=photo)
    opens = [access_of(one.people[INSPECTOR]).sees(scope_of(filing)) for one in (territory.home, territory.foreign)]
    assert opens == [True, False]


@pytest.mark.parametrize("content", [b"<script>alert(1)</script>", b"MZ\x90\x00", b""])
def test_a_hostile_photo_is_refused_and_the_rest_is_kept(
    territory: Territory, signed_in: SignedIn, content: bytes
) -> None:
    inspection = assigned(territory.home)
    sent = {
        "value:stand.name": "1",
        "photo:stand.name": SimpleUploadedFile("a.png", content or b"x"),
        "value:stand.head": "0",
    }
    answer = signed_in(territory.people[INSPECTOR]).post(f"/inspections/{inspection.pk}/stand/", sent)
    assert answer.status_code == 422
    assert list(RecordedItem.objects.values_list("item_code", flat=True)) == ["stand.head"]


def test_what_was_typed_stays_when_a_reason_is_missing(territory: Territory, signed_in: SignedIn) -> None:
    inspection = assigned(territory.home)
    sent = {
        "value:comfort.water": "not_applicable",
        "note:comfort.water": "<b>Кулер</b>",
        "value:comfort.navigation": "1",
    }
    answer = signed_in(territory.people[INSPECTOR]).post(f"/inspections/{inspection.pk}/comfort/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "&lt;b&gt;Кулер&lt;/b&gt;" in page
    assert 'name="value:comfort.water" value="not_applicable" checked' in page
    assert list(RecordedItem.objects.values_list("item_code", flat=True)) == ["comfort.navigation"]


def test_a_call_is_logged_in_the_authoritys_own_time(territory: Territory, signed_in: SignedIn) -> None:
    inspection = assigned(territory.home)
    sent = {"way": "phone", "asked_at": "2026-10-05T09:00", "answered_at": "2026-10-05T09:07", "works": "on"}
    answer = signed_in(territory.people[INSPECTOR]).post(f"/inspections/{inspection.pk}/contacts/", sent)
    assert answer.status_code == 302
    check = RemoteCheck.objects.get()
    assert (check.asked_at.isoformat(), check.answered_in) == ("2026-10-05T06:00:00+00:00", "7 мин")


def test_a_manager_assigns_several_organizations_at_once(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    in_fieldwork(home)
    client = signed_in(territory.people[MANAGER])
    sent = {"listed": [row.pk for row in home.listed[:2]], "first": territory.people[INSPECTOR].pk, "second": ""}
    answer = client.post(f"/cycles/{home.cycle.pk}/inspections/", sent)
    assert (answer.status_code, Inspection.objects.count()) == (302, 2)
    again = client.post(f"/cycles/{home.cycle.pk}/inspections/", {"listed": [home.listed[2].pk], "first": ""})
    assert (again.status_code, Inspection.objects.count()) == (422, 2)


def test_a_disagreement_is_settled_on_its_page(territory: Territory, signed_in: SignedIn) -> None:
    home, first = territory.home, territory.people[INSPECTOR]
    second = second_inspector(home)
    inspection = assigned(home, first, second)
    recorded(inspection, first, stand__name=SEEN)
    recorded(inspection, second, stand__name=ABSENT)
    client, page = signed_in(territory.people[MANAGER]), f"/inspections/{inspection.pk}/settle/stand.name/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"value": "1", "grounds": ""}).status_code == 422
    assert client.post(page, {"value": "1", "grounds": "Видно на фото"}).status_code == 302
    assert list(SettledItem.objects.values_list("value", "grounds")) == [("1", "Видно на фото")]
    assert client.get(page).status_code == 404


def test_a_head_objects_and_the_operator_answers(territory: Territory, signed_in: SignedIn) -> None:
    inspection = submitted(territory.home)
    head, manager = signed_in(territory.people[HEAD]), signed_in(territory.people[MANAGER])
    page = f"/inspections/{inspection.pk}/answer/"
    assert head.get(f"/inspections/{inspection.pk}/").status_code == 200
    assert head.post(page, {"words:stand.address": "Висит у входа", "confirm": "1"}).status_code == 422
    assert head.post(page, {"words:stand.address": "Висит у входа", "object": "1"}).status_code == 302
    objection = Objection.objects.get()
    assert manager.get(f"/objections/{objection.pk}/").status_code == 200
    answer = manager.post(f"/objections/{objection.pk}/", {"value": "1", "answer": "Верно"})
    assert (answer.status_code, Inspection.objects.get().state) == (302, "resolved")
    assert head.get(f"/inspections/{inspection.pk}/").status_code == 200


def test_an_inspection_is_read_by_its_own_and_by_the_authority_once_accepted(
    territory: Territory, signed_in: SignedIn
) -> None:
    home, inspection = territory.home, submitted(territory.home)
    people = {**{f"foreign {role}": user for role, user in territory.foreign.people.items()}, **territory.people}

    def readers() -> set[str]:
        return {
            role
            for role, user in people.items()
            if signed_in(user).get(f"/inspections/{inspection.pk}/").status_code == 200
        }

    own = {INSPECTOR, MANAGER, HEAD, Role.ORGANIZATION_DEPUTY}
    assert readers() == own
    Cycle.objects.filter(pk=home.cycle.pk).update(state=CycleState.ACCEPTED, accepted_on=DAY)
    council = {Role.COUNCIL_CHAIR, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER}
    assert readers() == own | council | {ADMIN, Role.AUTHORITY_SPECIALIST, Role.REGIONAL_OBSERVER}


def test_data_go_from_the_operator_to_the_authority_by_buttons(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    submitted(home)
    manager, admin = signed_in(territory.people[MANAGER]), signed_in(territory.people[ADMIN])
    page = f"/cycles/{home.cycle.pk}/handover/"
    assert manager.post(page, {"note": ""}).status_code == 422
    assert manager.post(page, {"note": "Две школы закрыты"}).status_code == 302
    handover = Handover.objects.get()
    assert admin.get(page).status_code == 200
    assert manager.get(f"/handovers/{handover.pk}/accept/").status_code == 403
    assert admin.get(f"/handovers/{handover.pk}/burn/").status_code == 404
    assert signed_in(territory.foreign.people[ADMIN]).get(f"/handovers/{handover.pk}/accept/").status_code == 404
    assert admin.post(f"/handovers/{handover.pk}/return/", {"text": ""}).status_code == 422
    assert admin.post(f"/handovers/{handover.pk}/accept/", {"text": "1"}).status_code == 302
    assert Cycle.objects.get(pk=home.cycle.pk).state == CycleState.ACCEPTED
    assert manager.get(page).status_code == 200


def test_the_list_costs_the_same_for_one_inspection_and_for_three(territory: Territory, signed_in: SignedIn) -> None:
    home, client, asked = territory.home, signed_in(territory.people[MANAGER]), []
    for place in range(3):
        recorded(assigned(home, place=place), territory.people[INSPECTOR], stand__name=SEEN)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"/cycles/{home.cycle.pk}/inspections/").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[2]


def test_a_person_who_finished_sees_what_counts(territory: Territory, signed_in: SignedIn) -> None:
    user, inspection = territory.people[INSPECTOR], assigned(territory.home)
    client = signed_in(user)
    assert client.post(f"/inspections/{inspection.pk}/finish/").status_code == 302
    assert Inspection.objects.get().state == "draft"
    recorded(inspection, user, stand__name=SEEN)
    assert client.post(f"/inspections/{inspection.pk}/finish/").status_code == 302
    assert Inspection.objects.get().state == "submitted"
    assert inspector_of(inspection, user).finished_on is not None
    assert client.post(f"/inspections/{inspection.pk}/stand/", {"value:stand.name": "0"}).status_code == 403
    assert inspections.MOST_INSPECTORS == 2


def test_the_authority_exports_accepted_answers_only(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    in_fieldwork(home)
    page, admin = f"/cycles/{home.cycle.pk}/answers.csv", signed_in(territory.people[ADMIN])
    assert [admin.get(page).status_code, signed_in(territory.people[MANAGER]).get(page).status_code] == [403, 200]
    assert page not in admin.get(f"/cycles/{home.cycle.pk}/surveys/").content.decode()
    Cycle.objects.filter(pk=home.cycle.pk).update(state=CycleState.ACCEPTED, accepted_on=DAY)
    assert admin.get(page).status_code == 200
