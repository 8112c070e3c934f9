"""The command line as a person meets it."""

import subprocess
import sys

import pytest

from merilo.cli import COMMANDS, main


def test_help_lists_every_command_in_russian(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    printed = capsys.readouterr().out
    assert ended.value.code == 0
    assert printed.startswith("вызов: merilo")
    assert [name for name in COMMANDS if name not in printed] == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["weigh"], "нет такого значения 'weigh'"),
        (["editions", "show", "2024-344n-408n"], "не хватает: --sector"),
        (["editions", "--loud"], "незнакомые аргументы: --loud"),
        (["editions", "show", "2024-344n-408n", "--sector"], "--sector: нужно значение"),
    ],
)
def test_wrong_usage_is_explained_in_russian_with_code_2(arguments, complaint, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert complaint in capsys.readouterr().err


def test_a_reader_that_goes_away_is_not_a_traceback():
    command = f"{sys.executable} -m merilo editions show 2024-344n-408n --sector education --json | head -c 1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""


def test_help_imports_nothing_heavy():
    heavy = {"docx", "duckdb", "numpy", "scipy", "sqlglot", "typst", "xlsxwriter", "yaml"}
    probe = "import sys, merilo.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True)
    assert heavy.intersection(done.stdout.split()) == set()
