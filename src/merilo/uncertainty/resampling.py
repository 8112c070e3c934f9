"""Resampling of respondents within one organization: how its shares might have come out otherwise.

The Bayesian bootstrap (Rubin 1981): every respondent gets a random weight, so that answers of one person stay
together and no denominator becomes empty. Where all agree it would claim certainty; therefore each question gets one
imaginary answer against the majority, and the shares are then moved back so that their mean is the observed share
(half-way where all agree, since there the truth can only lie on one side). See docs/methodology/uncertainty.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from merilo.methodology.model import Question
from merilo.observations import Count, Observation
from merilo.tally.contract import Patterns
from merilo.uncertainty.shares import kept

Floats = npt.NDArray[np.float64]

_PRODUCTS = 1 << 18
"""Multiplications of one matrix product: few enough for the linear algebra library to stay on one thread, so that
the figures depend on no number of processors, and the weights stay in the cache."""


@dataclass(frozen=True, slots=True)
class Resampled:
    """Draws of one organization: shares 0…1 by question code, and by «question=option» for the others."""

    shares: dict[str, Floats]
    options: dict[str, Floats]


def stream(seed: int, organization_id: str) -> np.random.Generator:
    """The organization's own random numbers: the same whatever other organizations there are, in whatever order."""
    words = np.frombuffer(sha256(organization_id.encode()).digest(), dtype="<u4")
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *words.tolist()])))


@dataclass(frozen=True, slots=True)
class Resampler:
    """Draws shares of organizations. `questions` are the closed ones, in the order of `Patterns.answers`.

    Only the questions named in `counted`, those that some indicator counts, are drawn.
    """

    questions: Sequence[Question]
    counted: frozenset[str]
    draws: int
    seed: int

    @property
    def _drawn(self) -> list[tuple[int, Question]]:
        """The questions to draw with their columns in patterns."""
        return [pair for pair in enumerate(self.questions) if pair[1].code in self.counted]

    def resample(self, observation: Observation, patterns: Patterns | None) -> Resampled:
        """Draws of one organization; without patterns each question is drawn from its own sums alone."""
        random = stream(self.seed, observation.organization.id)
        sums = self._by_person(patterns, random) if patterns is not None else self._by_sum(observation, random)
        shares: dict[str, Floats] = {}
        options: dict[str, Floats] = {}
        for (_, question), weights in zip(self._drawn, sums, strict=True):
            count = observation.counts.get(question.code, Count())
            if not count.answered:
                continue
            if question.options:
                parts = weights / weights.sum(axis=0)
                named = zip(question.options, parts, strict=True)
                options |= {f"{question.code}={option.code}": part for option, part in named}
            else:
                shares[question.code] = _with_dissent(count, weights, random=random, keep=kept(observation))
        return Resampled(shares, options)

    def _by_person(self, patterns: Patterns, random: np.random.Generator) -> Iterator[Floats]:
        """Weights of «Да» and «Нет» (or of every option) of each question, [answers × draws]."""
        chosen = np.concatenate(
            [
                patterns.answers[:, [column]] == np.asarray(_codes(question), dtype=np.int8)
                for column, question in self._drawn
            ],
            axis=1,
        ).astype(np.float64)
        size = max(1, _PRODUCTS // max(1, chosen.size))
        pieces = [
            random.standard_gamma(patterns.multiplicity, (min(size, self.draws - start), len(chosen))) @ chosen
            for start in range(0, self.draws, size)
        ]
        ends = np.cumsum([len(_codes(question)) for _, question in self._drawn])
        yield from np.split(np.concatenate(pieces).T, ends[:-1])

    def _by_sum(self, observation: Observation, random: np.random.Generator) -> Iterator[Floats]:
        for _, question in self._drawn:
            count = observation.counts.get(question.code, Count())
            times = (
                [count.options.get(option.code, 0) for option in question.options]
                if question.options
                else [count.yes, count.no]
            )
            yield random.standard_gamma(np.asarray(times, dtype=np.float64)[:, None], (len(times), self.draws))


def _codes(question: Question) -> Sequence[int]:
    """How the answers of a question stand in patterns; «Да» first."""
    return range(len(question.options)) if question.options else (1, 0)


def _with_dissent(count: Count, weights: Floats, *, random: np.random.Generator, keep: float) -> Floats:
    """Shares of «Да» with one imaginary answer against the majority, moved back to the observed share."""
    answered = count.answered
    share = count.yes / answered
    yes = weights[0] + random.standard_gamma(1.0 - share, weights.shape[1])
    no = weights[1] + random.standard_gamma(share, weights.shape[1])
    moved = (2.0 * share - 1.0) / (answered + 1)
    if share in (0.0, 1.0):
        moved /= 2.0
    drawn: Floats = np.clip(yes / (yes + no) + moved, 0.0, 1.0)
    return share + keep * (drawn - share)
