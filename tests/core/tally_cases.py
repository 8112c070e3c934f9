"""Answers that every engine must count alike, and the questions they answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from merilo.law.clause import Basis, Clause
from merilo.methodology.model import Option, Question, Role

CLAUSE = Clause("пункт 1", Basis.DEFAULT, date(2026, 11, 1))


def _question(code, role=Role.SATISFACTION, **more):
    return Question(code, f"вопрос «{code}»", role, CLAUSE, **more)


DAYS = (Option("7", "7 дней", Fraction(7)), Option("14", "14 дней", Fraction(14)), Option("д'Арк", "никогда"))
QUESTIONS = (
    _question("stand_used", Role.FILTER),
    _question("stand_satisfied", filter="stand_used"),
    _question("order"),
    _question("Время ожидания"),
    _question("visited", Role.FILTER),
    _question("wait", filter="visited", options=DAYS),
    _question("channel", options=(Option("site", "сайт"), Option("call", "звонок"))),
)

Responses = Sequence[Mapping[str, bool | str | None]]


def said(organization, **answers):
    """One questionnaire; questions that are not named were left blank."""
    return {"organization": organization, **answers}


CASES: dict[str, Responses] = {
    "nobody answered at all": [],
    "plain answers and blanks": [
        said("1", order=True),
        said("1", order=False),
        said("1", order=True, **{"Время ожидания": False}),
        said("2", **{"Время ожидания": True}),
    ],
    "filters open, close and stay blank": [
        said("1", stand_used=True, stand_satisfied=True),
        said("1", stand_used=True, stand_satisfied=False),
        said("1", stand_used=True),
        said("1", stand_used=False),
        said("1", order=True),
    ],
    "answers that contradict their filter": [
        said("1", stand_used=False, stand_satisfied=True, order=True),
        said("1", stand_used=False, stand_satisfied=False, order=True),
        said("1", stand_satisfied=True, order=False),
        said("1", stand_satisfied=False),
        said("1", stand_used=True, stand_satisfied=True),
        said("1", visited=False, wait="7"),
        said("2", wait="14"),
    ],
    "rows without an answer": [said("1"), said("1"), said("1", order=True), said("2")],
    "options, known and unknown": [
        said("1", channel="site"),
        said("1", channel="call"),
        said("1", channel="call", visited=True, wait="7"),
        said("1", visited=True, wait="д'Арк"),
        said("1", visited=True, wait="99"),
        said("1", visited=False),
        said("1", channel="telegraph"),
    ],
    "unusual organization ids": [
        said(name, order=True)
        for name in (
            "МБОУ «Школа № 1»",
            "МБОУ «школа № 1»",
            "O'Brien",
            'say "hi"',
            "007",
            "7",
            "100%",
            "a\\b",
            "a:b",
            "я",
        )
    ],
    "rows of nobody": [said(None, order=True), said("1", order=False), said(None)],
}
