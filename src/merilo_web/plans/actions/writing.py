"""Writing a plan: its measures, what they answer, why something is left without a measure."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.actions import record
from merilo_web.plans.actions.locking import plan_locked
from merilo_web.plans.actions.saying import LONGEST, said
from merilo_web.plans.actions.terms import last_day
from merilo_web.plans.models import Deficiency, ImprovementPlan, Measure
from merilo_web.plans.queries.library import offered
from merilo_web.plans.rules.plan import EDIT_PLAN
from merilo_web.plans.states import AWAITED, DeficiencySource, DeficiencyState
from merilo_web.registry.actions.writing import written


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What a measure says: text, planned term as people write it, who is responsible, what is expected of it."""

    text: str
    term: str = ""
    assignee_name: str = ""
    assignee_post: str = ""
    co_assignees: str = ""
    expected: str = ""
    library_key: str = ""


_FIELDS = (*MeasureFacts.__dataclass_fields__, "due_on")


@transaction.atomic
def add(plan: ImprovementPlan, *, by: User, facts: MeasureFacts, deficiencies: Collection[int] = ()) -> Measure:
    """Add a measure after the others, for these deficiencies."""
    kept = plan_locked(plan, EDIT_PLAN, by=by)
    made = Measure(plan=kept, position=_last(kept) + 1, author=by)
    changes = written(made, _facts(kept, facts), fields=_FIELDS)
    made.deficiencies.set(_answered(kept, deficiencies))
    record(EDIT_PLAN.event, made, by=by, scope=kept.scope, changes=changes)
    return made


@transaction.atomic
def change(measure: Measure, *, by: User, facts: MeasureFacts, deficiencies: Collection[int]) -> Measure:
    """Change a measure and what it answers. Whoever changes its words is its author from now on."""
    kept = _locked(measure, by=by)
    found = _answered(kept.plan, deficiencies)
    before = [one.pk for one in kept.deficiencies.order_by("pk")]
    changes = written(kept, _facts(kept.plan, facts), fields=_FIELDS)
    if changes:
        kept.author = by
        kept.save(update_fields=["author"])
    if before != (after := sorted(one.pk for one in found)):
        kept.deficiencies.set(found)
        changes["недостатки"] = (before, after)
    record(EDIT_PLAN.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def remove(measure: Measure, *, by: User) -> None:
    """Take a measure out; the journal keeps its words."""
    kept = _locked(measure, by=by)
    record(EDIT_PLAN.event, kept, by=by, scope=kept.scope, changes={"мероприятие": (kept.text, "")})
    kept.delete()


@transaction.atomic
def raise_up(measure: Measure, *, by: User) -> Measure:
    """Put a measure one place higher; the first stays where it is."""
    kept = _locked(measure, by=by, is_reordered=True)
    above = kept.plan.measures.filter(position__lt=kept.position).order_by("-position").first()
    if above is None:
        return kept
    places = kept.position, above.position
    above.position, kept.position = places
    for one in (above, kept):
        one.save(update_fields=["position"])
    record(EDIT_PLAN.event, kept, by=by, scope=kept.scope, changes={"порядок": places})
    return kept


@transaction.atomic
def explain(plan: ImprovementPlan, deficiencies: Collection[int], *, by: User, note: str) -> None:
    """Say why there is no measure for these deficiencies; the approver reads it. An empty note takes it back."""
    kept = plan_locked(plan, EDIT_PLAN, by=by)
    words = said(note, field="note", ask="") if note.strip() else ""
    for one in _answered(kept, deficiencies):
        changes = written(one, {"note": words}, fields={"note"})
        record(EDIT_PLAN.event, one, by=by, scope=kept.scope, changes=changes)


@transaction.atomic
def add_from_library(plan: ImprovementPlan, picks: Mapping[int, str], *, by: User) -> tuple[Measure, ...]:
    """Add measures of the library: number of a deficiency → key of the measure. The same key is added once for all."""
    kept = plan_locked(plan, EDIT_PLAN, by=by)
    made: dict[tuple[str, str], Measure] = {}
    for one in _answered(kept, picks.keys()):
        found = next((each for each in offered(kept, one) if each.key == picks[one.pk]), None)
        if found is None:
            raise ValidationError("Этого мероприятия в библиотеке больше нет: обновите страницу.")
        same = made.get((found.key, found.text))
        if same is None:
            facts = MeasureFacts(
                found.text, found.term, assignee_post=found.post, expected=found.expected, library_key=found.key
            )
            same = made[found.key, found.text] = Measure(plan=kept, position=_last(kept) + 1, author=by)
            changes = written(same, _facts(kept, facts), fields=_FIELDS)
            record(EDIT_PLAN.event, same, by=by, scope=kept.scope, changes=changes)
        same.deficiencies.add(one)
    return tuple(made.values())


@transaction.atomic
def remove_deficiency(deficiency: Deficiency, plan: ImprovementPlan, *, by: User) -> None:
    """Take out a deficiency that a paper brought; those of the assessment stay."""
    kept = plan_locked(plan, EDIT_PLAN, by=by)
    one = Deficiency.objects.select_for_update(of=("self",)).get(pk=deficiency.pk, listed=kept.listed_id)
    if one.source != DeficiencySource.PAPER or one.measures.exclude(plan=kept).exists():
        raise NotAllowedError("Недостаток выявлен оценкой: исключить его из плана нельзя, объясните его.")
    record(EDIT_PLAN.event, one, by=by, scope=kept.scope, changes={"недостаток": (one.text, "")})
    one.delete()


def _locked(measure: Measure, *, by: User, is_reordered: bool = False) -> Measure:
    plan = plan_locked(measure.plan, EDIT_PLAN, by=by)
    kept = Measure.objects.select_for_update(of=("self",)).select_related("former").get(pk=measure.pk, plan=plan)
    kept.plan = plan
    if kept.former and kept.former.state not in AWAITED and not is_reordered:
        raise NotAllowedError("Об этом мероприятии уже отчитались: в новой версии плана его слова не меняют.")
    return kept


def _facts(plan: ImprovementPlan, facts: MeasureFacts) -> dict[str, object]:
    trimmed: dict[str, object] = {name: " ".join(value.split()) for name, value in asdict(facts).items()}
    trimmed["text"] = said(facts.text, field="text", ask="Напишите, что будет сделано.")
    if len(facts.expected) > LONGEST:
        raise ValidationError({"expected": f"Сократите до {LONGEST} знаков."})
    return {**trimmed, "due_on": last_day(str(trimmed["term"]), plan.year)}


def _answered(plan: ImprovementPlan, numbers: Collection[int]) -> list[Deficiency]:
    wanted = set(numbers)
    found = list(
        Deficiency.objects.filter(listed=plan.listed_id, pk__in=wanted)
        .exclude(state=DeficiencyState.WITHDRAWN)
        .order_by("position", "pk")
    )
    if len(found) != len(wanted):
        raise ValidationError({"deficiencies": "Выберите недостатки этого плана."})
    return found


def _last(plan: ImprovementPlan) -> int:
    return plan.measures.aggregate(last=Max("position"))["last"] or 0
