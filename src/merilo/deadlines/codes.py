"""Kinds of problems of the rules, of the production calendar, and of terms as people write them."""

from merilo.problems import ProblemKind, Severity


def _kind(name: str, rule: str, remedy: str) -> ProblemKind:
    return ProblemKind(f"deadlines.{name}", Severity.ERROR, rule, remedy)


def _doubt(name: str, rule: str, remedy: str) -> ProblemKind:
    return ProblemKind(f"deadlines.{name}", Severity.WARNING, rule, remedy)


UNKNOWN_RULE = _kind(
    "unknown_rule",
    "Срок назван кодом из списка.",
    "Коды сроков и долей — docs/reference/deadlines.md.",
)
UNKNOWN_EVENT = _kind(
    "unknown_event",
    "Срок считается от события из раздела events того же файла.",
    "Исправьте код события или опишите событие.",
)
UNUSED_EVENT = _kind(
    "unused_event",
    "От каждого события считается какой-нибудь срок.",
    "Уберите лишнее событие или сошлитесь на него.",
)
BAD_AMOUNT = _kind(
    "bad_amount",
    "Длина срока — от 1; день месяца — от 1 до 28; доля — больше 0 и не больше 1.",
    "Исправьте число.",
)
BAD_TRANSFER = _kind(
    "bad_transfer",
    "Выходной переносится внутри своего года с нерабочего дня на рабочий, каждый день — один раз.",
    "Сверьте перенос с постановлением Правительства.",
)
WRONG_YEAR = _kind(
    "wrong_year",
    "Файл календаря назван годом, который в нём описан.",
    "Исправьте год или имя файла.",
)
WRONG_TOTAL = _kind(
    "wrong_total",
    "Рабочих дней в году столько, сколько названо в файле календаря.",
    "Сверьте переносы и число рабочих дней с опубликованным календарём.",
)
TERM_UNCLEAR = _doubt(
    "term_unclear",
    "Срок понятен, когда из него видно, к какому дню дело должно быть сделано.",
    "Напишите дату, месяц, квартал, полугодие, год, «постоянно» или «в течение … со дня …».",
)
TERM_IMPOSSIBLE = _doubt(
    "term_impossible",
    "Дата, месяц, квартал и полугодие срока бывают в календаре.",
    "Исправьте число, месяц или номер квартала.",
)
TERM_REVERSED = _doubt(
    "term_reversed",
    "Срок не кончается раньше, чем начался.",
    "Переставьте начало и конец срока.",
)
KINDS = (
    UNKNOWN_RULE,
    UNKNOWN_EVENT,
    UNUSED_EVENT,
    BAD_AMOUNT,
    BAD_TRANSFER,
    WRONG_YEAR,
    WRONG_TOTAL,
    TERM_UNCLEAR,
    TERM_IMPOSSIBLE,
    TERM_REVERSED,
)
