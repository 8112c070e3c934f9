"""The arithmetic written in a case, checked: «К1 = 0,3 · 92 + 0,3 · 100 + 0,4 · 99 = 97,2».

In a line every expression joined by «=» must be exactly equal; after «≈» the number is the last one rounded half-up
to as many digits as are written. A line without «=» and «≈» is prose.
"""

import ast
import operator
import re
from fractions import Fraction
from math import floor

DECIMAL = re.compile(r"\d+(?:,\d+)?")
EXPRESSION = re.compile(r"[\d\s,·/+()−-]+")
OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def faults(arithmetic):
    """Every line that does not hold, with what it comes to."""
    return [fault for line in arithmetic.splitlines() for fault in _line_faults(line.strip())]


def value_of(expression):
    """The exact value of an expression in Russian notation."""
    python = DECIMAL.sub(lambda found: f"({_fraction(found.group())})", expression.replace("·", "*").replace("−", "-"))
    return _evaluate(ast.parse(python.strip(), mode="eval").body)


def _line_faults(line):
    pieces = re.split(r"\s([=≈])\s", line)
    known = None
    for sign, piece in zip(("=", *pieces[1::2]), pieces[::2], strict=True):
        if not EXPRESSION.fullmatch(piece):
            continue
        value = value_of(piece)
        if known is not None and value != (known if sign == "=" else _half_up(known, piece)):
            yield f"{line}: {known} {sign} {piece}"
        known = value


def _half_up(value, written):
    digits = len(written.strip().partition(",")[2])
    return Fraction(floor(value * 10**digits + Fraction(1, 2)), 10**digits)


def _fraction(decimal):
    value = Fraction(decimal.replace(",", "."))
    return f"{value.numerator}/{value.denominator}" if value.denominator > 1 else str(value.numerator)


def _evaluate(node):
    if isinstance(node, ast.BinOp):
        return OPERATIONS[type(node.op)](_evaluate(node.left), _evaluate(node.right))
    if isinstance(node, ast.UnaryOp):
        return -_evaluate(node.operand)
    return Fraction(node.value)
