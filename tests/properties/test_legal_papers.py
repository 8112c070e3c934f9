"""Whatever a person types into a legal paper, every writer makes a whole file of it."""

import io
import unicodedata
import zipfile
from datetime import date

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.legal_readers import lines_of_word

from merilo.documents.declension import Case, decline_name, decline_post, initials_first, name_with_initials, salutation
from merilo.documents.papers import blocks
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.tables import PARAGRAPH, Column, Row, Table
from merilo.documents.typography import printable
from merilo.documents.writers.legal_docx import docx as to_word
from merilo.documents.writers.legal_pdf import pdf as to_pdf
from merilo.documents.writers.packing import archive, packed

ANYTHING = st.text(max_size=200) | st.text(alphabet="#@$*_`\\<>&«»[]{}()=-/ \n\tабвXY", max_size=200)
NAMES = st.text(alphabet="АБВабвгоюяьйъ. -'’", max_size=40) | st.text(max_size=40)


def paper(text):
    table = Table((Column("а", 3.0), Column("б", 13.5)), (Row((text, text)),))
    return LegalPaper(text, date(2027, 2, 8), (blocks.Title(text), blocks.Paragraph(text), table))


@settings(deadline=None)
@given(ANYTHING)
def test_word_holds_every_character_that_it_can(text):
    kept = "\n".join(lines_of_word(to_word(paper(text)))).replace(PARAGRAPH, "\n")
    expected = printable(text).replace("\r\n", "\n").replace("\r", "\n").replace(PARAGRAPH, "\n")
    assert kept.count(expected) >= 4 or not expected.strip()


@given(ANYTHING)
@settings(max_examples=60, deadline=None)
def test_a_pdf_is_made_of_any_text(text):
    assert to_pdf(paper(text)).startswith(b"%PDF-1")


@given(NAMES, st.sampled_from(Case))
def test_any_name_has_every_form(name, case):
    plain = " ".join(name.split())
    assert (decline_name(name, Case.NOMINATIVE), decline_post(name, Case.NOMINATIVE)) == (plain, plain)
    forms = (decline_name(name, case), decline_post(name, case), name_with_initials(name, case), initials_first(name))
    assert [type(form) for form in (*forms, salutation(name))] == [str] * 5


@given(st.dictionaries(st.text(alphabet="abc/.", min_size=1, max_size=9), st.binary(max_size=300), max_size=5))
def test_what_is_packed_is_read_back(files):
    with zipfile.ZipFile(io.BytesIO(archive(packed(name, content) for name, content in files.items()))) as read:
        assert read.testzip() is None
        assert {name: read.read(name) for name in read.namelist()} == files


def test_a_letter_with_a_mark_over_it_is_one_letter():
    said = docx.Document(io.BytesIO(to_word(paper("й".replace("й", "и\u0306"))))).paragraphs[0].text
    assert unicodedata.normalize("NFC", said) == "й"
