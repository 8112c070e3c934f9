"""The command `merilo-web`: Django's commands of this project under one name."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence


def main() -> None:
    """Run one management command, its words joined by «-» or «_»; without a name, list them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "merilo_web.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings must be named first

    program, *rest = sys.argv
    os.environ.update(own_address(rest, os.environ))
    execute_from_command_line(
        [program, *(word if word.startswith("-") else word.replace("-", "_") for word in rest[:1]), *rest[1:]]
    )


def own_address(words: Sequence[str], variables: Mapping[str, str]) -> dict[str, str]:
    """The setting of the site's address with the port that a server outside production is asked for.

    Empty when the address is set already, no port is named, or the command serves nothing.
    """
    if "MERILO_PUBLIC_URL" in variables or variables.get("MERILO_MODE") not in {"demo", "test"}:
        return {}
    asked = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    asked.add_argument("--port", type=int)
    try:
        port = asked.parse_known_args(words)[0].port
    except argparse.ArgumentError:
        return {}
    return {"MERILO_PUBLIC_URL": f"http://127.0.0.1:{port}"} if port and words[0] in {"demo", "serve"} else {}
