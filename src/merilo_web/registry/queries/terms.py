"""Terms as they run for an authority: its own where it has set one, otherwise the project's."""

from collections.abc import Iterable, Mapping

from merilo.deadlines.model import DeadlineRule, Unit
from merilo.deadlines.own import own, settable
from merilo.deadlines.rules import rule
from merilo.law.clause import Basis, Clause
from merilo_web.registry.models import OwnTerm

_RUN = {"plan_approved", "plan_published", "quarterly_report"}
"""The codes of those that run in the product."""


def may_be_set() -> tuple[DeadlineRule, ...]:
    """The project's terms that an authority may set instead, in the order of the rules."""
    return tuple(one for one in settable() if one.code in _RUN)


def term(code: str, authority: int) -> DeadlineRule:
    """The term with this code for one authority."""
    return terms(code, (authority,))[authority]


def terms(code: str, authorities: Iterable[int]) -> Mapping[int, DeadlineRule]:
    """The same for several authorities, by their numbers; one query, none for a term that nobody may set."""
    found, numbers = rule(code), set(authorities)
    if found.clause.basis is not Basis.DEFAULT:
        return dict.fromkeys(numbers, found)
    kept = {one.authority_id: counted(one) for one in OwnTerm.objects.filter(code=code, authority__in=numbers)}
    return {pk: kept.get(pk, found) for pk in numbers}


def counted(kept: OwnTerm) -> DeadlineRule:
    """The rule that an authority's own term makes."""
    clause = Clause(kept.act, Basis.READ, kept.set_on)
    return own(rule(kept.code), amount=kept.amount, unit=Unit(kept.unit), clause=clause)
