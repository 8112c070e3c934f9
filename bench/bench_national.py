"""The nation: 20 million questionnaires of 33,000 organizations in Parquet → counts, scores, ranking on disk."""

from bench.measure import BUILD, Row, cost, merilo, python, simulated

TIMES_FLOOR, PEAK_MIB = 2, 1024
LINEAR = 1.2
"""Five times the answers may cost this much more than five times the time."""


def run(*, large: bool) -> list[Row]:
    """20 million always; 100 million when asked for."""
    small = _ranked("20 млн анкет, 33 000 организаций", organizations=33_000, responses=20_000_000)
    if not large:
        return [small]
    big = _ranked("100 млн анкет, 33 000 организаций", organizations=33_000, responses=100_000_000)
    linear = big.seconds <= 5 * LINEAR * small.seconds and big.peak_mib <= PEAK_MIB
    grown = f"≤ {5 * LINEAR:g} × время 20 млн, пик ≤ 1 ГиБ (вышло {big.seconds / small.seconds:.1f} ×)"
    return [small, Row(big.what, big.seconds, big.peak_mib, grown, linear, big.floor)]


def _ranked(what: str, *, organizations: int, responses: int) -> Row:
    words = ("--organizations", str(organizations), "--responses", str(responses), "--seed", "3", "--format", "parquet")
    folder = simulated(f"national-{responses}", *words)
    floor = cost(python("bench.floors", "scan", *sorted(folder.glob("*.parquet"))))
    ours = cost(merilo("rank", folder, "--out", BUILD / "ranked.parquet"))
    met = ours.seconds <= TIMES_FLOOR * floor.seconds and ours.peak_mib <= PEAK_MIB
    bar = f"≤ {TIMES_FLOOR} × чтение и суммирование тех же столбцов тех же файлов, пик ≤ 1 ГиБ"
    return Row(f"merilo rank: {what}", ours.seconds, ours.peak_mib, bar, met, floor.seconds)
