"""A form drawn again answers 422 in every app, with what was typed; a look once more before the end does not."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from tests.web.inspected import in_fieldwork
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.redrawn import RedrawnFormMiddleware, asking_once_more

Browser = Callable[[User], Client]
ADMIN, MANAGER, SECRETARY = Role.AUTHORITY_ADMIN, Role.OPERATOR_MANAGER, Role.COUNCIL_SECRETARY


@pytest.mark.parametrize(
    ("role", "name", "typed"),
    [
        (ADMIN, "registry:import", {"sector": "набрано"}),
        (SECRETARY, "cycles:plan_meeting", {"place": "набрано"}),
        (ADMIN, "cycles:add_event", {"title": "набрано"}),
        (MANAGER, "fieldwork:inspections", {"planned_on": "набрано"}),
        (ADMIN, "fieldwork:surveys", {"opens_on": "набрано"}),
        (MANAGER, "fieldwork:handover", {"note": ""}),
    ],
)
def test_a_form_with_faults_is_not_taken(
    territory: Territory, signed_in: Browser, role: Role, *, name: str, typed: dict[str, str]
) -> None:
    in_fieldwork(territory.home)
    address = reverse(name, args=() if name == "registry:import" else (territory.home.cycle.pk,))
    client = signed_in(territory.people[role])
    assert client.get(address).status_code == 200
    answer = client.post(address, typed)
    kept = [text for text in typed.values() if text and name != "registry:import"]
    assert (answer.status_code, [text in answer.content.decode() for text in kept]) == (422, [True] * len(kept))


def test_signing_in_is_no_exception(db: None) -> None:
    answer = Client().post(reverse("account_login"), {"login": "nobody@example.org", "password": "не тот"})
    assert (answer.status_code, "nobody@example.org" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("method", "page", "status"),
    [
        ("post", HttpResponse("<p>снова</p>"), 422),
        ("get", HttpResponse("<p>впервые</p>"), 200),
        ("post", asking_once_more(HttpResponse("<p>проверьте</p>")), 200),
        ("post", HttpResponse(b"%PDF", content_type="application/pdf"), 200),
        ("post", HttpResponse("<p>нельзя</p>", status=403), 403),
        ("post", HttpResponse(status=302, headers={"Location": "/"}), 302),
    ],
)
def test_only_a_page_in_place_of_the_way_onward_says_that_nothing_was_done(
    method: str, page: HttpResponse, *, status: int
) -> None:
    request = getattr(RequestFactory(), method)("/")
    assert RedrawnFormMiddleware(lambda _: page)(request).status_code == status
