"""Cards to cut out and hand over: ten on a sheet of A4, each with the QR code and the address to type."""

from dataclasses import dataclass
from datetime import date

from merilo.documents import qr
from merilo.documents.printing.glyphs import breakable
from merilo.documents.survey_wording import in_words, one_line, wording
from merilo.documents.writers.typesetting import typeset

CARDS = 10
"""Cards on a page."""


@dataclass(frozen=True, slots=True)
class Cards:
    """What the cards of an organization say; all are the same.

    `organization` is the short name, of any length; `sector` and `organization_type` are codes of the edition.
    `address` is printed to be typed, `link` is what the QR code holds. `until` is the last day of the survey, `on`
    the date of the file.
    """

    organization: str
    sector: str
    organization_type: str
    address: str
    link: str
    until: date
    on: date
    pages: int = 1


def cards(one: Cards) -> bytes:
    """The pages of cards as tagged PDF. Raises ValueError for no page and for a link that no QR code can hold."""
    if one.pages < 1:
        raise ValueError("no cards")
    return typeset("cards", contents(one), on=one.on)


def contents(one: Cards) -> dict[str, object]:
    """All that the cards say, as words."""
    name = one_line(one.organization)
    return {
        "title": f"Карточки: {name}",
        "heading": wording(one.sector, one.organization_type).title,
        "name": breakable(name),
        "qr": qr.svg(one.link),
        "address": breakable(one_line(one.address)),
        "until": in_words(one.until),
        "pages": one.pages,
        "cards": CARDS,
    }
