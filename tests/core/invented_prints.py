"""Printed things of an invented survey, and what a reader of their PDF sees."""

import random
import re
import shutil
import subprocess
from datetime import date

import numpy as np
import pytest

from merilo.documents.cards import Cards
from merilo.documents.code_sheets import CodeSheet
from merilo.documents.paper_questionnaire import PaperQuestionnaire
from merilo.documents.poster import Poster
from merilo.methodology import catalogue
from merilo.short_codes import ONE_TIME, short_codes

UNTIL, ON = date(2026, 10, 15), date(2026, 9, 1)
NAME = "МБОУ «СОШ № 5 с углублённым изучением отдельных предметов»"
ADDRESS = "merilo.example/a/K7M25"
LINK = f"https://{ADDRESS}"
LONG = ("Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 5» " * 4)[:360]
LONG_ADDRESS = "nok.administratsiya-verhnebureinskogo-rayona.example/a/K7M25"
HOSTILE = "#set page() $x$ *а* _б_ @в <г> \x00\x1b\ud800 \u202eшалом\u202c שלום 😀\r\nстрока"
HOSTILE_SEEN = "#set page() $x$ *а* _б_ @в <г> шалом ???? ? строка"
COUNCIL = "Общественный совет по независимой оценке качества при администрации Заречного района"
CODES = short_codes(30, taken=(), rng=random.Random(5), length=ONE_TIME)  # noqa: S311 - tests repeat themselves
Value = object


def a_poster(**changed: Value) -> Poster:
    usual = {
        "organization": NAME,
        "sector": "education",
        "organization_type": "school",
        "address": ADDRESS,
        "link": LINK,
        "until": UNTIL,
        "council": COUNCIL,
        "operator": "ООО «Социальные измерения»",
        "on": ON,
    }
    return Poster(**usual | changed)


def some_cards(**changed: Value) -> Cards:
    usual = {
        "organization": NAME,
        "sector": "education",
        "organization_type": "school",
        "address": ADDRESS,
        "link": LINK,
        "until": UNTIL,
        "on": ON,
    }
    return Cards(**usual | changed)


def a_code_sheet(**changed: Value) -> CodeSheet:
    usual = {
        "organization": NAME,
        "class_group": "5 «А»",
        "address": ADDRESS,
        "link_prefix": f"{LINK}?code=",
        "codes": CODES,
        "until": UNTIL,
        "on": ON,
    }
    return CodeSheet(**usual | changed)


def a_questionnaire(sector: str = "education", edition: str = "2024-344n-408n", **changed: Value) -> PaperQuestionnaire:
    usual = {
        "edition": catalogue.get(edition, sector),
        "organization": NAME,
        "code": "K7M25",
        "until": UNTIL,
        "on": ON,
    }
    return PaperQuestionnaire(**usual | changed)


def _poppler(name: str, *arguments: str, content: bytes) -> bytes:
    found = shutil.which(name)
    if found is None:
        pytest.skip("poppler-utils is not installed")
    return subprocess.run([found, *arguments], input=content, capture_output=True, check=True).stdout


def text_of(content: bytes) -> str:
    """The words of a PDF as they lie on its pages; pages are parted by form feeds."""
    return _poppler("pdftotext", "-layout", "-", "-", content=content).decode()


def words_of(content: bytes) -> str:
    """The words of a PDF in the order of reading, in one line, without places to break."""
    text = _poppler("pdftotext", "-", "-", content=content).decode()
    return " ".join(re.sub("[\u200b\u00ad]", "", text).split())


def pages_of(content: bytes) -> int:
    return text_of(content).count("\f")


def picture_of(content: bytes, *, dots_per_inch: int = 150) -> np.ndarray:
    """The first page as an array of grey, 0 black to 255 white."""
    made = _poppler("pdftoppm", "-gray", "-r", str(dots_per_inch), "-f", "1", "-l", "1", "-", content=content)
    _, size, _, pixels = made.split(b"\n", 3)
    width, height = map(int, size.split())
    return np.frombuffer(pixels, np.uint8).reshape(height, width)


def modules_seen(picture: np.ndarray, side: int) -> tuple[tuple[bool, ...], ...]:
    """The modules of the only QR code of a page; nothing else on it is printed in full black."""
    rows, columns = np.nonzero(picture < 10)
    places = (np.arange(side) + 0.5) / side
    down = (rows.min() + places * (rows.max() + 1 - rows.min())).astype(int)
    across = (columns.min() + places * (columns.max() + 1 - columns.min())).astype(int)
    return tuple(tuple(bool(one) for one in row) for row in picture[np.ix_(down, across)] < 128)
