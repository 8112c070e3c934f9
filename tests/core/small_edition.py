"""A small edition of two criteria, built in Python: for tests of the machinery that need no legal act."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from merilo.law.clause import Basis, Clause
from merilo.methodology.model import (
    Band,
    Checklist,
    ChecklistItem,
    Combine,
    Component,
    Criterion,
    Edition,
    Formula,
    Header,
    Indicator,
    OrganizationType,
    Part,
    PolicyOption,
    PolicyRule,
    Question,
    Role,
    SamplingRule,
    Threshold,
)
from merilo.observations import Count, ItemState, ItemValue, Observation, Organization

CLAUSE = Clause("пункт 1 малой редакции", Basis.DEFAULT, date(2026, 11, 1))
HALF = Fraction(1, 2)
WAITING = (
    Band("late", "дольше срока", Fraction(0)),
    Band("equal", "в срок", Fraction(10)),
    Band("half", "не более половины срока", Fraction(100)),
)


def _items(part: str, names: tuple[str, ...]) -> tuple[ChecklistItem, ...]:
    return tuple(ChecklistItem(f"{part}.{name}", f"пункт {part}.{name}", CLAUSE) for name in names)


def _satisfaction(code: str, source: str, policy: str, *, weight: Fraction = Fraction(1)) -> Component:
    return Component(code, f"доля «{source}»", weight, Formula.SATISFACTION, source, CLAUSE, when_empty=policy)


def _norm(code: str, part: str) -> Component:
    return Component(code, f"норма «{part}»", HALF, Formula.NORM_SHARE, part, CLAUSE, when_empty="no_norm")


def _conditions(code: str, part: str, *, each: int, full_from: int) -> Component:
    return Component(
        code,
        f"условия «{part}»",
        Fraction(1),
        Formula.CONDITIONS,
        part,
        CLAUSE,
        points_each=Fraction(each),
        full_from=full_from,
    )


def _indicator(code: str, weight: Fraction, *components: Component) -> Indicator:
    return Indicator(code, f"П{code}", f"показатель {code}", weight, components, CLAUSE)


def _policy(code: str, *options: str) -> PolicyRule:
    return PolicyRule(
        code, f"правило {code}", tuple(PolicyOption(o, f"вариант {o}") for o in options), options[0], CLAUSE
    )


POLICIES = (
    _policy("rounding", "exact", "stepwise2", "stepwise1", "stepwise0"),
    _policy("no_disabled", "undecided", "renormalize", "zero", "full"),
    _policy("no_information_users", "undecided", "other_half", "renormalize", "zero"),
    _policy("no_answers", "undecided", "renormalize", "zero"),
    _policy("no_norm", "undecided", "other_half", "renormalize", "zero"),
    _policy("no_respondents", "not_assessed", "zero"),
    _policy("not_applicable", "exclude", "missing"),
    _policy("contradictions", "discard", "reject_response"),
    _policy("ties", "shown", "exact"),
)

CRITERIA = (
    Criterion(
        "1",
        "openness",
        "Открытость",
        HALF,
        Combine.MEAN,
        (
            _indicator("1.1", Fraction(3, 10), _norm("1.1.1", "stand"), _norm("1.1.2", "site")),
            _indicator("1.2", Fraction(3, 10), _conditions("1.2.1", "remote", each=30, full_from=4)),
            _indicator(
                "1.3",
                Fraction(4, 10),
                _satisfaction("1.3.1", "stand_satisfied", "no_information_users", weight=HALF),
                _satisfaction("1.3.2", "site_satisfied", "no_information_users", weight=HALF),
            ),
        ),
        CLAUSE,
    ),
    Criterion(
        "2",
        "comfort",
        "Комфортность",
        HALF,
        Combine.MEAN,
        (
            _indicator(
                "2.2",
                Fraction(4, 10),
                Component("2.2.1", "срок ожидания", HALF, Formula.SCALE, "waiting", CLAUSE, bands=WAITING),
                _satisfaction("2.2.2", "timely", "no_answers", weight=HALF),
            ),
            _indicator("3.3", Fraction(6, 10), _satisfaction("3.3.1", "accessibility", "no_disabled")),
        ),
        CLAUSE,
    ),
)


def _question(code: str, filter_code: str | None = None) -> Question:
    role = Role.FILTER if code in {"stand_used", "site_used", "disability"} else Role.SATISFACTION
    return Question(code, f"Вопрос {code}?", role, CLAUSE, filter=filter_code)


QUESTIONS = (
    _question("stand_used"),
    _question("stand_satisfied", "stand_used"),
    _question("site_used"),
    _question("site_satisfied", "site_used"),
    _question("timely"),
    _question("disability"),
    _question("accessibility", "disability"),
)
CHECKLISTS = (
    Checklist("1.1", Part.STAND, _items("stand", ("name", "licence", "schedule"))),
    Checklist("1.1", Part.SITE, _items("site", ("name", "licence", "schedule", "contacts"))),
    Checklist(
        "1.2",
        Part.REMOTE,
        _items("", ())
        + tuple(
            ChecklistItem(f"{way}.{bit}", f"{way}: {bit}", CLAUSE)
            for way in ("phone", "email", "faq", "e_services", "survey_link")
            for bit in ("published", "works")
        ),
    ),
    Checklist("2.2", Part.WAITING, (ChecklistItem("waiting_time", "среднее время ожидания", CLAUSE, bands=WAITING),)),
)

EDITION = Edition(
    header=Header("small", "Малая редакция", "акт", date(2020, 1, 1), None, ("education",), 1),
    sector="education",
    sector_title="Образование",
    digest="0" * 64,
    combine=Combine.MEAN,
    criteria=CRITERIA,
    questions=QUESTIONS,
    checklists=CHECKLISTS,
    policies={rule.code: rule for rule in POLICIES},
    thresholds={
        "publish_from": Threshold("publish_from", "показать долю", 10, CLAUSE),
        "rank_from": Threshold("rank_from", "занять место", 30, CLAUSE),
    },
    sampling=SamplingRule(Fraction(2, 5), 600, CLAUSE),
    organization_types=(OrganizationType("school", "Школа"),),
)

YES = ItemValue(ItemState.OBSERVED, Fraction(1))
NO = ItemValue(ItemState.OBSERVED, Fraction(0))
NOT_APPLICABLE = ItemValue(ItemState.NOT_APPLICABLE, reason="решение совета")
UNCHECKED = ItemValue(ItemState.UNCHECKED)
ITEM_CODES = tuple(item.code for checklist in CHECKLISTS for item in checklist.items)
ANSWERS = {"stand_satisfied": (18, 20), "site_satisfied": (27, 30), "timely": (36, 40), "accessibility": (3, 4)}


def observation(
    items: Mapping[str, ItemValue | None] | None = None,
    answers: Mapping[str, tuple[int, int]] | None = None,
    *,
    respondents: int = 40,
    organization: Organization | None = None,
) -> Observation:
    """Everything seen and everybody answered, save what is overridden; an item overridden by None has no record.

    `answers`: question → («Да», answered).
    """
    values = dict.fromkeys(ITEM_CODES, YES) | (dict(items) if items else {})
    given = ANSWERS | (dict(answers) if answers else {})
    return Observation(
        organization or Organization("1", "Школа № 1", type="school"),
        respondents,
        {code: Count(yes=yes, no=answered - yes) for code, (yes, answered) in given.items()},
        {code: value for code, value in values.items() if value is not None},
    )
