"""Invented cycles for the tests of documents: every kind of result in a handful of organizations."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from merilo.documents.assemble import Estimation, assemble
from merilo.documents.model import CycleReport, Notice, OrganizationReport, Source
from merilo.methodology import catalogue
from merilo.methodology.model import Edition
from merilo.observations import Count, ItemState, ItemValue, Observation, Organization
from merilo.problems import Place
from merilo.scoring.policies import Policies
from merilo.uncertainty.model import Interval, OrganizationIntervals, PlaceInterval, Uncertainty

HOSTILE = '=HYPERLINK("http://зло.рф";"Школа № 2")'
NOTICE = Notice("answer.contradictory", Place("responses.csv", row=125, column="stand"), "Ответов вопреки фильтру: 2")
DECISION = "протокол № 4 от 12.10.2026"


@dataclass(frozen=True, slots=True)
class Cycle:
    """A cycle that was never read from a folder."""

    edition: Edition
    policies: Policies
    observations: tuple[Observation, ...]
    title: str = "Школы и сады района, 2026 год"
    on: date = date(2026, 10, 12)
    files: tuple[Source, ...] = (Source("responses.csv", 12345, "ab" * 32),)
    remarks: tuple[str, ...] = ("Противоречивых ответов: 14",)


@dataclass(frozen=True, slots=True)
class Case:
    """One organization: how many answered and what differs from «all is well»."""

    id: str
    name: str
    type: str
    answered: int
    counts: Mapping[str, Count]
    items: Mapping[str, ItemValue]
    population: int | None = 400


def observed(value: str) -> ItemValue:
    return ItemValue(ItemState.OBSERVED, Fraction(value))


ABSENT = observed("0")
UNCHECKED = ItemValue(ItemState.UNCHECKED)
NOT_APPLICABLE = ItemValue(ItemState.NOT_APPLICABLE, None, "общежития нет")


def missing(*codes: str) -> dict[str, ItemValue]:
    return dict.fromkeys(codes, ABSENT)


def observation(edition: Edition, case: Case) -> Observation:
    """Everything in place and a few «Нет» at each question, save what the case says."""
    counts = {}
    for place, question in enumerate(edition.closed_questions):
        no = (place * 7 + case.answered) % max(1, case.answered // 6)
        counts[question.code] = (
            Count(options=spread(question.options, case.answered))
            if question.options
            else Count(case.answered - no, no)
        )
    items = {item.code: observed("1") for one in edition.checklists for item in one.norm(case.type)}
    own = {code: value for code, value in case.items.items() if code in items}
    place = f"Район {case.id[-1]}" if case.population else ""
    organization = Organization(
        case.id, case.name, case.type, "", f"03{case.id}456789", place, "Дальняя область", case.population
    )
    return Observation(organization, case.answered, {**counts, **case.counts}, {**items, **own})


def spread(options, answered: int) -> dict[str, int]:
    """Answers shared out over the options, the first getting what is left."""
    each = answered // (len(options) + 1)
    shares = {option.code: each for option in options}
    return {**shares, options[0].code: answered - each * (len(options) - 1)}


def cases() -> tuple[Case, ...]:
    """A clean leader, a tie, one undecided, one blocked, one with few disabled, one with few answers, one with none."""
    common = missing("stand.menu", "site.sport", "premises.lifts")
    nobody = {"disability": Count(0, 61), "accessibility": Count(0, 0, 61)}
    graded = {"stand.charter": observed("1/2"), "site.charter": observed("3/10"), "site.international": NOT_APPLICABLE}
    site = {f"site.{code}": UNCHECKED for code in ("name", "charter", "sport", "hours")}
    ways = missing("email.works", "faq.published", "faq.works", "access.braille", "comfort.water")
    return (
        Case("001", "Школа № 1", "school", 117, {}, common),
        Case("002", HOSTILE, "school", 61, nobody, common),
        Case("003", "Детский сад «Ромашка»", "kindergarten", 88, {"accessibility": Count(5, 2)}, graded, None),
        Case("004", "Гимназия № 5", "school", 203, {}, site),
        Case("005", "Дом творчества", "additional", 96, {}, {**ways, **common}),
        Case("006", "Колледж", "vocational", 20, {}, ways, 1600),
        Case("007", "Школа № 7", "school", 117, {}, common),
        Case("008", "Детский сад № 9", "kindergarten", 0, {}, {}, 90),
        Case("009", "Школа № 9", "school", 283, {"site_satisfied": Count(0, 0, 283)}, missing("phone.works")),
    )


def cycle(policies: Mapping[str, object] | None = None) -> Cycle:
    """Nine organizations of education."""
    edition = catalogue.get("2024-344n-408n", "education")
    chosen = Policies.of(edition, policies or {}, decision=DECISION)
    return Cycle(edition, chosen, tuple(observation(edition, case) for case in cases()))


def report(policies: Mapping[str, object] | None = None, *, draws: int = 0) -> CycleReport:
    return assemble(cycle(policies), Estimation(seed=1, draws=draws) if draws else None, notices=(NOTICE,))


def many(count: int) -> CycleReport:
    """A cycle of so many organizations, alike but for their counts."""
    whole = cycle()
    seen = tuple(
        observation(whole.edition, replace(cases()[0], id=f"{place:04d}", answered=40 + place % 200))
        for place in range(count)
    )
    return assemble(replace(whole, observations=seen))


def estimated() -> CycleReport:
    """The cycle with plain intervals, one point on each side of a number, so that texts do not hang on the drawing."""
    whole = report()
    entries = {entry.id: replace(entry, intervals=_around(entry)) for entry in whole.entries}
    ranked = tuple(entries[entry.id] for entry in whole.ranked)
    first, *rest = [entry.id for entry in ranked]
    return replace(
        whole,
        entries=tuple(entries.values()),
        by_id=entries,
        ranked=ranked,
        unranked=tuple(entries[entry.id] for entry in whole.unranked),
        uncertainty=Uncertainty(
            confidence=0.95,
            draws=1000,
            seed=1,
            method="балл плюс-минус один",
            organizations={id_: entry.intervals for id_, entry in entries.items() if entry.intervals},
            alike={first: tuple(rest[:1]), rest[0]: (first,)},
            bands=((first, rest[0]), tuple(rest[1:])),
        ),
    )


def _around(entry: OrganizationReport) -> OrganizationIntervals:
    nodes = {
        code: Interval(float(node.exact) - 1, min(100.0, float(node.exact) + 1))
        for code, node in entry.nodes.items()
        if node.exact is not None
    }
    place = entry.standing.place
    return OrganizationIntervals({}, nodes, PlaceInterval(max(1, place - 1), place + 1) if place else None, None)
