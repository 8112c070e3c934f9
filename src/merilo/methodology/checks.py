"""What must hold between the parts of an edition: weights, references, scales. Every breach is named with its line."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from merilo.law.yaml_source import Source
from merilo.methodology import codes
from merilo.methodology.model import (
    Band,
    Combine,
    Component,
    Criterion,
    Edition,
    Formula,
    Indicator,
    Part,
    Question,
    Role,
)
from merilo.problems import Place

_FROM_CHECKLIST = (Formula.NORM_SHARE, Formula.CONDITIONS, Formula.SCALE)
_BANDED = (Formula.BANDED_SHARE, Formula.BANDED_MEAN)
_WITH_BANDS = (*_BANDED, Formula.SCALE)


def check(edition: Edition, source: Source) -> None:
    """Record every breach of one sector of an edition in `source`."""
    for rule in _RULES:
        rule(edition, source)


def _place(source: Source, what: str, code: str) -> Place:
    return source.places.get(f"{what} {code}", Place(source.file))


def _weights(edition: Edition, source: Source) -> None:
    whole = Place(source.file, row=1)
    _sum_to_one(source, whole, ("критериев", edition.combine, edition.criteria))
    for criterion in edition.criteria:
        place = _place(source, "node", criterion.code)
        _sum_to_one(source, place, (f"показателей критерия {criterion.code}", criterion.combine, criterion.indicators))
    for indicator in edition.indicators:
        place = _place(source, "node", indicator.code)
        _sum_to_one(source, place, (f"параметров показателя {indicator.code}", Combine.MEAN, indicator.components))


_Parts = tuple[str, Combine, Sequence[Criterion | Indicator | Component]]


def _sum_to_one(source: Source, place: Place, parts: _Parts) -> None:
    name, combine, members = parts
    weights = [member.weight for member in members]
    if combine is Combine.SUM:
        if any(weight not in (0, 1) for weight in weights):
            source.refuse(codes.WEIGHTS, place, f"Баллы {name} складываются: значимость — 1 или 0")
    elif sum(weights) != 1 or min(weights) < 0:
        source.refuse(codes.WEIGHTS, place, f"Сумма значимостей {name}: {sum(weights, Fraction(0))}")


def _sources(edition: Edition, source: Source) -> None:
    for component in _components(edition):
        place = _place(source, "node", component.code)
        if component.formula in _FROM_CHECKLIST:
            found: object = edition.checklist(component.source)
        else:
            question = edition.question(component.source)
            found = question if question and question.role is Role.SATISFACTION else None
        if found is None:
            source.refuse(codes.UNKNOWN_SOURCE, place, f"Параметр {component.code}: «{component.source}»")
        if component.when_empty is not None and component.when_empty not in edition.policies:
            source.refuse(codes.UNKNOWN_POLICY, place, f"Параметр {component.code}: «{component.when_empty}»")


def _formulas(edition: Edition, source: Source) -> None:
    for component in _components(edition):
        fault = _formula_fault(component, edition)
        if fault:
            place = _place(source, "node", component.code)
            source.refuse(codes.FORMULA_NEEDS, place, f"Параметр {component.code}, {component.formula}: {fault}")


def _formula_fault(component: Component, edition: Edition) -> str:
    if component.formula is Formula.SCALE and not component.bands:
        return "нужен чек-лист с одним пунктом и его шкалой"
    return _numbers_fault(component) or _options_fault(component, edition.question(component.source))


def _numbers_fault(component: Component) -> str:
    given = [component.points_each is not None, component.full_from is not None]
    if component.formula is Formula.CONDITIONS and not all(given):
        return "нужны points_each и full_from"
    if component.formula is not Formula.CONDITIONS and any(given):
        return "points_each и full_from не нужны"
    if component.formula in _BANDED and not component.bands:
        return "нужны ступени bands"
    return "ступени bands не нужны" if component.bands and component.formula not in _WITH_BANDS else ""


def _options_fault(component: Component, question: Question | None) -> str:
    if question is None:
        return ""
    if component.formula is Formula.BANDED_MEAN:
        numbers = [option.number for option in question.options]
        return "вопросу нужны варианты, у каждого своё число" if not numbers or None in numbers else ""
    return "вопрос должен быть Да/Нет" if question.options else ""


def _questions(edition: Edition, source: Source) -> None:
    counted = {(indicator.code, part.source) for indicator in edition.indicators for part in indicator.components}
    known = {indicator.code for indicator in edition.indicators}
    for question in edition.closed_questions:
        place = _place(source, "question", question.code)
        if question.indicator not in known:
            source.refuse(codes.UNKNOWN_INDICATOR, place, f"Вопрос «{question.code}»: «{question.indicator}»")
        elif question.role is Role.SATISFACTION and (question.indicator, question.code) not in counted:
            source.refuse(codes.UNUSED_QUESTION, place, f"«{question.code}» в показателе {question.indicator}")
        elif question.role is Role.FILTER and not _opened_by(question, edition):
            source.refuse(codes.UNUSED_QUESTION, place, f"Фильтр «{question.code}» не открывает ни одного вопроса")


def _opened_by(question: Question, edition: Edition) -> list[Question]:
    return [other for other in edition.questions if other.filter == question.code]


def _filters(edition: Edition, source: Source) -> None:
    before: dict[str, Question] = {}
    for question in edition.questions:
        gate = before.get(question.filter or "")
        right = gate is not None and gate.role is Role.FILTER and gate.indicator == question.indicator
        if question.filter is not None and not right:
            place = _place(source, "question", question.code)
            source.refuse(codes.BAD_FILTER, place, f"Вопрос «{question.code}»: фильтр «{question.filter}»")
        before[question.code] = question


def _checklists(edition: Edition, source: Source) -> None:
    by_code = {indicator.code: indicator for indicator in edition.indicators}
    types = {kind.code for kind in edition.organization_types}
    for checklist in edition.checklists:
        place = _place(source, "part", checklist.part)
        indicator = by_code.get(checklist.indicator)
        if indicator is None:
            source.refuse(codes.UNKNOWN_INDICATOR, place, f"Часть «{checklist.part}»: «{checklist.indicator}»")
        elif checklist.part not in [component.source for component in indicator.components] or not checklist.items:
            source.refuse(codes.UNUSED_CHECKLIST, place, f"Часть «{checklist.part}», показатель {indicator.code}")
        for item in checklist.items:
            for kind in sorted(set(item.applies_to or ()) - types):
                source.refuse(codes.UNKNOWN_TYPE, _place(source, "item", item.code), f"«{item.code}»: «{kind}»")


def _ways(edition: Edition, source: Source) -> None:
    remote = edition.checklist(Part.REMOTE)
    items = {item.code for item in remote.items} if remote else set()
    for code in sorted(items):
        way, _, aspect = code.rpartition(".")
        twin = {"published": "works", "works": "published"}.get(aspect)
        if twin is None or f"{way}.{twin}" not in items:
            source.refuse(codes.UNPAIRED_WAY, _place(source, "item", code), f"Пункт «{code}»")


def _bands(edition: Edition, source: Source) -> None:
    for component in _components(edition):
        if component.formula is not Formula.SCALE and not _rising(component.bands):
            source.refuse(codes.BAND_ORDER, _place(source, "node", component.code), f"Параметр {component.code}")
    for checklist in edition.checklists:
        for item in checklist.items:
            if not _rising(item.bands):
                source.refuse(codes.BAND_ORDER, _place(source, "item", item.code), f"Пункт «{item.code}»")


def _rising(bands: Sequence[Band]) -> bool:
    lows = [band.at_least for band in bands if band.at_least is not None]
    highs = [-band.at_most for band in bands if band.at_most is not None]
    return all(map(_strictly, ([band.points for band in bands], lows, highs)))


def _strictly(numbers: Sequence[Fraction]) -> bool:
    return all(low < high for low, high in pairwise(numbers))


def _components(edition: Edition) -> Iterable[Component]:
    return (component for indicator in edition.indicators for component in indicator.components)


_RULES: tuple[Callable[[Edition, Source], None], ...] = (
    _weights,
    _sources,
    _formulas,
    _questions,
    _filters,
    _checklists,
    _ways,
    _bands,
)
