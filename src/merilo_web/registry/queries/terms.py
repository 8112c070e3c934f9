"""Terms as they run for an authority: its own where it has set one, otherwise the project's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from merilo.deadlines.model import DeadlineRule, Unit
from merilo.deadlines.own import own, settable
from merilo.deadlines.rules import rule
from merilo.law.clause import Basis, Clause
from merilo_web.registry.models import OwnTerm

_RUN = {"plan_approved", "plan_published", "quarterly_report"}
"""The codes of those that run in the product."""


@dataclass(frozen=True, slots=True)
class TermCourse:
    """How a term has run for one authority: the project's rule, and its own terms with the days when each holds."""

    usual: DeadlineRule
    own: Sequence[OwnTerm] = ()

    def on(self, day: date) -> DeadlineRule:
        """The rule by which runs what begins on this day."""
        return next((counted(one) for one in self.own if one.holds_on(day)), self.usual)


def may_be_set() -> tuple[DeadlineRule, ...]:
    """The project's terms that an authority may set instead, in the order of the rules."""
    return tuple(one for one in settable() if one.code in _RUN)


def term(code: str, authority: int) -> TermCourse:
    """The term with this code for one authority."""
    return terms(code, (authority,))[authority]


def terms(code: str, authorities: Iterable[int]) -> Mapping[int, TermCourse]:
    """The same for several authorities, by their numbers; one query, none for a term that nobody may set."""
    found, numbers = rule(code), set(authorities)
    if found.clause.basis is not Basis.DEFAULT:
        return dict.fromkeys(numbers, TermCourse(found))
    kept: defaultdict[int, list[OwnTerm]] = defaultdict(list)
    for one in OwnTerm.objects.filter(code=code, authority__in=numbers):
        kept[one.authority_id].append(one)
    return {pk: TermCourse(found, kept[pk]) for pk in numbers}


def own_terms(authorities: Iterable[int]) -> Mapping[tuple[int, str], OwnTerm]:
    """What these authorities have set and not withdrawn, by the authority and the term's code."""
    rows = OwnTerm.objects.filter(authority__in=authorities, withdrawn_on__isnull=True)
    return {(one.authority_id, one.code): one for one in rows}


def counted(kept: OwnTerm) -> DeadlineRule:
    """The rule that an authority's own term makes."""
    clause = Clause(kept.act, Basis.READ, kept.set_on)
    return own(rule(kept.code), amount=kept.amount, unit=Unit(kept.unit), clause=clause)
