"""Files that people take away: their Russian names and the headers that they are sent with, all in this one place.

A name that is not ASCII is sent as RFC 5987 asks («filename*=utf-8''…»), so that no browser spoils it.
"""

import re
from datetime import date

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

JOURNAL = "Журнал действий"
ORGANIZATIONS = "Реестр организаций"
LETTERS = "Письма"
LETTER_DRAFT = "Черновик письма"
POSTER, POSTERS, CARDS = "Плакат", "Плакаты", "Карточки"
BLANK_QUESTIONNAIRE, CODES, ANSWERS = "Анкета на бумаге", "Одноразовые коды", "Анкеты"

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_RUSSIAN = re.compile("[А-Яа-яЁё]")
_LONGEST = 120
Page = HttpResponse | StreamingHttpResponse | FileResponse


def file_name(what: str, whose: object = "", *, ending: str) -> str:
    """«Плакат, Школа № 1.pdf»: what it is, whose it is or of what day, without marks that a disk does not take."""
    told = f"{whose:%d.%m.%Y}" if isinstance(whose, date) else str(whose)
    words = _UNSAFE.sub(" ", f"{what}, {told}" if told else what)
    return f"{' '.join(words.split())[:_LONGEST].rstrip(' .,')}.{ending}"


def russian_name(name: str, label: str) -> str:
    """The name of an archived file; one without a Russian letter gets the label of its kind: «Акт приёмки.docx»."""
    if _RUSSIAN.search(name):
        return name
    return file_name(label[:1].upper() + label[1:], ending=name.rpartition(".")[2])


def attach(page: Page, name: str) -> Page:
    """Send the page as a file of this name, kept by nobody on the way."""
    page.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    page.headers["Cache-Control"] = "private, no-store"
    page.headers["X-Content-Type-Options"] = "nosniff"
    return page
