"""A trace for people: the tree of a number in Russian, and the same tree for machines."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import groupby

from merilo.law.clause import Basis, Clause
from merilo.methodology.model import Combine, Formula
from merilo.scoring.formulas import EACH, MET, NORM, PERCENT
from merilo.scoring.scorecard import Input, Level, Node, State

STEP = "    "
_BASIS = {
    Basis.READ: "по тексту акта",
    Basis.PRACTICE: "практика операторов",
    Basis.DEFAULT: "умолчание проекта",
}
_NO_NUMBER = {
    State.ABSENT: "не считается",
    State.UNDECIDED: "ждёт решения совета",
    State.BLOCKED: "не посчитано",
    State.NOT_ASSESSED: "не оценено",
}
_SUMS = (MET, NORM, EACH)
_SHARES = (Formula.SATISFACTION.value, Formula.NORM_SHARE.value)


def render_trace(node: Node, choices: Mapping[str, str] | None = None) -> list[str]:
    """Lines that explain a number down to counts, items and clauses, indented by storey.

    With `choices` (the cycle's policies) each policy that decided a number is printed with the option chosen.
    """
    return list(_lines(node, "", choices or {}))


def trace_json(node: Node) -> dict[str, object]:
    """The same tree as plain values: exact numbers as «numerator/denominator», printed ones as strings."""
    return {
        "level": node.level.value,
        "code": node.code,
        "symbol": node.symbol,
        "name": node.name,
        "state": node.state.value,
        "value": node.shown,
        "exact": _text(node.exact),
        "raw": _text(node.raw),
        "weight": _text(node.weight),
        "share": _text(node.share),
        "formula": node.formula,
        "in_words": in_words(node),
        "policy": node.policy,
        "note": node.note,
        "clause": _clause_json(node.clause),
        "inputs": [_input_json(entry) for entry in node.inputs],
        "children": [trace_json(child) for child in node.children],
    }


def in_words(node: Node) -> str:
    """The right-hand side of the formula with its figures put in; empty when there is no number."""
    if node.exact is None:
        return ""
    if node.level is Level.COMPONENT:
        return _component_in_words(node)
    parts = [child for child in node.children if child.share and child.exact is not None]
    if node.formula == Combine.SUM:
        return " + ".join(comma(child) for child in parts)
    if node.level is Level.INDICATOR and len(parts) == 1:
        return _component_in_words(parts[0])
    return _mean_in_words(node, parts)


def _mean_in_words(node: Node, parts: list[Node]) -> str:
    equal = len(parts) > 1 and len({child.share for child in parts}) == 1
    if equal and node.level is Level.INDICATOR and all(child.formula in _SHARES and _ratio(child) for child in parts):
        return f"1/{len(parts)} · ({' + '.join(_ratio(child) for child in parts)}) · 100"
    if equal:
        return f"({' + '.join(comma(child) for child in parts)}) / {len(parts)}"
    return " + ".join(f"{number(child.share)} · {comma(child)}" for child in parts if child.share)


def comma(node: Node) -> str:
    """The printed value of a node with a decimal comma."""
    return (node.shown or "").replace(".", ",")


def number(value: Fraction) -> str:
    """An exact number for people: a decimal with a comma where it ends, else a common fraction («0,3», «3/7»)."""
    digits = next((digits for digits in range(5) if (value * 10**digits).denominator == 1), None)
    if digits is None:
        return f"{value.numerator}/{value.denominator}"
    if not digits:
        return str(value.numerator)
    text = f"{abs(value.numerator) * 10**digits // value.denominator:0{digits + 1}d}"
    return f"{'-' if value < 0 else ''}{text[:-digits]},{text[-digits:]}"


def basis_mark(clause: Clause) -> str:
    """The clause with the mark of how sure we are of it, and the day a person last checked."""
    return f"{clause.printed} [{_BASIS[clause.basis]}; сверено {clause.checked_on:%d.%m.%Y}]"


def _lines(node: Node, indent: str, choices: Mapping[str, str]) -> Iterator[str]:
    inner = indent + STEP
    value = comma(node) if node.exact is not None else _NO_NUMBER[node.state]
    yield f"{indent}{_label(node)} {node.name}: {value}"
    yield from (inner + line for line in _particulars(node, choices))
    for child in node.children:
        yield from _lines(child, inner, choices)


def _particulars(node: Node, choices: Mapping[str, str]) -> Iterator[str]:
    if node.exact is not None:
        yield f"{node.symbol or node.code} = {in_words(node)} = {comma(node)}{_exactly(node)}"
    if node.level is not Level.TOTAL:
        yield _weight(node)
    if node.policy:
        chosen = f" = {choices[node.policy]}" if node.policy in choices else ""
        yield f"политика: {node.policy}{chosen}"
    if node.note:
        yield f"примечание: {node.note}"
    if node.clause:
        yield f"основание: {basis_mark(node.clause)}"
    yield from _inputs(node)


def _exactly(node: Node) -> str:
    if node.raw is None or node.exact is None or node.shown is None:
        return ""
    if node.raw != node.exact:
        return f" (до округления {_text(node.raw)})"
    return f" (точно {_text(node.exact)})" if Fraction(node.shown) != node.exact else ""


def _weight(node: Node) -> str:
    weight = f"значимость {number(node.weight)}"
    if not node.weight:
        return f"{weight}: печатается, в расчёт не входит"
    if node.share is None:
        return f"{weight}; в расчёте не участвует, её делят остальные"
    return weight if node.share == node.weight else f"{weight}; в расчёте {number(node.share)}"


def _inputs(node: Node) -> Iterator[str]:
    items = [entry for entry in node.inputs if entry.code not in _SUMS]
    if _counted(node):
        yield from (f"{_count(entry)} — {entry.name} [{entry.code}]" for entry in items)
        return
    for clause, group in groupby(items, key=lambda entry: entry.clause):
        if clause is not None and clause != node.clause:
            yield f"по норме: {basis_mark(clause)}"
        yield from (f"{STEP}{_item(entry)} — {entry.name} [{entry.code}]" for entry in group)


def _counted(node: Node) -> bool:
    return bool(node.inputs) and node.inputs[0].clause is None


def _count(entry: Input) -> str:
    if entry.value is None:
        return entry.note
    what, mark, rest = entry.note.partition(";")
    return f"{what}: {number(entry.value)}{mark}{rest}"


def _item(entry: Input) -> str:
    if entry.value is None:
        return entry.note
    return number(entry.value) + (f" ({entry.note})" if entry.note else "")


def _label(node: Node) -> str:
    return f"{node.code} {node.symbol}" if node.level is Level.INDICATOR and node.symbol else node.symbol or node.code


def _component_in_words(node: Node) -> str:
    if node.policy:
        return f"по политике {node.policy}"
    words = _WORDS[Formula(node.formula)](node)
    return words or comma(node)


def _share_in_words(node: Node) -> str:
    return f"{_ratio(node)} · 100" if _ratio(node) else ""


def _conditions_in_words(node: Node) -> str:
    product = f"{_figure(node, MET)} · {_figure(node, EACH)}"
    return product if _product(node) == node.exact else f"min(100; {product})"


def _banded_share_in_words(node: Node) -> str:
    return f"ступень для {_ratio(node)} · 100 ≈ {_figure(node, PERCENT)} %"


_WORDS: Mapping[Formula, Callable[[Node], str]] = {
    Formula.SATISFACTION: _share_in_words,
    Formula.NORM_SHARE: _share_in_words,
    Formula.CONDITIONS: _conditions_in_words,
    Formula.SCALE: lambda node: f"ступень «{node.note}»",
    Formula.WHOLE_SHARE: lambda node: f"{_ratio(node)} · 100 до целого",
    Formula.BANDED_SHARE: _banded_share_in_words,
    Formula.BANDED_MEAN: lambda node: f"ступень для среднего ≈ {_figure(node, PERCENT)}",
}


def _ratio(node: Node) -> str:
    """Numerator and denominator of a share as they were observed; empty when the denominator is empty."""
    if node.formula == Formula.NORM_SHARE:
        top, bottom = _value(node, MET), _value(node, NORM)
    else:
        top, bottom = (node.inputs[0].value, node.inputs[1].value) if len(node.inputs) > 1 else (None, None)
    if top is None or not bottom:
        return ""
    numerator = number(top) if "/" not in number(top) else f"({number(top)})"
    return f"{numerator}/{number(bottom)}"


def _product(node: Node) -> Fraction | None:
    met, each = _value(node, MET), _value(node, EACH)
    return None if met is None or each is None else met * each


def _value(node: Node, code: str) -> Fraction | None:
    return next((entry.value for entry in node.inputs if entry.code == code), None)


def _figure(node: Node, code: str) -> str:
    value = _value(node, code)
    return "" if value is None else number(value)


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _clause_json(clause: Clause | None) -> dict[str, str] | None:
    if clause is None:
        return None
    return {"text": clause.text, "basis": clause.basis.value, "checked_on": clause.checked_on.isoformat()}


def _input_json(entry: Input) -> dict[str, object]:
    return {
        "code": entry.code,
        "name": entry.name,
        "value": _text(entry.value),
        "note": entry.note,
        "clause": _clause_json(entry.clause),
    }
