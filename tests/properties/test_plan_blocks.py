"""Whatever stands in a file of a plan stands in its blocks, and no damage to a file makes a reader fail."""

import html
import io
import json
import re
import time
import zipfile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from tests.core.plan_containers import docx, odt, odt_table, p, pdf_of, read, tbl, tc, words

WORDS = st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГД0123456789№%«».,;:()!?/", min_size=1, max_size=12)
UNSEEN = ("Cs", "Cc", "Cf", "Zs", "Zl", "Zp", "Cn", "Co")
RAW_WORDS = st.text(
    st.characters(min_codepoint=33, max_codepoint=0xFFFD, exclude_categories=UNSEEN),
    min_size=1,
    max_size=12,
)
TYPST = """
#for part in json(bytes(sys.inputs.parts)) {
  if type(part) == str { par(part) } else {
    table(columns: part.first().len(), ..part.flatten().map(cell => text(hyphenate: false, cell)))
  }
}
"""


def _parts(one_word):
    """Paragraphs and tables of texts, in order."""
    line = st.lists(one_word, min_size=1, max_size=8).map(" ".join)
    table = st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(line, min_size=width, max_size=width), min_size=1, max_size=4)
    )
    return st.lists(line | table, min_size=1, max_size=5)


def _expected(parts):
    return " ".join(
        part if isinstance(part, str) else " ".join(cell for row in part for cell in row) for part in parts
    ).split()


def _docx(parts):
    return docx("".join(p(part) if isinstance(part, str) else tbl(*part) for part in parts))


def _odt(parts):
    def paragraph(text):
        return f"<text:p>{html.escape(text)}</text:p>"

    made = (
        paragraph(part) if isinstance(part, str) else odt_table(*([paragraph(cell) for cell in row] for row in part))
        for part in parts
    )
    return odt("".join(made))


def _html(parts):
    def table(rows):
        cells = ("".join(f"<td>{html.escape(cell)}" for cell in row) for row in rows)
        return f"<table>{''.join(f'<tr>{row}' for row in cells)}</table>"

    made = (f"<p>{html.escape(part)}" if isinstance(part, str) else table(part) for part in parts)
    return f"<html><meta charset='utf-8'><body>{''.join(made)}".encode()


def _xlsx(parts):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        line = 0
        for part in parts:
            for row in [[part]] if isinstance(part, str) else part:
                for column, text in enumerate(row):
                    sheet.write_string(line, column, text)
                line += 1
    return stream.getvalue()


def _text(parts):
    return "\n\n".join(
        part if isinstance(part, str) else "\n".join("\t".join(row) for row in part) for part in parts
    ).encode()


def _pdf(parts):
    return pdf_of(TYPST, parts=json.dumps(parts))


@pytest.mark.parametrize("write", [_docx, _odt, _html, _xlsx])
@given(parts=_parts(RAW_WORDS))
@settings(max_examples=60, deadline=None)
def test_every_word_of_a_document_stands_in_its_blocks_in_order(write, parts):
    assert words(read(write(parts))) == _expected(parts)


@given(parts=_parts(WORDS))
@settings(max_examples=150, deadline=None)
def test_every_word_of_a_text_stands_in_its_blocks_in_order(parts):
    assert words(read(_text(parts))) == _expected(parts)


@given(text=st.text(st.sampled_from(" \n\t|+-*<>/pbliul&;\"'1.#:абв\f"), min_size=1, max_size=120))
@settings(max_examples=400, deadline=None)
def test_no_letter_of_any_text_is_lost(text):
    """Signs of tags, rulings and bold text may go; letters outside of tags may not."""
    bare = re.sub(r"<[^<>]*>", " ", text)
    assert _letters("".join(words(read(text.encode())))) == _letters(bare) or "<" in text or "&" in text


def _letters(text):
    return [sign for sign in text if sign in "абв1"]


def _apart(word):
    """The word without signs at which a line may not be parted: two glued by them would run out of their cell."""
    return word.lstrip("».,").rstrip("«") or "а"


@given(parts=_parts(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГД«№.,»", min_size=1, max_size=12).map(_apart)))
@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_every_word_of_a_pdf_stands_in_its_blocks_in_order(parts):
    found = words(read(_pdf(parts)))
    assert "".join(found) == "".join(_expected(parts))


PARTS = [
    "План школы на 2026 год",
    [["№", "Мера", "Срок"], ["1", "Открыть раздел сайта", "01.02.2026"], ["2", "Купить стулья", "май"]],
    "Исполнитель Иванов",
]
MERGED = tbl(tc("а", settings='<w:vMerge w:val="restart"/>') + tc("б", settings='<w:gridSpan w:val="2"/>'), ["в", "г"])
SOUND = {
    "docx": _docx(PARTS),
    "merged": docx(MERGED + p("конец"), [("header", "header1.xml", False)], header1="<w:hdr xmlns:w='w'/>"),
    "odt": _odt(PARTS),
    "html": _html(PARTS),
    "xlsx": _xlsx(PARTS),
    "text": _text(PARTS),
}
KINDS = ("cut", "flip", "splice", "drop", "swap")
DAMAGES = st.lists(
    st.tuples(st.sampled_from(KINDS), st.floats(0, 1), st.floats(0, 1), st.binary(max_size=8)),
    min_size=1,
    max_size=4,
)


def _damaged(content, damages):
    for kind, first, second, piece in damages:
        start, end = sorted((int(first * len(content)), int(second * len(content))))
        if kind == "cut":
            content = content[: max(end, 1)]
        elif kind == "flip":
            content = content[:start] + bytes(byte ^ 0x55 for byte in content[start : start + 3]) + content[start + 3 :]
        elif kind == "splice":
            content = content[:start] + piece + content[start:]
        elif kind == "drop":
            content = content[:start] + content[start + (end - start) % 40 :]
        else:
            content = content[:start] + content[end : end + 30] + content[start:]
    return content


def _told(content):
    """Whether a file gave blocks or problems within five seconds."""
    begun = time.monotonic()
    found = read(content)
    return bool(found.blocks or found.problems) and time.monotonic() - begun < 5


@pytest.mark.parametrize("kind", SOUND)
@given(damages=DAMAGES)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_gives_blocks_or_coded_problems(kind, damages):
    content = _damaged(SOUND[kind], damages)
    assume(content)
    assert _told(content)


@pytest.mark.parametrize("kind", ["docx", "odt", "xlsx"])
@given(damages=DAMAGES, part=st.integers(0, 20))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_document_with_a_damaged_part_gives_blocks_or_coded_problems(kind, damages, part):
    """The archive is sound; the XML of one part is not."""
    with zipfile.ZipFile(io.BytesIO(SOUND[kind])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(parts)[part % len(parts)]
    parts[name] = _damaged(parts[name] or b"x", damages)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for one, content in parts.items():
            archive.writestr(one, content)
    assert _told(stream.getvalue())


@given(damages=DAMAGES)
@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_a_damaged_pdf_gives_blocks_or_coded_problems(damages):
    assert _told(_damaged(_pdf(PARTS), damages))


@given(content=st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_blocks_or_coded_problems(content):
    assert _told(content)
