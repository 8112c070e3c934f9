"""Seals: SHA-256 of every file of an edition, so that what results were made with cannot change unnoticed.

`python -m merilo.methodology.seal` seals the editions that have no seal yet and checks the others;
`--again ID` renews one seal after a new reading has been written into READINGS.md.
"""

import argparse
import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from merilo.methodology import codes
from merilo.methodology.catalogue import FOLDER
from merilo.methodology.loader import EDITION_FILE
from merilo.problems import Place, Problem

SEAL_FILE = "SEAL"


def seal_text(folder: Path) -> str:
    """The seal of an edition as it stands: a line «digest  name» per file, by name, as `sha256sum` writes it."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SEAL_FILE)
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def breaches(folder: Path) -> tuple[Problem, ...]:
    """Files that were changed, added or removed since the edition was sealed; all of them when there is no seal."""
    seal = folder / SEAL_FILE
    sealed = _digests(seal.read_text(encoding="utf-8")) if seal.is_file() else {}
    present = _digests(seal_text(folder))
    changed = [name for name in sorted(sealed | present) if sealed.get(name) != present.get(name)]
    return tuple(
        Problem(codes.SEAL_BROKEN, Place(f"{folder.name}/{name}"), _what(name, sealed, present)) for name in changed
    )


def main(argv: Sequence[str] | None = None, *, root: Path = FOLDER) -> int:
    """Seal the unsealed, check the sealed. Exit code 1 when a sealed file was changed."""
    parser = argparse.ArgumentParser(prog="python -m merilo.methodology.seal", description=__doc__)
    parser.add_argument("--again", metavar="ID", action="append", default=[], help="renew the seal of this edition")
    renewed = parser.parse_args(argv).again
    faults: list[Problem] = []
    for folder in sorted(path.parent for path in root.glob(f"*/{EDITION_FILE}")):
        if folder.name in renewed or not (folder / SEAL_FILE).is_file():
            (folder / SEAL_FILE).write_text(seal_text(folder), encoding="utf-8")
            print(f"{folder.name}: запечатана")
        faults += breaches(folder)
    for problem in faults:
        print(problem, file=sys.stderr)
    return 1 if faults else 0


def _digests(text: str) -> dict[str, str]:
    return {name: digest for digest, _, name in (line.partition("  ") for line in text.splitlines())}


def _what(name: str, sealed: Mapping[str, str], present: Mapping[str, str]) -> str:
    if name not in sealed:
        return "Файла нет в печати"
    return "Файл изменён после запечатывания" if name in present else "Файл удалён после запечатывания"


if __name__ == "__main__":
    sys.exit(main())
