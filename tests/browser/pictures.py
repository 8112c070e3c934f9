"""Pictures of the guides: taken on the way, written only when they are asked for (`MERILO_PICTURES=1`, «make docs»)."""

import os
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "guide" / "pictures"


def picture(page: Page, name: str) -> None:
    """The screen as it stands, as `name`.png of the guides."""
    if os.environ.get("MERILO_PICTURES"):
        FOLDER.mkdir(exist_ok=True)
        page.evaluate("() => scrollTo(0, 0)")
        page.screenshot(path=FOLDER / f"{name}.png")
