"""Surveys invented with a known truth: what each organization's shares really are, and who happened to be asked."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import norm

from merilo.methodology import catalogue
from merilo.methodology.model import Role
from merilo.observations import Count, ItemState, ItemValue, Observation, Organization
from merilo.scoring.policies import Policies
from merilo.scoring.score import score
from merilo.scoring.vectorised import TOTAL, figures_of, plan_of
from merilo.tally.contract import Patterns
from merilo.uncertainty.estimate import Evidence

EDITION = catalogue.get("2024-344n-408n", "education")
QUESTIONS = EDITION.closed_questions
POLICIES = Policies.of(EDITION, {"no_disabled": "renormalize", "no_information_users": "other_half"})
USED = {"stand_used": 0.6, "site_used": 0.6, "disability": 0.08, "remote_used": 0.4}
SEEN = ItemValue(ItemState.OBSERVED, 1)
ITEMS = {item.code: SEEN for checklist in EDITION.checklists for item in checklist.items}


@dataclass(frozen=True, slots=True)
class Invention:
    """How to invent a cycle. `alike` (0…1) ties the answers of one person together; `used` overrides `USED`."""

    organizations: int = 60
    respondents: int = 300
    satisfied: float = 0.94
    spread: float = 0.03
    alike: float = 0.0
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Invented:
    """A cycle and its truth: totals that asking everybody would give, by organization."""

    evidence: Evidence
    truth: dict[str, float]

    @property
    def true_places(self) -> dict[str, int]:
        totals = np.array(list(self.truth.values()))
        return {id_: int((totals > total).sum()) + 1 for id_, total in self.truth.items()}


def invent(invention: Invention, seed: int) -> Invented:
    """A cycle of schools, all inspected with full marks, whose respondents are drawn from endless populations."""
    random = np.random.default_rng(seed)
    shares = _shares(invention, random)
    surveys = [_survey(invention, row, random) for row in shares]
    organizations = [
        Organization(f"{number:05d}", f"Школа {number}", type="school", population=invention.population)
        for number in range(invention.organizations)
    ]
    observations = [observation_of(*pair) for pair in zip(organizations, surveys, strict=True)]
    evidence = Evidence(
        EDITION,
        POLICIES,
        observations,
        [score(EDITION, observation, POLICIES) for observation in observations],
        {organization.id: patterns_of(answers) for organization, answers in zip(organizations, surveys, strict=True)},
    )
    return Invented(evidence, _truth(observations, shares))


def observation_of(organization: Organization, answers) -> Observation:
    """What these answers, [respondents × closed questions] of 1, 0 and -1, say of the organization."""
    columns = zip(QUESTIONS, answers.T, strict=True)
    counts = {
        question.code: Count(yes=int((column == 1).sum()), no=int((column == 0).sum())) for question, column in columns
    }
    return Observation(organization, len(answers), counts, ITEMS)


def patterns_of(answers) -> Patterns:
    distinct, multiplicity = np.unique(answers, axis=0, return_counts=True)
    return Patterns(distinct, multiplicity)


def _shares(invention, random):
    """True share of «Да» of every organization at every question."""
    level = invention.satisfied + invention.spread * random.standard_normal((invention.organizations, 1))
    shares = level + 0.01 * random.standard_normal((invention.organizations, len(QUESTIONS)))
    shares = np.clip(shares, 0.5, 0.995)
    for place, question in enumerate(QUESTIONS):
        if question.role is Role.FILTER:
            shares[:, place] = USED[question.code]
    return shares


def _survey(invention, shares, random):
    shape = (invention.respondents, len(QUESTIONS))
    person = np.sqrt(invention.alike) * random.standard_normal((invention.respondents, 1))
    satisfied = person + np.sqrt(1 - invention.alike) * random.standard_normal(shape) < norm.ppf(shares)
    used = random.random(shape) < shares
    filters = {question.code: place for place, question in enumerate(QUESTIONS) if question.role is Role.FILTER}
    answers = np.where(satisfied, 1, 0).astype(np.int8)
    for place, question in enumerate(QUESTIONS):
        if question.role is Role.FILTER:
            answers[:, place] = used[:, place]
    for place, question in enumerate(QUESTIONS):
        if question.filter:
            answers[:, place] = np.where(answers[:, filters[question.filter]] == 1, answers[:, place], -1)
    return answers


def _truth(observations, shares):
    plan = plan_of(EDITION, POLICIES)
    figures = figures_of(plan, observations)
    known = replace(
        figures,
        yes={question.code: shares[:, place] for place, question in enumerate(QUESTIONS)},
        answered={question.code: np.ones(len(observations)) for question in QUESTIONS},
    )
    totals = plan.evaluate(known).values[TOTAL]
    ids = [observation.organization.id for observation in observations]
    return dict(zip(ids, totals.tolist(), strict=True))
