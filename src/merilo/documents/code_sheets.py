"""Sheets of one-time codes for a class or a group, in strips to cut: nothing on them ties a code to a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from merilo.documents import qr
from merilo.documents.printing.glyphs import breakable
from merilo.documents.survey_wording import in_words, one_line
from merilo.documents.writers.typesetting import typeset
from merilo.short_codes import in_groups


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """The codes of one class or group; strips carry no number and stand in the order of `codes`.

    `address` is printed to be typed. The QR code of a strip holds `link_prefix` followed by its canonical code
    (`…?code=` or `…#`). An empty `class_group` is left out. `until` is the last day of the survey, `on` the date of
    the file.
    """

    organization: str
    class_group: str
    address: str
    link_prefix: str
    codes: tuple[str, ...]
    until: date
    on: date


def code_sheet(one: CodeSheet) -> bytes:
    """The strips of one group as tagged PDF, sixteen on a page. Raises ValueError when there are no codes."""
    return code_sheets((one,))


def code_sheets(many: Sequence[CodeSheet]) -> bytes:
    """The strips of several groups as one file, dated as the first; each group begins a new page.

    Raises ValueError when there is nothing to print, and for a link that no QR code can hold.
    """
    if not many or not all(one.codes for one in many):
        raise ValueError("no codes")
    return typeset("code_sheets", contents(many), on=many[0].on)


def contents(many: Sequence[CodeSheet]) -> dict[str, object]:
    """All that the strips say, as words."""
    return {"title": f"Одноразовые коды: {one_line(many[0].organization)}", "sheets": [_sheet(one) for one in many]}


def _sheet(one: CodeSheet) -> dict[str, object]:
    return {
        "name": breakable(one_line(one.organization)),
        "group": breakable(one_line(one.class_group)),
        "address": breakable(one_line(one.address)),
        "until": in_words(one.until),
        "codes": [{"text": in_groups(code), "qr": qr.svg(f"{one.link_prefix}{code}")} for code in one.codes],
    }
