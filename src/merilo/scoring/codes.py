"""Problems of scoring: what a person asked for by a name that is not there."""

from merilo.problems import ProblemKind, Severity

UNKNOWN_ORGANIZATION = ProblemKind(
    "scoring.unknown_organization",
    Severity.ERROR,
    "Объяснить можно только организацию из перечня цикла.",
    "Возьмите id из столбца id файла organizations.",
)
UNKNOWN_NUMBER = ProblemKind(
    "scoring.unknown_number",
    Severity.ERROR,
    "Число называют шифром: S — итог, 1…5 — критерий, 1.3 — показатель, 1.3.1 — параметр.",
    "Выберите шифр из протокола всей организации: запустите команду без --number.",
)
KINDS = (UNKNOWN_ORGANIZATION, UNKNOWN_NUMBER)
