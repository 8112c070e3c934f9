"""What to do about a file's problem here, where there is neither a cycle folder nor its settings."""

from collections.abc import Iterable
from dataclasses import replace

from merilo.importers import codes
from merilo.problems import Problem, ProblemKind

_CODES = "«Какие столбцы нужны» на странице загрузки"


def _said(kind: ProblemKind, remedy: str, *, rule: str = "") -> ProblemKind:
    return replace(kind, rule=rule or kind.rule, remedy=remedy)


_KINDS = {
    kind.code: kind
    for kind in (
        _said(codes.SEVERAL_SHEETS, "Оставьте в книге один лист."),
        _said(codes.NO_TABLE, "Проверьте, что выгрузка не пуста."),
        _said(codes.COLUMN_MISSING, f"Добавьте столбец: {_CODES}."),
        _said(codes.COLUMN_DOUBLED, "Удалите лишний столбец."),
        _said(
            codes.COLUMN_UNSURE,
            f"Впишите в заголовок код: {_CODES}.",
            rule="Заголовок опознаётся однозначно: по коду или по тексту.",
        ),
        _said(codes.COLUMN_IGNORED, f"Если столбец нужен, впишите в заголовок его код: {_CODES}."),
        _said(
            codes.QUESTION_MISSING,
            "Добавьте столбец или строки; если вопрос не задавали, оставьте столбец пустым, а в суммах запишите 0 и 0.",
        ),
        _said(
            codes.ORGANIZATION_UNKNOWN,
            "Исправьте написание, поставьте ИНН или уберите строки.",
            rule="Организация из файла есть в перечне цикла.",
        ),
        _said(
            codes.ORGANIZATION_UNSURE,
            "Напишите наименование как в перечне или поставьте ИНН.",
            rule="Наименование совпадает с перечнем; похожего мало.",
        ),
        _said(codes.COUNT_UNKNOWN_CODE, f"Впишите код: {_CODES}."),
        _said(codes.ANSWER_UNCLEAR, "Исправьте ячейку."),
        _said(codes.ITEM_UNKNOWN, f"Впишите код пункта: {_CODES}."),
        _said(codes.ITEM_REASON, "Впишите причину в столбец «Причина» или после двоеточия: «не применимо: причина»."),
        _said(
            codes.ANSWER_CONTRADICTORY,
            "Сверьте эти строки с анкетами; что делать с такими ответами, решает совет в вопросах методики.",
        ),
    )
}


def told_here(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problems with advice that can be followed on these pages; their codes and severity stay."""
    return tuple(replace(problem, kind=_KINDS.get(problem.code, problem.kind)) for problem in problems)
