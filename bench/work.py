"""Work that no single command does alone: each runs in a fresh interpreter."""

import sys
from pathlib import Path


def scored(folder: str) -> None:
    """Import a folder, count its answers, score every organization and rank them."""
    from merilo.importers.folder import read_cycle  # noqa: PLC0415 - nothing else may be loaded

    cycle, problems = read_cycle(Path(folder))
    from merilo.scoring.ranking import rank  # noqa: PLC0415 - loaded while the folder is read
    from merilo.scoring.score import score  # noqa: PLC0415 - the same

    if cycle is None:
        raise SystemExit("\n".join(str(problem) for problem in problems))
    cards = [score(cycle.edition, observation, cycle.policies) for observation in cycle.observations]
    print(len(rank(cards, cycle.policies).ranked))


def intervals(_: str) -> None:
    """Intervals of totals and places of 2,000 organizations."""
    from bench.bench_uncertainty import measure  # noqa: PLC0415 - nothing else may be loaded

    print(measure())


if __name__ == "__main__":
    {"scored": scored, "intervals": intervals}[sys.argv[1]](sys.argv[2])
