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


def explained(fault: OSError) -> Problem:
    """The refusal of the system as a problem that names the file."""
    names = [os.fsdecode(one) for one in (fault.filename, fault.filename2) if isinstance(one, str | bytes)]
    reason = system_reason(fault)
    return Problem(SYSTEM_REFUSED, Place(file=names[-1] if names else ""), reason[:1].upper() + reason[1:])
