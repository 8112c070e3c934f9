"""Names come from GLOSSARY.md: a concept that is not there has no class."""

import ast
import re

import pytest

TICKED = re.compile(r"`([a-z_0-9]+)`")
DJANGO = {"Meta", "Command"}
"""Names that Django looks for."""
CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


@pytest.fixture(scope="module")
def glossary(root):
    return (root / "GLOSSARY.md").read_text(encoding="utf-8")


def _section(text, heading):
    return text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


@pytest.fixture(scope="module")
def rows(glossary):
    """(Russian, identifiers, clause) of every row of the term tables."""
    lines = [line for line in _section(glossary, "Terms").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [(row[0], tuple(TICKED.findall(row[1])), row[2]) for row in cells if TICKED.search(row[1])]


@pytest.fixture(scope="module")
def words(rows, glossary):
    terms = {word for _, identifiers, _ in rows for identifier in identifiers for word in identifier.split("_")}
    return terms | set(TICKED.findall(_section(glossary, "Engineering words")))


@pytest.fixture(scope="module")
def forbidden(glossary):
    return set(TICKED.findall(_section(glossary, "Words we do not use"))) - {"item"}


def _classes(both):
    return [
        (f"{source.path}:{node.lineno}", node.name)
        for source in both
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name not in DJANGO
    ]


def _words(name):
    return [word.lower() for word in CAMEL.findall(name)]


def _known(word, words):
    return word in words or (word.endswith("s") and word[:-1] in words) or f"{word}s" in words


def test_every_term_has_one_row(rows):
    identifiers = [identifier for _, found, _ in rows for identifier in found]
    assert sorted(identifier for identifier in set(identifiers) if identifiers.count(identifier) > 1) == []


def test_every_term_says_where_it_comes_from(rows):
    assert [russian for russian, _, clause in rows if not clause] == []


def test_every_class_is_named_by_terms_of_the_glossary(both, words):
    strange = [
        f"{place} {name}: {word}" for place, name in _classes(both) for word in _words(name) if not _known(word, words)
    ]
    assert strange == []


def test_no_class_or_module_has_a_name_that_says_nothing(both, forbidden):
    modules = [(source.path, part) for source in both for part in source.module.split(".")]
    named = [
        f"{place} {name}"
        for place, name in _classes(both)
        if forbidden & set(_words(name)) or name in {"Item", "Items"}
    ]
    assert named + [f"{path} {part}" for path, part in modules if forbidden & set(part.split("_"))] == []


def test_every_term_is_used_in_the_code(both, rows):
    """A glossary that outgrows the code is prose; terms of later stages come with their code."""
    names = "".join(source.text.lower().replace("_", "") for source in both)
    unused = [found for _, found, _ in rows if not any(term.replace("_", "") in names for term in found)]
    assert unused == []
