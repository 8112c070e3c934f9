"""What tests of the pages of plans stand on: a plan in each state, a browser on a certain day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.web.planned import (
    APPROVAL,
    APPROVED_ON,
    BEGUN_ON,
    approved,
    confirmed,
    deputy,
    drafted,
    specialist,
    submitted,
)
from tests.web.territory import Municipality

from merilo_web.accounts.models import User
from merilo_web.plans.actions import amendments, closing, execution, review
from merilo_web.plans.models import ImprovementPlan

SignedIn = Callable[[User], Client]
HOSTILE = "<script>alert(1)</script>"


def noon(day: date) -> datetime:
    """The middle of the day: a time for which a clock can be set."""
    return datetime.combine(day, time(9), UTC)


def returned(home: Municipality) -> ImprovementPlan:
    """A plan with remarks."""
    plan = submitted(home)
    at = {plan.measures.get().pk: "Срок слишком далёк"}
    return review.return_plan(plan, by=specialist(home), on=APPROVED_ON, remarks="Уточните сроки", at=at)


def in_execution(home: Municipality) -> ImprovementPlan:
    """A plan that is being carried out."""
    return execution.begin_plan(approved(home), by=deputy(home), on=BEGUN_ON)


def closed(home: Municipality) -> ImprovementPlan:
    """A plan with everything confirmed."""
    plan = approved(home)
    confirmed(plan.measures.get(), home)
    return closing.close(plan, by=specialist(home), on=BEGUN_ON)


def amended(home: Municipality) -> ImprovementPlan:
    """The draft of a second version."""
    return amendments.amend(in_execution(home), by=deputy(home), on=BEGUN_ON, reason="Сменился подрядчик")


def superseded(home: Municipality) -> ImprovementPlan:
    """A first version after the second was approved."""
    made = review.submit(amended(home), by=deputy(home), on=BEGUN_ON)
    review.approve(made, by=specialist(home), on=BEGUN_ON, facts=replace(APPROVAL, approved_on=BEGUN_ON))
    return ImprovementPlan.objects.get(listed=home.listed[0], number=1)


STATES: dict[str, Callable[[Municipality], ImprovementPlan]] = {
    "draft": drafted,
    "submitted": submitted,
    "returned": returned,
    "approved": approved,
    "in_execution": in_execution,
    "closed": closed,
    "superseded": superseded,
    "amended": amended,
}


def shown(client: Client, name: str, *numbers: object) -> str:
    """The page as text; it must open."""
    answer = client.get(reverse(f"plans:{name}", args=numbers))
    assert answer.status_code == 200
    return answer.content.decode()


def sent(client: Client, name: str, *numbers: object, **fields: object) -> HttpResponse:
    """What the server answers to a form."""
    return client.post(reverse(f"plans:{name}", args=numbers), fields)
