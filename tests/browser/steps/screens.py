"""What every step does with a screen."""

import re

from playwright.sync_api import Locator, Page, expect


def field(page: Page, label: str) -> Locator:
    """The field with this label, whether or not it must be filled."""
    return page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\*\s*обязательно)?\s*$")).first


def press(page: Page, name: str) -> None:
    """Press the button, or follow the link that looks like one."""
    page.get_by_role("button", name=name, exact=True).or_(page.get_by_role("link", name=name, exact=True)).first.click()


def told(page: Page, sentence: str) -> None:
    """The page says so, after something was done."""
    expect(page.locator(".notice").filter(has_text=sentence).first).to_be_visible()


def refused(page: Page, label: str, sentence: str) -> None:
    """The field says what is wrong with it, and so does the summary on top."""
    found = field(page, label)
    expect(found).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".field").filter(has=found)).to_contain_text(sentence)
