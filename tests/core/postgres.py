"""A real PostgreSQL of the test's own: started in a temporary folder, reached by a Unix socket, stopped at the end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ACCOUNT = "postgres"


class PostgresMissingError(AssertionError):
    """PostgreSQL's server programs are not on this machine."""


@contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """The connection string of a fresh server that nobody else can reach; `durable` keeps what it has acknowledged."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="merilo-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, ACCOUNT)
    files, safety = folder / "files", "on" if durable else "off"
    settings = f"-k {folder} -c listen_addresses= -c fsync={safety} -c synchronous_commit=on"
    try:
        _run(programs / "initdb", f"--pgdata={files}", "--auth=trust", "--username=merilo", "--encoding=UTF8")
        _run(programs / "pg_ctl", "-D", files, "-w", "-l", folder / "log", "-o", settings, "start")
        try:
            yield f"host={folder} user=merilo dbname=postgres"
        finally:
            _run(programs / "pg_ctl", "-D", files, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _programs() -> Path:
    """The folder of the newest server's programs: Debian's own places, then whatever PATH offers."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("pg_ctl")
    if not found and not on_path:
        raise PostgresMissingError("PostgreSQL is not installed: run «make test», which installs Debian's postgresql")
    return found[-1].parent if found else Path(str(on_path)).resolve().parent


def _run(*command: str | Path) -> None:
    """Run a server program, as the account `postgres` when we are root: PostgreSQL refuses to run as root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", ACCOUNT, "--", *words]
    done = subprocess.run(words, check=False, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, done.stdout
