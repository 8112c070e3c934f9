"""What stands in a file of a legal paper, read by others than its writers."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.table import Table


def words(text: str) -> list[str]:
    """The words of a text; hyphens and places to break are nothing, so that differently set lines compare."""
    return re.sub(r"[\u200b\u00ad\u2010-]", "", re.sub(r"[\u00ad\u2010-]\n", "", text)).split()


def lines_of_word(content: bytes) -> list[str]:
    """Paragraphs and cells of a Word file from top to bottom; a cell that spans columns or rows once."""
    lines = []
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            cells = {cell._tc: cell for row in block.rows for cell in row.cells}
            lines += [cell.text for cell in cells.values()]
        else:
            lines.append(block.text)
    return [line for line in lines if line]


def text_of_pdf(content: bytes, folder: Path) -> str:
    """The text of a PDF as pdftotext reads it."""
    path = folder / "paper.pdf"
    path.write_bytes(content)
    done = subprocess.run([_tool("pdftotext"), "-raw", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def converted(papers: dict[str, bytes], folder: Path) -> dict[str, str]:
    """The text of Word files by name, as LibreOffice prints them."""
    for name, content in papers.items():
        (folder / f"{name}.docx").write_bytes(content)
    command = [_tool("soffice"), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    paths = [str(folder / f"{name}.docx") for name in papers]
    subprocess.run([*command, "--outdir", str(folder), *paths], check=True, capture_output=True, timeout=180)
    return {name: text_of_pdf((folder / f"{name}.pdf").read_bytes(), folder) for name in papers}


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is not installed: `make test` installs it")
    return found
