"""What the system refuses while a command runs: a file that cannot be opened, a folder that cannot be written."""

import os

from merilo.problems import Place, Problem, ProblemKind, Severity, system_reason

SYSTEM_REFUSED = ProblemKind(
    "system.refused",
    Severity.ERROR,
    "Программа читает и пишет файлы с правами того, кто её запустил.",
    "Проверьте путь, права и место на диске и запустите команду снова.",
)
KINDS = (SYSTEM_REFUSED,)
INTERRUPTED = 130
"""The exit code of a command that a person stopped, as shells have it."""
_STOPPED_QUERY = "Query interrupted"
"""What DuckDB raises in place of KeyboardInterrupt while it counts."""


def explained(fault: OSError) -> Problem:
    """The refusal of the system as a problem that names the file."""
    names = [os.fsdecode(one) for one in (fault.filename, fault.filename2) if isinstance(one, str | bytes)]
    reason = system_reason(fault)
    return Problem(SYSTEM_REFUSED, Place(file=names[-1] if names else ""), reason[:1].upper() + reason[1:])


def is_stopped_query(fault: RuntimeError) -> bool:
    """Whether a person stopped the command while the counting engine was at work."""
    return str(fault) == _STOPPED_QUERY
