"""Legal arithmetic is exact: no binary floats in scoring, and rounding in one module only."""

import ast

import pytest

VECTORISED = tuple(f"src/merilo/scoring/{name}.py" for name in ("vectorised", "bulk", "bulk_ratios"))
"""Where whole arrays are scored; every result near a boundary is handed to the exact code."""
LEGAL = tuple(
    f"src/merilo/{package}"
    for package in (
        "scoring/",
        "methodology/",
        "deadlines/",
        "law/",
        "importers/",
        "observations",
        "sampling",
        "coverage",
    )
)
ROUNDING = "src/merilo/scoring/rounding.py"

GATHERERS = {"Element", "Findings", "Inspection", "Reading", "Register", "RowDigests", "Sheet", "SheetBounds", "Slab"}
"""What fills up while a file is read or printed; nothing of it outlives that."""
LAZY = {"FrozenCycle"}
"""Frozen, and yet without slots: what is expensive is worked out once, when it is first asked for."""


@pytest.fixture(scope="module")
def scoring(core):
    return [source for source in core if source.path.startswith("src/merilo/scoring/")]


def _calls(source, names):
    return [
        f"{source.path}:{node.lineno} {node.func.id}()"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    ]


def test_scoring_has_no_float_literal(scoring):
    floats = [
        f"{source.path}:{node.lineno} {node.value}"
        for source in scoring
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert floats == []


def test_scoring_never_makes_a_float(scoring):
    assert [call for source in scoring if source.path not in VECTORISED for call in _calls(source, {"float"})] == []


def test_legal_arithmetic_never_calls_round_which_rounds_half_to_even(core):
    legal = [source for source in core if source.path.startswith(LEGAL)]
    assert [call for source in legal for call in _calls(source, {"round"})] == []


def test_half_up_is_spelled_in_one_module_of_scoring(scoring):
    spelled = [source.path for source in scoring if "ROUND_HALF" in source.text and source.path != ROUNDING]
    assert spelled == []


def _options(decorator):
    return {ast.unparse(keyword) for keyword in decorator.keywords} if isinstance(decorator, ast.Call) else set()


def test_dataclasses_are_frozen_and_slotted(both):
    loose = [
        f"{source.path}:{node.lineno} {node.name}"
        for source in both
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name not in GATHERERS | LAZY
        for decorator in node.decorator_list
        if "dataclass" in ast.unparse(decorator) and not {"frozen=True", "slots=True"} <= _options(decorator)
    ]
    assert loose == []
