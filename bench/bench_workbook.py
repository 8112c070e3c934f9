"""A region: 45,000 questionnaires of 75 organizations in one XLSX book → import, count, score."""

from bench.measure import Row, cost, python, simulated

TIMES_FLOOR = 1.5


def run(*, large: bool) -> list[Row]:  # noqa: ARG001 - every bench takes the same argument
    """Against reading that workbook alone."""
    words = ("--organizations", "75", "--responses-per", "600", "--seed", "3", "--format", "xlsx")
    folder = simulated("workbook-45000", *words)
    floor = cost(python("bench.floors", "workbook", folder / "responses.xlsx"))
    ours = cost(python("bench.work", "scored", folder))
    met = ours.seconds <= TIMES_FLOOR * floor.seconds
    what = "импорт, подсчёт и баллы: 45 000 анкет, 75 организаций, одна книга XLSX"
    return [Row(what, ours.seconds, ours.peak_mib, f"≤ {TIMES_FLOOR:g} × чтение этой книги", met, floor.seconds)]
