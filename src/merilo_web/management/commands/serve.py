"""`merilo-web serve`: the server for real."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from merilo_web.management.ports import refuse_taken


class Command(BaseCommand):
    """Runs the server until it is stopped."""

    help = "Запустить сервер; перед ним ставят обратный прокси с TLS"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, with how many hands, and whether to bring the database up to date first."""
        parser.add_argument("--host", default="127.0.0.1", help="адрес, на котором слушать")
        parser.add_argument("--port", type=int, default=8000, help="порт, на котором слушать")
        parser.add_argument("--workers", type=int, default=2, help="число процессов")
        parser.add_argument("--threads", type=int, help="потоков в процессе: 1 на SQLite, 2 на PostgreSQL")
        parser.add_argument("--migrate", action="store_true", help="сначала обновить базу до этой версии программы")

    def handle(self, *_: object, host: str, port: int, workers: int, threads: int | None, **options: object) -> None:
        """Prepare, then serve."""
        refuse_taken(host, port)
        _prepare(migrate=bool(options["migrate"]))
        self.stdout.write(f"Мерило работает: http://{host}:{port}. Остановить — Ctrl+C.")
        self.stdout.flush()
        connection.close()  # workers are forked, and one wire is nobody's when two write into it
        Granian(
            "merilo_web.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads or (1 if settings.SQLITE else 2),
            backlog=2048,
            websockets=False,
            log_level=LogLevels.warning,
            log_access=False,
            respawn_failed_workers=True,
            workers_kill_timeout=30,
        ).serve()


def _prepare(*, migrate: bool) -> None:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if migrate:
        call_command("migrate", verbosity=0, interactive=False)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("База не готова для этой версии программы. Снимите копию и запустите serve --migrate.")
    if settings.PRODUCTION:
        call_command("collectstatic", verbosity=0, interactive=False)
