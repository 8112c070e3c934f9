"""The plan on its site: what is seen there is kept, what to put there, the frame that anybody may embed."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from tests.web.plan_screens import HOSTILE, SignedIn, closed, noon, sent, shown, superseded
from tests.web.planned import APPROVED_ON, approved, confirmed, deputy, drafted, events, intruders, specialist
from tests.web.territory import Municipality, Territory

from merilo.documents.plan_fragment import fragment
from merilo_web.accounts.roles import AUTHORITY, ORGANIZATION, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.outside import SeenPage
from merilo_web.plans.actions import publication
from merilo_web.plans.actions.site import keep_check, open_widget
from merilo_web.plans.models import ImprovementPlan, Measure, PlanWidget, PublicationCheck
from merilo_web.plans.queries.papers import plan_form
from merilo_web.plans.queries.site import SiteLook, due_checks, judged
from merilo_web.plans.queries.snapshots import snapshot

URL = "http://127.0.0.1:9/plan"
"""Nobody listens there."""
Outcome = PublicationCheck.Outcome
SEEN = SiteLook(Outcome.FOUND, "на странице есть план", "a" * 64, 10)


def published(home: Municipality) -> ImprovementPlan:
    """An approved plan with its address."""
    return publication.publish(approved(home), by=deputy(home), on=APPROVED_ON, url=URL)


def page(status: int, text: str, *, kind: str = "text/html", charset: str = "utf-8") -> SeenPage:
    """What a site answered."""
    return SeenPage(status, text.encode(), kind, charset)


@pytest.mark.parametrize(
    ("seen", "outcome"),
    [
        (page(200, "<p>ПЛАН по устранению <b>недостатков</b>"), Outcome.FOUND),
        (page(200, "<p>План независимой оценки", charset="no-such"), Outcome.FOUND),
        (page(200, "%PDF", kind="application/pdf"), Outcome.FOUND),
        (page(200, "", kind="application/pdf"), Outcome.NOT_FOUND),
        (page(200, "<p>Добро пожаловать"), Outcome.NOT_FOUND),
        (page(200, "<script>план недостатков</script><a href='план-недостатков'>x</a>"), Outcome.NOT_FOUND),
        (page(404, "план недостатков"), Outcome.NOT_FOUND),
        (page(410, ""), Outcome.NOT_FOUND),
        (page(403, "план недостатков"), Outcome.UNKNOWN),
        (page(503, ""), Outcome.UNKNOWN),
    ],
)
def test_three_answers(seen: SeenPage, outcome: str) -> None:
    found = judged(seen)
    assert (found.outcome, found.sha256, found.size) == (outcome, seen.sha256, len(seen.content))


def test_a_check_is_kept_with_its_day_and_digest(territory: Territory) -> None:
    home = territory.home
    plan = published(home)
    made = keep_check(plan, SEEN, by=specialist(home), on=APPROVED_ON, url=URL)
    kept = PublicationCheck.objects.get()
    assert (kept, kept.outcome, kept.sha256, kept.checked_on) == (made, "found", "a" * 64, APPROVED_ON)
    assert events()[-1] == "plans.check_publication"


def test_only_the_organization_and_its_authority_look_and_only_at_an_address(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    with pytest.raises(NotAllowedError, match="где размещён"):
        keep_check(plan, SEEN, by=deputy(home), on=APPROVED_ON, url="")
    with pytest.raises(NotAllowedError, match="где размещён"):
        open_widget(plan, by=deputy(home), on=APPROVED_ON)
    plan = publication.publish(plan, by=deputy(home), on=APPROVED_ON, url=URL)
    strangers = intruders(
        territory,
        ORGANIZATION | AUTHORITY,
        lambda user: keep_check(plan, SEEN, by=user, on=APPROVED_ON, url=URL),
        lambda user: open_widget(plan, by=user, on=APPROVED_ON),
    )
    assert strangers == []
    with pytest.raises(NotAllowedError):
        open_widget(plan, by=territory.foreign.people[Role.AUTHORITY_ADMIN], on=APPROVED_ON)


def test_the_button_looks_and_tells(territory, signed_in: SignedIn, time_machine) -> None:  # type: ignore[no-untyped-def]  # fixtures
    plan = published(territory.home)
    time_machine.move_to(noon(APPROVED_ON))
    client = signed_in(specialist(territory.home))
    assert sent(client, "check_publication", plan.pk).status_code == 302
    text = shown(client, "site", plan.pk)
    assert ("не удалось проверить" in text, "сайт не ответил" in text) == (True, True)


def test_the_timer_looks_at_an_address_once_a_week(territory, capsys, time_machine) -> None:  # type: ignore[no-untyped-def]  # fixtures
    plan = published(territory.home)
    for days, number in ((0, 1), (1, 0), (6, 0), (7, 1)):
        time_machine.move_to(noon(APPROVED_ON + timedelta(days=days)))
        call_command("check_publications")
        assert capsys.readouterr().out.startswith(f"Проверено адресов: {number}.")
    on = APPROVED_ON + timedelta(days=8)
    assert list(due_checks(on)) == []
    publication.change_publication(plan, by=deputy(territory.home), on=on, url=f"{URL}2")
    assert list(due_checks(on)) == [plan]


def test_the_fragment_is_shown_and_taken_away(territory: Territory, signed_in: SignedIn) -> None:
    plan = published(territory.home)
    Measure.objects.update(text=HOSTILE)
    client = signed_in(deputy(territory.home))
    text = shown(client, "site", plan.pk)
    assert (HOSTILE in text, "&lt;section lang=&quot;ru&quot;&gt;" in text) == (False, True)
    file = client.get(reverse("plans:site_file", args=(plan.pk,)))
    assert file.content.decode() == fragment(plan_form(snapshot(plan), on=date(2026, 1, 1)))
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_a_plan_that_is_not_in_force_has_no_page_for_a_site(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    client = signed_in(deputy(territory.home))
    names = ("site", "site_file")
    assert [client.get(reverse(f"plans:{name}", args=(plan.pk,))).status_code for name in names] == [404, 404]
    assert [sent(client, name, plan.pk).status_code for name in ("check_publication", "open_widget")] == [404, 404]


def test_a_widget_is_opened_once_for_an_organization(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    plan = published(home)
    client = signed_in(deputy(home))
    assert [sent(client, "open_widget", plan.pk).status_code for _ in range(2)] == [302, 302]
    code = PlanWidget.objects.get().short_code
    assert f"/w/{code}" in shown(client, "site", plan.pk)
    assert events().count("plans.open_widget") == 1


def opened(code: str):  # type: ignore[no-untyped-def]  # fixtures
    """The widget, as a stranger's frame asks for it."""
    return Client().get(f"/w/{code}")


def test_the_widget_is_for_any_frame_without_cookie_and_script(territory: Territory) -> None:
    home = territory.home
    plan = published(home)
    code = open_widget(plan, by=deputy(home), on=APPROVED_ON).short_code
    answer = opened(code)
    policy = answer.headers["Content-Security-Policy"]
    text = answer.content.decode()
    assert (answer.status_code, "frame-ancestors *" in policy, "script-src" in policy) == (200, True, True)
    assert ("X-Frame-Options" in answer.headers, "Set-Cookie" in answer.headers, dict(answer.cookies)) == (
        False,
        False,
        {},
    )
    assert ("Cookie" in answer.headers.get("Vary", ""), "<script" in text, "<form" in text) == (False, False, False)
    assert ("Поставить скамьи у входа" in text, "Исполнено и подтверждено 0 из 1" in text) == (True, True)
    assert opened(code.lower()).status_code == 200


def test_only_the_widget_may_be_framed(territory: Territory) -> None:
    answer = Client().get(reverse("account_login"))
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_the_widget_shows_what_somebody_else_confirmed(territory: Territory) -> None:
    home = territory.home
    plan = published(home)
    code = open_widget(plan, by=deputy(home), on=APPROVED_ON).short_code
    confirmed(plan.measures.get(), home)
    assert "Исполнено и подтверждено 1 из 1" in opened(code).content.decode()


def test_a_great_plan_stays_within_its_size(territory: Territory) -> None:
    home = territory.home
    plan = published(home)
    code = open_widget(plan, by=deputy(home), on=APPROVED_ON).short_code
    many = [Measure(plan=plan, position=n, text="<&>Ж" * 400, author=deputy(home)) for n in range(300)]
    Measure.objects.bulk_create(many)
    answer = opened(code)
    text = answer.content.decode()
    assert (len(answer.content) <= 40 * 1024, "И ещё" in text, "0 из 301" in text, "<&>" in text) == (
        True,
        True,
        True,
        False,
    )


def test_what_is_not_published_is_nobodys_widget(territory: Territory) -> None:
    home = territory.home
    plan = published(home)
    code = open_widget(plan, by=deputy(home), on=APPROVED_ON).short_code
    ImprovementPlan.objects.update(published_on=None)
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert [opened(one).status_code for one in (code, wrong, "x", "%00", "А" * 500)] == [404] * 5


def test_a_closed_plan_stays_a_superseded_one_does_not(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    old = superseded(home)
    new = ImprovementPlan.objects.get(number=2)
    client = signed_in(deputy(home))
    assert [client.get(reverse("plans:site", args=(one.pk,))).status_code for one in (old, new)] == [404, 200]


def test_a_closed_plan_has_its_page(territory: Territory, signed_in: SignedIn) -> None:
    plan = closed(territory.home)
    assert "Адрес страницы с планом ещё не указан" in shown(signed_in(deputy(territory.home)), "site", plan.pk)
