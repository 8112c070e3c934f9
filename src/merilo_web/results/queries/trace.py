"""A number's trace for a page: the formula in words with its figures, clauses, counts and items."""

from dataclasses import dataclass

from merilo.documents.publication import WORDS
from merilo.methodology.model import Edition
from merilo.scoring.formulas import EACH, MET, NORM, PERCENT
from merilo.scoring.policies import Policies
from merilo.scoring.scorecard import Input, Level, Node
from merilo.scoring.trace import basis_mark, comma, in_words, number

_SUMS = frozenset({MET, NORM, EACH, PERCENT})


@dataclass(frozen=True, slots=True)
class InputView:
    """One observed figure: a count of answers, an item that was looked at."""

    value: str
    name: str
    code: str
    note: str


@dataclass(frozen=True, slots=True)
class NodeView:
    """One number with all that it was made from, in words. `facts` are title and text.

    `exact` is the number before it was rounded to be printed; empty when nothing was rounded.
    """

    code: str
    label: str
    name: str
    value: str
    is_valued: bool
    words: str
    exact: str
    facts: tuple[tuple[str, str], ...]
    inputs: tuple[InputView, ...]
    children: tuple["NodeView", ...]


def traced(node: Node, edition: Edition, policies: Policies) -> NodeView:
    """The trace of a number down to counts and items."""
    return NodeView(
        code=node.code,
        label=_label(node),
        name=node.name,
        value=comma(node) if node.exact is not None else WORDS[node.state],
        is_valued=node.exact is not None,
        words=f"{node.symbol or node.code} = {in_words(node)} = {comma(node)}" if node.exact is not None else "",
        exact=_exact(node),
        facts=tuple(_facts(node, edition, policies)),
        inputs=tuple(_input(one) for one in node.inputs if one.code not in _SUMS),
        children=tuple(traced(child, edition, policies) for child in node.children),
    )


def _label(node: Node) -> str:
    if node.level is Level.INDICATOR and node.symbol:
        return f"{node.code} {node.symbol}"
    return node.symbol or node.code


def _facts(node: Node, edition: Edition, policies: Policies) -> list[tuple[str, str]]:
    found = []
    if node.level is not Level.TOTAL:
        found.append(("Значимость", _weight(node)))
    if node.policy:
        found.append(("Вопрос методики", _policy(node.policy, edition, policies)))
    if node.note:
        found.append(("Примечание", node.note))
    if node.clause:
        found.append(("Основание", basis_mark(node.clause)))
    norms = dict.fromkeys(one.clause for one in node.inputs if one.clause and one.clause != node.clause)
    return [*found, *(("Норма", basis_mark(clause)) for clause in norms)]


def _exact(node: Node) -> str:
    if node.raw is not None and node.raw != node.exact:
        return number(node.raw)
    return number(node.exact) if node.exact is not None and comma(node) != number(node.exact) else ""


def _weight(node: Node) -> str:
    weight = number(node.weight)
    if not node.weight:
        return f"{weight}: печатается, в расчёт не входит"
    if node.share is None:
        return f"{weight}; в расчёте не участвует, её делят остальные"
    return weight if node.share == node.weight else f"{weight}; в расчёте {number(node.share)}"


def _policy(code: str, edition: Edition, policies: Policies) -> str:
    rule = edition.policies.get(code)
    if rule is None:
        return code
    option = rule.option(policies.choices.get(code, ""))
    return f"{rule.title}: {option.title if option else policies.choices.get(code, '')}"


def _input(one: Input) -> InputView:
    value = "" if one.value is None else number(one.value)
    return InputView(value, one.name, one.code, one.note)
