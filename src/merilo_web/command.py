"""The command `merilo-web`: Django's commands of this project under one name."""

import os
import sys


def main() -> None:
    """Run one management command, its words joined by «-» or «_»; without a name, list them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "merilo_web.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings must be named first

    program, *rest = sys.argv
    execute_from_command_line(
        [program, *(word if word.startswith("-") else word.replace("-", "_") for word in rest[:1]), *rest[1:]]
    )
