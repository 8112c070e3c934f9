"""`make docs`: draws every generated page of docs/ anew."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from docs.generators import commands, deadlines, errors, printed, roles, templates  # noqa: E402 — the root must be on the path first
from tests.spec import render  # noqa: E402 — the root must be on the path first

PAGES = {
    "docs/reference/errors.md": errors.page,
    "docs/reference/commands.md": commands.page,
    "docs/reference/deadlines.md": deadlines.page,
    "docs/reference/roles.md": roles.page,
    "docs/reference/templates.md": templates.page,
    **render.PAGES,
}


def main() -> None:
    """Write every page, naming each."""
    for name, page in PAGES.items():
        (ROOT / name).write_text(page(), encoding="utf-8")
        print(name)
    printed.refresh()
    print("examples/expected, README.md")


if __name__ == "__main__":
    main()
