"""`merilo-web remind-plans`: remind of terms in plans, from the organization up to a hearing; run every morning."""

from django.core.management.base import BaseCommand, CommandError

from merilo_web import clock
from merilo_web.plans.actions.ladder import remind_plans, remind_yearly
from merilo_web.plans.queries.matters import authorities_told
from merilo_web.plans.queries.yearly_ladder import yearly_authorities_told


class Command(BaseCommand):
    """Climb the overdue ladder in the cycles of every authority and in plans for a year."""

    help = "Напомнить о сроках по планам: организации, руководителю, органу власти, совету (каждое утро)"

    def handle(self, *_: object, **__: object) -> None:
        """One authority after another, each on the day that it is there."""
        sent, failed = 0, list[str]()
        told = [(authority, remind_plans) for authority in authorities_told()]
        told += [(authority, remind_yearly) for authority in yearly_authorities_told()]
        for authority, climb in told:
            done = climb(authority, on=clock.today(authority.time_zone))
            sent += done.sent
            failed += done.failed
        self.stdout.write(f"Отправлено напоминаний о сроках по планам: {sent}.")
        if failed:
            raise CommandError(f"Не отправлено: {len(failed)}. Проверьте почту: {'; '.join(failed[:20])}.")
