"""A command-line parser that speaks Russian: the standard one with its own few sentences translated."""

import argparse
import re
from typing import NoReturn

_SENTENCES = (
    (r"the following arguments are required: (.*)", r"не хватает: \1"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1: нет такого значения \2; есть: \3"),
    (r"argument (.*): expected one argument", r"\1: нужно значение"),
    (r"argument (.*): expected at least one argument", r"\1: нужно хотя бы одно значение"),
    (r"argument (.*): invalid \S+ value: (.*)", r"\1: не подходит значение \2"),
    (r"argument (.*): not allowed with argument (.*)", r"\1: вместе с \2 не бывает"),
    (r"unrecognized arguments: (.*)", r"незнакомые аргументы: \1"),
    (r"one of the arguments (.*) is required", r"нужно одно из: \1"),
    (r"argument (.*?): (.*)", r"\1: \2"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser whose headings and complaints are Russian. Complaints end the process with code 2."""

    def __init__(
        self,
        prog: str,
        description: str | None = None,
        *,
        epilog: str | None = None,
        formatter_class: type[argparse.HelpFormatter] = argparse.HelpFormatter,
    ) -> None:
        super().__init__(
            prog=prog, description=description, epilog=epilog, formatter_class=formatter_class, add_help=False
        )
        self._positionals.title = "что указать"
        self._optionals.title = "ключи"
        self.add_argument("-h", "--help", action="help", help="показать эту справку")

    def format_usage(self) -> str:
        return _titled(super().format_usage())

    def format_help(self) -> str:
        return _titled(super().format_help())

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _SENTENCES:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, sentence, message)
                break
        self.exit(2, f"{self.format_usage()}{self.prog}: {message}\n")


def positive(text: str) -> int:
    """The type of an argument that is a whole number above zero."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("нужно целое число больше нуля")
    return number


def seed(text: str) -> int:
    """The type of an argument that starts random numbers: whole, not below zero."""
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("нужно целое число не меньше нуля")
    return number


def _titled(text: str) -> str:
    return re.sub(r"\Ausage: ", "вызов: ", text)
