"""Cases of the specification: YAML beside this file, read into what `score` is given and what it must return.

What a case does not name is perfect: every item in place, every respondent satisfied with everything.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import yaml

from merilo.methodology import catalogue
from merilo.observations import Count, ItemState, ItemValue, Observation, Organization
from merilo.scoring.policies import Policies

FOLDER = Path(__file__).parent / "cases"
YES = ItemValue(ItemState.OBSERVED, Fraction(1))
NO = ItemValue(ItemState.OBSERVED, Fraction(0))
WORDS = {
    "не применимо": ItemValue(ItemState.NOT_APPLICABLE, reason="решение совета"),
    "не проверено": ItemValue(ItemState.UNCHECKED),
    "нет записи": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One worked case. Exactly one of `given`, `criteria` and `indicators` says what is put in."""

    file: str
    title: str
    edition: str
    sector: str
    clause: str
    arithmetic: str
    expect: dict
    policies: dict = field(default_factory=dict)
    given: dict | None = None
    criteria: dict | None = None
    indicators: dict | None = None

    def __str__(self):
        return f"{self.file}: {self.title}"

    @property
    def law(self):
        return catalogue.get(self.edition, self.sector)

    @property
    def choices(self):
        return Policies.of(self.law, self.policies)

    @property
    def observation(self):
        return observation(self.law, self.given or {})


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file of cases: what it is about, and the cases in their order."""

    name: str
    title: str
    text: str
    cases: tuple[Case, ...]


def chapters():
    """All files of cases, in the order of their names."""
    return tuple(_chapter(path) for path in sorted(FOLDER.glob("*.yaml")))


def observation(law, given):
    """What was seen and answered, from the short notation of a case."""
    organization = Organization("1", given.get("name", "Организация"), type=given.get("type", "school"))
    respondents = given.get("respondents", 100)
    answers = given.get("answers", {})
    counts = {
        question.code: _count(answers.get(question.code, _unnamed(law, question, given | {"respondents": respondents})))
        for question in law.closed_questions
    }
    items = {}
    for checklist in law.checklists:
        norm = checklist.norm(organization.type)
        items |= _part(checklist.part.value, [item.code for item in norm], given.get("checklists", {}))
    singled = given.get("items", {})
    if unknown := set(singled) - set(items):
        raise LookupError(f"no such items in the norm: {unknown}")
    items |= {code: _item(value) for code, value in singled.items()}
    return Observation(organization, respondents, counts, {code: value for code, value in items.items() if value})


def _chapter(path):
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 — strings only
    shared = {key: content[key] for key in ("edition", "sector")}
    cases = tuple(
        Case(file=path.stem, **(shared | {key: _plain(key, value) for key, value in case.items()}))
        for case in content["cases"]
    )
    return Chapter(path.stem, content["title"], content["text"], cases)


def _plain(key, value):
    if key == "given":
        return value | {"respondents": int(value.get("respondents", 100))}
    if key == "policies":
        return {code: int(option) if option.isdigit() else option for code, option in value.items()}
    return value


def _count(written):
    yes, answered = (int(number) for number in written.split("/"))
    return Count(yes=yes, no=answered - yes)


def _part(part, codes, checklists):
    written = checklists.get(part)
    if written is None:
        return dict.fromkeys(codes, YES)
    if written in WORDS:
        return dict.fromkeys(codes, WORDS[written])
    if "/" in written:
        return _present(codes, written)
    if part == "waiting":
        return dict.fromkeys(codes, _item(written))
    step = 2 if part == "remote" else 1
    return {code: YES if index < int(written) * step else NO for index, code in enumerate(codes)}


def _unnamed(law, question, given):
    """Everybody said «Да»; at a filter whose question nobody answered everybody said «Нет»."""
    answers = given.get("answers", {})
    opens = [asked.code for asked in law.closed_questions if asked.filter == question.code]
    yes = 0 if any(answers.get(code) == "0/0" for code in opens) else given["respondents"]
    return f"{yes}/{given['respondents']}"


def _present(codes, written):
    """«9/11»: nine items in place, two missing, the rest does not apply."""
    present, norm = (int(number) for number in written.split("/"))
    values = [YES] * present + [NO] * (norm - present) + [WORDS["не применимо"]] * (len(codes) - norm)
    return dict(zip(codes, values, strict=True))


def _item(written):
    return WORDS[written] if written in WORDS else ItemValue(ItemState.OBSERVED, Fraction(written.replace(",", ".")))
