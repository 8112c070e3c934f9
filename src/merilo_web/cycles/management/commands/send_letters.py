"""`merilo-web send-letters`: send the queued letters; run it by a timer."""

from django.core.management.base import BaseCommand, CommandError

from merilo_web import clock
from merilo_web.cycles.actions.sending import send_queued


class Command(BaseCommand):
    """Sends what is queued; run again, it goes on where it stopped."""

    help = "Отправить письма из очереди. Запускайте по таймеру, например раз в пять минут."

    def handle(self, *args: object, **options: object) -> None:  # noqa: ARG002 - Django's own signature
        """One run; fails when the mail server cannot be reached."""
        run = send_queued(now=clock.now())
        self.stdout.write(f"Отправлено: {run.sent}. Не доставлено: {run.failed}. Осталось в очереди: {run.waiting}.")
        if run.fault:
            raise CommandError(f"Почтовый сервер недоступен: {run.fault}")
