"""`merilo-web recheck`: find mended deficiencies that the next assessment found again; for a timer."""

from django.core.management.base import BaseCommand

from merilo_web import clock
from merilo_web.cycles.states import CycleState
from merilo_web.plans.actions.rechecking import recheck
from merilo_web.results.models import ResultVersion
from merilo_web.results.states import VersionState


class Command(BaseCommand):
    """Look through results that were handed over and whose cycle is not closed."""

    help = "Найти устранённые недостатки, которые новая оценка обнаружила повторно. Запускается по расписанию."

    def handle(self, *_: object, **__: object) -> None:
        """One version after another, the oldest first."""
        handed_over = ResultVersion.objects.filter(state=VersionState.APPROVED, cycle__state=CycleState.HANDED_OVER)
        for version in handed_over.select_related("cycle__authority").order_by("pk"):
            number = recheck(version, by=None, on=clock.today(version.cycle.authority.time_zone))
            self.stdout.write(f"{version}: обнаружено повторно {number}")
