"""The register of organizations as a table: its columns, for whoever reads it and whoever writes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from merilo.problems import Place

Fact = str | date
"""What stands in a cell, understood."""


class ColumnKind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    DAY = "day"
    SECTOR = "sector"
    TYPE = "type"


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column: its code, its heading as written, other headings by which it is known."""

    code: str
    title: str
    texts: tuple[str, ...] = ()
    kind: ColumnKind = ColumnKind.TEXT


COLUMNS = (
    RegisterColumn(
        "short_name",
        "Краткое наименование",
        ("наименование", "название", "организация", "наименование организации", "сокращенное наименование", "name"),
    ),
    RegisterColumn("full_name", "Полное наименование", ("полное наименование организации",)),
    RegisterColumn("full_name_genitive", "Полное наименование в родительном падеже"),
    RegisterColumn("sector", "Сфера", ("сфера деятельности",), ColumnKind.SECTOR),
    RegisterColumn("type", "Тип", ("тип организации", "вид", "вид организации"), ColumnKind.TYPE),
    RegisterColumn("group", "Группа рейтинга", ("группа",)),
    RegisterColumn("inn", "ИНН", ("инн организации",)),
    RegisterColumn("ogrn", "ОГРН", ("огрн организации",)),
    RegisterColumn("oktmo", "ОКТМО", ("код октмо",)),
    RegisterColumn("founder", "Учредитель"),
    RegisterColumn("address", "Адрес", ("юридический адрес", "место нахождения", "адрес организации")),
    RegisterColumn("website", "Сайт", ("адрес сайта", "официальный сайт", "сайт организации")),
    RegisterColumn("phone", "Телефон", ("телефоны", "контактный телефон")),
    RegisterColumn("email", "Электронная почта", ("e-mail", "адрес электронной почты", "почта")),
    RegisterColumn("head_name", "Руководитель", ("фио руководителя", "директор", "заведующий", "ф.и.о. руководителя")),
    RegisterColumn("head_post", "Должность руководителя", ("должность",)),
    RegisterColumn("head_name_dative", "Руководитель в дательном падеже"),
    RegisterColumn("head_post_dative", "Должность в дательном падеже"),
    RegisterColumn("head_name_genitive", "Руководитель в родительном падеже"),
    RegisterColumn("head_post_genitive", "Должность в родительном падеже"),
    RegisterColumn("head_office", "Головная организация", ("филиал организации",)),
    RegisterColumn(
        "last_assessed_on",
        "Последняя оценка до ведения системы",
        ("последняя оценка", "дата последней оценки"),
        ColumnKind.DAY,
    ),
    RegisterColumn("closed_on", "Деятельность прекращена", ("дата прекращения деятельности",), ColumnKind.DAY),
)
"""Every column, in the order in which a register is written."""
REQUIRED = ("short_name", "inn")
"""Columns that tell an organization from all others."""
TITLES = {column.code: column.title for column in COLUMNS}
NAMES = ("full_name", "full_name_genitive")
"""The full name, and its genitive as a person wrote it for that name."""


def stale(given: Mapping[str, object], kept: Mapping[str, object]) -> dict[str, str]:
    """What a new full name takes with it: the kept genitive, unless another one is given. Both by code of column."""
    now, before, genitive = given.get("full_name"), kept.get("full_name"), kept.get("full_name_genitive")
    if now is None or not genitive or str(now).split() == str(before or "").split():
        return {}
    return {"full_name_genitive": ""} if given.get("full_name_genitive", genitive) == genitive else {}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One organization as a file tells it: what its cells hold by code of column. Blank cells are not among the facts.

    `short_name` and `inn` are always there.
    """

    place: Place
    facts: Mapping[str, Fact]

    @property
    def name(self) -> str:
        return str(self.facts["short_name"])

    @property
    def inn(self) -> str:
        return str(self.facts["inn"])
