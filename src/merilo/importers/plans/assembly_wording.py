"""Which indicator a deficiency means and which criterion a section is, by the words of order 344н."""

import re
from dataclasses import dataclass

_SATISFIED = "удовлетвор"
_DISABLED = r"инвалид|маломобильн|\bовз\b|ограниченн\w+ возможност"

_COMFORT = (
    r"комфортн\w+ (?:условия|условий)|зон\w+ отдыха|питьев\w+ вод|понятн\w+ навигаци|"
    r"санитарно-гигиеническ\w+ (?:помещени|состояни)"
)
_PREMISES = (
    r"пандус|подъемн\w+ платформ|поручн|расширенн\w+ дверн|кресел-колясок|кресла-коляски|"
    r"стоян\w+ для автотранспортн\w+ средств инвалид|специальн\w+ оборудованн\w+ санитарно|"
    r"оборудовани\w* (?:помещени|территори|прилегающ|входн)[^.]*инвалид"
)
_ACCESS = (
    r"наравне с другими|брайл|сурдопереводчик|тифлосурдо|альтернативн\w+ верси\w+|"
    r"дублировани\w+[^.]*(?:информаци|надпис)|сопровождени\w+ (?:инвалид|работник)"
)


@dataclass(frozen=True, slots=True)
class WordingRule:
    """A text means `code` when each of `present` is found in it and none of `absent` is."""

    code: str
    present: tuple[re.Pattern[str], ...]
    absent: tuple[re.Pattern[str], ...]

    def holds(self, plain: str) -> bool:
        """Whether a text in small letters without «ё» means the code."""
        for one in self.present:
            if one.search(plain) is None:
                return False
        return all(one.search(plain) is None for one in self.absent)


def _rule(code: str, present: tuple[str, ...], absent: tuple[str, ...] = ()) -> WordingRule:
    return WordingRule(code, tuple(map(re.compile, present)), tuple(map(re.compile, absent)))


INDICATORS = (
    _rule(
        "1.1",
        (
            r"информаци|сведени|документ",
            r"сайт|стенд",
            r"соответств|отсутству|не размещ|не в полном|неактуальн|не указан",
        ),
        (_SATISFIED, r"дистанционн", _DISABLED, r"обратн\w+ связ"),
    ),
    _rule("1.2", (r"дистанционн\w+ (?:способ|форм)|обратн\w+ связ\w+",), (_SATISFIED, r"вежлив", _DISABLED)),
    _rule("1.3", (_SATISFIED, r"открытост|полнот|доступност", r"информаци"), (_DISABLED, r"вежлив")),
    _rule(
        "2.1",
        (_COMFORT,),
        (_SATISFIED, _DISABLED),
    ),
    _rule("2.2", (r"врем\w+ ожидани|своевременност",), (_SATISFIED,)),
    _rule("2.3", (_SATISFIED, r"комфортност"), (_DISABLED,)),
    _rule(
        "3.1",
        (_PREMISES,),
        (_SATISFIED,),
    ),
    _rule(
        "3.2",
        (_ACCESS,),
        (_SATISFIED,),
    ),
    _rule("3.3", (_SATISFIED, r"доступност", _DISABLED), (r"вежлив",)),
    _rule("4.1", (_SATISFIED, r"вежлив|доброжелат", r"первичн\w+ контакт")),
    _rule("4.2", (_SATISFIED, r"вежлив|доброжелат", r"непосредственн\w+ оказани")),
    _rule("4.3", (_SATISFIED, r"вежлив|доброжелат", r"дистанционн")),
    _rule("5.1", (r"готов\w* рекоменд|могли бы (?:ее |его )?рекоменд", r"родственник|знаком|организаци|учрежден")),
    _rule("5.2", (_SATISFIED, r"график\w* работ|организационн\w+ условиями"), (r"вежлив",)),
    _rule("5.3", (_SATISFIED, r"в целом (?:условиями|качеством)|условиями[^.]*в целом"), (r"вежлив",)),
)

CRITERIA = (
    _rule("1", (r"открытост\w+",), (_SATISFIED,)),
    _rule("2", (r"комфортност\w+",), (_SATISFIED,)),
    _rule("3", (r"доступност\w+ (?:услуг|образовательн|среды|для)", _DISABLED), (_SATISFIED,)),
    _rule("4", (r"доброжелательност\w+|вежливост\w+",), (_SATISFIED,)),
    _rule("5", (r"удовлетворенност\w+ (?:условиями|качеством|получател|потребител|граждан|оказани)",)),
)
"""The five criteria of law 392-ФЗ; titles of the scheme before it are known where they mean the same."""
_WAITING = re.compile(r"врем\w+ ожидани")


def indicator(text: str) -> str:
    """The code of the one indicator that a wording means; empty when it means none or more than one."""
    return _only(INDICATORS, _plain(text))


def criterion(title: str) -> str:
    """The code of the one criterion that a title means, by itself or by its indicator.

    Empty for none, and for waiting, which was a criterion before the law 392-ФЗ.
    """
    plain = _plain(title)
    return "" if _WAITING.search(plain) else _only(CRITERIA, plain) or _only(INDICATORS, plain)[:1]


def is_scheme_title(title: str) -> bool:
    """Whether a title names a criterion of any scheme."""
    plain = _plain(title)
    return bool(_WAITING.search(plain) or _only(CRITERIA, plain))


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _only(rules: tuple[WordingRule, ...], plain: str) -> str:
    found = [rule.code for rule in rules if rule.holds(plain)]
    return found[0] if len(found) == 1 else ""
