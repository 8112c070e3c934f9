"""How `merilo editions` prints for people: a list, one edition as a page, a comparison."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from merilo.law.clause import Clause
from merilo.methodology.diff import BASES, Difference
from merilo.methodology.model import (
    Checklist,
    Component,
    Criterion,
    Edition,
    Formula,
    Header,
    Part,
    PolicyRule,
    Question,
    Role,
)
from merilo.methodology.numerals import russian_text

_WIDTH = 110
_PARTS = {
    Part.STAND: "информационные стенды",
    Part.SITE: "официальный сайт",
    Part.REMOTE: "дистанционные способы",
    Part.COMFORT: "комфортные условия",
    Part.WAITING: "время ожидания",
    Part.PREMISES: "помещения и территория для инвалидов",
    Part.ACCESS: "условия доступности услуг",
}
_FORMULAS = {
    Formula.NORM_SHARE: "сумма пунктов ÷ норма × 100",
    Formula.CONDITIONS: "баллы за условия",
    Formula.SATISFACTION: "«Да» ÷ ответившие × 100",
    Formula.SCALE: "баллы ступени",
    Formula.BANDED_SHARE: "«Да» ÷ ответившие, целый процент → баллы ступени",
    Formula.BANDED_MEAN: "среднее, целое → баллы ступени",
    Formula.WHOLE_SHARE: "«Да» ÷ ответившие, целый процент; в баллы не входит",
}
_ROLES = {Role.FILTER: "фильтр", Role.OPEN: "открытый", Role.DEMOGRAPHIC: "о респонденте"}


def listing(headers: Sequence[Header]) -> str:
    """All editions, the newest last."""
    lines: list[str] = []
    for header in headers:
        lines += [f"{header.id:<16} {_in_force(header)}", *_wrapped(header.title, 17)]
        lines += [*_wrapped(f"сферы: {', '.join(header.sectors)}", 17), ""]
    return "\n".join([*lines, "Подробнее: merilo editions show РЕДАКЦИЯ --sector СФЕРА"])


def page(edition: Edition) -> str:
    """One sector of an edition: what it measures, asks, looks at, and leaves open."""
    blocks = [_head(edition), _criteria(edition), _questionnaire(edition)]
    blocks += [_checklist(checklist) for checklist in edition.checklists]
    blocks += [_policies(edition), _clauses(edition)]
    return "\n\n".join("\n".join(block) for block in blocks)


def comparison(before: Header, after: Header, found: Mapping[str, Sequence[Difference]]) -> str:
    """What changed, by sector and section; the sector «» holds the editions as wholes."""
    lines = [f"{before.id} → {after.id}"]
    for sector, differences in found.items():
        lines += ["", _title(f"СФЕРА {sector}" if sector else "РЕДАКЦИЯ В ЦЕЛОМ")]
        if not differences:
            lines.append("  различий нет")
        for section in dict.fromkeys(difference.section for difference in differences):
            lines += [f"  {section}"] if sector else []
            for difference in differences:
                lines += _wrapped(f"— {difference}", 4) if difference.section == section else []
    return "\n".join(lines)


def _head(edition: Edition) -> list[str]:
    header = edition.header
    return [
        f"{edition.sector_title} ({edition.sector})",
        *_wrapped(header.title, 0),
        *_wrapped(header.act, 0),
        f"{_in_force(header)[:1].upper()}{_in_force(header)[1:]}. Толкование № {header.reading}.",
        f"Наибольший итог: {russian_text(edition.highest)}",
        f"SHA-256: {edition.digest}",
        "Типы организаций:",
        *(row for kind in edition.organization_types for row in _row(kind.code, kind.title, 2, column=15)),
    ]


def _criteria(edition: Edition) -> Iterator[str]:
    yield _title("КРИТЕРИИ И ПОКАЗАТЕЛИ")
    for criterion in edition.criteria:
        yield from _criterion(criterion)


def _criterion(criterion: Criterion) -> Iterator[str]:
    yield from _row(criterion.code, f"{criterion.name} · значимость {russian_text(criterion.weight)}", 2)
    for indicator in criterion.indicators:
        symbol = f" · {indicator.symbol}" if indicator.symbol else ""
        yield from _row(indicator.code, f"{indicator.name}{symbol} · значимость {russian_text(indicator.weight)}", 4)
        for component in indicator.components:
            yield from _row(component.code, _component(component), 8)


def _component(component: Component) -> str:
    parts = [component.name, _FORMULAS[component.formula], f"источник {component.source}"]
    if component.weight != 1:
        parts.insert(1, f"доля {russian_text(component.weight)}")
    if component.points_each is not None:
        parts.append(f"{russian_text(component.points_each)} за каждое, от {component.full_from} — 100")
    if component.bands and component.formula is not Formula.SCALE:
        parts.append("; ".join(f"{band.title} — {russian_text(band.points)}" for band in component.bands))
    if component.when_empty:
        parts.append(f"пустой знаменатель — политика {component.when_empty}")
    return " · ".join(parts)


def _questionnaire(edition: Edition) -> Iterator[str]:
    yield _title(f"АНКЕТА · закрытых вопросов {len(edition.closed_questions)}")
    for number, question in enumerate(edition.questions, 1):
        yield from _row(f"{number}", f"{question.text} [{_question_note(question)}]", 2)


def _question_note(question: Question) -> str:
    notes = [question.code]
    if question.role in _ROLES:
        notes.append(_ROLES[question.role])
    if question.filter:
        notes.append(f"если «Да» на {question.filter}")
    if question.indicator:
        notes.append(f"показатель {question.indicator}")
    if question.options:
        notes.append("варианты: " + ", ".join(option.text for option in question.options))
    return " · ".join(notes)


def _checklist(checklist: Checklist) -> Iterator[str]:
    part = _PARTS[checklist.part]
    yield _title(f"ЧЕК-ЛИСТ {checklist.indicator}: {part} ({checklist.part}) · пунктов {len(checklist.items)}")
    for item in checklist.items:
        only = f" — только {', '.join(item.applies_to)}" if item.applies_to is not None else ""
        yield from _row(item.code, f"{item.title}{only}", 2, column=27)
        for band in item.bands:
            yield from _row(band.code, f"{band.title} — {russian_text(band.points)}", 29, column=8)


def _policies(edition: Edition) -> Iterator[str]:
    yield _title("ПОЛИТИКИ: что закон оставил открытым (в cycle.yaml: policies)")
    for rule in edition.policies.values():
        yield from _policy(rule)
    for threshold in edition.thresholds.values():
        yield from _row(threshold.code, f"{threshold.title}; по умолчанию {threshold.default}", 2, column=21)
    if edition.sampling:
        rule_text = f"{russian_text(edition.sampling.share * 100)} % получателей услуг, не более {edition.sampling.cap}"
        yield from _row("выборка", rule_text, 2, column=21)


def _policy(rule: PolicyRule) -> Iterator[str]:
    yield from _row(rule.code, f"{rule.title}; по умолчанию {rule.default}", 2, column=21)
    for option in rule.options:
        yield from _row(option.code, option.title, 6, column=17)


def _clauses(edition: Edition) -> Iterator[str]:
    yield _title("ОСНОВАНИЯ")
    for clause, subjects in _cited(edition).items():
        checked = f"{BASES[clause.basis]}, проверено {clause.checked_on:%d.%m.%Y}"
        yield from _wrapped(f"{', '.join(subjects)}: {clause.text} ({checked})", 2)


def _cited(edition: Edition) -> dict[Clause, list[str]]:
    """Every clause with what rests on it; items of a checklist are named by their part."""
    pairs: list[tuple[str, Clause]] = []
    for criterion in edition.criteria:
        pairs.append((f"критерий {criterion.code}", criterion.clause))
        for indicator in criterion.indicators:
            pairs.append((indicator.code, indicator.clause))
            pairs += [(component.code, component.clause) for component in indicator.components]
    pairs += [("анкета", question.clause) for question in edition.questions]
    pairs += [(checklist.part.value, item.clause) for checklist in edition.checklists for item in checklist.items]
    pairs += [(rule.code, rule.clause) for rule in edition.policies.values()]
    pairs += [(rule.code, rule.clause) for rule in edition.thresholds.values()]
    pairs += [("выборка", edition.sampling.clause)] if edition.sampling else []
    cited: dict[Clause, list[str]] = {}
    for subject, clause in dict.fromkeys(pairs):
        cited.setdefault(clause, []).append(subject)
    return cited


def _in_force(header: Header) -> str:
    until = f"по {header.in_force_until:%d.%m.%Y}" if header.in_force_until else "бессрочно"
    return f"действует с {header.in_force_from:%d.%m.%Y} {until}"


def _title(text: str) -> str:
    return f"{text}\n{'─' * len(text)}"


def _row(head: str, text: str, indent: int, *, column: int = 6) -> list[str]:
    start = f"{' ' * indent}{head:<{column}} "
    return _folded(text, start, " " * len(start))


def _wrapped(text: str, indent: int) -> list[str]:
    lead = " " * indent
    return _folded(text, lead, lead + ("  " if indent else ""))


def _folded(text: str, first: str, rest: str) -> list[str]:
    """Lines of the page's width; «№» is never parted from its number."""
    lines = textwrap.wrap(text.replace("№ ", "№\u00a0"), _WIDTH, initial_indent=first, subsequent_indent=rest)
    return [line.replace("\u00a0", " ") for line in lines]
