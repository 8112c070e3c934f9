"""The command `merilo-web`: Django's commands of this project under one name."""

import os
import sys


def main() -> None:
    """Run one management command; without a name, list them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "merilo_web.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings must be named first

    execute_from_command_line(sys.argv)
