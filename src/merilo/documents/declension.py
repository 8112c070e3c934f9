"""Russian names and posts in their cases, for letters and signatures; what a person wrote by hand always wins.

Names are declined by pytrovich and a table of exceptions, posts by pymorphy3 and one rule: adjectives that agree with
the first noun, then that noun; the rest stays as it is.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from merilo.documents.typography import NO_BREAK
from merilo.morphology import analyzer, known, nominative

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse
    from pytrovich.maker import PetrovichDeclinationMaker


class Case(StrEnum):
    """A case of Russian grammar."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    PREPOSITIONAL = "prepositional"


class Gender(StrEnum):
    """The grammatical gender of a person."""

    MALE = "male"
    FEMALE = "female"


_GRAMMEMES = {
    Case.GENITIVE: "gent",
    Case.DATIVE: "datv",
    Case.ACCUSATIVE: "accs",
    Case.INSTRUMENTAL: "ablt",
    Case.PREPOSITIONAL: "loct",
}
_DECLINED = tuple(_GRAMMEMES)
_SURNAMES = {"заяц": ("зайца", "зайцу", "зайца", "зайцем", "зайце")}
"""Surnames of men that the library gets wrong, in the order of the cases."""
_SOFT_WOMEN = {"гузель", "айгуль", "асель", "нургуль", "гюзель", "адель", "асыль", "рахиль", "эсфирь", "нинель"}
"""Given names of women with a soft ending, declined like «Любовь» without its fleeting vowel."""
_SOFT_ENDINGS = ("и", "и", "ь", "ью", "и")
_MALE_PATRONYMIC = re.compile(r"(?:ович|евич|[ьи]ич|ич|оглы|улы|уулу)$", re.IGNORECASE)
_FEMALE_PATRONYMIC = re.compile(r"(?:овна|евна|ична|инична|кызы|гызы|кизи)$", re.IGNORECASE)
_MALE_SURNAME = re.compile(r"(?:[оеё]в|[иы]н|ский|цкий|ской|цкой|ый)$", re.IGNORECASE)
_FEMALE_SURNAME = re.compile(r"(?:[оеё]ва|[иы]на|ская|цкая|ая)$", re.IGNORECASE)
_PARTICLES = {"оглы", "кызы", "гызы", "улы", "уулу", "кизи", "оглу"}
_INITIALS = re.compile(r"^(?:[^\W\d_]\.-?\s*){1,3}$")
_UNTOUCHED_POST = re.compile(r"^\s*(?:врио\b|вр\.\s*и\.\s*о\.|и\.\s*о\.|ио\b|врид\b|и\.\s*д\.)", re.IGNORECASE)
_HEAD_PARTICIPLES = ("заведующий", "заведующая", "управляющий", "управляющая", "исполняющий", "исполняющая")
_JOINTS = (" – ", " — ", " - ")
_JOINT = re.compile("( [–—-] )")
_ORDINAL = re.compile(r"^(\d+)-(й|я)$")
_ORDINAL_ENDINGS = {"й": ("го", "му", "го", "м", "м"), "я": ("й", "й", "ю", "й", "й")}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_QUOTED = re.compile(r"«.*»|\"[^\"]*\"|\([^()]*\)")
"""What a name holds in quotation marks or brackets is never declined."""


def decline_name(full_name: str, case: Case, override: str = "", *, gender: Gender | None = None) -> str:
    """«Фамилия Имя Отчество» in a case, in the same order and letter case. A non-empty `override` is returned as is.

    A name whose gender neither the patronymic nor the endings tell, and for which none is given, stays unchanged.
    """
    name = " ".join(full_name.split())
    sex = gender or gender_of(name)
    if override.strip():
        return override.strip()
    if case is Case.NOMINATIVE or sex is None:
        return name
    surname, given, patronymic = _parts(name)
    if _INITIALS.match(surname):
        *letters, surname = name.split(" ")
        return " ".join((*letters, _declined_part(surname, "surname", case=case, gender=sex)))
    declined = (
        _declined_part(surname, "surname", case=case, gender=sex),
        given if _INITIALS.match(given) else _declined_part(given, "given", case=case, gender=sex),
        _declined_part(patronymic, "patronymic", case=case, gender=sex),
    )
    ordered = (declined[1], declined[2], declined[0]) if _given_first(name) else declined
    return " ".join(part for part in ordered if part)


def name_with_initials(
    full_name: str, case: Case = Case.NOMINATIVE, override: str = "", *, gender: Gender | None = None
) -> str:
    """The surname in a case with initials after it, never parted by a line: «Иванову И. И.»."""
    if override.strip():
        full_name, case = override, Case.NOMINATIVE
    surname, rest = _surname_and_letters(full_name)
    sex = gender or gender_of(" ".join(full_name.split()))
    if case is not Case.NOMINATIVE and sex is not None:
        surname = _declined_part(surname, "surname", case=case, gender=sex)
    return NO_BREAK.join((surname, *rest))


def initials_first(full_name: str) -> str:
    """The name as it stands under a paper: «И. И. Иванов»."""
    surname, rest = _surname_and_letters(full_name)
    return NO_BREAK.join((*rest, surname))


def gender_of(full_name: str) -> Gender | None:
    """The gender by the patronymic; without one by the given name, then by the surname. None when nothing tells."""
    name = " ".join(full_name.split())
    surname, given, patronymic = _parts(name)
    if _INITIALS.match(surname):
        return _by_surname(name.split(" ")[-1])
    if patronymic and _FEMALE_PATRONYMIC.search(patronymic):
        return Gender.FEMALE
    if patronymic and _MALE_PATRONYMIC.search(patronymic):
        return Gender.MALE
    return _by_given(given) or _by_surname(surname)


def salutation(full_name: str, *, gender: Gender | None = None) -> str:
    """How a letter begins: «Уважаемая Мария Петровна!»; without a name «Уважаемые коллеги!»."""
    name = " ".join(full_name.split())
    if not name:
        return "Уважаемые коллеги!"
    sex = gender or gender_of(name)
    name = name.title() if name.isupper() and "." not in name else name
    surname, given, patronymic = _parts(name)
    word = {Gender.MALE: "Уважаемый", Gender.FEMALE: "Уважаемая", None: "Уважаемый(ая)"}[sex]
    if not given or _INITIALS.match(given):
        return f"{word} {name}!"
    return f"{word} {given} {patronymic}!" if patronymic else f"{word} {given} {surname}!"


@lru_cache(maxsize=4096)
def decline_post(post: str, case: Case, override: str = "") -> str:
    """A post in a case. «Врио» and «и. о.» are never touched; a non-empty `override` is returned as is."""
    if override.strip():
        return override.strip()
    post = " ".join(post.split())
    if case is Case.NOMINATIVE or not post or _UNTOUCHED_POST.match(post):
        return post
    return "".join(part if part in _JOINTS else _declined_phrase(part, case) for part in _JOINT.split(post))


@lru_cache(maxsize=4096)
def decline_organization(name: str, case: Case, override: str = "") -> str:
    """The name of an organization in a case where the rules are sure of it, otherwise as it stands.

    A non-empty `override` is returned as is.

    Sure are adjectives and their noun before words that do not change: «Муниципального бюджетного учреждения
    «Школа № 1» города Котовска». A second noun in the nominative («учреждение средняя школа № 1»), a word that the
    dictionary lacks and a name that stands in another case already are left alone.
    """
    if override.strip():
        return override.strip()
    name = " ".join(name.split())
    if case is Case.NOMINATIVE:
        return name
    words = _QUOTED.sub("", name).split()
    last = _head_noun(words) if words else None
    if last is None or not name.startswith(" ".join(words[: last + 1])):
        return name
    head, rest = words[: last + 1], words[last + 1 :]
    if not all(known(word) for word in head) or not _nominative(head[-1].lower(), ("NOUN",)):
        return name
    if any(nominative(word.lower()) for text in rest for word in _WORD.findall(text)):
        return name
    return " ".join((*(_declined_word(word, case) for word in head), *name.split(" ")[last + 1 :]))


def _declined_phrase(phrase: str, case: Case) -> str:
    words = phrase.split(" ")
    first = 1 if words[0].lower() == "временно" else 0
    last = _head_noun(words[first:])
    if last is None:
        return phrase
    end = first + last + 1
    return " ".join([*words[:first], *(_declined_word(word, case) for word in words[first:end]), *words[end:]])


def _parts(name: str) -> tuple[str, str, str]:
    words = name.split(" ")
    if _given_first(name):
        return words[2], words[0], words[1]
    surname, given, *rest = (*words, "", "")[: max(len(words), 2) + 1]
    return surname, given, " ".join(word for word in rest if word)


def _given_first(name: str) -> bool:
    """Whether it reads «Имя Отчество Фамилия»: the patronymic stands second, and no patronymic stands last."""
    words = name.split(" ")
    if len(words) != 3 or words[2].lower() in _PARTICLES:
        return False
    return _is_patronymic(words[1]) and not _is_patronymic(words[2])


def _is_patronymic(word: str) -> bool:
    return bool(_FEMALE_PATRONYMIC.search(word) or re.search(r"(?:ович|евич|ьич|Ильич|Фомич|Лукич)$", word))


def _surname_and_letters(full_name: str) -> tuple[str, tuple[str, ...]]:
    name = " ".join(full_name.split())
    words = name.split(" ")
    if len(words) > 1 and _INITIALS.match(" ".join(words[:-1])):
        return words[-1], tuple(re.findall(r"[^\W\d_]\.", "".join(words[:-1])))
    surname, given, patronymic = _parts(name)
    if _INITIALS.match(given):
        return surname, tuple(re.findall(r"[^\W\d_]\.", given + patronymic))
    first = patronymic.split(" ")[0]
    return surname, tuple(f"{word[0].upper()}." for word in (given, first) if word)


def _by_given(given: str) -> Gender | None:
    if not given or _INITIALS.match(given):
        return None
    if given.lower() in _SOFT_WOMEN:
        return Gender.FEMALE
    from pytrovich.detector import PetrovichGenderDetector  # noqa: PLC0415 - asking for help must load no dictionaries

    found = PetrovichGenderDetector().detect(firstname=given)  # type: ignore[no-untyped-call]  # the library's own
    return {"MALE": Gender.MALE, "FEMALE": Gender.FEMALE}.get(found.name)


def _by_surname(surname: str) -> Gender | None:
    if _FEMALE_SURNAME.search(surname):
        return Gender.FEMALE
    return Gender.MALE if _MALE_SURNAME.search(surname) else None


def _declined_part(word: str, kind: str, *, case: Case, gender: Gender) -> str:
    if not word or (kind == "patronymic" and word.rpartition(" ")[2].lower() in _PARTICLES):
        return word
    plain = word.title() if word.isupper() and len(word) > 1 else word
    return _like(word, _exception(plain, kind, case=case, gender=gender) or _by_rules(plain, kind, case, gender=gender))


def _like(pattern: str, word: str) -> str:
    """The word in capitals when the pattern is."""
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word


def _exception(word: str, kind: str, *, case: Case, gender: Gender) -> str:
    place = _DECLINED.index(case)
    if kind == "surname" and gender is Gender.MALE and word.lower() in _SURNAMES:
        return _SURNAMES[word.lower()][place]
    if kind == "given" and gender is Gender.FEMALE and word.lower() in _SOFT_WOMEN:
        return word[:-1] + _SOFT_ENDINGS[place]
    return ""


@lru_cache(maxsize=8192)
def _by_rules(word: str, kind: str, case: Case, *, gender: Gender) -> str:
    from pytrovich import enums  # noqa: PLC0415 - asking for help must load no rules

    part = {"surname": "LASTNAME", "given": "FIRSTNAME", "patronymic": "MIDDLENAME"}[kind]
    sex = enums.Gender[gender.name]
    return str(_maker().make(enums.NamePart[part], sex, enums.Case[case.name], word))


@cache
def _maker() -> PetrovichDeclinationMaker:
    from pytrovich.maker import PetrovichDeclinationMaker  # noqa: PLC0415 - asking for help must load no rules

    return PetrovichDeclinationMaker()


def _head_noun(words: list[str]) -> int | None:
    """The place of the first noun, every word before it an adjective that can agree with it."""
    for place, word in enumerate(words):
        bare = _last_word(word)
        if bare.lower() in _HEAD_PARTICIPLES or (_nominative(bare, ("NOUN",)) and not _adjective(bare)):
            return place
        if not _ORDINAL.match(word) and not _adjective(bare):
            return None
    return len(words) - 1


def _last_word(word: str) -> str:
    found = _WORD.findall(word)
    return str(found[-1]).rpartition("-")[2] if found else ""


def _adjective(word: str) -> bool:
    return _nominative(word, ("ADJF", "PRTF")) is not None


@lru_cache(maxsize=4096)
def _nominative(word: str, parts: tuple[str, ...]) -> Parse | None:
    for parse in analyzer().parse(word):
        if parse.tag.POS in parts and {"nomn", "sing"} <= set(parse.tag.grammemes):
            return parse
    return None


def _declined_word(word: str, case: Case) -> str:
    """A word with what stands around it (commas, brackets); both sides of a hyphen are declined."""
    if ordinal := _ORDINAL.match(word):
        return f"{ordinal[1]}-{_ORDINAL_ENDINGS[ordinal[2]][_DECLINED.index(case)]}"
    match = _WORD.search(word)
    if match is None:
        return word
    sides = "-".join(_declined_side(side, case) for side in match.group().split("-"))
    return f"{word[: match.start()]}{sides}{word[match.end() :]}"


@lru_cache(maxsize=4096)
def _declined_side(word: str, case: Case) -> str:
    if word.lower() in _HEAD_PARTICIPLES:
        parse = _nominative(word, ("PRTF", "ADJF", "NOUN"))
    else:
        parse = _nominative(word, ("ADJF", "PRTF")) or _nominative(word, ("NOUN",))
    inflected = parse.inflect({_GRAMMEMES[case], "sing"}) if parse else None
    return _like(word, inflected.word) if inflected else word
