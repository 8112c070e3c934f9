"""The poster for an organization's stand: A4, a QR code and the address to type, what is asked, until when, by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from merilo.documents import qr
from merilo.documents.printing.glyphs import breakable
from merilo.documents.survey_wording import day_and_month, one_line, wording
from merilo.documents.writers.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster says.

    `organization` is the short name, of any length; `sector` and `organization_type` are codes of the edition, an
    unknown type gets the general wording. `address` is printed to be typed, `link` is what the QR code holds. `until`
    is the last day of the survey, `on` the date of the file. No `operator` leaves its sentence out.
    """

    organization: str
    sector: str
    organization_type: str
    address: str
    link: str
    until: date
    council: str
    operator: str
    on: date


def poster(one: Poster) -> bytes:
    """The poster as one page of tagged PDF. Raises ValueError for a link that no QR code can hold."""
    return posters((one,))


def posters(many: Sequence[Poster]) -> bytes:
    """Posters as one file to print, a page each, dated as the first. Raises ValueError when there are none."""
    if not many:
        raise ValueError("no posters")
    return typeset("poster", contents(many), on=many[0].on)


def contents(many: Sequence[Poster]) -> dict[str, object]:
    """All that the posters say, as words."""
    sheets = [_sheet(one) for one in many]
    names = f": {one_line(many[0].organization)}" if len(many) == 1 else "ы организаций"
    return {"title": f"Плакат{names}", "sheets": sheets}


def _sheet(one: Poster) -> dict[str, object]:
    words = wording(one.sector, one.organization_type)
    return {
        "heading": words.title,
        "about": words.about,
        "name": breakable(one_line(one.organization)),
        "qr": qr.svg(one.link),
        "address": breakable(one_line(one.address)),
        "day": day_and_month(one.until),
        "year": str(one.until.year),
        "council": breakable(one_line(one.council).rstrip(".")),
        "operator": breakable(one_line(one.operator).rstrip(".")),
    }
