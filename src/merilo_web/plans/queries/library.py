"""Measures to choose from: the product's library in the authority's wording, the council's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from merilo.plans.effects import Effect
from merilo.plans.measures import CostClass, LibraryMeasure, MeasureLibrary, faults, library, suggested, with_own
from merilo_web.plans.models import Deficiency, ImprovementPlan, MeasureLibraryEntry
from merilo_web.plans.queries.drawing import core_of
from merilo_web.plans.queries.effects import effects
from merilo_web.registry.access import Access
from merilo_web.registry.models import Authority

REMEDY = "remedy"
"""The key of what the results or the council propose in their own words."""
_FIELDS = {"срок": "term", "исполнитель": "post", "результат": "expected"}
"""How a fault of the core names a field; a fault that names none is of the text."""

Written = LibraryMeasure | MeasureLibraryEntry


@dataclass(frozen=True, slots=True)
class OfferedMeasure:
    """A measure to choose: `cost` in words, empty where nobody knows; `is_own`: in the authority's wording.

    `effect` tells what followed it in earlier cycles, empty while there are too few cases.
    """

    key: str
    text: str
    term: str
    post: str
    expected: str
    cost: str
    is_own: bool
    effect: str = ""


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """A measure of the library as the authority edits it; `entry` is None while it is the product's own."""

    key: str
    subject: str
    text: str
    term: str
    post: str
    expected: str
    cost: str
    entry: MeasureLibraryEntry | None


def offered(plan: ImprovementPlan, deficiency: Deficiency) -> tuple[OfferedMeasure, ...]:
    """Measures for one deficiency, the nearest first; what the results or the council propose stands last."""
    return offered_for(plan, (deficiency,))[deficiency.pk]


def offered_for(
    plan: ImprovementPlan, deficiencies: tuple[Deficiency, ...]
) -> Mapping[int, tuple[OfferedMeasure, ...]]:
    """The same for many deficiencies, by their numbers; two queries."""
    own = _entries(plan.listed.cycle.authority_id)
    given, known = _library(own), effects(one.key for one in deficiencies)
    return {one.pk: tuple(_offers(one, given, own, known=known)) for one in deficiencies}


def lines(access: Access, authority: Authority) -> tuple[LibraryLine, ...]:
    """The whole library of an authority: its own entries first, hidden ones among them, then the product's."""
    if not access.sees(authority.scope):
        return ()
    own = _entries(authority.pk)
    found = [_line(one, one) for one in own.values()]
    found += [_line(one, None) for one in library().measures if one.key not in own]
    return tuple(found)


def written(authority: Authority, key: str) -> Written | None:
    """The measure with this key as the authority sees it; None where there is none."""
    own = _entries(authority.pk).get(key)
    return own or next((one for one in library().measures if one.key == key), None)


def free_key(authority: Authority) -> str:
    """A key for a measure that the authority adds: no other measure has it."""
    taken = {*_entries(authority.pk), *(one.key for one in library().measures)}
    return next(key for number in count(1) if (key := f"own.{number}") not in taken)


def entry_faults(given: Mapping[str, object]) -> dict[str, list[str]]:
    """What is wrong with a measure that an authority wrote: field → sentences."""
    texts = {name: str(given[name]) for name in ("key", "subject", "text", "term", "post", "expected")}
    found: dict[str, list[str]] = {}
    if not texts["key"]:
        found["key"] = ["Дайте мероприятию ключ: латинские буквы и точки."]
    costs = {one.value for one in CostClass}
    if given["cost"] not in costs:
        return {**found, "cost": ["Выберите затраты из списка."]}
    for problem in faults(LibraryMeasure(**texts, cost=CostClass(str(given["cost"])))):
        named = next((field for word, field in _FIELDS.items() if f"«{word}»" in problem.detail), "text")
        field = "subject" if problem.kind.code == "measure.bad_subject" else named
        field = "term" if problem.kind.code.startswith("deadlines.") else field
        found.setdefault(field, []).append(f"{problem.kind.rule} {problem.kind.remedy}")
    return found


def _entries(authority: int) -> dict[str, MeasureLibraryEntry]:
    return {one.key: one for one in MeasureLibraryEntry.objects.filter(authority=authority)}


def _library(own: Mapping[str, MeasureLibraryEntry]) -> MeasureLibrary:
    written = [
        LibraryMeasure(one.key, one.subject, one.text, one.term, one.post, one.expected, CostClass(one.cost))
        for one in own.values()
        if one.is_active
    ]
    return with_own(library(), written, dropped={one.key for one in own.values() if not one.is_active})


def _offers(
    deficiency: Deficiency,
    given: MeasureLibrary,
    own: Mapping[str, MeasureLibraryEntry],
    *,
    known: Mapping[tuple[str, str], Effect],
) -> list[OfferedMeasure]:
    found = [
        OfferedMeasure(
            key=one.key,
            text=one.text,
            term=one.term,
            post=one.post,
            expected=one.expected,
            cost=one.cost.label,
            is_own=one.key in own,
            effect=known[one.key, deficiency.key].sentence if (one.key, deficiency.key) in known else "",
        )
        for one in suggested(core_of(deficiency), given)
    ]
    if deficiency.remedy:
        text = f"{deficiency.remedy[:1].upper()}{deficiency.remedy[1:]}"
        found.append(OfferedMeasure(REMEDY, text, "", "", "", "", is_own=False))
    return found


def _line(one: Written, entry: MeasureLibraryEntry | None) -> LibraryLine:
    cost = CostClass(one.cost).label
    return LibraryLine(one.key, one.subject, one.text, one.term, one.post, one.expected, cost, entry)
