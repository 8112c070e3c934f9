"""What the printed things of a survey say: titles by type of organization, sentences by sector, dates in words."""

from dataclasses import dataclass
from datetime import date

from merilo.documents.typography import NO_BREAK

_TITLES = {
    "kindergarten": "в нашем детском саду",
    "school": "в нашей школе",
    "boarding": "в нашей школе‑интернате",
    "additional": "на наших занятиях",
    "vocational": "учёбы у нас",
    "club": "в нашем учреждении культуры",
    "library": "в нашей библиотеке",
    "museum": "в нашем музее",
    "theatre": "в нашем зале",
    "park": "в нашем парке",
    "outpatient": "на приёме у нас",
    "inpatient": "в нашем стационаре",
    "mixed": "в нашей больнице",
    "residential": "проживания у нас",
    "semi_residential": "пребывания у нас",
    "home": "нашей помощи на дому",
    "centre": "в нашем центре",
    "bureau": "в нашем бюро",
    "main_bureau": "в нашем бюро",
}
_ABOUT = {
    "education": "Спрашиваем об условиях, а не об отметках и не о программе",
    "culture": "Спрашиваем об условиях для посетителей, а не о вкусах",
    "healthcare": "Спрашиваем об условиях, а не о диагнозе и не о лечении",
    "social_care": "Спрашиваем об условиях, в которых Вам помогают",
    "disability_assessment": "Спрашиваем об условиях, а не о диагнозе и не о решении бюро",
}
_MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences that fit one type of organization: a title in two lines, and what the questions are about."""

    title: tuple[str, str]
    about: str


def wording(sector: str, organization_type: str) -> Wording:
    """The wording for a sector and a type by their codes; a general one where either is unknown."""
    place = _TITLES.get(organization_type, "в нашей организации")
    about = _ABOUT.get(sector, "Спрашиваем об условиях, в которых Вам оказывают услуги")
    return Wording(
        ("Оцените условия", place),
        f"{about}: понятны ли сведения на стенде и на сайте, удобно ли в помещениях, доступны ли они людям"
        f" с{NO_BREAK}инвалидностью, вежливы ли работники. По ответам решают, что исправить в первую очередь.",
    )


def in_words(on: date) -> str:
    """A date as people say it: «15 октября 2026 года»."""
    return f"{day_and_month(on)} {on.year}{NO_BREAK}года"


def day_and_month(on: date) -> str:
    """«15 октября», kept on one line."""
    return f"{on.day}{NO_BREAK}{_MONTHS[on.month - 1]}"


def one_line(text: str) -> str:
    """A name as it may stand in a line: without line breaks and doubled spaces."""
    return " ".join(text.split())
