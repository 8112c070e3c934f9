"""A region: 45,000 questionnaires of 75 organizations in one XLSX book → import, count, score.

Two floors, told apart in two rows: reading the book of questionnaires alone, which is what was promised, and reading
every book that the work has to read, with the register and the checklists.
"""

from bench.measure import Cost, Row, costs, python, simulated

TIMES_FLOOR = 1.5
_TURNS = 9


def run(*, large: bool) -> list[Row]:  # noqa: ARG001 - every bench takes the same argument
    """Against reading the book of questionnaires, and against reading all three books."""
    words = ("--organizations", "75", "--responses-per", "600", "--seed", "3", "--format", "xlsx")
    folder = simulated("workbook-45000", *words)
    ours, alone, every = costs(
        python("bench.work", "scored", folder),
        python("bench.floors", "workbook", folder / "responses.xlsx"),
        python("bench.floors", "workbook", *sorted(folder.glob("*.xlsx"))),
        runs=_TURNS,
    )
    what = "импорт, подсчёт и баллы: 45 000 анкет, 75 организаций, одна книга XLSX"
    whole = "то же вместе с книгами чек-листов и реестра"
    return [
        _row(what, ours, alone, reading="чтение одной этой книги"),
        _row(whole, ours, every, reading="чтение всех трёх книг"),
    ]


def _row(what: str, ours: Cost, floor: Cost, *, reading: str) -> Row:
    met = ours.seconds <= TIMES_FLOOR * floor.seconds
    return Row(what, ours.seconds, ours.peak_mib, f"≤ {TIMES_FLOOR:g} × {reading}", met, floor.seconds)
