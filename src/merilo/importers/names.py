"""Names: which organization of the register is meant, joined by identity only; what is merely alike is asked."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from merilo.importers.spelling import folded
from merilo.observations import Organization

IGNORE = "-"
ASKED = 70
_FORMS = (
    ("муниципальное бюджетное дошкольное образовательное учреждение", "мбдоу"),
    ("муниципальное автономное дошкольное образовательное учреждение", "мадоу"),
    ("муниципальное казенное дошкольное образовательное учреждение", "мкдоу"),
    ("муниципальное бюджетное общеобразовательное учреждение", "мбоу"),
    ("муниципальное автономное общеобразовательное учреждение", "маоу"),
    ("муниципальное казенное общеобразовательное учреждение", "мкоу"),
    ("муниципальное бюджетное образовательное учреждение", "мбоу"),
    ("муниципальное бюджетное учреждение культуры", "мбук"),
    ("муниципальное автономное учреждение культуры", "маук"),
    ("муниципальное казенное учреждение культуры", "мкук"),
    ("муниципальное бюджетное учреждение", "мбу"),
    ("муниципальное автономное учреждение", "мау"),
    ("муниципальное казенное учреждение", "мку"),
    ("государственное бюджетное учреждение здравоохранения", "гбуз"),
    ("государственное автономное учреждение здравоохранения", "гауз"),
    ("областное государственное бюджетное учреждение здравоохранения", "огбуз"),
    ("государственное бюджетное общеобразовательное учреждение", "гбоу"),
    ("государственное бюджетное профессиональное образовательное учреждение", "гбпоу"),
    ("государственное бюджетное учреждение", "гбу"),
    ("дополнительного образования", "до"),
    ("средняя общеобразовательная школа", "сош"),
    ("основная общеобразовательная школа", "оош"),
    ("начальная общеобразовательная школа", "нош"),
    ("центральная районная больница", "црб"),
    ("городская больница", "гб"),
    ("комплексный центр социального обслуживания населения", "кцсон"),
    ("детский сад", "дс"),
    ("д/с", "дс"),
)
_NUMBER_SIGN = re.compile(r"(?:№|\bn(?=\s*\d)|#)\s*")
_PUNCTUATION = re.compile(r"[^\w\s-]+")
_DIGITS = re.compile(r"\d+")


def plain_name(text: str) -> str:
    """A name as compared: folded, legal forms and kinds in short, number signs and punctuation away."""
    name = _NUMBER_SIGN.sub(" ", folded(text))
    for long, short in sorted(_FORMS, key=lambda form: -len(form[0])):
        name = name.replace(long, short)
    return " ".join(_PUNCTUATION.sub(" ", name).split())


@dataclass(frozen=True, slots=True)
class Guess:
    """The likest organization and the likeness in per cent."""

    organization: Organization
    confidence: int


@dataclass(slots=True)
class Register:
    """The organizations of the cycle, found by id, INN, name or a confirmed spelling.

    `spellings` is the person's own mapping (as written → id, or «-» for rows that must not be read).
    """

    organizations: tuple[Organization, ...]
    spellings: Mapping[str, str] = field(default_factory=dict)
    by_id: dict[str, Organization] = field(default_factory=dict)
    _ids: dict[str, str] = field(default_factory=dict)
    _names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _confirmed: dict[str, str] = field(default_factory=dict)
    _found: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for organization in self.organizations:
            self.by_id[organization.id] = organization
            self._ids.setdefault(folded(organization.id), organization.id)
            self._names[plain_name(organization.name)].add(organization.id)
            if organization.inn:
                self._names[organization.inn].add(organization.id)
        self._confirmed = {folded(written): code for written, code in self.spellings.items()}

    def find(self, text: str) -> str | None:
        """The organization's id; «-» for one that must not be read; None when nothing is the same."""
        if text not in self._found:
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> str | None:
        if (confirmed := self._confirmed.get(folded(text))) is not None:
            return confirmed
        if text in self.by_id:
            return text
        if (code := self._ids.get(folded(text))) is not None:
            return code
        same = self._names.get(plain_name(text), set())
        return next(iter(same)) if len(same) == 1 else None

    def guess(self, text: str) -> Guess | None:
        """The likest organization; numbers in the names must be the same. None when none is like it."""
        plain = plain_name(text)
        numbers = sorted(_DIGITS.findall(plain))
        names = {
            organization.id: name
            for organization in self.organizations
            if sorted(_DIGITS.findall(name := plain_name(organization.name))) == numbers
        }
        found = process.extractOne(plain, names, scorer=fuzz.token_set_ratio, score_cutoff=ASKED)
        if found is None:
            return self._guess_number(text)
        organization = next(one for one in self.organizations if one.id == found[2])
        return Guess(organization, min(99, int(found[1])))

    def _guess_number(self, text: str) -> Guess | None:
        """An organization whose id or INN differs only by zeros that were lost in front."""
        bare = text.lstrip("0")
        same = [one for one in self.organizations if bare and bare in (one.id.lstrip("0"), one.inn.lstrip("0") or None)]
        return Guess(same[0], 99) if len(same) == 1 and text.isdecimal() else None
