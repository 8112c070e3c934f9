"""Runs the commands whose output the documents show, and keeps what they printed in examples/expected."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from docx import Document

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = ROOT / "examples/expected"
PICTURE = ROOT / "docs/pictures/ranking.png"
README_BLOCK = re.compile(r"(?<=<!-- output -->\n```text\n).*?(?=```\n<!-- /output -->)", flags=re.DOTALL)
COMMANDS = {
    "district": ("score", "examples/district", "--out", "out"),
    "operator": ("score", "examples/operator", "--out", "out"),
    "broken": ("check", "examples/broken"),
}


def output(arguments: tuple[str, ...], folder: Path) -> str:
    """What `merilo` with these arguments prints, whatever its exit code, when `out` is below `folder`."""
    placed = [str(folder / "out") if argument == "out" else argument for argument in arguments]
    command = [sys.executable, "-m", "merilo", *placed]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    return done.stdout.replace(str(folder / "out"), "out")


def ranking(printed: str) -> str:
    """The part of `merilo score`'s output that the README shows: the table of places."""
    return printed[printed.index("Место  Организация") : printed.index("\nБез места")]


def picture(report: Path) -> bytes:
    """The ranking's chart, taken out of the operator's report."""
    document = Document(str(report))
    shapes = [shape._inline for shape in document.inline_shapes if "Общий балл" in shape._inline.docPr.get("descr", "")]
    return document.part.related_parts[shapes[0].graphic.graphicData.pic.blipFill.blip.embed].blob


def refresh() -> None:
    """Run every command; write examples/expected, the block of the README and its picture."""
    for name, arguments in COMMANDS.items():
        with tempfile.TemporaryDirectory() as folder:
            (EXPECTED / f"{name}.txt").write_text(output(arguments, Path(folder)), encoding="utf-8")
            if name == "district":
                PICTURE.parent.mkdir(exist_ok=True)
                PICTURE.write_bytes(picture(Path(folder) / "out/report.docx"))
    readme = ROOT / "README.md"
    shown = ranking((EXPECTED / "district.txt").read_text(encoding="utf-8"))
    readme.write_text(README_BLOCK.sub(lambda _: shown, readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    refresh()
