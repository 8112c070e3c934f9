"""`merilo-web backup FILE`: the database and the files in one file, while the server works."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from merilo_web import backups


class Command(BaseCommand):
    """Makes a back-up."""

    help = "Снять копию базы и файлов в один файл .tar.gz; сервер можно не останавливать"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One file."""
        parser.add_argument("file", type=Path, help="куда записать копию; файла с таким именем быть не должно")

    def handle(self, *_: object, **options: Path) -> None:
        """Write it and say what is in it."""
        try:
            kept = backups.back_up(options["file"].resolve())
        except (backups.BackupError, OSError) as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write(f"Копия записана: файлов архива {kept.files}, всего {kept.size / 1024**2:.1f} МиБ.")
