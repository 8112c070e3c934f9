"""Draws docs/reference/commands.md from the command-line parsers themselves."""

import argparse
import importlib
from collections.abc import Iterator

from merilo.cli import COMMANDS

HEAD = """# Команды

<!-- Drawn by `make docs` from the parsers; not edited by hand. -->

Коды выхода у всех команд одни: 0 — сделано; 1 — отказ, ошибки напечатаны; 2 — команда вызвана неверно;
130 — прервана человеком.
"""


def parsers() -> Iterator[argparse.ArgumentParser]:
    """The parser of every command and of every command inside a command."""
    for name in COMMANDS:
        module = importlib.import_module(f"merilo.cli.{name}")
        parser = argparse.ArgumentParser(prog=f"merilo {name}", description=module.__doc__, add_help=False)
        module.add_arguments(parser)
        yield parser
        yield from _inner(parser)


def _inner(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.values()


def arguments(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.Action]]:
    """How each argument is written, with the argument itself; `--help` is left out."""
    for action in parser._actions:
        if isinstance(action, (argparse._HelpAction, argparse._SubParsersAction)):
            continue
        value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
        yield (" ".join(filter(None, (", ".join(action.option_strings), value))), action)


def page() -> str:
    """The text of docs/reference/commands.md."""
    lines = [HEAD]
    for parser in parsers():
        name = parser.prog.removeprefix("merilo ")
        lines.append(f"\n## merilo {name}\n")
        first = COMMANDS.get(name) or (parser.description or "").strip().split("\n\n", 1)[0]
        lines.append(first[:1].upper() + first[1:].rstrip(".") + ".\n")
        rows = [f"| `{written}` | {action.help or ''}{_default(action)} |" for written, action in arguments(parser)]
        if rows:
            lines += ["| аргумент | смысл |", "|---|---|", *rows]
    return "\n".join(lines) + "\n"


def _default(action: argparse.Action) -> str:
    said = action.help or ""
    if action.default in (None, False, argparse.SUPPRESS, []) or str(action.default) in said or "умолчанию" in said:
        return ""
    return f" (по умолчанию `{action.default}`)"
