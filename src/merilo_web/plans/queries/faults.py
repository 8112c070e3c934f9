"""What a plan still lacks before it may be submitted: each fault with its place, in words that say what to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from merilo.deadlines.terms import parse_term
from merilo.quotation import in_quotes
from merilo_web.plans.models import Deficiency, ImprovementPlan, Measure
from merilo_web.plans.states import AWAITED, UNMENDED

_KEPT_WORDS = ("text", "term", "assignee_name", "assignee_post")


@dataclass(frozen=True, slots=True)
class PlanFault:
    """One fault: numbers of the measure or of the deficiency, the measure's field, the sentence.

    One that does not hinder is only to be looked at.
    """

    sentence: str
    measure: int | None = None
    deficiency: int | None = None
    field: str = ""
    hinders: bool = True


def faults(plan: ImprovementPlan) -> tuple[PlanFault, ...]:
    """Everything that the plan lacks, in its order. The number of queries does not depend on its length."""
    measures = list(plan.measures.select_related("former"))
    found = [one for measure in measures for one in _of_measure(plan, measure)]
    found += _of_deficiencies(plan)
    found += _of_former(plan, measures)
    if not measures:
        found.append(PlanFault("В плане нет ни одного мероприятия."))
    return tuple(found)


def hindering(plan: ImprovementPlan) -> tuple[PlanFault, ...]:
    """Faults with which a plan is neither submitted nor approved."""
    return tuple(one for one in faults(plan) if one.hinders)


def _of_measure(plan: ImprovementPlan, measure: Measure) -> Iterator[PlanFault]:
    name = f"Мероприятие {measure.position}"
    if not measure.term:
        yield PlanFault(f"{name}: укажите плановый срок.", measure.pk, field="term")
    elif (term := parse_term(measure.term, plan.year)).flaw:
        yield PlanFault(f"{name}: срок «{measure.term}» не понят, напишите дату или период.", measure.pk, field="term")
    elif term.due_on is None:
        yield PlanFault(
            f"{name}: из срока «{measure.term}» не видно, к какому дню ждать исполнения.",
            measure.pk,
            field="term",
            hinders=False,
        )
    elif term.due_on.year != plan.year:
        yield PlanFault(
            f"{name}: срок «{measure.term}» — не в году плана, {plan.year}.", measure.pk, field="term", hinders=False
        )
    if not measure.assignee_name:
        yield PlanFault(f"{name}: назовите ответственного: фамилия, инициалы.", measure.pk, field="assignee_name")
    if not measure.assignee_post:
        yield PlanFault(f"{name}: укажите должность ответственного.", measure.pk, field="assignee_post")


def _of_deficiencies(plan: ImprovementPlan) -> Iterator[PlanFault]:
    unanswered = Deficiency.objects.filter(listed=plan.listed_id, note="", state__in=sorted(UNMENDED))
    for one in unanswered.exclude(measures__plan=plan):
        yield PlanFault(
            f"{in_quotes(one.text)}: добавьте мероприятие или объясните, почему его не будет.", deficiency=one.pk
        )


def _of_former(plan: ImprovementPlan, measures: list[Measure]) -> Iterator[PlanFault]:
    """A new version neither rewrites nor drops what was reported under the former one."""
    if plan.supersedes_id is None:
        return
    for one in measures:
        former = one.former
        if (
            former
            and former.state not in AWAITED
            and any(getattr(one, name) != getattr(former, name) for name in _KEPT_WORDS)
        ):
            yield PlanFault(
                f"Мероприятие {one.position}: о нём уже отчитались, верните прежние слова: {in_quotes(former.text)}, "
                f"срок {in_quotes(former.term)}.",
                one.pk,
                field="text",
            )
    kept = {one.former_id for one in measures}
    done = Measure.objects.filter(plan=plan.supersedes_id).exclude(state__in=sorted(AWAITED))
    for dropped in done.exclude(state="cancelled").exclude(pk__in=[pk for pk in kept if pk]):
        yield PlanFault(f"Исполненное мероприятие нельзя исключить: {in_quotes(dropped.text)}.")
