"""A plan for a year begins: empty, or with the measures of the plan before it; a draft may be thrown away."""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.actions import record
from merilo_web.plans.actions.saying import said
from merilo_web.plans.actions.yearly_locking import yearly_locked, yearly_moved
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.queries.yearly import Keeper, authority_of, days_of, kept_by, term_of
from merilo_web.plans.rules.yearly import BEGIN_YEARLY, DISCARD_YEARLY, EDIT_YEARLY
from merilo_web.plans.states import YearlyMeasureState
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Organization

_EARLIEST, _AHEAD = 2000, 3
_LONGEST_TITLE = 500
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class YearlyFacts:
    """What a plan is called and for which year it is; a school year begins in September of `year`."""

    title: str
    year: int
    is_school_year: bool = False


@transaction.atomic
def begin(keeper: Keeper, *, by: User, on: date, facts: YearlyFacts, former: YearlyPlan | None = None) -> YearlyPlan:
    """Begin the plan of an organization or of an authority.

    With a `former` plan of the same keeper its measures are taken over, cancelled ones left out; years that stand in
    their terms move as far as the plan's year did.
    """
    organization = keeper if isinstance(keeper, Organization) else None
    plan = YearlyPlan(authority=authority_of(keeper), organization=organization, drafted_on=on, drafted_by=by)
    access_of(by).require(BEGIN_YEARLY, plan.keeping)
    kept = kept_by(keeper).filter(pk=former.pk).first() if former else None
    if former is not None and kept is None:
        raise ValidationError({"former": "Прошлый план принадлежит не этой организации: выберите другой."})
    for name, value in _checked(keeper, facts, on=on).items():
        setattr(plan, name, value)
    plan.former = kept
    plan.save()
    taken = _take_over(plan, kept) if kept else 0
    changes = {"год": ("", plan.period), "по прошлому плану": ("", kept or ""), "мероприятий": ("", taken)}
    record(BEGIN_YEARLY.event, plan, by=by, scope=plan.scope, changes=changes)
    return plan


@transaction.atomic
def set_heading(plan: YearlyPlan, *, by: User, on: date, facts: YearlyFacts) -> YearlyPlan:
    """Call the plan otherwise or say for which year it is; terms without a year of their own are read anew."""
    kept = yearly_locked(plan, EDIT_YEARLY, by=by)
    fields = _checked(kept.keeper, facts, on=on, but=kept.pk)
    moved = yearly_moved(kept, EDIT_YEARLY, by=by, fields=fields)
    measures = list(moved.measures.all())
    for one in measures:
        one.starts_on, one.due_on = days_of(term_of(moved, one.term))
    YearlyMeasure.objects.bulk_update(measures, ["starts_on", "due_on"])
    return moved


@transaction.atomic
def discard(plan: YearlyPlan, *, by: User) -> None:
    """Throw away a draft that was never approved; the journal keeps that it was."""
    kept = yearly_locked(plan, DISCARD_YEARLY, by=by)
    if kept.number:
        raise NotAllowedError("План уже утверждали: его не удаляют, а меняют и утверждают заново.")
    changes = {"план": (kept, ""), "мероприятий": (kept.measures.count(), "")}
    record(DISCARD_YEARLY.event, kept, by=by, scope=kept.scope, changes=changes)
    kept.delete()


def later_term(term: str, years: int) -> str:
    """The term with every year written in it moved by so many years: «до 01.03.2026» becomes «до 01.03.2027»."""
    return _YEAR.sub(lambda found: str(int(found[0]) + years), term)


def _take_over(plan: YearlyPlan, former: YearlyPlan) -> int:
    made: list[YearlyMeasure] = []
    for one in former.measures.filter(~Q(state=YearlyMeasureState.CANCELLED)):
        term = later_term(one.term, plan.year - former.year)
        starts_on, due_on = days_of(term_of(plan, term))
        made.append(
            YearlyMeasure(
                plan=plan,
                position=len(made) + 1,
                section=one.section,
                number=one.number,
                text=one.text,
                term=term,
                starts_on=starts_on,
                due_on=due_on,
                assignee_name=one.assignee_name,
                assignee_post=one.assignee_post,
                co_assignees=one.co_assignees,
                expected=one.expected,
            )
        )
    return len(YearlyMeasure.objects.bulk_create(made))


def _checked(keeper: Keeper, facts: YearlyFacts, *, on: date, but: int = 0) -> dict[str, object]:
    if not _EARLIEST <= facts.year <= on.year + _AHEAD:
        raise ValidationError({"year": f"Год плана — от {_EARLIEST} до {on.year + _AHEAD}."})
    same = kept_by(keeper).filter(year=facts.year, is_school_year=facts.is_school_year).exclude(pk=but)
    if same.exists():
        raise ValidationError({"year": "План на этот год уже есть: откройте его или назовите другой год."})
    ask = "Напишите, о чём план: «по улучшению качества условий …»."
    title = said(" ".join(facts.title.split()), field="title", ask=ask, longest=_LONGEST_TITLE)
    return {"title": title, "year": facts.year, "is_school_year": facts.is_school_year}
