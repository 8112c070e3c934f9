"""Kinds of problems that a table with a translation of the questionnaire can have."""

from merilo.problems import ProblemKind, Severity

SEVERAL_SHEETS = ProblemKind(
    "translation.several_sheets",
    Severity.ERROR,
    "Перевод лежит на одном листе книги.",
    "Оставьте в книге один заполненный лист и загрузите файл снова.",
)
COLUMN_MISSING = ProblemKind(
    "translation.column_missing",
    Severity.ERROR,
    "В таблице есть столбцы «Код» и «Перевод».",
    "Скачайте таблицу перевода и впишите перевод в неё.",
)
COLUMN_DOUBLED = ProblemKind(
    "translation.column_doubled",
    Severity.ERROR,
    "Один смысл — один столбец.",
    "Удалите или переименуйте лишний столбец.",
)
COLUMN_IGNORED = ProblemKind(
    "translation.column_ignored",
    Severity.WARNING,
    "Читаются столбцы «Код», «По-русски» и «Перевод».",
    "Если в столбце перевод, назовите его «Перевод».",
)
UNKNOWN_TEXT = ProblemKind(
    "translation.unknown_text",
    Severity.ERROR,
    "Код в каждой строке — один из текстов этой анкеты.",
    "Верните код из скачанной таблицы или удалите строку.",
)
DOUBLED = ProblemKind(
    "translation.doubled",
    Severity.ERROR,
    "Каждый текст переведён в таблице один раз.",
    "Оставьте одну строку с этим кодом.",
)
UNFIT = ProblemKind(
    "translation.unfit",
    Severity.ERROR,
    "Перевод годится для анкеты: вставки в фигурных скобках на месте, лишних знаков нет.",
    "Исправьте ячейку и загрузите файл снова.",
)
ORIGINAL_CHANGED = ProblemKind(
    "translation.original_changed",
    Severity.WARNING,
    "Русский текст в таблице тот же, что в анкете.",
    "Сверьте перевод с текстом анкеты: переводили другой.",
)
KINDS = tuple(kind for kind in list(globals().values()) if isinstance(kind, ProblemKind))
