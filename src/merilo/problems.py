"""Problems: what is wrong with something a person handed us, where, by which rule, and what to do about it.

Bad input is never an exception and never a silent repair: readers return problems beside whatever they could read.
Each package declares its kinds once; `docs/reference/errors.md` is drawn from those declarations.
"""

import errno
from dataclasses import dataclass
from enum import StrEnum

_SYSTEM_REASONS = {
    errno.ENOENT: "такого файла или папки нет",
    errno.EACCES: "нет прав",
    errno.EPERM: "нет прав",
    errno.EISDIR: "это папка, а не файл",
    errno.ENOTDIR: "это файл, а не папка",
    errno.EEXIST: "такой файл уже есть",
    errno.ENOTEMPTY: "папка не пуста",
    errno.EROFS: "носитель только для чтения",
    errno.ENOSPC: "на диске нет места",
    errno.EDQUOT: "превышена квота на диске",
    errno.ENAMETOOLONG: "слишком длинное имя",
    errno.EMFILE: "открыто слишком много файлов",
    errno.EIO: "ошибка чтения или записи",
    errno.EBUSY: "файл занят",
}


class Severity(StrEnum):
    """How far a problem reaches."""

    ERROR = "error"
    """Nothing may be computed until a person mends it."""
    QUESTION = "question"
    """We are not sure; a person must confirm before anything is computed."""
    WARNING = "warning"
    """Computed all the same; the person must know."""


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One numbered way to be wrong: `code` for machines, Russian `rule` and `remedy` for people."""

    code: str
    severity: Severity
    rule: str
    remedy: str


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a problem is: file, sheet, row as the person sees it (from 1), column (its heading or letter).

    A YAML file has no columns: there `column` is the key of the top table.
    """

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(f"лист «{self.sheet}»")
        if self.row:
            parts.append(f"строка {self.row}")
        if self.column:
            parts.append(f"{'ключ' if self.file.endswith('.yaml') else 'столбец'} «{self.column}»")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault found: its kind, its place and the particular of this case (in Russian)."""

    kind: ProblemKind
    place: Place
    detail: str

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def blocking(self) -> bool:
        """True when nothing may be computed until a person acts."""
        return self.kind.severity is not Severity.WARNING

    def __str__(self) -> str:
        where = str(self.place)
        head = f"{where}: " if where else ""
        return f"{head}{self.detail}. {self.kind.rule} Что сделать: {self.kind.remedy} [{self.code}]"


class RefusalError(Exception):
    """A request cannot be met; carries the problems that say why.

    Raised for things that a program or its author got wrong (an edition's file, an unknown policy), never for the
    data of a survey: those come back as problems.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def system_reason(fault: OSError) -> str:
    """Why the system refused a file or a folder, in Russian whatever language the system speaks."""
    return _SYSTEM_REASONS.get(fault.errno or 0, f"отказ системы № {fault.errno or 0}")
