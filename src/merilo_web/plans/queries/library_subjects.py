"""What a measure of the library may be about: kinds of deficiencies, checklist items, questions, by their names."""

from collections.abc import Iterator, Mapping
from functools import cache

from merilo.methodology.catalogue import get, headers
from merilo.methodology.model import Edition, Part, Role
from merilo.plans.deficiencies import DeficiencyKind
from merilo.plans.measures import library
from merilo.scoring.plan import PUBLISHED, WORKS

_KINDS = {
    DeficiencyKind.STAND: "Любое сведение, которого нет на стенде",
    DeficiencyKind.SITE: "Любое сведение, которого нет на сайте",
    DeficiencyKind.REMOTE: "Любой способ дистанционной связи",
    DeficiencyKind.COMFORT: "Любое условие комфортности",
    DeficiencyKind.PREMISES: "Любое оборудование помещений для инвалидов",
    DeficiencyKind.ACCESS: "Любое условие доступности услуг для инвалидов",
    DeficiencyKind.WAITING: "Время ожидания услуги",
    DeficiencyKind.SATISFACTION: "Любая доля удовлетворённых",
}
_PARTS = {
    Part.STAND: "Сведения на стенде",
    Part.SITE: "Сведения на сайте",
    Part.REMOTE: "Способы связи",
    Part.COMFORT: "Условия комфортности",
    Part.WAITING: "Время ожидания",
    Part.PREMISES: "Оборудование для инвалидов",
    Part.ACCESS: "Доступность услуг для инвалидов",
}
_QUESTIONS, _OTHERS = "Вопросы анкеты", "Прочее"


@cache
def subjects() -> Mapping[str, Mapping[str, str]]:
    """Group → code → name in Russian: of every sector, in the words of the newest edition that knows the code."""
    groups: dict[str, dict[str, str]] = {"Вид недостатка": {one.value: title for one, title in _KINDS.items()}}
    for edition in _editions():
        for group, code, title in (*_items(edition), *_questions(edition)):
            groups.setdefault(group, {}).setdefault(code, title)
    known = {code for group in groups.values() for code in group}
    groups[_OTHERS] = {one.subject: one.subject for one in library().measures if one.subject not in known}
    return {title: group for title, group in groups.items() if group}


def subject_title(code: str) -> str:
    """The name of a subject; its code where no edition knows it."""
    return next((group[code] for group in subjects().values() if code in group), code)


def _editions() -> Iterator[Edition]:
    for header in reversed(headers()):
        for sector in header.sectors:
            yield get(header.id, sector)


def _items(edition: Edition) -> Iterator[tuple[str, str, str]]:
    for checklist in edition.checklists:
        for item in checklist.items:
            if item.code.endswith(PUBLISHED):
                yield _PARTS[checklist.part], item.code.removesuffix(PUBLISHED), item.title.partition(":")[0]
            elif not item.code.endswith(WORKS):
                yield _PARTS[checklist.part], item.code, item.title


def _questions(edition: Edition) -> Iterator[tuple[str, str, str]]:
    for question in edition.questions:
        if question.role is Role.SATISFACTION:
            yield _QUESTIONS, f"{DeficiencyKind.SATISFACTION}.{question.code}", question.text
