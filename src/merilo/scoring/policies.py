"""Policies: how a cycle decides what the law leaves open. Named, fixed before scoring, printed with every result."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from merilo.methodology.model import Edition, PolicyRule
from merilo.problems import Place, Problem, ProblemKind, RefusalError, Severity

UNDECIDED = "undecided"

UNKNOWN_POLICY = ProblemKind(
    "policy.unknown",
    Severity.ERROR,
    "Политику с таким именем редакция не знает.",
    "Сверьте имя с разделом «Политики» в выводе merilo editions show.",
)
UNKNOWN_OPTION = ProblemKind(
    "policy.unknown_option",
    Severity.ERROR,
    "У политики нет такого варианта.",
    "Выберите один из вариантов, которые перечислены в редакции.",
)
BAD_THRESHOLD = ProblemKind(
    "policy.bad_threshold",
    Severity.ERROR,
    "Порог — целое число не меньше нуля.",
    "Запишите порог целым числом.",
)
KINDS = (UNKNOWN_POLICY, UNKNOWN_OPTION, BAD_THRESHOLD)


@dataclass(frozen=True, slots=True)
class Policies:
    """The choices in force for one cycle: every policy and threshold of the edition has a value here.

    `decision` names the council's minutes that fixed the choices; empty while the council has decided nothing.
    """

    choices: Mapping[str, str]
    thresholds: Mapping[str, int]
    decision: str = ""

    def __getitem__(self, code: str) -> str:
        return self.choices[code]

    @classmethod
    def of(
        cls,
        edition: Edition,
        chosen: Mapping[str, object] | None = None,
        *,
        decision: str = "",
        place: Place | None = None,
    ) -> "Policies":
        """The edition's defaults, overridden by what the cycle chose.

        Raises RefusalError naming every unknown policy, unknown option and bad threshold at once.
        """
        chosen = chosen or {}
        place = place or Place()
        problems = [problem for code, value in chosen.items() if (problem := _refuse(edition, (code, value), place))]
        if problems:
            raise RefusalError(*problems)
        return cls(
            choices=MappingProxyType(
                {code: str(chosen.get(code, rule.default)) for code, rule in edition.policies.items()}
            ),
            thresholds=MappingProxyType(
                {code: int(str(chosen.get(code, rule.default))) for code, rule in edition.thresholds.items()}
            ),
            decision=decision,
        )


def in_words(edition: Edition, policies: Policies) -> tuple[str, ...]:
    """Every choice and threshold as a Russian sentence with its codes, in the edition's order."""
    return (
        *(
            f"{rule.title}: {_option(rule, policies[code])} [{code}: {policies[code]}]"
            for code, rule in edition.policies.items()
        ),
        *(f"{threshold.title}: {policies.thresholds[code]} [{code}]" for code, threshold in edition.thresholds.items()),
    )


def choices_in_words(edition: Edition, choices: Mapping[str, str]) -> str:
    """Some choices as one Russian phrase with their codes."""
    return "; ".join(
        f"{_option(edition.policies[code], option)} [{code}: {option}]" for code, option in choices.items()
    )


def _option(rule: PolicyRule, code: str) -> str:
    option = rule.option(code)
    return option.title if option else code


def _refuse(edition: Edition, choice: tuple[str, object], place: Place) -> Problem | None:
    code, value = choice
    rule = edition.policies.get(code)
    if rule is not None:
        if rule.option(str(value)) is None:
            known = ", ".join(option.code for option in rule.options)
            return Problem(UNKNOWN_OPTION, place, f"«{code}: {value}»; есть: {known}")
        return None
    if code in edition.thresholds:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            return Problem(BAD_THRESHOLD, place, f"«{code}: {value}»")
        return None
    return Problem(UNKNOWN_POLICY, place, f"«{code}»")
