"""What an administrator does at the console: first people, serving, back-up and the way back, with real files."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tarfile
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

MERILO = [sys.executable, "-W", "ignore", "-m", "merilo_web"]


class Server:
    """One installation in a folder and a database of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.environment = {**os.environ, "MERILO_MODE": "demo", "MERILO_FOLDER": str(folder), "DATABASE_URL": database}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*MERILO, *words], env=self.environment, capture_output=True, text=True, check=False)

    def keep_file(self, content: bytes) -> str:
        code = f"from merilo_web.archive.actions import keep; print(keep({content!r}, 'image/png').path)"
        return self.run("shell", "--verbosity=0", "--command", code).stdout.strip()


def _database(name, template=None):
    """A new database beside that of the tests; for SQLite the folder's own.

    Processes of one run share the PostgreSQL: each puts the name of its own test database before `name`.
    """
    if connection.vendor == "sqlite":
        return ""
    facts = connection.settings_dict
    ours = f"{facts['NAME']}_{name}"
    pattern = f"{facts['NAME']}_{template}" if template else "template1"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{ours}"')
        cursor.execute(f'CREATE DATABASE "{ours}" TEMPLATE "{pattern}"')
    return f"postgres://{facts['USER']}@/{ours}?host={facts['HOST'] or facts['OPTIONS']['host']}"


@pytest.fixture(scope="module")
def migrated(tmp_path_factory, django_db_setup, django_db_blocker):
    """An installation that is ready and empty; copied for every test."""
    with django_db_blocker.unblock():
        made = Server(tmp_path_factory.mktemp("migrated"), _database("migrated"))
    assert made.run("migrate", "--verbosity=0").stderr == ""
    return made


@pytest.fixture
def server(migrated, tmp_path, transactional_db):
    shutil.copytree(migrated.folder, tmp_path / "one")
    return Server(tmp_path / "one", _database("one", template="migrated"))


def test_the_first_administrator_is_invited_and_all_of_it_survives_a_back_up(server, tmp_path):
    invited = server.run("invite", "admin@example.org", "--name", "Сидоров Пётр Ильич")
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/accounts/invitation/\S+\n", invited.stdout)
    path = server.keep_file(b"\x89PNG photo")
    target = tmp_path / "копия.tar.gz"
    assert server.run("backup", str(target)).stdout.startswith("Копия записана: файлов архива 1") is True
    with tarfile.open(target) as book:
        database = "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"
        assert book.getnames() == ["about.json", database, f"files/{path}"]
    assert "прежние копии не затираются" in server.run("backup", str(target)).stderr

    other = Server(tmp_path / "two", _database("two"))
    restored = other.run("restore", str(target))
    assert restored.stdout.splitlines()[-1] == "Журнал цел: записей 1."
    assert (tmp_path / "two" / "files" / path).read_bytes() == b"\x89PNG photo"
    assert "добавьте --replace" in other.run("restore", str(target)).stderr
    assert other.run("restore", str(target), "--replace").returncode == 0
    people = other.run(
        "shell", "--verbosity=0", "--command", "from merilo_web.accounts.models import User; print(*User.objects.all())"
    )
    assert people.stdout == "Сидоров Пётр Ильич\n"


def test_a_broken_back_up_replaces_nothing(server, tmp_path):
    server.keep_file(b"photo")
    whole, alien, cut, spoiled = (tmp_path / f"{name}.tar.gz" for name in ("whole", "alien", "cut", "spoiled"))
    server.run("backup", str(whole))
    alien.write_bytes(b"not a tar")
    cut.write_bytes(whole.read_bytes()[:-200])
    _spoil(whole, spoiled)
    server.keep_file(b"one more photo")
    said = [server.run("restore", str(path), "--replace").stderr for path in (alien, cut, spoiled)]
    assert ["поврежд" in words for words in said] == [True] * 3
    code = "from merilo_web.archive.models import StoredFile; print(StoredFile.objects.count())"
    assert server.run("shell", "--verbosity=0", "--command", code).stdout == "2\n"


def _spoil(whole, spoiled):
    inside = whole.parent / "inside"
    with tarfile.open(whole) as book:
        book.extractall(inside, filter="data")
    next(path for path in (inside / "files").rglob("*") if path.is_file()).write_bytes(b"other")
    with tarfile.open(spoiled, "w:gz") as book:
        for path in sorted(inside.iterdir()):
            book.add(path, path.name)


def test_an_authoritys_administrator_is_invited_to_an_authority_that_is_there(server):
    said = server.run("invite", "a@example.org", "--role", "authority_admin", "--authority", "7")
    assert (said.returncode, "Органы власти: пока нет." in said.stderr) == (1, True)
    assert "Введите правильный адрес" in server.run("invite", "не почта").stderr


@pytest.mark.parametrize("words", [("serve",), ("demo", "--serve")])
def test_a_second_server_never_shares_the_port_of_another(words, tmp_path, transactional_db):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = Server(tmp_path, _database("taken")).run(*words, "--port", str(port))
    assert refused.returncode != 0
    assert f"Порт {port} занят" in refused.stderr


def test_the_server_refuses_a_database_that_is_not_ready(tmp_path, transactional_db):
    bare = Server(tmp_path, _database("bare"))
    said = bare.run("serve", "--port", "1")
    assert (said.returncode, "serve --migrate" in said.stderr) == (1, True)


def test_the_server_serves_pages_and_static_files(server):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*MERILO, "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(
        command, env=server.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as running:
        try:
            assert running.stdout.readline().decode().startswith("Мерило работает") is True
            assert _answer(running, f"http://127.0.0.1:{port}/healthz") == b"ok"
            assert b"Merilo Sans" in _answer(running, f"http://127.0.0.1:{port}/static/merilo/merilo.css")
        finally:
            running.terminate()


def _answer(running, address):
    """What the server says, asked until it listens or ends."""
    while running.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=30) as page:  # noqa: S310 - our own server's address
                return page.read()
        except urllib.error.URLError as fault:
            if not isinstance(fault.reason, ConnectionRefusedError):
                raise
    return b""


def test_an_sqlite_back_up_is_a_whole_database(server, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its own format")
    server.run("backup", str(tmp_path / "copy.tar.gz"))
    with tarfile.open(tmp_path / "copy.tar.gz") as book:
        book.extract("database.sqlite3", tmp_path, filter="data")
    with closing(sqlite3.connect(tmp_path / "database.sqlite3")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
