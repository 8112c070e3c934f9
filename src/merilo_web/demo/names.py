"""Invented people: full names that agree in gender, drawn in a fixed order."""

import random
from dataclasses import dataclass

_STEMS = (
    *("Лугов", "Ветров", "Озёров", "Боров", "Ключев", "Полянск", "Зимин", "Рябинин", "Соколов", "Журавлёв", "Калинин"),
    *("Тихонов", "Ясенев", "Громов", "Воронин", "Лебедев", "Мельников", "Орешкин", "Родников", "Снегирёв", "Туманов"),
    *("Ужинск", "Фомин", "Щеглов"),
)
_WOMEN = (
    "Анна",
    "Ольга",
    "Марина",
    "Елена",
    "Наталья",
    "Светлана",
    "Ирина",
    "Татьяна",
    "Галина",
    "Людмила",
    "Вера",
    "Надежда",
)
_MEN = ("Иван", "Сергей", "Андрей", "Пётр", "Николай", "Виктор", "Олег", "Павел", "Роман", "Михаил", "Юрий", "Глеб")
_PATRONYMICS = (
    *("Иванов", "Сергеев", "Андреев", "Петров", "Николаев", "Викторов"),
    *("Олегов", "Павлов", "Романов", "Михайлов", "Игорев", "Глебов"),
)
"""Without the ending «на» or «ич»."""
_WOMEN_OUT_OF = 4
"""Three heads of four are women."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's full name and whether it is a woman's."""

    full: str
    is_woman: bool


def people(count: int, *, seed: int) -> list[Name]:
    """So many different names; the same seed gives the same names."""
    drawn = random.Random(seed)  # noqa: S311 - names to show, nothing secret
    found: dict[str, Name] = {}
    while len(found) < count:
        name = _name(drawn)
        found.setdefault(name.full, name)
    return list(found.values())


def _name(drawn: random.Random) -> Name:
    is_woman = drawn.randrange(_WOMEN_OUT_OF) > 0
    stem, patronymic = drawn.choice(_STEMS), drawn.choice(_PATRONYMICS)
    given = drawn.choice(_WOMEN if is_woman else _MEN)
    return Name(f"{_surname(stem, is_woman=is_woman)} {given} {patronymic}{'на' if is_woman else 'ич'}", is_woman)


def _surname(stem: str, *, is_woman: bool) -> str:
    if stem.endswith("ск"):
        return stem + ("ая" if is_woman else "ий")
    return stem + ("а" if is_woman else "")
