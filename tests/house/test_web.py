"""The web system's own manners: writes are verbs in the journal, stages look back only, templates do not decide."""

import ast
import re

import pytest
from django.apps import apps

from merilo_web.accounts.roles import Role
from merilo_web.desk.queries.verbs import STAGES

ORDER = ("journal", "accounts", "archive", "registry", "cycles", "fieldwork", "results", "plans", "desk")
PARTS = {
    "archive/actions.py attach",
    "cycles/actions/meetings.py locked",
    "fieldwork/actions/inspections.py end_record",
    "fieldwork/actions/inspections.py locked",
    "fieldwork/actions/inspections.py moved",
    "fieldwork/actions/inspections.py write_settled",
    "journal/actions.py record",
    "journal/actions.py record_all",
    "plans/actions/amendments.py supersede",
    "plans/actions/locking.py measure_locked",
    "plans/actions/locking.py measure_moved",
    "plans/actions/locking.py plan_locked",
    "plans/actions/locking.py plan_moved",
    "plans/actions/yearly_execution.py result_written",
    "plans/actions/yearly_locking.py yearly_locked",
    "plans/actions/yearly_locking.py yearly_measure_locked",
    "plans/actions/yearly_locking.py yearly_moved",
}
"""What takes a person and is yet only a part of an action that asks, writes and journals."""
ANONYMOUS = {"fieldwork/actions/paper.py interview", "fieldwork/actions/paper.py key_sheet"}
"""What takes in an answer: the journal would keep its moment and its order, so there is no entry."""
READING = {"EXPORT_ANSWERS"}
"""Verbs of reading: a view asks them, nothing is written."""
STYLE = "src/merilo_web/static/merilo/merilo.css"


def _acts(node):
    """True for a function that somebody does: it takes the person."""
    return "by" in {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}


def _functions(source):
    return {node.name: node for node in source.tree.body if isinstance(node, ast.FunctionDef)}


def _called(node):
    return {
        part.func.attr if isinstance(part.func, ast.Attribute) else getattr(part.func, "id", "")
        for part in ast.walk(node)
        if isinstance(part, ast.Call)
    }


@pytest.fixture(scope="module")
def actions(web):
    """Every module of actions by its path inside the package."""
    found = {source.path.removeprefix("src/merilo_web/"): source for source in web}
    return {
        path: source for path, source in found.items() if re.match(r"\w+/actions(\.py|/(?!__init__)\w+\.py)$", path)
    }


def _journalled(actions):
    """Names of functions that journal: by themselves, or through one that does."""
    calls = {}
    for source in actions.values():
        for name, node in _functions(source).items():
            calls.setdefault(name, set()).update(_called(node))
    known = {"record", "record_all"}
    while more := {name for name, called in calls.items() if name not in known and called & known}:
        known |= more
    return known


def test_every_action_leaves_an_entry_in_the_journal(actions):
    known = _journalled(actions)
    silent = [
        f"{path} {name}"
        for path, source in actions.items()
        for name, node in _functions(source).items()
        if not name.startswith("_") and _acts(node) and name not in known and f"{path} {name}" not in PARTS | ANONYMOUS
    ]
    assert silent == []


def test_every_action_is_one_transaction(actions):
    loose = [
        f"{path} {name}"
        for path, source in actions.items()
        for name, node in _functions(source).items()
        if not name.startswith("_") and "record" in _called(node) and f"{path} {name}" not in PARTS
        if "transaction.atomic" not in {ast.unparse(decorator) for decorator in node.decorator_list}
    ]
    assert loose == []


def test_actions_name_their_person_by_keyword(actions):
    by_place = [
        f"{path} {name}"
        for path, source in actions.items()
        for name, node in _functions(source).items()
        if not name.startswith("_") and {"by", "on"} & {argument.arg for argument in node.args.args}
    ]
    assert by_place == []


def test_every_verb_is_done_by_some_action(web):
    text = "".join(source.text for source in web if "/actions" in source.path)
    declared = [
        target.id
        for source in web
        if "/rules" in source.path
        for node in source.tree.body
        if isinstance(node, ast.Assign) and "Verb(" in ast.unparse(node.value)[:5]
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    assert [name for name in declared if name not in READING and not re.search(rf"\b{name}\b", text)] == []


def test_a_code_belongs_to_one_verb_and_names_its_app():
    codes = [verb.code for verbs in STAGES.values() for verb in verbs]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []
    assert sorted({code.partition(".")[0] for code in codes} - set(ORDER)) == []


def test_only_actions_write(web):
    """Views, forms and queries never save; the demonstration and the tests act through actions."""
    writing = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    found = [
        f"{source.path}:{node.lineno} {ast.unparse(node.func)}"
        for source in web
        if re.search(r"/(views|forms|queries|rules|templatetags)(/|\.py)", source.path)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writing
    ]
    assert found == []


def test_no_foreign_key_points_to_a_later_stage():
    forward = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in ORDER
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if field.related_model._meta.app_label in ORDER
        if ORDER.index(field.related_model._meta.app_label) > ORDER.index(model._meta.app_label)
    ]
    assert forward == []


def test_there_are_no_signals(web):
    assert [source.path for source in web if re.search(r"import .*\breceiver\b|\.signals\b", source.text)] == []


def _pages(templates):
    return {path: text for path, text in templates.items() if path.endswith(".html")}


def test_templates_have_neither_inline_scripts_nor_inline_styles(templates):
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    assert [path for path, text in _pages(templates).items() if inline.search(text)] == []


def test_templates_name_no_roles(templates):
    roles = re.compile(rf"\b({'|'.join(Role.values)})\b")
    assert [path for path, text in _pages(templates).items() if roles.search(text)] == []


def test_terms_of_the_law_are_not_spelled_in_templates(templates):
    term = re.compile(r"\b\d+\s+(?:рабоч|календарн|дн(?:я|ей)|месяц)")
    assert {path: term.findall(text) for path, text in _pages(templates).items() if term.search(text)} == {}


def test_templates_name_no_foreign_host(templates):
    foreign = re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//")
    assert [path for path, text in _pages(templates).items() if foreign.search(text)] == []


def test_every_class_in_a_template_is_drawn(root, templates):
    styles = "".join(path.read_text(encoding="utf-8") for path in (root / STYLE).parent.glob("*.css"))
    drawn = set(re.findall(r"\.([a-z][a-z-]*)", styles))
    plain = re.compile(r"\bclass=\"([a-z -]+)\"")
    used = {
        f"{path}: {name}"
        for path, text in _pages(templates).items()
        for names in plain.findall(text)
        for name in names.split()
        if name not in drawn
    }
    assert sorted(used) == []


def test_the_style_is_small(root):
    assert (root / STYLE).stat().st_size <= 20 * 1024
    fonts = list((root / STYLE).parent.glob("fonts/*.woff2"))
    assert [path.name for path in fonts if path.stat().st_size > 30 * 1024] == []


def test_every_setting_is_in_the_administrators_guide(root, web):
    guide = (root / "docs/guide/администратор.md").read_text(encoding="utf-8")
    environment = next(source for source in web if source.path.endswith("merilo_web/environment.py"))
    names = set(re.findall(r"\"(MERILO_[A-Z_]+|DATABASE_URL)\"", environment.text))
    assert sorted(name for name in names if f"`{name}`" not in guide) == []


def test_every_command_is_in_the_administrators_guide(root, web):
    guide = (root / "docs/guide/администратор.md").read_text(encoding="utf-8")
    commands = {source.path.rpartition("/")[2][:-3] for source in web if "/management/commands/" in source.path} - {
        "__init__"
    }
    assert sorted(name for name in commands if f"merilo-web {name.replace('_', '-')}" not in guide) == []
