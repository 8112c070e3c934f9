"""Intervals of totals and places: 1,000 draws, 2,000 organizations × 300 answers."""

from bench.measure import Row, cost, python

MOST_SECONDS = 60


def run(*, large: bool) -> list[Row]:  # noqa: ARG001 - every bench takes the same argument
    """The whole process, with inventing the region's answers."""
    ours = cost(python("bench.work", "intervals", "-"), runs=1)
    what = "интервалы баллов и мест: 1 000 повторов, 2 000 организаций × 300 анкет"
    return [Row(what, ours.seconds, ours.peak_mib, f"≤ {MOST_SECONDS} с", ours.seconds <= MOST_SECONDS)]
