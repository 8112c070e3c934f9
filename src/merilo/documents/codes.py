"""What can be wrong with a results.json that is to be verified, and with a request for a document."""

from merilo.problems import ProblemKind, Severity

NOT_RESULTS = ProblemKind(
    "verify.not_results",
    Severity.ERROR,
    "Это не файл результатов Мерила или он повреждён.",
    "Укажите results.json, который записала команда merilo score.",
)
OTHER_VERSION = ProblemKind(
    "verify.other_version",
    Severity.ERROR,
    "Файл записан в другой версии формата.",
    "Проверьте его той версией программы, которая его записала.",
)
OTHER_EDITION = ProblemKind(
    "verify.other_edition",
    Severity.ERROR,
    "Отпечаток редакции не тот: результат посчитан по другому тексту методики.",
    "Сравните редакции командой merilo editions и пересчитайте цикл или возьмите прежнюю версию программы.",
)
ALTERED = ProblemKind(
    "verify.altered",
    Severity.ERROR,
    "Отпечаток файла не сходится: после записи его меняли.",
    "Возьмите файл из архива или посчитайте цикл заново.",
)
DIFFERS = ProblemKind(
    "verify.differs",
    Severity.ERROR,
    "Число в файле не равно пересчитанному.",
    "Посчитайте цикл заново; если файл не меняли, сообщите об ошибке программы.",
)
SOURCE_DIFFERS = ProblemKind(
    "verify.source_differs",
    Severity.ERROR,
    "Исходный файл не тот, по которому посчитан результат.",
    "Верните прежний файл или посчитайте цикл заново.",
)
NO_ORGANIZATION = ProblemKind(
    "score.no_organization",
    Severity.ERROR,
    "Листок можно сделать только для организации из реестра цикла.",
    "Возьмите код из столбца id файла organizations.",
)
KINDS = (NOT_RESULTS, OTHER_VERSION, OTHER_EDITION, ALTERED, DIFFERS, SOURCE_DIFFERS, NO_ORGANIZATION)
