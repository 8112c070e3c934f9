"""How often intervals hold a known truth: prints the table of docs/methodology/uncertainty.md.

`python -m bench.bench_uncertainty` takes a minute or two; the seeds are fixed. `bench_intervals` times `measure`.
"""

import time
from dataclasses import dataclass, replace

from tests.core.invented_survey import POLICIES, Invented, Invention, invent

from merilo.scoring.ranking import rank
from merilo.uncertainty.estimate import estimate
from merilo.uncertainty.model import Uncertainty

DRAWS = 500
LEVELS = ((0.94, 0.03), (0.85, 0.05))
CYCLES = {30: 10, 100: 10, 300: 8, 600: 6}


@dataclass(frozen=True, slots=True)
class Tally:
    """What one row of the coverage table counts."""

    organizations: int = 0
    totals: int = 0
    points: float = 0.0
    places: int = 0
    width: int = 0
    told_apart: int = 0
    wrongly: int = 0


def measure() -> float:
    """Seconds of one estimate of 2,000 organizations × 300 answers, 1,000 draws."""
    evidence = invent(Invention(organizations=2_000, alike=0.5), 1).evidence
    started = time.perf_counter()
    estimate(evidence, seed=1, draws=1_000)
    return time.perf_counter() - started


def coverage(invention: Invention, *, sums: bool = False) -> Tally:
    """One row of the coverage table: intervals of several cycles against their truth."""
    tally = Tally()
    for seed in range(CYCLES[invention.respondents]):
        invented = invent(invention, 1000 + seed)
        evidence = replace(invented.evidence, patterns=None) if sums else invented.evidence
        tally = _counted(tally, invented, estimate(evidence, seed=seed, draws=DRAWS))
    return tally


def _counted(tally: Tally, invented: Invented, found: Uncertainty) -> Tally:
    ranked = [standing.organization_id for standing in rank(invented.evidence.scorecards, POLICIES).ranked]
    truth = {id_: invented.truth[id_] for id_ in ranked}
    for position, id_ in enumerate(ranked):
        one = found.organizations[id_]
        total = one.nodes["S"]
        true_place = 1 + sum(other > truth[id_] for other in truth.values())
        behind = set(ranked[position + 1 :]) - set(found.alike[id_])
        tally = Tally(
            tally.organizations + 1,
            tally.totals + (total.low <= truth[id_] <= total.high),
            tally.points + total.high - total.low,
            tally.places + (one.place.best <= true_place <= one.place.worst),
            tally.width + one.place.worst - one.place.best + 1,
            tally.told_apart + len(behind),
            tally.wrongly + sum(truth[other] > truth[id_] for other in behind),
        )
    return tally


def _line(invention: Invention, tally: Tally, *, sums: bool = False) -> str:
    n = tally.organizations
    pairs = n * (invention.organizations - 1) / 2
    level = f"{100 * invention.satisfied:.0f} ± {100 * invention.spread:.0f}"
    return (
        f"| {'*только суммы*, ' if sums else ''}{level} | {invention.alike:g} | {invention.respondents} "
        f"| {tally.totals / n:.1%} | {tally.points / n:.1f} | {tally.places / n:.1%} | {tally.width / n:.0f} "
        f"| {tally.told_apart / pairs:.0%} | {tally.wrongly / max(1, tally.told_apart):.1%} |"
    )


def main() -> None:
    for satisfied, spread in LEVELS:
        for alike in (0.0, 0.5):
            for respondents in CYCLES:
                invention = Invention(respondents=respondents, satisfied=satisfied, spread=spread, alike=alike)
                print(_line(invention, coverage(invention)), flush=True)
    for respondents in (100, 300):
        invention = Invention(respondents=respondents, alike=0.5)
        print(_line(invention, coverage(invention, sums=True), sums=True), flush=True)


if __name__ == "__main__":
    main()
