"""What a version stands on: the edition, its digest, the data's digest, and every choice that the law leaves open."""

from dataclasses import dataclass

from merilo_web.cycles.queries.policies import edition_of
from merilo_web.results.codec import policies_of
from merilo_web.results.models import ResultVersion


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One open question and how it was answered; `is_default` where nobody has chosen anything else."""

    title: str
    words: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class VersionBasis:
    """The edition in words, the choices in force when the version was counted, the minutes that they rest on."""

    edition: str
    choices: tuple[ChoiceRow, ...]
    decision: str


def basis_of(version: ResultVersion) -> VersionBasis:
    """What the version was counted by, as it was frozen; asks the database nothing."""
    edition, policies = edition_of(version.cycle), policies_of(version.policies)
    rows = []
    for code, chosen in policies.choices.items():
        rule = edition.policies.get(code)
        option = rule.option(chosen) if rule else None
        default = rule is not None and rule.default == chosen
        rows.append(ChoiceRow(rule.title if rule else code, option.title if option else chosen, default))
    for code, number in policies.thresholds.items():
        threshold = edition.thresholds.get(code)
        default = threshold is not None and threshold.default == number
        rows.append(ChoiceRow(threshold.title if threshold else code, str(number), default))
    return VersionBasis(edition.header.title, tuple(rows), policies.decision)
