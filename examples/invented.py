"""The invented districts: their organizations, how people answered there and what inspectors found.

Nothing here is real. Shares are in per cent of those who answered; `checklist` gives what an inspector found where
it is not 1: a value, «не применимо» with a reason, or «не проверено».
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Found = tuple[str, str]
"""Value and reason of one checklist item."""

ABSENT: Found = ("0", "")
HALF: Found = ("0,5", "")
UNCHECKED: Found = ("не проверено", "")


def inapplicable(reason: str) -> Found:
    """«Не применимо», with why."""
    return ("не применимо", reason)


@dataclass(frozen=True, slots=True)
class Invented:
    """One organization: how many answered, the share of «Да» to each question, and what was found wanting."""

    id: str
    name: str
    type: str
    answered: int
    population: int
    satisfied: int
    shares: Mapping[str, int] = field(default_factory=dict)
    checklist: Mapping[str, Found] = field(default_factory=dict)
    spellings: tuple[str, ...] = ()

    def share(self, question: str) -> int:
        """Per cent of «Да» to a question."""
        usual = {"stand_used": 85, "site_used": 80, "disability": 8, "remote_used": 45}
        return self.shares.get(question, usual.get(question, self.satisfied))


_NO_BRAILLE = {"access.braille": ABSENT, "access.sign_language": ABSENT}
_NO_RAMP = {"premises.lifts": ABSENT, "premises.wheelchairs": ABSENT, "premises.sanitary": ABSENT}
_NO_AGREEMENT = {"site.collective_agreement": inapplicable("коллективный договор не заключён")}
_TWINS = {**_NO_BRAILLE, **_NO_RAMP, "site.teacher_retraining": ABSENT}

DISTRICT = (
    Invented(
        "101",
        "МБОУ «Гимназия города Заречного»",
        "school",
        118,
        512,
        97,
        checklist={"access.braille": ABSENT, "premises.wheelchairs": ABSENT, "site.food_suppliers": HALF},
    ),
    Invented(
        "102",
        "МБОУ «Средняя школа № 2» города Заречного",
        "school",
        104,
        640,
        93,
        checklist={**_NO_BRAILLE, "premises.lifts": ABSENT, "stand.menu": ABSENT, "site.spending": ABSENT},
    ),
    Invented(
        "103",
        "МБОУ «Луговская средняя школа»",
        "school",
        64,
        181,
        95,
        checklist={**_NO_BRAILLE, **_NO_RAMP, "site": UNCHECKED},
    ),
    Invented(
        "104",
        "МБОУ «Каменская основная школа»",
        "school",
        47,
        96,
        90,
        {"schedule": 84, "comfort": 79},
        {**_NO_BRAILLE, **_NO_RAMP, "faq.works": ABSENT, "survey_link.works": ABSENT, "comfort.water": ABSENT},
    ),
    Invented(
        "105",
        "МКОУ «Заречная школа-интернат»",
        "boarding",
        58,
        120,
        96,
        {"disability": 60},
        {"access.sign_language": ABSENT, "site.dormitory_fee": ABSENT},
    ),
    Invented("201", "МБДОУ «Детский сад № 1 „Ромашка“»", "kindergarten", 60, 190, 98, {}, _TWINS),
    Invented("202", "МБДОУ «Детский сад № 3 „Теремок“»", "kindergarten", 60, 175, 98, {}, _TWINS),
    Invented(
        "203",
        "МБДОУ «Детский сад № 5 „Берёзка“»",
        "kindergarten",
        88,
        230,
        99,
        {"comfort": 94},
        {"access.braille": ABSENT, "premises.lifts": ABSENT, "premises.wheelchairs": ABSENT, **_NO_AGREEMENT},
    ),
    Invented(
        "204",
        "МБДОУ «Детский сад „Солнышко“» села Луговое",
        "kindergarten",
        41,
        74,
        95,
        {"disability": 0},
        {**_NO_BRAILLE, **_NO_RAMP, "premises.parking": ABSENT, "faq.published": ABSENT, "faq.works": ABSENT},
    ),
    Invented(
        "205",
        "МБДОУ «Детский сад „Осинка“» деревни Осинки",
        "kindergarten",
        12,
        23,
        100,
        {"disability": 17},
        {**_NO_BRAILLE, **_NO_RAMP, "stand": ABSENT, **_NO_AGREEMENT},
    ),
    Invented(
        "301",
        "МБУ ДО «Заречная детская школа искусств»",
        "additional",
        75,
        260,
        99,
        {"schedule": 92},
        {**_NO_BRAILLE, "premises.wheelchairs": ABSENT, "site.financial_plan": ABSENT},
    ),
    Invented(
        "302",
        "МБУ ДО «Дом детского творчества»",
        "additional",
        52,
        330,
        94,
        {"remote_used": 0},
        {**_NO_BRAILLE, **_NO_RAMP, "comfort.rest_area": ABSENT},
    ),
)

OPERATOR = (
    Invented(
        "1",
        "МБОУ «Средняя общеобразовательная школа № 4»",
        "school",
        54,
        320,
        92,
        checklist={**_NO_BRAILLE, "stand.menu": ABSENT, "site.spending": ABSENT, "site.income": ABSENT},
        spellings=("СОШ № 4", "Средняя общеобразовательная школа №4"),
    ),
    Invented(
        "2",
        "МБОУ «Лицей имени М. В. Ломоносова»",
        "school",
        66,
        410,
        97,
        checklist={"access.braille": ABSENT, "premises.wheelchairs": ABSENT},
        spellings=("Лицей им. Ломоносова", "МБОУ Лицей имени М.В.Ломоносова"),
    ),
    Invented(
        "3",
        "МБДОУ «Детский сад № 7 „Журавушка“»",
        "kindergarten",
        45,
        160,
        98,
        {"disability": 13},
        {**_NO_BRAILLE, **_NO_RAMP, "faq.works": ABSENT, **_NO_AGREEMENT},
        ("Детский сад №7", "детский сад № 7 Журавушка"),
    ),
    Invented(
        "4",
        "МБДОУ «Детский сад № 12 „Сказка“»",
        "kindergarten",
        40,
        140,
        96,
        {"remote_used": 60},
        {**_NO_BRAILLE, **_NO_RAMP, "comfort.navigation": ABSENT},
        ("ДС № 12 Сказка", "Детский сад 12 «Сказка»"),
    ),
    Invented(
        "5",
        "МБУ ДО «Центр детского творчества „Радуга“»",
        "additional",
        38,
        205,
        94,
        checklist={**_NO_BRAILLE, "premises.lifts": ABSENT, "site.e_resources": ABSENT},
        spellings=("ЦДТ Радуга", "Центр детского творчества Радуга"),
    ),
)
