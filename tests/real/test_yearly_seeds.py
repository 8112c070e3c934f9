"""Real papers become plans for a year: a gymnasium's plan and a district's report, every word of them kept."""

import re
from pathlib import Path

import pytest
from tests.web.territory import Municipality, build
from tests.web.yearly import BEGUN_ON, begun, head, of_authority

from merilo.importers.plans.reading import read_plan
from merilo.plans.model import PlanPaper
from merilo_web.accounts.roles import Role
from merilo_web.plans.actions.yearly_papers import take_paper
from merilo_web.plans.models import YearlyPlan

SEEDS = Path(__file__).resolve().parents[2].parent / "shared/real/seeds"
pytestmark = [
    pytest.mark.skipif(not SEEDS.exists(), reason="no folder shared/real beside this checkout"),
    pytest.mark.django_db,
]


def _content(number: str) -> bytes:
    (path,) = SEEDS.glob(f"{number}_*")
    return path.read_bytes()


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"<[^>]+>", " ", text)))


def _kept(plan: YearlyPlan, paper: PlanPaper) -> set[str]:
    """Words that the plan holds, and the form's own headings of columns."""
    fields = (
        "section",
        "number",
        "text",
        "term",
        "assignee_name",
        "assignee_post",
        "co_assignees",
        "expected",
        "outcome",
    )
    cells = [str(value) for row in plan.measures.values_list(*fields) for value in row]
    return _words(" ".join([*cells, *(one["text"] for one in plan.unplaced), *paper.captions]))


@pytest.fixture
def home() -> Municipality:
    return build().home


def test_a_gymnasiums_plan_keeps_its_sections_its_gap_and_every_word(home: Municipality) -> None:
    content = _content("001")
    paper = read_plan(content, "001").paper
    plan = take_paper(begun(home), paper, by=head(home), on=BEGUN_ON)
    numbers = [section.partition(".")[0] + number for section, number in plan.measures.values_list("section", "number")]
    assert " ".join(numbers) == "I1 I2 I3 I4 I5 II1 II2 III1 III2 IV1 IV2 IV3 IV4 IV5 V1 V5"
    assert _words(content.decode()) - _kept(plan, paper) == set()


def test_a_districts_report_keeps_its_sub_numbers_its_bodies_and_every_word(home: Municipality) -> None:
    content = _content("003")
    paper = read_plan(content, "003").paper
    plan = take_paper(of_authority(home), paper, by=home.people[Role.AUTHORITY_ADMIN], on=BEGUN_ON)
    numbers = " ".join(plan.measures.values_list("number", flat=True))
    assert numbers == "1 2 3 3.1 3.2 3.3 3.4 3.5 4 5 6 7 7.1 7.2 7.3 7.4"
    assert plan.measures.get(number="3.1").assignee == "МОУО"
    assert plan.measures.exclude(outcome="").count() == 14
    assert plan.measures.get(number="7.2").outcome.endswith("на сайте www.bus.gov.ru")
    assert _words(content.decode()) - _kept(plan, paper) == set()
