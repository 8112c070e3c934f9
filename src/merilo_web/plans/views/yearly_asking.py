"""What pages that ask something about a plan for a year share: the plan that may be acted on, the question, the day."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from merilo_web import clock
from merilo_web.accounts.verbs import Verb
from merilo_web.archive.models import Evidence
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.queries import reading, yearly
from merilo_web.plans.views.asking import Question
from merilo_web.registry.access import Access, access_of


def allowed(request: HttpRequest, pk: int, verb: Verb) -> tuple[Access, YearlyPlan]:
    """The person and the plan with which this may be done now. Raises Http404 or NotAllowedError."""
    access = access_of(request.user)
    plan = yearly.seen(access, pk)
    access.require(verb, plan.keeping, state=plan.state)
    return access, plan


def allowed_measure(request: HttpRequest, pk: int, verb: Verb) -> tuple[Access, YearlyMeasure]:
    """The same for a measure of a plan."""
    access = access_of(request.user)
    measure = yearly.seen_measure(access, pk)
    access.require(verb, measure.plan.keeping, state=measure.plan.state)
    return access, measure


def question_of(plan: YearlyPlan, heading: str, button: str, *, words: str = "", is_grave: bool = False) -> Question:
    """A question about the plan that leads back to its page."""
    return asked(heading, button, address_of(plan), plan=plan, words=words, is_grave=is_grave)


def measure_question(
    measure: YearlyMeasure, heading: str, button: str, *, words: str = "", is_grave: bool = False
) -> Question:
    """A question about a measure that leads back to its row."""
    facts = (("Мероприятие", measure.text), ("Срок", measure.term or "не указан"))
    back = address_of(measure.plan, f"m{measure.pk}")
    return asked(heading, button, back, plan=measure.plan, words=words, is_grave=is_grave, facts=facts)


def asked(heading: str, button: str, back: str, *, plan: YearlyPlan | None = None, **more: object) -> Question:
    """A question with the way of pages of these plans on top."""
    shown = {"yearly": plan}
    return Question(heading, button, back, template="plans/yearly_ask.html", shown=shown, **more)  # type: ignore[arg-type]  # fields of the question


def read_for(plan: YearlyPlan, paper: Evidence) -> reading.ReadPaper:
    """A paper that was brought for the plan, held against its keeper and its years."""
    years = range(plan.year, plan.year + 1 + plan.is_school_year)
    return reading.read(paper, today(plan), organization=plan.organization, years=years)


def address_of(plan: YearlyPlan, anchor: str = "") -> str:
    """The address of a plan, at a row of it."""
    return f"{reverse('plans:yearly', args=(plan.pk,))}{f'#{anchor}' if anchor else ''}"


def today(plan: YearlyPlan) -> date:
    """Today where the authority works."""
    return clock.today(plan.authority.time_zone)
