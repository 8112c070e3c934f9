"""House manners that a reader would otherwise have to check by eye."""

import ast
import re

HERE = "tests/house/test_manners.py"  # names what it looks for
JUNK = {"util", "utils", "helper", "helpers", "common", "misc", "shared", "lib", "tools"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|raise NotImplementedError|placeholder|заглушка)\b")
MACHINE = re.compile(
    r"""registry\s*=\s*["']https?:|index-url\s+https?:|/(?:work|farm|root|home)/[a-z.]|"""
    r"""pypi\.org|pythonhosted|deb\.debian\.org|npmjs"""
)
SUPPRESSION = re.compile(r"#\s*(?:noqa: ?[A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ?ignore\[[\w, -]+\])(?P<reason>.*)$")
SUPPRESSES = re.compile(r"#\s*(noqa\b|type:\s*ignore\b)")
SHORTEST_REASON = 6


def _documented(node) -> bool:
    return ast.get_docstring(node) is not None


def _public(node) -> bool:
    return not node.name.startswith("_")


def test_no_folder_or_module_is_a_junk_drawer(texts):
    named = [path for path in texts if {part.removesuffix(".py") for part in path.split("/")} & JUNK]
    assert named == []


def test_no_file_names_a_machine_or_a_package_host(texts):
    found = [
        f"{path}:{number}: {match.group(0)}"
        for path, text in texts.items()
        if path != HERE
        for number, line in enumerate(text.splitlines(), 1)
        if (match := MACHINE.search(line))
    ]
    assert found == []


def test_nothing_is_left_unfinished(everything):
    left = [
        f"{source.path}:{number}: {line.strip()}"
        for source in everything
        if source.path != HERE
        for number, line in enumerate(source.text.splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert left == []


def _reasoned(line: str) -> bool:
    match = SUPPRESSION.search(line)
    return match is not None and len(re.findall(r"\w", match["reason"])) >= SHORTEST_REASON


def test_every_suppression_names_its_rule_and_carries_a_reason(everything):
    bare = [
        f"{source.path}:{number}: {line.strip()}"
        for source in everything
        if source.path != HERE
        for number, line in enumerate(source.text.splitlines(), 1)
        if SUPPRESSES.search(line) and not _reasoned(line)
    ]
    assert bare == []


def test_every_module_says_what_it_is(both):
    assert [source.path for source in both if not _documented(source.tree)] == []


def test_every_public_class_and_function_is_documented(both):
    silent = [
        f"{source.path}:{node.lineno} {node.name}"
        for source in both
        for node in source.tree.body
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and _public(node)
        if not _documented(node)
    ]
    assert silent == []


def test_no_test_sleeps_or_mocks_our_own_code(suite):
    found = [
        f"{source.path}:{node.lineno} {ast.unparse(node)}"
        for source in suite
        for node in ast.walk(source.tree)
        if (isinstance(node, (ast.Import, ast.ImportFrom)) and re.search(r"\bmock\b", ast.unparse(node)))
        or (isinstance(node, ast.Call) and ast.unparse(node.func) in {"time.sleep", "sleep", "monkeypatch.setattr"})
    ]
    assert found == []


def test_every_test_asserts_something(suite):
    idle = [
        f"{source.path}:{node.lineno} {node.name}"
        for source in suite
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if not any(isinstance(inner, (ast.Assert, ast.With)) for inner in ast.walk(node))
        and not re.search(r"assert|expect|raises|check|verify|agree|matches", ast.unparse(node).split("\n", 1)[1])
    ]
    assert idle == []
