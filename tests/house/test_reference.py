"""The reference cannot lag: every error code and every command is documented, tested and mentioned."""

import re

import pytest
from docs.generators import commands, draw, errors


@pytest.mark.parametrize("name", draw.PAGES)
def test_the_generated_page_is_up_to_date(root, name):
    assert (root / name).read_text(encoding="utf-8") == draw.PAGES[name](), "run make docs"


def test_a_code_belongs_to_one_kind():
    by_code = {}
    for _, kind in errors.declared():
        by_code.setdefault(kind.code, set()).add(kind)
    assert {code: found for code, found in by_code.items() if len(found) > 1} == {}


def test_every_kind_that_is_declared_stands_in_the_kinds_of_its_package(core):
    listed = {kind.code for kind in errors.kinds()}
    spelled = {code for source in core for code in re.findall(r"ProblemKind\(\s*\"([a-z_.0-9]+)\"", source.text)}
    assert sorted(spelled - listed) == []


def test_every_error_code_is_named_in_a_test(texts):
    named = set()
    for path, text in texts.items():
        if path.startswith("tests/") and not path.startswith("tests/house/"):
            named |= set(re.findall(r"[a-z_]+(?:\.[a-z_0-9]+)+", text))
    assert [kind.code for kind in errors.kinds() if kind.code not in named] == []


def test_every_rule_and_remedy_is_a_russian_sentence():
    crooked = [
        kind.code
        for kind in errors.kinds()
        for sentence in (kind.rule, kind.remedy)
        if not re.fullmatch(r"(?:[«А-ЯЁA-Z0-9]|cycle\.yaml).*[.!?]", sentence, flags=re.DOTALL)
        or not re.search("[а-я]", sentence)
    ]
    assert crooked == []


def test_every_command_is_mentioned_in_the_readme_or_a_guide(root):
    guides = "".join(path.read_text(encoding="utf-8") for path in [root / "README.md", *root.glob("docs/guide/*.md")])
    assert [parser.prog for parser in commands.parsers() if parser.prog not in guides] == []


def test_every_option_is_mentioned_in_the_readme_or_a_guide(root):
    guides = "".join(path.read_text(encoding="utf-8") for path in [root / "README.md", *root.glob("docs/guide/*.md")])
    unmentioned = [
        f"{parser.prog} {action.option_strings[-1]}"
        for parser in commands.parsers()
        for _, action in commands.arguments(parser)
        if action.option_strings and action.option_strings[-1] not in guides
    ]
    assert unmentioned == []


def test_every_argument_explains_itself():
    silent = [
        f"{parser.prog} {written}"
        for parser in commands.parsers()
        for written, action in commands.arguments(parser)
        if not action.help
    ]
    assert silent == []
