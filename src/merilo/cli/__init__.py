"""The `merilo` command. One module per subcommand, imported only when it is called, so that `--help` stays quick.

Nothing is imported above that Python has to look for: whatever is loaded is loaded where Ctrl-C is already minded.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "editions": "редакции методики: список, показать, сравнить",
    "check": "проверить папку цикла и назвать каждую ошибку и её место",
    "score": "посчитать цикл: баллы, рейтинг, книга, отчёт",
    "rank": "посчитать очень большой цикл: только баллы и места, из Parquet",
    "explain": "объяснить любое число до подсчётов, пунктов чек-листа и статей",
    "verify": "пересчитать results.json по исходным данным и сверить",
    "simulate": "создать выдуманный цикл любого размера с известной истиной",
}
INTERRUPTED = 130
"""The exit code of a command that a person stopped, as shells have it."""
_TRACES = ("KeyboardInterrupt", "Query interrupted")
"""Words of the faults that DuckDB raises in place of KeyboardInterrupt."""


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run one subcommand. Exit code 0: done; 1: refused, problems printed; 2: wrong usage; 130: stopped by hand."""
    try:
        from merilo.cli.command_line import carried_out  # noqa: PLC0415 - Ctrl-C may come while it is loaded

        return carried_out(list(sys.argv[1:] if argv is None else argv))
    except BaseException as fault:
        if not stopped_by_hand(fault):
            raise
        exec("")  # noqa: S102 - Python then forgets a Ctrl-C that met code made at run time; else it would end by the signal
        sys.stderr.write("Прервано.\n")
        return INTERRUPTED


def stopped_by_hand(fault: BaseException | None) -> bool:
    """Whether Ctrl-C stands behind a fault: a library that it hits while loading or counting raises one of its own."""
    seen: list[BaseException] = []
    while fault is not None and fault not in seen:
        if isinstance(fault, KeyboardInterrupt) or any(trace in str(fault) for trace in _TRACES):
            return True
        seen.append(fault)
        fault = fault.__cause__ or fault.__context__
    return False
