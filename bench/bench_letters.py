"""The letters of a cycle: 75 organizations, each letter as DOCX and as PDF, in one process."""

from bench.measure import Row, cost, python

MOST_SECONDS = 3.0
LETTERS = 75


def run(*, large: bool) -> list[Row]:  # noqa: ARG001 - every bench takes the same argument
    """The whole process, from its start to its end."""
    ours = cost(python("bench.work", "letters", str(LETTERS)))
    met = ours.seconds <= MOST_SECONDS
    what = f"{LETTERS} писем организациям, каждое как DOCX и PDF"
    return [Row(what, ours.seconds, ours.peak_mib, f"≤ {MOST_SECONDS:g} с", met)]
