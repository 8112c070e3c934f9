"""`merilo-web verify-journal`: is the journal whole and untouched?"""

from django.core.management.base import BaseCommand, CommandError

from merilo_web.journal.models import JournalEntry
from merilo_web.journal.queries import breach


class Command(BaseCommand):
    """Checks the chain of digests."""

    help = "Проверить, что журнал действий цел: ни одна запись не изменена и не удалена"

    def handle(self, *_: object, **__: object) -> None:
        """Say that it is whole, or name the first broken entry and fail."""
        found = breach()
        if found is not None:
            raise CommandError(f"Журнал нарушен у записи № {found.entry}: {found.fault}.")
        self.stdout.write(f"Журнал цел: записей {JournalEntry.objects.count()}.")
