"""Opening a plan: what kind of file it is, by its content, and its text as blocks."""

from merilo.importers.findings import UnreadableFileError
from merilo.importers.plans.blocks import Blocks
from merilo.importers.plans.text_file import read_text


def read_blocks(content: bytes, name: str) -> Blocks:
    """The blocks of a file of any known kind; `name` only tells places. Never raises for what the content is."""
    try:
        return read_text(content, name)
    except UnreadableFileError as fault:
        return Blocks((), (fault.problem,), "text")
