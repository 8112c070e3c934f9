"""The locks pin everything by hash and name no address."""

import re
import tomllib

import pytest

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-cluster.lock")
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def _pins(text):
    return set(PINNED.findall(text))


def _entries(text):
    return [entry for entry in re.split(r"\n(?=\S)", text.strip()) if entry]


def _name(requirement):
    return re.match(r"[A-Za-z0-9-]+", requirement)[0]


@pytest.fixture(scope="module")
def locks(root):
    return {name: (root / name).read_text(encoding="utf-8") for name in LOCKS}


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_is_pinned_with_a_hash(locks, name):
    assert [entry for entry in _entries(locks[name]) if not PINNED.match(entry) or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_an_address(locks, name):
    assert re.findall(r"\S*://\S*|\S*index\S*url\S*", locks[name]) == []


def test_a_larger_lock_holds_the_smaller_one_unchanged(locks):
    core, dev, cluster = (_pins(locks[name]) for name in LOCKS)
    assert (core - dev, dev - cluster) == (set(), set())


def test_the_core_lock_holds_every_dependency_and_what_builds_the_project(locks, project):
    wanted = {_name(line) for line in (*project["project"]["dependencies"], *project["dependency-groups"]["build"])}
    assert sorted(wanted - {name for name, _ in _pins(locks["requirements.lock"])}) == []


def test_the_development_lock_holds_every_development_tool(locks, project):
    wanted = {_name(line) for line in project["project"]["optional-dependencies"]["dev"]}
    assert sorted(wanted - {name for name, _ in _pins(locks["requirements-dev.lock"])}) == []


def test_the_core_lock_holds_no_development_tool(locks, project):
    tools = {_name(line) for line in project["project"]["optional-dependencies"]["dev"]}
    assert sorted(tools & {name for name, _ in _pins(locks["requirements.lock"])}) == []
