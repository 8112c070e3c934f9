"""How long a person waits for the list of commands."""

from bench.measure import Row, cost, merilo

MOST_SECONDS = 0.25


def run(*, large: bool) -> list[Row]:  # noqa: ARG001 - every bench takes the same argument
    """`merilo --help`, the whole process."""
    ours = cost(merilo("--help"), runs=7)
    met = ours.seconds <= MOST_SECONDS
    return [Row("merilo --help", ours.seconds, ours.peak_mib, f"≤ {MOST_SECONDS} с", met)]
