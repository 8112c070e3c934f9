"""What is wrong with a rule set for the evaluation of heads."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from merilo.plans.rule_sets import BonusScale, BonusUnit, EvaluationRule, RuleKind, RuleSet, Unsure
from merilo.problems import Place, Problem, ProblemKind, Severity

NO_RULES = ProblemKind(
    "evaluation.no_rules",
    Severity.ERROR,
    "В наборе правил есть хотя бы одно правило, в правиле — хотя бы одна ступень.",
    "Добавьте правило или ступень либо уберите пустое правило.",
)
DUPLICATE_RULE = ProblemKind(
    "evaluation.duplicate_rule",
    Severity.ERROR,
    "Код правила встречается в наборе один раз.",
    "Дайте второму правилу свой код.",
)
BAD_WEIGHT = ProblemKind(
    "evaluation.bad_weight",
    Severity.ERROR,
    "Вес правила больше нуля.",
    "Укажите вес больше нуля или уберите правило.",
)
WRONG_BOUND = ProblemKind(
    "evaluation.wrong_bound",
    Severity.ERROR,
    "Где больше — лучше, ступень начинается «от»; где меньше — лучше (место, дни опоздания), кончается «до».",
    "Перенесите границу в другое поле.",
)
BAND_ORDER = ProblemKind(
    "evaluation.band_order",
    Severity.ERROR,
    "Ступени идут от худшей к лучшей: границы строго в этом порядке, без границы — только первая, баллы не убывают.",
    "Переставьте ступени или исправьте границу и баллы.",
)
OUT_OF_RANGE = ProblemKind(
    "evaluation.out_of_range",
    Severity.ERROR,
    "Граница ступени — возможное значение: доля от 0 до 1, место от 1, дни и балл от 0.",
    "Исправьте границу; долю пишите дробью: 0,9, а не 90.",
)
PLACE_BY_CHANCE = ProblemKind(
    "evaluation.place_by_chance",
    Severity.ERROR,
    "Место внутри своего интервала случайно: баллы за него нельзя ни дать, ни снять.",
    "Выберите для правила о месте «не применять» или «только общие баллы, с предупреждением».",
)
BONUS_ORDER = ProblemKind(
    "evaluation.bonus_order",
    Severity.ERROR,
    "Шкала премии идёт снизу вверх: границы растут, без границы — только первая ступень, коэффициент не ниже нуля и не "
    "убывает.",
    "Переставьте ступени шкалы или исправьте границу и коэффициент.",
)
REFUSAL_COSTS = ProblemKind(
    "evaluation.refusal_costs",
    Severity.WARNING,
    "Правило может не применяться, а премия считается по сумме баллов: руководитель потеряет их не по своей вине.",
    "Считайте премию в процентах от возможных баллов.",
)
NO_ORDER = ProblemKind(
    "evaluation.no_order",
    Severity.WARNING,
    "Оценочный лист ссылается на акт, которым утверждены правила.",
    "Впишите вид, дату и номер акта.",
)
KINDS = (
    NO_RULES,
    DUPLICATE_RULE,
    BAD_WEIGHT,
    WRONG_BOUND,
    BAND_ORDER,
    OUT_OF_RANGE,
    PLACE_BY_CHANCE,
    BONUS_ORDER,
    REFUSAL_COSTS,
    NO_ORDER,
)
_RANGES: Mapping[RuleKind, tuple[int | None, int | None]] = MappingProxyType(
    {
        RuleKind.SCORE: (0, 100),
        RuleKind.GROWTH: (-100, 100),
        RuleKind.ON_TIME: (0, 1),
        RuleKind.EXECUTION: (0, 1),
        RuleKind.PUBLISHED: (0, None),
        RuleKind.PLACE: (1, None),
    }
)
_DOUBTFUL = (RuleKind.SCORE, RuleKind.PLACE)
_NOWHERE: Mapping[str, Place] = MappingProxyType({})


def faults(rules: RuleSet, places: Mapping[str, Place] = _NOWHERE, whole: Place | None = None) -> tuple[Problem, ...]:
    """Everything wrong with the rule set; `places` of rules by code and of the `whole`, where they have any."""
    whole = whole or Place()
    return tuple(_faults(rules, places, whole))


def _faults(rules: RuleSet, places: Mapping[str, Place], whole: Place) -> Iterator[Problem]:
    if not rules.order.text.strip():
        yield Problem(NO_ORDER, whole, f"Набор «{rules.title}»")
    if not rules.rules:
        yield Problem(NO_RULES, whole, f"Набор «{rules.title}» пуст")
    codes = [rule.code for rule in rules.rules]
    for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
        yield Problem(DUPLICATE_RULE, places.get(code, whole), f"Код «{code}»")
    for rule in rules.rules:
        for kind, detail in _of_rule(rule):
            yield Problem(kind, places.get(rule.code, whole), f"Правило «{rule.title}»: {detail}")
    if rules.bonus is not None:
        yield from _of_bonus(rules.bonus, rules.rules, whole)


def _of_rule(rule: EvaluationRule) -> Iterator[tuple[ProblemKind, str]]:
    if not rule.bands:
        yield NO_RULES, "ступеней нет"
    if rule.weight <= 0:
        yield BAD_WEIGHT, f"вес {rule.weight}"
    if rule.kind is RuleKind.PLACE and rule.unsure in (Unsure.VALUE, Unsure.BEST):
        yield PLACE_BY_CHANCE, rule.unsure.label
    bounds = [(band.at_most if rule.kind.descending else band.at_least) for band in rule.bands]
    for band in rule.bands:
        if (band.at_least if rule.kind.descending else band.at_most) is not None:
            yield WRONG_BOUND, f"ступень «{band.title}»"
    low, high = _RANGES[rule.kind]
    for bound, band in zip(bounds, rule.bands, strict=True):
        if bound is not None and ((low is not None and bound < low) or (high is not None and bound > high)):
            yield OUT_OF_RANGE, f"ступень «{band.title}», граница {bound}"
    signed = [None if bound is None else -bound if rule.kind.descending else bound for bound in bounds]
    if not _rising(signed) or _falling([band.points for band in rule.bands]):
        yield BAND_ORDER, "ступени стоят не по порядку"


def _of_bonus(bonus: BonusScale, rules: Sequence[EvaluationRule], whole: Place) -> Iterator[Problem]:
    coefficients = [step.coefficient for step in bonus.steps]
    if not bonus.steps or not _rising([step.at_least for step in bonus.steps]) or _falling(coefficients):
        yield Problem(BONUS_ORDER, whole, "Ступени шкалы стоят не по порядку")
    if any(coefficient < 0 for coefficient in coefficients):
        yield Problem(BONUS_ORDER, whole, "Коэффициент ниже нуля")
    if bonus.unit is BonusUnit.POINTS:
        doubtful = (rule for rule in rules if rule.kind in _DOUBTFUL and rule.unsure in (Unsure.REFUSE, Unsure.WARN))
        yield from (Problem(REFUSAL_COSTS, whole, f"Правило «{rule.title}»") for rule in doubtful)


def _rising(bounds: Sequence[Fraction | None]) -> bool:
    """Whether bounds rise strictly, one without a bound standing first only."""
    if any(bound is None for bound in bounds[1:]):
        return False
    known = [bound for bound in bounds if bound is not None]
    return all(one < above for one, above in pairwise(known))


def _falling(numbers: Sequence[Fraction]) -> bool:
    """Whether a number is less than the one before it anywhere."""
    return any(one > above for one, above in pairwise(numbers))
