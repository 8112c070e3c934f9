"""Kinds of problems that an edition's files can have."""

from merilo.problems import ProblemKind, Severity


def _kind(name: str, rule: str, remedy: str) -> ProblemKind:
    return ProblemKind(f"edition.{name}", Severity.ERROR, rule, remedy)


UNREADABLE = _kind(
    "unreadable",
    "Файл редакции — YAML в UTF-8 с таблицей на верхнем уровне.",
    "Исправьте запись YAML в указанной строке.",
)
NOT_FOUND = _kind(
    "not_found",
    "Папка редакции содержит edition.yaml и по файлу на каждую сферу.",
    "Проверьте путь к папке и имя файла.",
)
UNKNOWN_KEY = _kind(
    "unknown_key",
    "В файле редакции допустимы только описанные ключи.",
    "Исправьте опечатку или уберите ключ; описание — docs/reference/editions.md.",
)
MISSING_KEY = _kind(
    "missing_key",
    "Редакция полна: обязательный ключ не подразумевается.",
    "Допишите ключ; описание — docs/reference/editions.md.",
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
UNKNOWN_FORMULA = _kind(
    "unknown_formula",
    "Набор формул закрыт.",
    "Выберите формулу из списка в docs/reference/editions.md.",
)
UNKNOWN_WORD = _kind(
    "unknown_word",
    "Значение — одно из перечисленных слов.",
    "Выберите слово из списка в docs/reference/editions.md.",
)
FORMULA_NEEDS = _kind(
    "formula_needs",
    "Формула получает ровно те числа и тот источник, которые ей нужны.",
    "Сверьте параметр с описанием формулы в docs/reference/editions.md.",
)
WEIGHTS = _kind(
    "weights",
    "Значимости частей одного целого дают в сумме 1.",
    "Исправьте значимости.",
)
DUPLICATE_CODE = _kind(
    "duplicate_code",
    "Код в редакции встречается один раз.",
    "Дайте второй записи свой код.",
)
UNUSED_QUESTION = _kind(
    "unused_question",
    "Каждый закрытый вопрос входит в расчёт своего показателя.",
    "Свяжите вопрос с параметром показателя или уберите вопрос.",
)
UNUSED_CHECKLIST = _kind(
    "unused_checklist",
    "Каждый пункт чек-листа входит в расчёт своего показателя.",
    "Свяжите часть чек-листа с параметром показателя или уберите её.",
)
UNKNOWN_SOURCE = _kind(
    "unknown_source",
    "Источник параметра — закрытый вопрос или часть чек-листа этой же сферы.",
    "Исправьте код источника.",
)
UNKNOWN_INDICATOR = _kind(
    "unknown_indicator",
    "Вопрос и чек-лист называют показатель этой же сферы.",
    "Исправьте код показателя.",
)
UNKNOWN_POLICY = _kind(
    "unknown_policy",
    "О пустом знаменателе решает политика, описанная в edition.yaml.",
    "Исправьте имя политики или опишите её.",
)
UNKNOWN_DEFAULT = _kind(
    "unknown_default",
    "Вариант по умолчанию — один из вариантов политики.",
    "Назовите один из вариантов или допишите его.",
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
BAD_FILTER = _kind(
    "bad_filter",
    "Фильтр — вопрос с ролью filter, стоит раньше и открывает вопрос того же показателя.",
    "Исправьте код фильтра или порядок вопросов.",
)
UNKNOWN_TYPE = _kind(
    "unknown_type",
    "Тип организации описан в organization_types этой же сферы.",
    "Исправьте код типа или опишите тип.",
)
BAND_ORDER = _kind(
    "band_order",
    "Ступени шкалы идут от худшей к лучшей: и баллы, и границы.",
    "Переставьте ступени.",
)
UNPAIRED_WAY = _kind(
    "unpaired_way",
    "У дистанционного способа два пункта: <способ>.published и <способ>.works.",
    "Допишите недостающий пункт пары.",
)
UNKNOWN_EDITION = _kind(
    "unknown",
    "Редакция названа её кодом.",
    "Список кодов: merilo editions.",
)
UNKNOWN_SECTOR = _kind(
    "unknown_sector",
    "Сфера названа кодом, который есть в редакции.",
    "Список сфер каждой редакции: merilo editions.",
)
NONE_IN_FORCE = _kind(
    "none_in_force",
    "Для сферы берётся редакция, действующая на дату цикла.",
    "Проверьте дату или назовите редакцию прямо: edition.",
)
SEAL_BROKEN = _kind(
    "seal_broken",
    "Запечатанная редакция не меняется: по ней уже посчитаны результаты.",
    "Верните файл или запишите новое толкование в READINGS.md и обновите печать.",
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
    UNKNOWN_FORMULA,
    UNKNOWN_WORD,
    FORMULA_NEEDS,
    WEIGHTS,
    DUPLICATE_CODE,
    UNUSED_QUESTION,
    UNUSED_CHECKLIST,
    UNKNOWN_SOURCE,
    UNKNOWN_INDICATOR,
    UNKNOWN_POLICY,
    UNKNOWN_DEFAULT,
    UNKNOWN_CLAUSE,
    UNUSED_CLAUSE,
    BAD_FILTER,
    UNKNOWN_TYPE,
    BAND_ORDER,
    UNPAIRED_WAY,
    UNKNOWN_EDITION,
    UNKNOWN_SECTOR,
    NONE_IN_FORCE,
    SEAL_BROKEN,
)
