"""The child of `bench_oversight`: 1,000 plans of 30 measures in a database of their own, summed up; prints JSON."""

import json
import random
import sys
import tempfile
from datetime import date, timedelta
from os import environ

from bench.measure import p95

PLANS, MEASURES = 1_000, 30
HANDED_ON, APPROVED_ON, ON = date(2026, 10, 12), date(2026, 10, 19), date(2027, 5, 3)
STATES = ("planned", "in_progress", "reported", "refused", "confirmed", "cancelled")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="merilo-bench-") as folder:
        environ.update(MERILO_MODE="test", MERILO_FOLDER=folder, DATABASE_URL=f"sqlite:///{folder}/bench.sqlite3")
        environ.setdefault("DJANGO_SETTINGS_MODULE", "merilo_web.settings")
        import django  # noqa: PLC0415 - settings come from the environment set above

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - the same

        call_command("migrate", verbosity=0)
        json.dump(_measured(), sys.stdout)


def _measured() -> dict[str, float]:
    from merilo_web.plans.queries import oversight, standings  # noqa: PLC0415 - Django must be set up first
    from merilo_web.plans.queries.overseen import Attention, OversightFilter  # noqa: PLC0415 - the same
    from merilo_web.registry.access import access_of  # noqa: PLC0415 - the same

    access = access_of(_territory())
    late = OversightFilter(attention=Attention.MEASURES_LATE)
    return {
        "сводка": p95(lambda: oversight.totals(access, ON)),
        "страница из 100 организаций": p95(lambda: standings.standings(access, ON)),
        "страница с просроченным": p95(lambda: standings.standings(access, ON, late)),
    }


def _territory():  # noqa: ANN202 - models cannot be imported at the top
    from tests.web.territory import build  # noqa: PLC0415 - Django must be set up first

    from merilo_web.accounts.roles import Role  # noqa: PLC0415 - the same
    from merilo_web.cycles.models import ListedOrganization  # noqa: PLC0415 - the same
    from merilo_web.registry.models import Organization  # noqa: PLC0415 - the same
    from merilo_web.results.models import ResultVersion  # noqa: PLC0415 - the same

    home = build().home
    home.cycle.state, home.cycle.handed_over_on = "handed_over", HANDED_ON
    home.cycle.save()
    home.cycle.listed.all().delete()
    made = [
        Organization(
            authority=home.authority,
            full_name=f"Школа № {number}",
            short_name=f"Школа № {number}",
            type="school",
            inn=f"7810{number:06d}",
        )
        for number in range(PLANS)
    ]
    for one in made:
        one.save()
    listed = [ListedOrganization(cycle=home.cycle, organization=one, ground="council") for one in made]
    version = ResultVersion.objects.create(
        cycle=home.cycle, number=1, state="approved", policies={}, scored_on=HANDED_ON, scored_at="2026-10-12T00:00Z"
    )
    by = home.people[Role.AUTHORITY_SPECIALIST]
    _plans(ListedOrganization.objects.bulk_create(listed), version, by)
    return by


def _plans(listed, version, by) -> None:  # noqa: ANN001 - as above
    from merilo_web.plans.models import Deficiency, ImprovementPlan, Measure  # noqa: PLC0415 - as above

    draw = random.Random(7)
    plans = ImprovementPlan.objects.bulk_create(
        ImprovementPlan(
            listed=one,
            results=version,
            year=2027,
            state="in_execution",
            drafted_on=HANDED_ON,
            drafted_by=by,
            approved_on=APPROVED_ON,
            publish_by=APPROVED_ON + timedelta(days=7),
            due_on=APPROVED_ON,
        )
        for one in listed
    )
    rows = [(plan, place) for plan in plans for place in range(MEASURES)]
    Measure.objects.bulk_create(
        Measure(
            plan=plan,
            position=place,
            text="Поставить скамьи",
            author=by,
            state=draw.choice(STATES),
            due_on=date(2027, 1, 1) + timedelta(days=draw.randrange(300)),
        )
        for plan, place in rows
    )
    Deficiency.objects.bulk_create(
        Deficiency(
            listed=plan.listed, results=version, key=f"stand.{place}", text="нет", position=place, repeated=place == 3
        )
        for plan, place in rows
    )


if __name__ == "__main__":
    main()
