"""What changed between two editions, in words for people: weights, texts, items, clauses, dates, defaults."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from merilo.law.clause import Basis, Clause
from merilo.methodology.model import (
    Band,
    Checklist,
    ChecklistItem,
    Component,
    Criterion,
    Edition,
    Header,
    Indicator,
    Question,
)
from merilo.methodology.numerals import russian_text

BASES = {Basis.READ: "по тексту акта", Basis.PRACTICE: "по практике", Basis.DEFAULT: "правило проекта"}
_PLURALS = {
    "критерий": "критерии",
    "показатель": "показатели",
    "параметр": "параметры",
    "вопрос": "вопросы",
    "пункт": "пункты",
    "политика": "политики",
    "порог": "пороги",
    "тип": "типы",
}
_ADDED, _REMOVED, _CHANGED = "добавлено", "убрано", "изменено"

Facts = Mapping[tuple[str, str], Mapping[str, str]]
"""(section, subject) → attribute → its text; the order is the edition's."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One change, and everything that it touches alike.

    `section` is the part of the edition («Показатели», «Анкета»…), `subjects` name what changed («показатель 2.1»),
    `attribute` is empty when a subject was added or removed as a whole.
    """

    section: str
    subjects: tuple[str, ...]
    attribute: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """«добавлено», «убрано» or «изменено»."""
        if self.attribute:
            return _CHANGED
        return _REMOVED if self.before else _ADDED

    def __str__(self) -> str:
        subjects = _listed(self.subjects)
        if self.attribute:
            return f"{subjects}: {self.attribute}: {self.before or 'нет'} → {self.after or 'нет'}"
        return f"{self.kind}: {subjects} — {self.before or self.after}"


def _listed(subjects: tuple[str, ...]) -> str:
    """«пункт „а“» alone, «пункты „а“, „б“» together."""
    nouns = {subject.split(" ", 1)[0] for subject in subjects}
    plural = _PLURALS.get(nouns.pop()) if len(subjects) > 1 and len(nouns) == 1 else None
    if plural is None:
        return ", ".join(subjects)
    return f"{plural} {', '.join(subject.split(' ', 1)[1] for subject in subjects)}"


def header_differences(before: Header, after: Header) -> tuple[Difference, ...]:
    """What changed in the editions as wholes: act, dates, sectors."""
    return _compared(_header_facts(before), _header_facts(after))


def differences(before: Edition, after: Edition) -> tuple[Difference, ...]:
    """What changed within one sector, in the edition's order; the headers are not compared."""
    found = _compared(_facts(before), _facts(after))
    left, right = ([question.code for question in edition.questions] for edition in (before, after))
    kept = [code for code in left if code in right], [code for code in right if code in left]
    if kept[0] != kept[1]:
        found += (Difference("Анкета", ("анкета",), "порядок вопросов", ", ".join(kept[0]), ", ".join(kept[1])),)
    return found


def _compared(before: Facts, after: Facts) -> tuple[Difference, ...]:
    grouped: dict[tuple[str, str, str, str], list[str]] = {}
    for section, subject, attribute, old, new in _changes(before, after):
        grouped.setdefault((section, attribute, old, new), []).append(subject)
    return tuple(
        Difference(section, tuple(subjects), attribute, old, new)
        for (section, attribute, old, new), subjects in grouped.items()
    )


def _changes(before: Facts, after: Facts) -> Iterator[tuple[str, str, str, str, str]]:
    for section, subject in dict.fromkeys((*before, *after)):
        old, new = before.get((section, subject)), after.get((section, subject))
        if old is None or new is None:
            yield section, subject, "", _named(old), _named(new)
            continue
        for attribute in dict.fromkeys((*old, *new)):
            was, became = old.get(attribute, ""), new.get(attribute, "")
            if was != became:
                yield section, subject, attribute, was, became


def _named(facts: Mapping[str, str] | None) -> str:
    return next(iter(facts.values())) if facts else ""


def _header_facts(header: Header) -> Facts:
    until = f"{header.in_force_until:%d.%m.%Y}" if header.in_force_until else "бессрочно"
    return {
        ("Редакция", "редакция"): {
            "название": header.title,
            "акт": header.act,
            "действует с": f"{header.in_force_from:%d.%m.%Y}",
            "действует по": until,
            "сферы": ", ".join(header.sectors),
            "толкование": f"№ {header.reading}",
        }
    }


def _facts(edition: Edition) -> Facts:
    facts: dict[tuple[str, str], Mapping[str, str]] = {
        ("Сфера", "сфера"): {"название": edition.sector_title, "сложение критериев": edition.combine}
    }
    for kind in edition.organization_types:
        facts["Сфера", f"тип «{kind.code}»"] = {"название": kind.title}
    for criterion in edition.criteria:
        facts["Показатели", f"критерий {criterion.code}"] = _criterion(criterion)
        for indicator in criterion.indicators:
            facts["Показатели", f"показатель {indicator.code}"] = _indicator(indicator)
            for component in indicator.components:
                facts["Показатели", f"параметр {component.code}"] = _component(component)
    for question in edition.questions:
        facts["Анкета", f"вопрос «{question.code}»"] = _question(question)
    for checklist in edition.checklists:
        for item in checklist.items:
            facts["Чек-листы", f"пункт «{item.code}»"] = _item(checklist, item)
    return {**facts, **_open_questions(edition)}


def _open_questions(edition: Edition) -> Facts:
    facts: dict[tuple[str, str], Mapping[str, str]] = {}
    for rule in edition.policies.values():
        options = "; ".join(f"{option.code} — {option.title}" for option in rule.options)
        facts["Политики", f"политика «{rule.code}»"] = {
            "название": rule.title,
            "по умолчанию": rule.default,
            "варианты": options,
            **_clause(rule.clause),
        }
    for threshold in edition.thresholds.values():
        facts["Политики", f"порог «{threshold.code}»"] = {
            "название": threshold.title,
            "по умолчанию": str(threshold.default),
            **_clause(threshold.clause),
        }
    if edition.sampling:
        facts["Политики", "выборка"] = {
            "доля": russian_text(edition.sampling.share),
            "не более": str(edition.sampling.cap),
            **_clause(edition.sampling.clause),
        }
    return facts


def _criterion(criterion: Criterion) -> Mapping[str, str]:
    return {
        "название": criterion.name,
        "значимость": russian_text(criterion.weight),
        "сложение показателей": criterion.combine,
        **_clause(criterion.clause),
    }


def _indicator(indicator: Indicator) -> Mapping[str, str]:
    return {
        "название": indicator.name,
        "обозначение": indicator.symbol,
        "значимость": russian_text(indicator.weight),
        **_clause(indicator.clause),
    }


def _component(component: Component) -> Mapping[str, str]:
    return {
        "название": component.name,
        "значимость": russian_text(component.weight),
        "формула": component.formula,
        "источник": component.source,
        "если знаменатель пуст": component.when_empty or "",
        "баллов за условие": russian_text(component.points_each) if component.points_each is not None else "",
        "100 баллов начиная с": str(component.full_from or ""),
        "ступени": _bands(component.bands),
        **_clause(component.clause),
    }


def _question(question: Question) -> Mapping[str, str]:
    return {
        "текст": question.text,
        "роль": question.role,
        "показатель": question.indicator or "",
        "фильтр": question.filter or "",
        "варианты": ", ".join(option.text for option in question.options),
        **_clause(question.clause),
    }


def _item(checklist: Checklist, item: ChecklistItem) -> Mapping[str, str]:
    return {
        "название": item.title,
        "часть": checklist.part,
        "показатель": checklist.indicator,
        "для типов": ", ".join(item.applies_to) if item.applies_to is not None else "все",
        "ступени": _bands(item.bands),
        **_clause(item.clause),
    }


def _bands(bands: tuple[Band, ...]) -> str:
    return "; ".join(f"{band.title} — {russian_text(band.points)}" for band in bands)


def _clause(clause: Clause) -> Mapping[str, str]:
    return {
        "основание": f"{clause.text} ({BASES[clause.basis]})",
        "проверено": f"{clause.checked_on:%d.%m.%Y}",
    }
