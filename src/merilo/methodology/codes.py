"""Kinds of problems that an edition's files can have."""

from merilo.problems import ProblemKind, Severity


def _kind(name: str, rule: str, remedy: str) -> ProblemKind:
    return ProblemKind(f"edition.{name}", Severity.ERROR, rule, remedy)


UNKNOWN_FORMULA = _kind(
    "unknown_formula",
    "Набор формул закрыт.",
    "Выберите формулу из списка в docs/reference/editions.md.",
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
    UNKNOWN_FORMULA,
    FORMULA_NEEDS,
    WEIGHTS,
    UNUSED_QUESTION,
    UNUSED_CHECKLIST,
    UNKNOWN_SOURCE,
    UNKNOWN_INDICATOR,
    UNKNOWN_POLICY,
    UNKNOWN_DEFAULT,
    BAD_FILTER,
    UNKNOWN_TYPE,
    BAND_ORDER,
    UNPAIRED_WAY,
    UNKNOWN_EDITION,
    UNKNOWN_SECTOR,
    NONE_IN_FORCE,
    SEAL_BROKEN,
)
