"""Fieldwork of the invented year: surveys, answers, inspections, hand-over."""

import random
from datetime import date

from merilo_web.accounts.roles import Role
from merilo_web.cycles.actions import lifecycle
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.demo.answers import answer
from merilo_web.demo.setting import Year
from merilo_web.fieldwork.actions import surveys
from merilo_web.fieldwork.models import Survey


def opened(year: Year, cycle: Cycle) -> Cycle:
    """Fieldwork has begun and every survey is open."""
    operator = year.user(Role.OPERATOR_MANAGER)
    cycle = lifecycle.begin_fieldwork(cycle, by=operator, on=year.fieldwork_from, until=year.fieldwork_until)
    surveys.prepare_surveys(cycle, opens_on=year.fieldwork_from, closes_on=year.fieldwork_until, by=operator)
    surveys.open_surveys(cycle, by=operator, on=year.fieldwork_from)
    return cycle


def answered(year: Year, cycle: Cycle, *, until: date, share: int) -> None:
    """Parents answered until a day: about `share` of a hundred of what is needed, each organization its own way."""
    edition = edition_of(cycle)
    drawn = random.Random(cycle.year)  # noqa: S311 - numbers to show
    for survey in Survey.objects.filter(listed__cycle=cycle).select_related("listed__organization").order_by("pk"):
        people = survey.target * min(100, share * drawn.randrange(70, 131) // 100) // 100
        answer(survey, edition, people=people + drawn.randrange(5), first_day=year.fieldwork_from, last_day=until)


def closed(year: Year, cycle: Cycle) -> None:
    """Every survey is closed on the last day."""
    operator = year.user(Role.OPERATOR_MANAGER)
    for survey in Survey.objects.filter(listed__cycle=cycle).order_by("pk"):
        surveys.close_survey(survey, by=operator, reason="прошёл последний день")
