"""What every house test looks at: the project's own files, read once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".csv", ".typ", ".txt", ".lock", ".sh", ""}
OURS = ("src", "tests", "docs", "bench", "examples", ".ci")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file of the project: its path from the root, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def module(self) -> str:
        """The dotted name of a module of the core."""
        return self.path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def project_files() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.name not in {"uv.lock", ".DS_Store"})
    for folder in OURS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def sources(folder: str) -> tuple[Source, ...]:
    found = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text)))
    return tuple(found)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def core() -> tuple[Source, ...]:
    """The modules of `merilo`."""
    return sources("src/merilo")


@pytest.fixture(scope="session")
def web() -> tuple[Source, ...]:
    """The modules of `merilo_web`; migrations are Django's own writing."""
    return tuple(source for source in sources("src/merilo_web") if "/migrations/" not in source.path)


@pytest.fixture(scope="session")
def both(core: tuple[Source, ...], web: tuple[Source, ...]) -> tuple[Source, ...]:
    """The modules of both packages."""
    return core + web


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    """The templates of the web system by their path from the root."""
    found = sorted((ROOT / "src/merilo_web").rglob("templates/**/*.*"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in found if path.is_file()}


@pytest.fixture(scope="session")
def suite() -> tuple[Source, ...]:
    """The test files."""
    return sources("tests")


@pytest.fixture(scope="session")
def everything() -> tuple[Source, ...]:
    """Every Python file of the project."""
    return tuple(source for folder in OURS for source in sources(folder) if "/migrations/" not in source.path)


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Every text file of the project by its path from the root."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in project_files()
        if path.suffix in TEXT
    }
