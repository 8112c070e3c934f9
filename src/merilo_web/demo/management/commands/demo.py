"""`merilo-web demo`: fill an empty database with the invented municipality and print how to sign in."""

import os
import sys
import time
from collections.abc import Callable
from typing import NoReturn

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from merilo_web import clock
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.demo.people import OTHERS, PASSWORD
from merilo_web.demo.story import tell
from merilo_web.management.ports import refuse_taken


class Command(BaseCommand):
    """Makes the invented municipality once; run again, it only prints the log-ins."""

    help = "Наполнить пустую базу вымышленным муниципалитетом и напечатать, как войти."

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch: also start the server."""
        parser.add_argument("--serve", action="store_true", help="после этого запустить сервер")
        parser.add_argument("--port", type=int, default=8000, help="порт сервера")

    def handle(self, *_: object, serve: bool, port: int, **__: object) -> None:
        """Fill, print, serve."""
        if settings.PRODUCTION:
            raise CommandError("Показ наполняет базу вымышленными людьми: задайте MERILO_MODE=demo.")
        if serve:
            refuse_taken("127.0.0.1", port)
        call_command("migrate", verbosity=0)
        if not User.objects.exists():
            self._filled(tell)
        self._print_logins()
        if serve:
            _served(port)

    def _filled(self, fill: Callable[..., None]) -> None:
        started = time.monotonic()
        self.stdout.write("Заполняем базу вымышленным муниципалитетом (минуту-другую):")
        fill(clock.today(), say=lambda words: self._say(f"  {words}"))
        self.stdout.write(f"  готово за {time.monotonic() - started:.0f} с")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        sys.stdout.flush()

    def _print_logins(self) -> None:
        order = {role: place for place, role in enumerate(Role.values)}
        people = User.objects.filter(email__endswith="@zarechny.example").exclude(email__startswith=OTHERS)
        rows = [
            (mandate.role, user.email)
            for user in people.prefetch_related("mandates")
            for mandate in user.mandates.all()
        ]
        self.stdout.write(f"\nВойти: {settings.PUBLIC_URL}  пароль у всех один: {PASSWORD}")
        for role, email in sorted(rows, key=lambda row: order[row[0]]):
            self.stdout.write(f"  {email:<32}{Role(role).label}")


def _served(port: int) -> NoReturn:
    """Become the server. It forks its workers, and a process that has made documents holds threads no fork survives."""
    connection.close()
    words = [sys.executable, "-m", "merilo_web", "serve", "--port", str(port)]
    os.execv(words[0], words)  # noqa: S606 - our own program, no shell
