"""An invented plan in the legal form without a fault, to be spoiled by tests one fault at a time."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from merilo.deadlines.terms import parse_term
from merilo.plans.checks import check
from merilo.plans.model import Assignee, Mark, PlanPaper, PlanRow, PlanSection, Shape, WrittenDeficiency
from merilo.problems import Place

YEAR = 2025
ON = date(2025, 6, 1)
FILE = "план.docx"
TITLES = {
    "1": "Открытость и доступность информации",
    "2": "Комфортность условий",
    "3": "Доступность услуг для инвалидов",
    "4": "Доброжелательность, вежливость работников",
    "5": "Удовлетворённость условиями",
}
ROMAN = dict(zip(TITLES, ("I", "II", "III", "IV", "V"), strict=True))
PERSON = Assignee("Лосева А.П., завуч", "Лосева А.П.", "завуч")


def mark(points, highest):
    return Mark(f"балл – {points}/{highest}", Fraction(points.replace(",", ".")), Fraction(highest))


def deficiency(text, indicator="", written=None):
    return WrittenDeficiency(text, indicator, written)


def terms(*texts):
    return tuple(parse_term(text, YEAR) for text in texts)


def row(line, **changed):
    """A row without a fault at a line of the file; what it says may be changed."""
    fine = PlanRow(
        Place(FILE, row=line),
        deficiencies=(deficiency(f"Нет стенда {line}"),),
        measures=(f"Установить стенд {line}",),
        planned=terms("сентябрь 2025 г."),
        assignees=(PERSON,),
    )
    return replace(fine, **changed)


def section(criterion, *rows, **changed):
    return replace(PlanSection(ROMAN.get(criterion, ""), TITLES.get(criterion, ""), rows, criterion), **changed)


def plan(*sections, **changed):
    """A whole plan: sections that are not given stand in it with one faultless row."""
    given = {one.criterion: one for one in sections if one.criterion}
    others = [one for one in sections if not one.criterion]
    five = [given.get(code) or section(code, row(100 * int(code))) for code in TITLES]
    paper = PlanPaper(Shape.IMPROVEMENT, "План", "Школа № 9", (YEAR, YEAR), sections=(*five, *others))
    return replace(paper, **changed)


def faults(paper, on=ON):
    """(code, line, column, detail) of every problem."""
    return [(one.code, one.place.row, one.place.column, one.detail) for one in check(paper, on=on)]


def codes_of(paper, on=ON):
    return [one.code for one in check(paper, on=on)]
