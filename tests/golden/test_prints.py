"""Every printed thing of a survey word for word, as a reader of its PDF sees it."""

import re

import pytest
from tests.core.invented_prints import CODES, a_code_sheet, a_poster, a_questionnaire, some_cards, text_of

from merilo.documents.cards import cards
from merilo.documents.code_sheets import code_sheet
from merilo.documents.paper_questionnaire import paper_questionnaire
from merilo.documents.poster import posters

TYPES = {
    "education": ("kindergarten", "school", "boarding", "additional", "vocational"),
    "culture": ("club", "library", "museum", "theatre", "park"),
    "healthcare": ("outpatient", "inpatient", "mixed"),
    "social_care": ("residential", "semi_residential", "home", "centre"),
    "disability_assessment": ("bureau", "main_bureau"),
}


def lines(content):
    """The words of the pages without the blank space between them, which versions of the reader measure differently."""
    seen = (re.sub(r"\s{2,}", " | ", line.strip()) for line in text_of(content).replace("\f", "\n—\n").splitlines())
    return "\n".join(line for line in seen if line)


@pytest.mark.parametrize("sector", TYPES)
def test_the_posters_of_a_sector(text, sector):
    assert lines(posters([a_poster(sector=sector, organization_type=one) for one in TYPES[sector]])) == text


def test_the_cards(text):
    assert lines(cards(some_cards())) == text


def test_the_strips_of_codes(text):
    assert lines(code_sheet(a_code_sheet(codes=CODES[:3]))) == text


def test_the_questionnaire_on_paper(text):
    assert lines(paper_questionnaire(a_questionnaire("healthcare"))) == text
