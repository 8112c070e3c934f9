"""What is ordered from the generator, and why an order may be refused."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from merilo.methodology.model import Edition
from merilo.problems import Place, Problem, ProblemKind, RefusalError, Severity

SHEET_ROWS = 1_048_575
"""Rows of answers that fit under the heading of one XLSX sheet."""

TOO_SMALL = ProblemKind(
    "simulation.too_small",
    Severity.ERROR,
    "В выдуманном цикле есть хотя бы одна организация и не меньше нуля анкет.",
    "Задайте числа побольше.",
)
TOO_LARGE_FOR_SHEET = ProblemKind(
    "simulation.too_large_for_sheet",
    Severity.ERROR,
    "В лист XLSX помещается 1 048 575 анкет.",
    "Возьмите --format parquet или меньше анкет.",
)
FOLDER_TAKEN = ProblemKind(
    "simulation.folder_taken",
    Severity.ERROR,
    "Выдуманный цикл пишется только в новую или пустую папку.",
    "Назовите другую папку или уберите из этой файлы.",
)
KINDS = (TOO_SMALL, TOO_LARGE_FOR_SHEET, FOLDER_TAKEN)

Whole = npt.NDArray[np.int64]


class FileFormat(StrEnum):
    """In which files the cycle is written."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Order:
    """A cycle to invent. `responses` is the number of questionnaires of each organization, in their order.

    The same order gives the same cycle, to the last answer.
    """

    edition: Edition
    responses: Whole
    seed: int
    file_format: FileFormat

    @property
    def organizations(self) -> int:
        return len(self.responses)


def equal_parts(organizations: int, each: int) -> Whole:
    """The same number of questionnaires for everybody. Raises RefusalError `simulation.too_small`."""
    _refuse_nothing(organizations, each)
    return np.full(organizations, each, dtype=np.int64)


def uneven_parts(organizations: int, total: int, *, seed: int) -> Whole:
    """Exactly `total` questionnaires, spread as life spreads them: from 0.6 to 1.4 of an equal part.

    Raises RefusalError `simulation.too_small`.
    """
    _refuse_nothing(organizations, total)
    weights = np.random.default_rng([seed, 0]).integers(600, 1401, organizations)
    parts: Whole = total * weights // weights.sum()
    parts[: total - parts.sum()] += 1
    return parts


def refuse_long_sheet(order: Order) -> None:
    """Raises RefusalError `simulation.too_large_for_sheet` when the answers do not fit into one sheet."""
    total = int(order.responses.sum())
    if order.file_format is FileFormat.XLSX and total > SHEET_ROWS:
        raise RefusalError(Problem(TOO_LARGE_FOR_SHEET, Place(), f"Заказано анкет: {total}"))


def _refuse_nothing(organizations: int, responses: int) -> None:
    if organizations < 1 or responses < 0:
        detail = f"Заказано организаций: {organizations}, анкет: {responses}"
        raise RefusalError(Problem(TOO_SMALL, Place(), detail))
