"""The methodology in the language of spreadsheets: one formula for each component, storey, printed score and place.

Every formula kind has its twin in `merilo.scoring.formulas`. Spreadsheets count in binary fractions; each storey is
therefore rounded to ten decimals first, which takes the noise away before a half can fall to the wrong side.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from merilo.documents.workbook_layout import ANSWERS, CALCULATION, RESPONDENTS, Layout, Span
from merilo.methodology.model import Band, Combine, Component, Formula, Indicator, Question
from merilo.scoring import rounding
from merilo.scoring.plan import PUBLISHED, WORKS
from merilo.scoring.policies import Policies
from merilo.scoring.scorecard import State

WORDS: Mapping[State, str] = {
    State.ABSENT: "не учитывается",
    State.UNDECIDED: "ожидает решения",
    State.BLOCKED: "не проверено",
    State.NOT_ASSESSED: "не оценено",
}
NOT_APPLICABLE, UNCHECKED = "не применимо", "не проверено"
NOISE = 10
_BY_OPTION = {
    "undecided": f'"{WORDS[State.UNDECIDED]}"',
    "renormalize": f'"{WORDS[State.ABSENT]}"',
    "other_half": f'"{WORDS[State.ABSENT]}"',
    "not_assessed": f'"{WORDS[State.NOT_ASSESSED]}"',
    "zero": "0",
    "full": "100",
}
_BLOCKED = f'"{WORDS[State.BLOCKED]}"'


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the formulas of one cycle: its layout and its policies."""

    layout: Layout
    policies: Policies

    def component(self, component: Component, row: int) -> str:
        """The formula of a component on «Расчёт», without «=»."""
        return _BY_KIND[component.formula](self, component, row)

    def indicator(self, indicator: Indicator, row: int) -> str:
        """An indicator: the weighted mean of its components."""
        nothing = State.UNDECIDED if self._halves(indicator) else State.ABSENT
        codes = tuple(component.code for component in indicator.components)
        return self.storey(Combine.MEAN, codes, row, nothing=nothing)

    def storey(self, kind: Combine, codes: tuple[str, ...], row: int, *, nothing: State = State.ABSENT) -> str:
        """A whole made of its parts: the weighted mean of those that count, or their sum; else the word why not."""
        span = self.layout.figures_of(codes)
        cells, weights = span.at(row, own=CALCULATION), span.weights()
        here = f"SUMPRODUCT({weights}*ISNUMBER({cells}))"
        whole = f"SUMPRODUCT({weights},{cells})"
        mean = whole if kind is Combine.SUM else f"{whole}/{here}"
        formula = f'IF({here}=0,"{WORDS[nothing]}",{self.rounded(mean)})'
        for state in (State.UNDECIDED, State.BLOCKED, State.NOT_ASSESSED):
            word = f'"{WORDS[state]}"'
            formula = f'IF(COUNTIFS({cells},{word},{weights},">0")>0,{word},{formula})'
        return formula

    def printed(self, code: str, row: int) -> str:
        """A score as it is printed: the figure of «Расчёт» with the policy's digits, or the word why there is none."""
        figure = self.layout.figure(code).at(row)
        digits = rounding.of(self.policies).shown
        return f"IF(ISNUMBER({figure}),ROUND(ROUND({figure},{NOISE}),{digits}),{figure})"

    def rounded(self, formula: str) -> str:
        """The formula with the noise taken away, then rounded as the policy asks."""
        step = rounding.of(self.policies).step
        quiet = f"ROUND({formula},{NOISE})"
        return quiet if step is None else f"ROUND({quiet},{step})"

    def empty(self, component: Component) -> str:
        """What a component is worth when its denominator is empty, by the cycle's policy."""
        policy = component.when_empty
        if policy is None or policy not in self.policies.choices:
            return _BLOCKED
        return _BY_OPTION[self.policies[policy]]

    def nobody(self) -> str:
        """What a share is worth when nobody was asked."""
        return _BY_OPTION[self.policies.choices.get("no_respondents", "not_assessed")]

    def question(self, code: str) -> Question:
        question = self.layout.edition.question(code)
        if question is None:
            raise LookupError(f"edition names no question «{code}»")
        return question

    def bands(self, component: Component) -> tuple[Band, ...]:
        checklist = self.layout.edition.checklist(component.source)
        return component.bands or (checklist.items[0].bands if checklist and checklist.items else ())

    def _halves(self, indicator: Indicator) -> bool:
        """Whether an indicator left with nothing stays open, because a half was to take the place of the other."""
        policies = (component.when_empty for component in indicator.components if component.when_empty)
        return any(self.policies.choices.get(policy) == "other_half" for policy in policies)


def number(value: Fraction) -> str:
    """An exact number as a formula writes it."""
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def constant(value: Fraction) -> str:
    """A number inside the braces of an array, where a spreadsheet allows no division."""
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def _norm_share(writer: Writer, component: Component, row: int) -> str:
    span = writer.layout.parts.get(component.source)
    if span is None:
        return _BLOCKED
    cells = span.at(row)
    kept = f"COUNT({cells})"
    if writer.policies.choices.get("not_applicable", "exclude") != "exclude":
        kept = f'(COUNT({cells})+COUNTIF({cells},"{NOT_APPLICABLE}"))'
    share = f"IF({kept}=0,{writer.empty(component)},SUM({cells})/{kept}*100)"
    return f'IF(COUNTIF({cells},"{UNCHECKED}")>0,{_BLOCKED},{share})'


def _conditions(writer: Writer, component: Component, row: int) -> str:
    span = writer.layout.parts.get(component.source)
    if span is None:
        return _BLOCKED
    blocked, met = _ways(writer, component.source, row) or (
        f'COUNTIF({span.at(row)},"{UNCHECKED}")>0',
        f"SUM({span.at(row)})",
    )
    points = f"MIN(100,{number(component.points_each or Fraction(0))}*{met})"
    if component.full_from is not None:
        points = f"IF(ROUND({met},{NOISE})>={component.full_from},100,{points})"
    return f"IF({blocked},{_BLOCKED},{points})"


def _ways(writer: Writer, part: str, row: int) -> tuple[str, str] | None:
    """Of remote ways: whether one could not be checked, and how many are both published and working."""
    checklist = writer.layout.edition.checklist(part)
    codes = [item.code for item in checklist.items] if checklist else []
    stems = [code.removesuffix(PUBLISHED) for code in codes if code.endswith(PUBLISHED)]
    if not stems:
        return None
    pairs = [(writer.layout.item(stem + PUBLISHED).at(row), writer.layout.item(stem + WORKS).at(row)) for stem in stems]
    unknown = '{0}="{2}",OR({1}="{2}",N({1})>0)'
    blocked = ",".join(f"AND({unknown.format(*halves, UNCHECKED)})" for pair in pairs for halves in (pair, pair[::-1]))
    met = "+".join(f"MIN(N({published}),N({works}))" for published, works in pairs)
    return f"OR({blocked})", f"({met})"


def _scale(writer: Writer, component: Component, row: int) -> str:
    span = writer.layout.parts.get(component.source)
    if span is None:
        return _BLOCKED
    cell = Span(span.sheet, span.first, span.first).at(row)
    steps = ",".join(constant(points) for points in sorted({band.points for band in writer.bands(component)}))
    known = f"IF(ISNUMBER(MATCH(ROUND({cell}*100,{NOISE}),{{{steps}}},0)),ROUND({cell}*100,{NOISE}),{_BLOCKED})"
    empty = writer.empty(component)
    if writer.policies.choices.get("not_applicable", "exclude") == "missing":
        empty = f'IF({cell}="{NOT_APPLICABLE}",0,{empty})'
    return f'IF({cell}="{UNCHECKED}",{_BLOCKED},IF(ISNUMBER({cell}),{known},{empty}))'


def _share(writer: Writer, component: Component, row: int) -> str:
    yes = writer.layout.answer(component.source, "yes").at(row)
    no = writer.layout.answer(component.source, "no").at(row)
    return _asked(writer, component, row=row, answered=f"{yes}+{no}", found=f"{yes}/({yes}+{no})*100")


def _whole_share(writer: Writer, component: Component, row: int) -> str:
    return _share_in(writer, component, row=row, found="{percent}")


def _banded_share(writer: Writer, component: Component, row: int) -> str:
    return _share_in(writer, component, row=row, found=_band("{percent}", component))


def _share_in(writer: Writer, component: Component, *, row: int, found: str) -> str:
    """A formula over the whole per cent of «Да», which stands in `found` as «{percent}»."""
    yes = writer.layout.answer(component.source, "yes").at(row)
    no = writer.layout.answer(component.source, "no").at(row)
    percent = f"ROUND(ROUND({yes}/({yes}+{no})*100,{NOISE}),0)"
    return _asked(writer, component, row=row, answered=f"{yes}+{no}", found=found.replace("{percent}", percent))


def _banded_mean(writer: Writer, component: Component, row: int) -> str:
    options = writer.question(component.source).options
    span = Span(
        ANSWERS,
        writer.layout.answers[component.source, options[0].code],
        writer.layout.answers[component.source, options[-1].code],
    )
    cells = span.at(row)
    days = ",".join(constant(option.number or Fraction(0)) for option in options)
    mean = f"ROUND(ROUND(SUMPRODUCT({{{days}}},{cells})/SUM({cells}),{NOISE}),0)"
    return _asked(writer, component, row=row, answered=f"SUM({cells})", found=_band(mean, component))


def _asked(writer: Writer, component: Component, *, row: int, answered: str, found: str) -> str:
    respondents = Span(ANSWERS, RESPONDENTS, RESPONDENTS).at(row)
    return f"IF({respondents}=0,{writer.nobody()},IF({answered}=0,{writer.empty(component)},{found}))"


def _band(reached: str, component: Component) -> str:
    """Points of the last band in the list that the number reaches; 0 when it reaches none."""
    formula = "0"
    for band in component.bands:
        bounds = [f"{reached}>={number(band.at_least)}"] if band.at_least is not None else []
        bounds += [f"{reached}<={number(band.at_most)}"] if band.at_most is not None else []
        points = number(band.points)
        formula = f"IF(AND({','.join(bounds)}),{points},{formula})" if bounds else points
    return formula


_BY_KIND: Mapping[Formula, Callable[[Writer, Component, int], str]] = {
    Formula.NORM_SHARE: _norm_share,
    Formula.CONDITIONS: _conditions,
    Formula.SCALE: _scale,
    Formula.SATISFACTION: _share,
    Formula.WHOLE_SHARE: _whole_share,
    Formula.BANDED_SHARE: _banded_share,
    Formula.BANDED_MEAN: _banded_mean,
}
