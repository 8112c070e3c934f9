"""The command line read and carried out: one subcommand, its refusals printed in Russian."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from merilo import __version__
from merilo.cli import COMMANDS
from merilo.cli.faults import explained
from merilo.cli.parser import Parser
from merilo.problems import RefusalError


def carried_out(arguments: Sequence[str]) -> int:
    """Run one subcommand. Exit code 0: done; 1: refused, problems printed; 2: wrong usage."""
    parser = _parser()
    if not arguments or arguments[0] not in COMMANDS:
        parser.parse_args(arguments or ["--help"])
        return 2
    try:
        return _run(arguments[0], arguments[1:])
    except RefusalError as refusal:
        for problem in refusal.problems:
            print(problem, file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fault:
        print(explained(fault), file=sys.stderr)
        return 1


def _run(name: str, arguments: Sequence[str]) -> int:
    command = importlib.import_module(f"merilo.cli.{name}")
    parser = Parser(f"merilo {name}", command.__doc__)
    command.add_arguments(parser)
    return int(command.run(parser.parse_args(arguments)))


def _parser() -> Parser:
    listing = "\n".join(f"  {name:<10} {line}" for name, line in COMMANDS.items())
    parser = Parser(
        "merilo",
        "Мерило: независимая оценка качества условий оказания услуг — от файлов оператора до рейтинга.",
        epilog=f"команды:\n{listing}\n\nmerilo КОМАНДА --help — подробнее о команде",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"merilo {__version__}", help="показать версию")
    parser.add_argument("command", metavar="КОМАНДА", choices=list(COMMANDS))
    return parser
