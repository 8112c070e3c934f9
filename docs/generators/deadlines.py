"""Draws docs/reference/deadlines.md from the rules and the production calendar."""

from collections.abc import Iterator
from datetime import date

from merilo.deadlines import holidays, rules
from merilo.deadlines.due import due
from merilo.deadlines.model import Bound, DayOff, DeadlineRule
from merilo.deadlines.terms import parse_term
from merilo.deadlines.words import period
from merilo.law.clause import Basis, Clause
from merilo.methodology.numerals import russian_text

BASES = {Basis.READ: "по тексту акта", Basis.PRACTICE: "по практике", Basis.DEFAULT: "правило проекта"}
EXAMPLE = date(2026, 1, 30)
WRITTEN = (
    "01.02.2023",
    "Январь 2023 г.",
    "2-4 квартал 2021 г.",
    "II полугодие",
    "2019-2020 учебный год",
    "в течение года",
    "с 1 по 15 марта 2023 г.",
    "до 1 марта",
    "до марта",
    "до конца марта",
    "постоянно",
    "постоянно (начиная с 1 сентября 2015 г.)",
    "ежеквартально",
    "по мере поступления",
    "не позднее 10 дней после получения рекомендаций",
    "как получится",
)
"""Spellings shown on the page, read in the plan of the year below."""
PLAN_YEAR = 2023
HEAD = f"""# Сроки

<!-- Drawn by `make docs` from src/merilo/deadlines; not edited by hand. -->

Сроки закона — данные: `src/merilo/deadlines/rules.yaml`. У каждого два основания: что сказано (`clause`) и как мы
считаем (`counting`). «По тексту акта» — или официальной бумаги, которая его цитирует; «по практике» — так делают, текст
акта нам не доступен; «правило проекта» — закон молчит или не найден, решение за советом или органом.

Пример в таблице — событие {EXAMPLE:%d.%m.%Y}.

| код | что | от события | срок | в нерабочий день | пример | акт |
|---|---|---|---|---|---|---|
"""
SILENT = """
## Чего закон не назвал

Сроков писем организациям до начала сбора, ответа о численности получателей, возражения организации на оценку и отчёта
высшего должностного лица мы не нашли: в списке их нет, дату ставит человек.

## Как считается

Счёт идёт со следующего дня после события. Месяц и год кончаются в то же число, а где его нет — в последний день
месяца: от 31 января — 28 февраля. Последний день входит в срок. Дни без слова «рабочих» — календарные.

Ключи правила: `code`, `title`, `event`, `amount`, `unit`, `bound`, `day_off`, `act`, `clause`, `counting`; доли:
`code`, `title`, `share`, `act`, `clause`. `unit`: `days`, `workdays`, `months`, `years` — от даты до даты;
`year_start` — 1 января, `year_end` — 31 декабря через столько лет; `quarter_day` — число месяца, которым открывается
следующий квартал. `bound`: `not_later` — не позже, `not_earlier` — не раньше. `day_off`: `next_workday` — на
ближайший рабочий день, `stays` — не переносится.

## Производственный календарь

Праздники — ст. 112 ТК РФ; выходной, совпавший с праздником не в январе, переходит на следующий рабочий день сам, если
постановление не перенесло его иначе. Переносы года — `src/merilo/deadlines/holidays/<год>.yaml`: `from` становится
рабочим, `to` — выходным; число рабочих дней `workdays` сверяется. Для года без файла считается одна ст. 112, и срок
помечается «по умолчанию проекта».

| год | рабочих дней | основание переносов | насколько верно |
|---|---|---|---|
"""
WORDS = f"""
## Сроки, как их пишут в планах

Текст срока не меняется; рядом — дни, которые он значит. Где год не написан, берётся год плана (здесь {PLAN_YEAR}). День
после «до» входит в срок, а «до марта» кончается с февралём.

| написано | вид | первый день | последний день |
|---|---|---|---|
"""


def page() -> str:
    """The text of docs/reference/deadlines.md."""
    book = rules.book()
    lines = [*map(_row, book.rules.values()), "\n## Доли\n", "| код | что | доля | акт |", "|---|---|---|---|"]
    lines += [
        f"| `{share.code}` | {share.title} | {russian_text(100 * share.share)} % | {share.act} |"
        for share in book.shares.values()
    ]
    lines += ["\n## Основания\n", "| код | что сказано | как считаем |", "|---|---|---|"]
    lines += [f"| `{rule.code}` | {_said(rule.clause)} | {_said(rule.counting)} |" for rule in book.rules.values()]
    lines += [f"| `{share.code}` | {_said(share.clause)} | — |" for share in book.shares.values()]
    return (
        HEAD
        + "\n".join(lines)
        + "\n"
        + SILENT
        + "\n".join(_years())
        + "\n"
        + WORDS
        + "\n".join(map(_term, WRITTEN))
        + "\n"
    )


def _row(rule: DeadlineRule) -> str:
    bound = "не раньше: " if rule.bound is Bound.NOT_EARLIER else ""
    moved = "ближайший рабочий" if rule.day_off is DayOff.NEXT_WORKDAY else "не переносится"
    example = f"{due(rule, EXAMPLE):%d.%m.%Y}"
    cells = (f"`{rule.code}`", rule.title, rule.event.title, bound + period(rule), moved, example, rule.act)
    return f"| {' | '.join(cells)} |"


def _said(clause: Clause) -> str:
    return f"{clause.text} ({BASES[clause.basis]}, проверено {clause.checked_on:%d.%m.%Y})"


def _years() -> Iterator[str]:
    for year in holidays.known_years():
        found = holidays.year_holidays(year)
        yield f"| {year} | {found.workdays} | {found.clause.text} | {BASES[found.clause.basis]} |"


def _term(text: str) -> str:
    term = parse_term(text, PLAN_YEAR)
    first, last = (f"{day:%d.%m.%Y}" if day else "—" for day in (term.start, term.end))
    return f"| {text} | `{term.kind}` | {first} | {last} |"
