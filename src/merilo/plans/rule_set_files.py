"""Rule sets as files and as stored text: strict reading, and the way back."""

import json
from fractions import Fraction
from functools import cache
from pathlib import Path

from merilo.law.yaml_source import Schema, Table, Value, read_source
from merilo.plans.rule_set_checks import faults
from merilo.plans.rule_sets import (
    Absent,
    BonusScale,
    BonusStep,
    BonusUnit,
    EvaluationBand,
    EvaluationRule,
    RuleKind,
    RuleSet,
    Unsure,
)
from merilo.problems import RefusalError

FILE = Path(__file__).parent / "evaluation_default.yaml"
_SET = Schema(("code", "title", "clauses", "order", "rules"), ("bonus",))
_RULE = Schema(("code", "kind", "title", "bands"), ("weight", "unsure", "absent", "clause"))
_BAND = Schema(("title", "points"), ("at_least", "at_most"))
_BONUS = Schema(("unit", "steps"))
_STEP = Schema(("title", "coefficient"), ("at_least",))


@cache
def default() -> RuleSet:
    """The project's example, to begin with; no authority has approved it."""
    return load(FILE)


def load(path: Path) -> RuleSet:
    """A rule set from a file. Raises RefusalError naming file and line of every fault found."""
    return parsed(path.read_text(encoding="utf-8"), f"{path.parent.name}/{path.name}")


def parsed(text: str, name: str) -> RuleSet:
    """A rule set from YAML or JSON. Raises RefusalError naming every fault found, warnings aside."""
    top = read_source(text.encode(), name)
    table = Table.of(top, _SET)
    top.source.read_clauses(table)
    bonus = table.fields.get("bonus")
    found = RuleSet(
        code=table.text("code"),
        title=table.text("title"),
        order=table.clause("order"),
        rules=tuple(_rule(row) for row in table.tables("rules", _RULE)),
        bonus=_bonus(bonus) if bonus else None,
    )
    places = {code.partition(" ")[2]: place for code, place in top.source.places.items() if code.startswith("rule ")}
    top.source.finish()
    if broken := [problem for problem in faults(found, places, top.place) if problem.blocking]:
        raise RefusalError(*broken)
    return found


def as_dict(rules: RuleSet) -> dict[str, object]:
    """The rule set as JSON can hold it; `parsed(json.dumps(…))` gives it back."""
    order = rules.order
    cited = {"text": order.text, "basis": order.basis.value, "checked_on": order.checked_on.isoformat()}
    return {
        "code": rules.code,
        "title": rules.title,
        "clauses": {"order": cited},
        "order": "order",
        "rules": [_rule_as_dict(rule) for rule in rules.rules],
        **({"bonus": _bonus_as_dict(rules.bonus)} if rules.bonus else {}),
    }


def as_json(rules: RuleSet) -> str:
    """The rule set as text to keep."""
    return json.dumps(as_dict(rules), ensure_ascii=False)


def _rule(table: Table) -> EvaluationRule:
    code = table.register("rule")
    return EvaluationRule(
        code=code,
        kind=table.word("kind", RuleKind),
        title=table.text("title"),
        bands=tuple(_band(row) for row in table.tables("bands", _BAND)),
        weight=table.exact("weight") if "weight" in table.fields else Fraction(1),
        unsure=table.word("unsure", Unsure) if "unsure" in table.fields else Unsure.REFUSE,
        absent=table.word("absent", Absent) if "absent" in table.fields else None,
        clause=table.text("clause"),
    )


def _band(table: Table) -> EvaluationBand:
    return EvaluationBand(
        table.text("title"), table.exact("points"), table.maybe_exact("at_least"), table.maybe_exact("at_most")
    )


def _bonus(value: Value) -> BonusScale:
    table = Table.of(value, _BONUS)
    steps = tuple(
        BonusStep(row.text("title"), row.exact("coefficient"), row.maybe_exact("at_least"))
        for row in table.tables("steps", _STEP)
    )
    return BonusScale(table.word("unit", BonusUnit), steps)


def _rule_as_dict(rule: EvaluationRule) -> dict[str, object]:
    return {
        "code": rule.code,
        "kind": rule.kind.value,
        "title": rule.title,
        "weight": str(rule.weight),
        "unsure": rule.unsure.value,
        **({"absent": rule.absent.value} if rule.absent else {}),
        "clause": rule.clause,
        "bands": [_band_as_dict(band) for band in rule.bands],
    }


def _band_as_dict(band: EvaluationBand) -> dict[str, str]:
    bounds = {"at_least": band.at_least, "at_most": band.at_most}
    kept = {name: str(bound) for name, bound in bounds.items() if bound is not None}
    return {"title": band.title, "points": str(band.points), **kept}


def _bonus_as_dict(bonus: BonusScale) -> dict[str, object]:
    steps = []
    for step in bonus.steps:
        bound = {} if step.at_least is None else {"at_least": str(step.at_least)}
        steps.append({"title": step.title, "coefficient": str(step.coefficient), **bound})
    return {"unit": bonus.unit.value, "steps": steps}
