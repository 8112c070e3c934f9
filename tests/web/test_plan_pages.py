"""Pages of plans: every state, every role; the six columns, what is missing, nothing typed is lost."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.planned import (
    APPROVED_ON,
    BEGUN_ON,
    answered,
    approved,
    confirmed,
    deputy,
    drafted,
    handed_over,
    head,
    reported,
    specialist,
    submitted,
)
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.plans.actions import amendments, closing, execution, review, writing
from merilo_web.plans.actions.writing import MeasureFacts
from merilo_web.plans.models import ImprovementPlan

SignedIn = Callable[[User], Client]
HOSTILE = "<script>alert(1)</script>"


def returned(home: Municipality) -> ImprovementPlan:
    plan = submitted(home)
    at = {plan.measures.get().pk: "Срок слишком далёк"}
    return review.return_plan(plan, by=specialist(home), on=APPROVED_ON, remarks="Уточните сроки", at=at)


def in_execution(home: Municipality) -> ImprovementPlan:
    return execution.begin_plan(approved(home), by=deputy(home), on=BEGUN_ON)


def closed(home: Municipality) -> ImprovementPlan:
    plan = approved(home)
    confirmed(plan.measures.get(), home)
    return closing.close(plan, by=specialist(home), on=BEGUN_ON)


def amended(home: Municipality) -> ImprovementPlan:
    return amendments.amend(in_execution(home), by=deputy(home), on=BEGUN_ON, reason="Сменился подрядчик")


def superseded(home: Municipality) -> ImprovementPlan:
    made = review.submit(amended(home), by=deputy(home), on=BEGUN_ON)
    from tests.web.planned import APPROVAL

    facts = APPROVAL.__class__(APPROVAL.approver_name, APPROVAL.approver_post, BEGUN_ON)
    review.approve(made, by=specialist(home), on=BEGUN_ON, facts=facts)
    former = made.supersedes
    assert former is not None
    former.refresh_from_db()
    return former


STATES = {
    "draft": drafted,
    "submitted": submitted,
    "returned": returned,
    "approved": approved,
    "in_execution": in_execution,
    "closed": closed,
    "superseded": superseded,
    "amended": amended,
}
WRITERS = {Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY, Role.AUTHORITY_ADMIN, Role.AUTHORITY_SPECIALIST}
TOLD = WRITERS | {Role.COUNCIL_CHAIR, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER, Role.REGIONAL_OBSERVER}


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
        assert {one.address: client.get(one.address).status_code for one in offers} == {
            one.address: 200 for one in offers
        }
        assert sum(one.is_next for one in offers) <= 1
