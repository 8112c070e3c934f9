"""`merilo-web restore FILE`: put a back-up in place; the server must be stopped."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from merilo_web import backups


class Command(BaseCommand):
    """Puts a back-up in place."""

    help = "Вернуть базу и файлы из копии; сервер должен быть остановлен"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One file, and whether data that is there may go."""
        parser.add_argument("file", type=Path, help="копия, снятая командой backup")
        parser.add_argument("--replace", action="store_true", help="заменить данные, которые уже есть в базе")

    def handle(self, *_: object, file: Path, replace: bool, **__: object) -> None:
        """Put it in place, then check the journal."""
        try:
            kept = backups.restore(file.resolve(), replace=replace)
        except (backups.BackupError, OSError) as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write(f"Восстановлено из копии от {kept.made_at[:16]}: файлов архива {kept.files}.")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("verify_journal", stdout=self.stdout)
