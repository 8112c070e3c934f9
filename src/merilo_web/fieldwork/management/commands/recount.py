"""`merilo-web recount`: count every questionnaire anew and compare with the counters."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from merilo_web.cycles.models import Cycle
from merilo_web.fieldwork.queries.recount import differences


class Command(BaseCommand):
    """Count every questionnaire of a cycle anew and compare with the counters."""

    help = "Пересчитать все анкеты цикла и сверить со счётчиками"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("cycles", nargs="*", type=int, metavar="ЦИКЛ", help="номера циклов; без них — все")

    def handle(self, *_: str, **options: Any) -> None:  # noqa: ANN401 - Django's own signature
        chosen = Cycle.objects.filter(pk__in=options["cycles"]) if options["cycles"] else Cycle.objects.all()
        found = 0
        for cycle in chosen.order_by("pk"):
            for one in differences(cycle):
                found += 1
                self.stdout.write(
                    f"{cycle}: организация {one.organization}, {one.what}: "
                    f"счётчик {one.counted}, анкеты {one.recounted}"
                )
        if found:
            raise CommandError(f"Расхождений: {found}.")
        self.stdout.write("Счётчики сходятся с анкетами.")
