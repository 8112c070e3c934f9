"""The `merilo` command. One module per subcommand, imported only when it is called, so that `--help` stays quick.

Nothing is imported above that Python has to look for: whatever is loaded is loaded where Ctrl-C is already minded.
"""

import atexit
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

COMMANDS = {
    "editions": "редакции методики: список, показать, сравнить",
    "check": "проверить папку цикла и назвать каждую ошибку и её место",
    "score": "посчитать цикл: баллы, рейтинг, книга, отчёт",
    "rank": "посчитать очень большой цикл: только баллы и места, из Parquet",
    "explain": "объяснить любое число до подсчётов, пунктов чек-листа и статей",
    "verify": "пересчитать results.json по исходным данным и сверить",
    "plan": "прочитать план по устранению недостатков или отчёт о нём и назвать каждую ошибку",
    "simulate": "создать выдуманный цикл любого размера с известной истиной",
}
INTERRUPTED = 130
"""The exit code of a command that a person stopped, as shells have it."""
_TRACES = ("KeyboardInterrupt", "Query interrupted")
"""Words of the faults that DuckDB raises in place of KeyboardInterrupt."""


def run() -> "NoReturn":
    """The program `merilo`: run the command that was typed and end as `left_at_once` does."""
    left_at_once(main)


def left_at_once(work: "Callable[[], int]") -> "NoReturn":
    """Do the work and end the process with its exit code, without taking millions of objects apart one by one.

    What is registered for the end still happens: this was registered first and therefore comes last.
    """
    ended: list[int] = []
    atexit.register(_leave, ended)
    ended.append(work())
    sys.exit(ended[0])


def _leave(ended: list[int]) -> None:
    if not ended:
        return  # a fault, or an end of its own: Python tells of it and leaves in its own way
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        ended[0] = ended[0] or 1
    os._exit(ended[0])


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
