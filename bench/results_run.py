"""The child of `bench_web_scoring`: 75 organizations in a database of their own, scored and read; prints JSON."""

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from os import environ

from bench.inspected import inspect
from bench.measure import p95

ORGANIZATIONS, ANSWERS, PATTERNS = 75, 1_000_000, 300
ON = date(2026, 10, 1)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="merilo-bench-") as folder:
        environ.update(MERILO_MODE="test", MERILO_FOLDER=folder, DATABASE_URL=f"sqlite:///{folder}/bench.sqlite3")
        environ.setdefault("DJANGO_SETTINGS_MODULE", "merilo_web.settings")
        import django  # noqa: PLC0415 - settings come from the environment set above

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - the same

        call_command("migrate", verbosity=0)
        json.dump(_measured(int(sys.argv[1])), sys.stdout)


def _measured(answers: int) -> dict[str, object]:
    from merilo_web.results.actions import approval, scoring  # noqa: PLC0415 - Django must be set up first
    from merilo_web.results.queries import intervals  # noqa: PLC0415 - the same

    cycle, by = _cycle(answers)
    scored, version = _timed(lambda: scoring.score(cycle, by=by, on=ON))
    estimated, found = _timed(lambda: intervals.estimated(version))
    version = scoring.keep_intervals(version, found, by=by, on=ON)
    drafted, version = _timed(lambda: approval.submit(version, by=by, on=ON))
    return {
        "score": scored,
        "intervals": estimated,
        "submit": drafted,
        "cards": sum(len(json.dumps(row.card)) for row in version.organizations.all()),
        "pages": _pages(version, by),
    }


def _timed(what: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    found = what()
    return time.perf_counter() - start, found


def _cycle(answers: int):  # noqa: ANN202 - models cannot be imported at the top
    from tests.web.territory import build  # noqa: PLC0415 - Django must be set up first

    from merilo_web.accounts.roles import Role  # noqa: PLC0415 - the same
    from merilo_web.cycles.models import ListedOrganization  # noqa: PLC0415 - the same
    from merilo_web.cycles.queries.policies import edition_of  # noqa: PLC0415 - the same
    from merilo_web.fieldwork.models import PatternCount, Survey  # noqa: PLC0415 - the same
    from merilo_web.registry.models import Organization  # noqa: PLC0415 - the same

    home, draw = build().home, random.Random(7)
    cycle, by = home.cycle, home.people[Role.AUTHORITY_ADMIN]
    cycle.state = "accepted"
    cycle.save()
    edition = edition_of(cycle)
    for number in range(4, ORGANIZATIONS + 1):
        one = Organization.objects.create(
            authority=home.authority,
            full_name=f"Школа № {number}",
            short_name=f"Школа № {number}",
            type="school",
            inn=f"78100{number:05d}",
        )
        ListedOrganization.objects.create(cycle=cycle, organization=one, ground="never_assessed", population=20_000)
    for place, listed in enumerate(cycle.listed.order_by("pk")):
        survey = Survey.objects.create(
            listed=listed, short_code=f"BENCH{place:03d}", state="closed", target=600, opens_on=ON, closes_on=ON
        )
        _answers(survey, answers // ORGANIZATIONS, (draw, edition, PatternCount))
        inspect(listed, by, draw)
    return cycle, by


def _answers(survey, number: int, made) -> None:  # noqa: ANN001 - as above
    draw, edition, model = made
    kept: dict[str, int] = {}
    for _ in range(PATTERNS):
        packed = "".join(draw.choices("10-", (0.85, 0.1, 0.05))[0] for _ in edition.closed_questions)
        kept[packed] = kept.get(packed, 0) + number // PATTERNS
    model.objects.bulk_create(model(survey=survey, answers=packed, number=times) for packed, times in kept.items())


def _pages(version, by) -> dict[str, float]:  # noqa: ANN001 - as above
    from django.test import Client  # noqa: PLC0415 - Django must be set up first
    from django.urls import reverse  # noqa: PLC0415 - the same

    listed = version.organizations.order_by("pk")[0].listed_id
    client = Client()
    client.force_login(by, backend="allauth.account.auth_backends.AuthenticationBackend")
    addresses = {
        "рейтинг": reverse("results:version", args=(version.pk,)),
        "карточка": reverse("results:organization", args=(version.pk, listed)),
        "показатель": reverse("results:indicator", args=(version.pk, listed, "1.1")),
        "итог": reverse("results:figure", args=(version.pk, listed, "S")),
        "предложения": reverse("results:recommendations", args=(version.pk,)),
        "предложения организации": reverse("results:proposals", args=(version.pk, listed)),
        "документы": reverse("results:documents", args=(version.pk,)),
        "рассмотрение": reverse("results:consideration", args=(version.pk,)),
        "версии": reverse("results:versions", args=(version.cycle_id,)),
    }
    return {name: _page_p95(client, address) for name, address in addresses.items()}


def _page_p95(client, address: str) -> float:  # noqa: ANN001 - as above
    page = client.get(address)
    if page.status_code != 200:
        raise RuntimeError(f"{address}: {page.status_code}")
    return p95(lambda: client.get(address))


if __name__ == "__main__":
    main()
