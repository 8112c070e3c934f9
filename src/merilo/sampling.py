"""Sampling: how many recipients must be asked in one organization, and how many are missing."""

from merilo.methodology.model import SamplingRule


def required(population: int, rule: SamplingRule) -> int:
    """Recipients to ask: the rule's share of the year's recipients, rounded up to a whole person, at most its cap."""
    numerator, denominator = rule.share.as_integer_ratio()
    return min(rule.cap, -(-population * numerator // denominator))


def shortfall(population: int, respondents: int, rule: SamplingRule) -> int:
    """Recipients still to be asked; 0 when there are enough."""
    return max(0, required(population, rule) - respondents)
