"""Kinds of problems that any file with facts of the law can have: editions, deadlines, holidays."""

from merilo.problems import ProblemKind, Severity


def _kind(name: str, rule: str, remedy: str) -> ProblemKind:
    return ProblemKind(f"law.{name}", Severity.ERROR, rule, remedy)


UNREADABLE = _kind(
    "unreadable",
    "Файл с нормами — YAML в UTF-8 с таблицей на верхнем уровне.",
    "Исправьте запись YAML в указанной строке.",
)
NOT_FOUND = _kind(
    "not_found",
    "Каждый файл с нормами стоит на своём месте: в папке редакции — edition.yaml и по файлу на сферу.",
    "Проверьте путь к папке и имя файла.",
)
UNKNOWN_KEY = _kind(
    "unknown_key",
    "В файле с нормами допустимы только описанные ключи.",
    "Исправьте опечатку или уберите ключ; описания — docs/reference/editions.md и deadlines.md.",
)
MISSING_KEY = _kind(
    "missing_key",
    "Файл полон: обязательный ключ не подразумевается.",
    "Допишите ключ; описания — docs/reference/editions.md и deadlines.md.",
)
DUPLICATE_KEY = _kind(
    "duplicate_key",
    "Ключ стоит в таблице один раз.",
    "Оставьте одну запись.",
)
WRONG_KIND = _kind(
    "wrong_kind",
    "Значение должно быть того вида, который описан для ключа.",
    "Исправьте запись; коды и тексты, похожие на числа, берите в кавычки.",
)
BINARY_FLOAT = _kind(
    "binary_float",
    "Дробные числа закона точны; двоичная дробь их искажает.",
    'Возьмите число в кавычки: "0.3" или "1/2".',
)
BAD_NUMBER = _kind(
    "bad_number",
    "Число — целое, десятичная дробь с точкой или простая дробь.",
    'Запишите, например, 5, "0.3" или "1/2".',
)
BAD_DATE = _kind(
    "bad_date",
    "Дата — ГГГГ-ММ-ДД; срок действия не кончается раньше, чем начался.",
    "Исправьте дату.",
)
UNKNOWN_WORD = _kind(
    "unknown_word",
    "Значение — одно из перечисленных слов.",
    "Выберите слово из списка, который назван в сообщении.",
)
DUPLICATE_CODE = _kind(
    "duplicate_code",
    "Код в файле встречается один раз.",
    "Дайте второй записи свой код.",
)
UNKNOWN_CLAUSE = _kind(
    "unknown_clause",
    "Основание названо ключом из раздела clauses того же файла.",
    "Исправьте ключ или опишите основание.",
)
UNUSED_CLAUSE = _kind(
    "unused_clause",
    "На каждое основание кто-нибудь ссылается.",
    "Уберите лишнее основание или сошлитесь на него.",
)
KINDS = (
    UNREADABLE,
    NOT_FOUND,
    UNKNOWN_KEY,
    MISSING_KEY,
    DUPLICATE_KEY,
    WRONG_KIND,
    BINARY_FLOAT,
    BAD_NUMBER,
    BAD_DATE,
    UNKNOWN_WORD,
    DUPLICATE_CODE,
    UNKNOWN_CLAUSE,
    UNUSED_CLAUSE,
)
