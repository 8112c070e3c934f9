"""A paper is told to be of another organization or of other years only when that is certain."""

from dataclasses import replace

import pytest

from merilo.plans import codes
from merilo.plans.checks.belonging import belonging_problems
from merilo.plans.model import PlanPaper, Shape

NAMES = ("Школа № 12", "МБОУ «Средняя общеобразовательная школа № 12»")
PAPER = PlanPaper(Shape.IMPROVEMENT)


def told(organization: str, *, names: tuple[str, ...] = NAMES, years: tuple[int, int] | None = None) -> list[str]:
    paper = replace(PAPER, organization=organization, years=years)
    return [problem.kind.code for problem in belonging_problems(paper, names=names, years=range(2027, 2028))]


@pytest.mark.parametrize(
    "written",
    [
        "муниципального бюджетного общеобразовательного учреждения «Средняя школа № 12»",
        "МБОУ СОШ №12 г. Заречный",
        "Заречненская средняя школа",
        "",
    ],
)
def test_the_same_organization_however_it_is_written(written: str) -> None:
    assert told(written) == []


def test_another_number_is_another_organization() -> None:
    (problem,) = belonging_problems(
        replace(PAPER, organization="МБОУ «Средняя школа № 21»"), names=NAMES, years=range(2027, 2028)
    )
    assert problem.kind is codes.ORGANIZATION_OTHER
    assert problem.detail == "В бумаге: МБОУ «Средняя школа № 21»; план ведёт Школа № 12"


def test_another_name_is_another_organization_in_whatever_case() -> None:
    names = ("Детский сад «Ромашка»",)
    assert told("детского сада «Ромашки»", names=names) == []
    assert told("детского сада «Солнышко»", names=names) == [codes.ORGANIZATION_OTHER.code]


@pytest.mark.parametrize(("years", "other"), [((2026, 2026), True), ((2026, 2027), False), ((2027, 2027), False)])
def test_a_paper_of_other_years(years: tuple[int, int], other: bool) -> None:
    assert told("", years=years) == ([codes.YEAR_OTHER.code] if other else [])
