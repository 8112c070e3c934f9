"""Clues: word stems by which a question is known, however its heading is worded."""

import re
from dataclasses import dataclass

from merilo.importers.spelling import heading


@dataclass(frozen=True, slots=True)
class Clue:
    """A heading fits when it has a stem of every group in `needs` and none of `forbids`."""

    needs: tuple[tuple[str, ...], ...]
    forbids: tuple[str, ...] = ()

    def fits(self, text: str) -> bool:
        return all(any(stem in text for stem in group) for group in self.needs) and not any(
            stem in text for stem in self.forbids
        )


_TURNED_TO = (
    "обращали",
    "обращает",
    "пользовал",
    "пользует",
    "знакомил",
    "читали",
    "заходили",
    "посещали",
    "посещает",
    "смотрели",
    "изучали",
    "взаимодействовали",
    "связывали",
)
_PLEASED = ("удовлетвор", "устраива", "устроил", "довольны")
_POLITE = ("вежлив", "доброжелательн")
_REMOTE = ("дистанционн",)
_DISABLED = ("инвалид", "маломобильн", "овз")
_ON_REQUEST = ("предложени", "пожелани", "замечани", "рекомендаци", "комментари", "почему", "что именно", "напишите")
"""Stems of questions that ask for an answer in one's own words."""

QUESTION_CLUES = {
    "stand_used": Clue((("стенд",), _TURNED_TO), (*_PLEASED, "сайт")),
    "stand_satisfied": Clue((("стенд",), _PLEASED), ("сайт", "комфорт")),
    "site_used": Clue((("сайт",), _TURNED_TO), (*_PLEASED, "стенд", *_REMOTE)),
    "site_satisfied": Clue((("сайт",), _PLEASED), ("стенд", "комфорт", *_DISABLED, *_POLITE, *_REMOTE)),
    "timely": Clue((("своевременн", "вовремя", "в назначенный срок", "в установленный срок"),), ("комфорт", *_POLITE)),
    "comfort": Clue((("комфорт",),), (*_POLITE, *_DISABLED)),
    "disability": Clue(
        (("инвалидност", "инвалидом", "являетесь инвалид", "группу инвалид", "категории инвалид"),),
        (*_PLEASED, "доступн"),
    ),
    "accessibility": Clue((("доступн",), _DISABLED), (*_POLITE, "сайт", "стенд")),
    "first_contact": Clue((_POLITE, ("первичн", "первый контакт", "встретил", "первые сведения")), _REMOTE),
    "service_staff": Clue(
        (
            _POLITE,
            (
                "непосредственное оказание",
                "непосредственно оказ",
                "оказыва",
                "оказали",
                "ведут занятия",
                "учат",
                "учител",
                "педагог",
                "преподават",
                "врач",
                "воспитат",
                "тренер",
            ),
        ),
        (*_REMOTE, "первичн", "встретил"),
    ),
    "remote_used": Clue((_REMOTE, _TURNED_TO), (*_PLEASED, *_POLITE)),
    "remote_contact": Clue((_REMOTE, _POLITE)),
    "recommend": Clue((("рекоменд", "посоветов", "советовать"),)),
    "schedule": Clue(
        (("график", "режимом работы", "навигац", "организационн"), (*_PLEASED, "удобен", "удобств")),
        ("в целом", "комфорт"),
    ),
    "overall": Clue((("в целом",), _PLEASED), (*_POLITE, *_DISABLED, "стенд", "сайт")),
}
"""Stems of the questions that every edition of the 344н scheme shares."""

_SERVICE = (
    "отметка времени",
    "время создания",
    "время отправки",
    "время заполнения",
    "дата заполнения",
    "дата",
    "время",
    "timestamp",
    "created",
    "submitted",
    "ip",
    "ip-адрес",
    "user agent",
    "статус",
    "номер ответа",
    "id ответа",
    "пол",
    "ваш пол",
    "укажите ваш пол",
    "возраст",
    "ваш возраст",
    "укажите ваш возраст",
    "ваш возраст (полных лет)",
    "предложения",
    "ваши предложения",
    "ваши предложения и пожелания",
    "пожелания",
    "комментарий",
    "комментарии",
)
"""Headings that form services add themselves, and those of answers that are not counted."""

_WISHES = re.compile(r"^(?:ваши |оставьте |напишите |укажите )*(?:предложени|пожелани|замечани|комментари)")
"""How headings of answers in one's own words begin."""

ORGANIZATION_TEXTS = (
    "организация",
    "образовательная организация",
    "медицинская организация",
    "наименование организации",
    "название организации",
    "наименование образовательной организации",
    "код организации",
    "id организации",
    "учреждение",
    "наименование учреждения",
    "школа",
    "organization_id",
    "organisation",
)
"""Headings under which people write the organization."""


def service(text: str) -> bool:
    """Whether a column under this heading never enters the calculation (time of filling in, sex, age, wishes)."""
    plain = heading(text)
    return plain in _SERVICE or _without_brackets(plain).strip() in _SERVICE or wishes(plain)


def wishes(plain: str) -> bool:
    """Whether a heading, as compared, begins as forms begin to ask for an answer in one's own words."""
    return _WISHES.match(plain) is not None


_ASKED = re.compile(r"^(?:выберите|укажите|отметьте|наименование|название|ваша|в какой)\b")
_ORGANIZATIONS = re.compile(r"организаци|учреждени|школ|детск\w+ сад|больниц|поликлиник|библиотек|центр|музе|театр")


def names_organization(text: str) -> bool:
    """Whether a heading asks which organization is meant («Выберите образовательную организацию»)."""
    plain = heading(text)
    return _ASKED.match(plain) is not None and _ORGANIZATIONS.search(plain) is not None


def question_by_clue(text: str, codes: tuple[str, ...]) -> str | None:
    """The one question of `codes` whose clue fits the heading; None when none or several fit.

    What stands in brackets is only looked at when the rest of the heading tells nothing: long lists of examples
    there speak of other questions.
    """
    whole = heading(text)
    return _fitting(_without_brackets(whole), codes) or _fitting(whole, codes)


def _fitting(text: str, codes: tuple[str, ...]) -> str | None:
    if any(stem in text for stem in _ON_REQUEST):
        return None
    fitting = [code for code in codes if code in QUESTION_CLUES and QUESTION_CLUES[code].fits(text)]
    return fitting[0] if len(fitting) == 1 else None


def _without_brackets(text: str) -> str:
    """The text outside round brackets; one that is never closed reaches to the end."""
    depth, kept = 0, []
    for sign in text:
        depth += sign == "("
        if not depth:
            kept.append(sign)
        depth -= sign == ")" and depth > 0
    return "".join(kept)
