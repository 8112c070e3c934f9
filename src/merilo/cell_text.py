"""Texts in the cells of a CSV file that a spreadsheet would take for formulas.

A text that begins with `=`, `+`, `-`, `@`, a tabulation or a carriage return gets an apostrophe before it; so does a
text that begins with apostrophes before such a sign, so that taking one apostrophe away always gives the text back.
"""

import re

_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")


def neutral(text: str) -> str:
    """The text as Excel will keep it: with an apostrophe where it would be taken for a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def restored(cell: str) -> str:
    """The text that `neutral` was given."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell) else cell
