"""Writing a set of files so that nobody ever sees one of them half-written."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def made(folder: Path) -> Path:
    """The folder, made when missing and tried with a file, so that a refusal comes before the work. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        return folder


def write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write every file into `folder` (made when missing), then put each in its place by one rename.

    All are written to a temporary folder beside their places first, so a full disk or a broken-off run leaves the
    earlier files as they were. Names may hold sub-folders. Returns the paths, in the order given.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".merilo-", dir=folder) as waiting:
        for number, content in enumerate(files.values()):
            with (Path(waiting) / str(number)).open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        paths = tuple(folder / name for name in files)
        for number, path in enumerate(paths):
            path.parent.mkdir(parents=True, exist_ok=True)
            (Path(waiting) / str(number)).replace(path)
    return paths
