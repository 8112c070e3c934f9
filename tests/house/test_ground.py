"""What a newcomer meets first: the Makefile, the links of the documents, a quick `--help`."""

import importlib
import re
import subprocess
import sys
from urllib.parse import unquote

from bench.__main__ import names as bench_names

TARGETS = ["help", "demo", "test", "check", "bench", "docs", "test-cluster"]
HEAVY = (
    "docx",
    "duckdb",
    "lxml",
    "numpy",
    "python_calamine",
    "rapidfuzz",
    "scipy",
    "sqlglot",
    "typst",
    "xlsxwriter",
    "yaml",
)
LINK = re.compile(r"\]\((?!https?:|#)([^)\s]+)\)")


def test_the_makefile_has_seven_targets_and_no_more(root):
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE) == TARGETS


def test_ci_runs_the_check_and_the_tests(root):
    script = (root / ".ci/run").read_text(encoding="utf-8")
    assert re.findall(r"^make (\S+)$", script, flags=re.MULTILINE) == ["check", "test"]


def test_every_relative_link_of_a_document_leads_somewhere(root, texts):
    broken = [
        f"{path}: {target}"
        for path, text in texts.items()
        if path.endswith(".md")
        for target in LINK.findall(text)
        if not ((root / path).parent / unquote(target.partition("#")[0])).exists()
    ]
    assert broken == []


def test_asking_for_help_imports_nothing_heavy():
    asked = "import sys\nfrom merilo.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
    seen = f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked + seen], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_changelog_tells_law_from_system(root):
    headings = re.findall(r"^### (.+)$", (root / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert headings == ["Право", "Система"] * (len(headings) // 2)


def test_every_bench_can_be_run_by_its_name():
    for name in bench_names():
        assert callable(importlib.import_module(f"bench.bench_{name}").run)
