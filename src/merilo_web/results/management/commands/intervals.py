"""`merilo-web intervals`: estimate the intervals of results that are still without them; for a timer."""

from django.core.management.base import BaseCommand

from merilo_web import clock
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.results.actions.scoring import keep_intervals
from merilo_web.results.models import ResultVersion
from merilo_web.results.queries.intervals import estimated
from merilo_web.results.rules import ESTIMATE


class Command(BaseCommand):
    """Estimate what is missing; a version whose data have changed since is passed over and named."""

    help = "Посчитать интервалы баллов и мест там, где их ещё нет. Запускается по расписанию."

    def handle(self, *_: object, **__: object) -> None:
        """One version after another, the oldest first."""
        waiting = ResultVersion.objects.filter(statistics__isnull=True, state__in=ESTIMATE.states).order_by("pk")
        for version in waiting.select_related("cycle__authority"):
            on = clock.today(version.cycle.authority.time_zone)
            try:
                keep_intervals(version, estimated(version), by=None, on=on)
            except NotAllowedError as refusal:
                self.stderr.write(f"{version}: {refusal}")
            else:
                self.stdout.write(f"{version}: посчитано")
