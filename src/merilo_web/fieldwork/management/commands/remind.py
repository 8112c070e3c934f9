"""`merilo-web remind`: close surveys that are over and remind of those that lag; run every morning."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from merilo_web import clock
from merilo_web.fieldwork.actions.reminders import remind_due
from merilo_web.fieldwork.actions.surveys import close_due


class Command(BaseCommand):
    """Close surveys that are over and remind of those that lag."""

    help = "Закрыть завершившиеся опросы и напомнить об отстающих (каждое утро)"

    def handle(self, *_: str, **__: Any) -> None:  # noqa: ANN401 - Django's own signature
        today = clock.today()
        closed = close_due(on=today)
        sent, failed = remind_due(on=today)
        self.stdout.write(f"Закрыто опросов: {closed}. Отправлено напоминаний: {sent}.")
        if failed:
            named = "; ".join(str(survey) for survey in failed[:20])
            raise CommandError(f"Не отправлено напоминаний: {len(failed)}. Проверьте почту: {named}.")
