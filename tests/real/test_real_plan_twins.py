"""Real plans come out again: their twins hold every word, and are read again as the same paper."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.core.legal_readers import lines_of_word

from merilo.documents.papers.plan_twin import twin
from merilo.documents.writers.legal_docx import docx
from merilo.documents.writers.legal_pdf import pdf
from merilo.importers.plans.reading import read_plan

SEEDS = Path(__file__).resolve().parents[2].parent / "shared/real/seeds"
FILES = sorted(SEEDS.glob("*.txt"))
ON = date(2026, 11, 22)
HEADINGS = {
    "п",
    "наименование",
    "мероприятия",
    "реализации",
    "мероприятий",
    "ответственные",
    "исполнители",
    "результаты",
}
"""Words of the headings of columns, which the twins say in their own words."""


def words(text):
    return Counter(word.lower() for word in re.findall(r"\w+", text))


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.name[:3])
def seed(request):
    return request.param


@pytest.fixture(scope="module")
def paper(seed):
    return read_plan(seed.read_bytes(), seed.name).paper


@pytest.mark.skipif(not FILES, reason="the real papers are not beside this checkout")
def test_there_are_five_real_papers():
    assert len(FILES) == 5


def test_the_twin_of_a_real_paper_holds_all_of_its_words(seed, paper):
    source = words(re.sub(r"<[^>]+>", " ", seed.read_text(encoding="utf-8")))
    printed = words(" ".join(lines_of_word(docx(twin(paper, on=ON)))))
    assert set(source - printed) - HEADINGS == set()


def test_the_twin_of_a_real_paper_is_read_again_as_the_same_rows(paper):
    again = read_plan(docx(twin(paper, on=ON)), "twin.docx").paper
    assert (again.shape, [row.measures for row in again.rows]) == (paper.shape, [row.measures for row in paper.rows])


def test_the_twin_of_a_real_paper_is_set_in_pdf(paper):
    assert pdf(twin(paper, on=ON)).startswith(b"%PDF")
