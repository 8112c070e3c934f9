"""Nothing of the project grows a tail: modules, functions, classes, test files and parameter lists stay small."""

import ast

from .conftest import Source

MODULE, FUNCTION, CLASS, TEST_FILE, POSITIONAL, TEMPLATE = 400, 45, 200, 500, 3, 150
Function = (ast.FunctionDef, ast.AsyncFunctionDef)


def _length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _longer(sources: tuple[Source, ...], kind: type | tuple[type, ...], limit: int) -> list[str]:
    return [
        f"{source.path}:{node.lineno} {node.name}: {_length(node)} lines"
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, kind) and _length(node) > limit
    ]


def _positional(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return len([name for name in names if name not in {"self", "cls"}])


def test_no_module_is_longer_than_the_limit(everything):
    modules = [source for source in everything if not source.path.startswith("tests/")]
    assert [f"{source.path}: {source.lines}" for source in modules if source.lines > MODULE] == []


def test_no_test_file_is_longer_than_the_limit(suite):
    assert [f"{source.path}: {source.lines}" for source in suite if source.lines > TEST_FILE] == []


def test_no_function_is_longer_than_the_limit(everything):
    assert _longer(everything, Function, FUNCTION) == []


def test_no_class_is_longer_than_the_limit(everything):
    assert _longer(everything, ast.ClassDef, CLASS) == []


def test_no_function_takes_more_positional_parameters_than_the_limit(both):
    many = [
        f"{source.path}:{node.lineno} {node.name}: {_positional(node)}"
        for source in both
        for node in ast.walk(source.tree)
        if isinstance(node, Function) and _positional(node) > POSITIONAL
    ]
    assert many == []


def test_no_template_is_longer_than_the_limit(templates):
    long = {path: len(text.splitlines()) for path, text in templates.items()}
    assert {path: lines for path, lines in long.items() if lines > TEMPLATE} == {}
