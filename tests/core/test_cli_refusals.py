"""What a command says when the system or a person stops it: Russian sentences, an exit code, never a traceback."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from merilo.cli import main, stopped_by_hand
from merilo.problems import system_reason

STOPPED_AT = """
import os, signal, sys

class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["STOPPED_AT"]:
            exec("signal.raise_signal(signal.SIGINT)")

sys.meta_path.insert(0, Stop())
"""
"""Ctrl-C at the moment when a module is looked for, from code made at run time, as dataclasses make it."""
DISTRICT = Path(__file__).resolve().parents[2] / "examples/district"


def score(out, *options):
    return main(["score", str(DISTRICT), "--out", str(out), *options])


@pytest.fixture
def occupied(tmp_path):
    path = tmp_path / "занято"
    path.write_text("не папка", encoding="utf-8")
    return path


def test_results_that_have_nowhere_to_go_are_refused_before_any_is_computed(occupied, capsys):
    for out in (occupied, occupied / "ниже"):
        assert score(out) == 1
        printed = capsys.readouterr()
        assert "[system.refused]" in printed.err
        assert str(occupied) in printed.err
        assert "интервалы" not in printed.err
        assert printed.out == ""
    assert occupied.read_text(encoding="utf-8") == "не папка"


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path, capsys):
    (tmp_path / "results.json").mkdir()
    assert score(tmp_path, "--no-intervals") == 1
    assert "results.json: Это папка, а не файл." in capsys.readouterr().err


def test_a_sheet_for_an_unknown_organization_is_refused_before_the_intervals(tmp_path, capsys):
    assert score(tmp_path / "out", "--pdf", "999") == 1
    printed = capsys.readouterr().err
    assert "[score.no_organization]" in printed
    assert "интервалы" not in printed
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", [["rank", str(DISTRICT)], ["simulate", "--organizations=1", "--responses-per=1"]])
def test_other_commands_refuse_a_place_that_cannot_be_written(command, occupied, capsys):
    assert main([*command, "--out", str(occupied / "ниже" / "места.csv")]) == 1
    assert "[system.refused]" in capsys.readouterr().err


def test_a_missing_results_file_is_explained_in_russian(tmp_path, capsys):
    assert main(["verify", str(tmp_path / "results.json")]) == 1
    assert "Файл не открыть: такого файла или папки нет." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        (["--seed", "-5"], "--seed: нужно целое число не меньше нуля"),
        (["--seed", "много"], "--seed: не подходит значение 'много'"),
        (["--draws", "0"], "--draws: нужно целое число больше нуля"),
    ],
)
def test_a_number_that_cannot_be_used_is_explained_without_english(option, complaint, capsys):
    with pytest.raises(SystemExit) as ended:
        score("nowhere", *option)
    assert ended.value.code == 2
    assert f"merilo score: {complaint}" in capsys.readouterr().err


def test_an_invented_cycle_refuses_a_seed_below_zero(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["simulate", "--out", str(tmp_path), "--organizations=1", "--responses-per=1", "--seed=-1"])
    assert ended.value.code == 2
    assert "--seed: нужно целое число не меньше нуля" in capsys.readouterr().err


def test_a_command_stopped_by_hand_says_so_in_one_word(tmp_path):
    """The command waits for a results file that nobody writes; the test comes as its writer and stops it."""
    pipe = tmp_path / "results.json"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "merilo", "verify", str(pipe)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running, pipe.open("wb"):
        running.send_signal(signal.SIGINT)
        _, complaint = running.communicate(timeout=60)
    assert running.returncode == 130
    assert complaint == "Прервано.\n"


@pytest.mark.parametrize(
    "module",
    ["merilo.cli.command_line", "argparse", "merilo.problems", "merilo.cli.parser", "merilo.cli.editions", "yaml"],
)
def test_a_command_stopped_while_it_loads_says_so_in_one_word_too(module, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(STOPPED_AT, encoding="utf-8")
    around = os.environ | {"PYTHONPATH": str(tmp_path), "STOPPED_AT": module}
    command = [sys.executable, "-m", "merilo", "editions"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=around)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Прервано.\n")


@pytest.mark.parametrize("words", ["Query interrupted", "Traceback (most recent call last):\n\nKeyboardInterrupt: "])
def test_a_count_stopped_by_hand_is_known_by_the_words_of_the_engine(words):
    assert stopped_by_hand(RuntimeError(words))
    assert not stopped_by_hand(RuntimeError("Query failed"))


def test_a_library_that_ctrl_c_broke_while_it_loaded_is_no_fault_of_the_program():
    fault = ImportError("cannot load")
    fault.__context__ = KeyboardInterrupt()
    assert stopped_by_hand(fault)
    fault.__context__ = fault.__cause__ = ValueError("not by hand")
    assert not stopped_by_hand(fault)


def test_an_unusual_refusal_of_the_system_is_told_by_its_number():
    assert system_reason(OSError(9999, "Something rare")) == "отказ системы № 9999"
    assert system_reason(OSError("Something unnumbered")) == "отказ системы № 0"


def test_nothing_of_the_folder_of_a_cycle_is_changed_by_a_refusal(tmp_path, capsys):
    folder = tmp_path / "цикл"
    shutil.copytree(DISTRICT, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert main(["score", str(folder), "--out", str(folder / "cycle.yaml")]) == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert "Traceback" not in capsys.readouterr().err


def test_what_is_registered_for_the_end_happens_before_the_program_leaves_at_once(tmp_path: Path) -> None:
    left = tmp_path / "left"
    told = "import atexit; from merilo.cli import left_at_once"
    work = f"left_at_once(lambda: atexit.register(open, {str(left)!r}, 'w') and print('done') or 3)"
    done = subprocess.run([sys.executable, "-c", f"{told}; {work}"], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr, left.exists()) == (3, "done\n", "", True)


def test_a_fault_of_the_work_is_told_as_python_tells_it() -> None:
    code = "from merilo.cli import left_at_once; left_at_once(lambda: 1 // 0)"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        1,
        "ZeroDivisionError: integer division or modulo by zero",
    )
