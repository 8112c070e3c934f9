"""Pages of writing: from what lost points to a plan that may be sent; nothing typed is lost."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.plan_screens import HOSTILE, STATES, SignedIn, noon, sent, shown
from tests.web.planned import BEGUN_ON, SHELF, answered, deputy, drafted, events, handed_over, result, specialist
from tests.web.territory import Territory
from time_machine import TimeMachineFixture

from merilo_web.accounts.roles import Role
from merilo_web.desk.queries.tasks import desk_of
from merilo_web.plans.models import ImprovementPlan
from merilo_web.registry.access import access_of

WORDS = {
    "text": "Починить пандус",
    "term": "I квартал 2027 г.",
    "assignee_name": "Белых Анна Сергеевна",
    "assignee_post": "заместитель директора",
    "co_assignees": "",
    "expected": "",
}
PAPER = (
    "УТВЕРЖДАЮ\n\nПлан по устранению недостатков на 2027 год\n\n"
    "Недостатки, выявленные в ходе независимой оценки\tНаименование мероприятия\tПлановый срок реализации\t"
    "Ответственный исполнитель\tреализованные меры\tфактический срок реализации\n"
    "Нет скамей у входа\tПоставить скамьи\tдо 01.03.2027\tА.С. Белых, заместитель директора\t\t\n"
    "Нет вывески\tПовесить вывеску\tмай 2027 г.\tА.С. Белых, заместитель директора\t\t\n"
)


def test_from_results_to_a_draft(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    version = handed_over(home)
    row, by = result(version, home), deputy(home)
    client = signed_in(by)
    first = reverse("plans:first", args=(row.listed_id,))
    assert first in {task.url for task in desk_of(access_of(by), version.scored_on).tasks}
    gains = client.get(first).context["gains"]
    keys = [one.deficiency.key for one in gains.rows]
    every = client.get(first, {"counted": "1", "tick": keys}).context["gains"]
    assert sum(float(one.shown) for one in every.rows) == pytest.approx(
        float(every.shown_after) - float(every.shown_before)
    )
    none = client.get(first, {"counted": "1"}).context["gains"]
    assert (none.shown_after, [one.ticked for one in none.rows if one.ticked]) == (none.shown_before, [])
    draft = reverse("plans:draft", args=(version.pk, row.listed_id))
    asked = client.get(draft, {"tick": keys[:2]})
    assert len(asked.context["ticked"]) == 2
    assert client.post(draft, {"tick": keys[:2], "year": "2050"}).status_code == 422
    assert not ImprovementPlan.objects.exists()
    answer = client.post(draft, {"tick": keys[:2], "year": "2027"})
    plan = ImprovementPlan.objects.get()
    assert answer.headers["Location"] == reverse("plans:plan", args=(plan.pk,))
    assert 0 < plan.measures.count() <= 2
    assert client.get(draft).headers["Location"] == reverse("plans:plan", args=(plan.pk,))


def test_nobody_else_drafts(territory: Territory, signed_in: SignedIn) -> None:
    version = handed_over(territory.home)
    row = result(version, territory.home)
    address = reverse("plans:draft", args=(version.pk, row.listed_id))
    statuses = {role: signed_in(user).get(address).status_code for role, user in territory.people.items()}
    own = {Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY}
    assert {role for role, status in statuses.items() if status == 200} == own
    assert set(statuses.values()) == {200, 403, 404}
    other = result(version, territory.home, 1)
    client = signed_in(deputy(territory.home))
    found = [client.get(reverse("plans:first", args=(one.listed_id,))).status_code for one in (row, other)]
    assert found == [200, 404]


def test_a_measure_is_added_changed_raised_and_taken_out(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    answered(plan, territory.home)
    one = plan.listed.deficiencies.first()
    assert one is not None
    client = signed_in(deputy(territory.home))
    answer = sent(client, "add_measure", plan.pk, **WORDS, deficiencies=[str(one.pk)])
    made = plan.measures.get(text=WORDS["text"])
    assert (answer.status_code, made.due_on and made.due_on.isoformat(), made.position) == (302, "2027-03-31", 2)
    assert WORDS["text"] in shown(client, "change_measure", made.pk)
    assert sent(client, "change_measure", made.pk, **{**WORDS, "term": "май"}).status_code == 302
    made.refresh_from_db()
    assert (made.term, made.deficiencies.count()) == ("май", 0)
    assert sent(client, "raise_measure", made.pk).status_code == 302
    made.refresh_from_db()
    assert made.position == 1
    assert made.text in shown(client, "remove_measure", made.pk)
    assert sent(client, "remove_measure", made.pk).status_code == 302
    assert [measure.text for measure in plan.measures.all()] == [SHELF.text]


def test_what_was_typed_wrong_stays(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    client = signed_in(deputy(territory.home))
    answer = sent(client, "add_measure", plan.pk, **{**WORDS, "text": "", "expected": "Есть, где ждать"})
    page = answer.content.decode()
    assert (answer.status_code, "Есть, где ждать" in page, WORDS["assignee_post"] in page) == (422, True, True)
    long = sent(client, "add_measure", plan.pk, **{**WORDS, "text": "а" * 2001})
    assert (long.status_code, "а" * 2001 in long.content.decode()) == (422, True)
    alien = sent(client, "add_measure", plan.pk, **WORDS, deficiencies=["999999"])
    assert (alien.status_code, plan.measures.count()) == (422, 0)


def test_measures_are_chosen_from_the_library(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    client = signed_in(deputy(territory.home))
    form = client.get(reverse("plans:library", args=(plan.pk,))).context["form"]
    name = next(iter(form.fields))
    assert sent(client, "library", plan.pk).status_code == 422
    assert sent(client, "library", plan.pk, **{name: "нет такого"}).status_code == 422
    key = form.fields[name].choices[0][0]
    assert sent(client, "library", plan.pk, **{name: key}).status_code == 302
    made = plan.measures.get()
    assert (made.library_key, [f"deficiency-{one.pk}" for one in made.deficiencies.all()]) == (key, [name])
    again = client.get(reverse("plans:library", args=(plan.pk,))).context["form"]
    assert name not in again.fields
    keys = [one.key for one in plan.listed.deficiencies.all()[1:3]]
    ticked = client.get(reverse("plans:library", args=(plan.pk,)), {"tick": keys})
    assert {one.key for one in ticked.context["found"]} <= set(keys)


def test_why_there_is_no_measure(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    one = plan.listed.deficiencies.first()
    assert one is not None
    client = signed_in(deputy(territory.home))
    assert one.text in unescape(shown(client, "explain", plan.pk, one.pk))
    assert sent(client, "explain", plan.pk, one.pk, note="Здание сдаётся в ремонт").status_code == 302
    assert "Мероприятия нет: Здание сдаётся в ремонт" in shown(client, "plan", plan.pk)
    assert sent(client, "explain", plan.pk, one.pk, note="").status_code == 302
    one.refresh_from_db()
    assert one.note == ""
    assert sent(client, "remove_deficiency", plan.pk, one.pk).status_code == 422


def test_the_year_is_changed(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    client = signed_in(deputy(territory.home))
    assert [sent(client, "year", plan.pk, year=year).status_code for year in ("1999", "2050", "2026")] == [
        422,
        422,
        302,
    ]
    plan.refresh_from_db()
    assert plan.year == 2026


def test_a_paper_is_looked_at_before_it_is_taken(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    client = signed_in(deputy(territory.home))
    assert sent(client, "paper", plan.pk, text="").status_code == 422
    assert sent(client, "paper", plan.pk, text=PAPER).status_code == 302
    read = client.get(reverse("plans:paper", args=(plan.pk,)))
    text = read.content.decode()
    assert ("Повесить вывеску" in text, "Взять в план" in text, read.context["read"].measures) == (True, True, 2)
    assert plan.measures.count() == 0
    assert sent(client, "take_paper", plan.pk).status_code == 302
    assert [one.text for one in plan.measures.all()] == ["Поставить скамьи", "Повесить вывеску"]
    page = shown(client, "plan", plan.pk)
    assert ("план.txt" in page, "УТВЕРЖДАЮ" in page) == (True, True)
    assert client.get(reverse("plans:paper", args=(plan.pk,))).status_code == 403


def test_a_paper_of_another_organization_is_told_to_be_one(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    client = signed_in(deputy(territory.home))
    alien = PAPER.replace("на 2027 год", "МБОУ «Средняя школа № 98765»\nна 2019 год")
    assert sent(client, "paper", plan.pk, text=alien).status_code == 302
    found = client.get(reverse("plans:paper", args=(plan.pk,))).context["read"]
    assert {"plan.organization_other", "plan.year_other"} <= {one.code for one in found.problems}


def test_a_paper_may_be_put_aside(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    client = signed_in(deputy(territory.home))
    page = f"<table><tr><td>{HOSTILE.replace('<', '&lt;')}</td></tr></table>".encode()
    files = [
        SimpleUploadedFile("план.html", page, "text/html"),
        SimpleUploadedFile("план.exe", b"MZ", "text/html"),
        SimpleUploadedFile("план.txt", b"", "text/plain"),
    ]
    assert [sent(client, "paper", plan.pk, file=one).status_code for one in files] == [302, 422, 422]
    plan.refresh_from_db()
    assert plan.paper is not None
    assert (plan.paper.file.media_type, plan.paper.file_name) == ("text/plain", "план.html")
    text = shown(client, "paper", plan.pk)
    assert (HOSTILE in text, "Взять в план" in text) == (False, False)
    assert sent(client, "take_paper", plan.pk).status_code == 403
    assert sent(client, "drop_paper", plan.pk).status_code == 302
    plan.refresh_from_db()
    assert (plan.paper, events()[-2:]) == (None, ["plans.edit", "plans.edit"])
    assert "Прочитать" in shown(client, "paper", plan.pk)


def test_who_only_reads_a_plan_writes_nothing(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    made = answered(plan, territory.home)[0]
    one = plan.listed.deficiencies.first()
    assert one is not None
    client = signed_in(specialist(territory.home))
    asked = {
        **dict.fromkeys(("year", "add_measure", "library", "paper", "take_paper", "drop_paper"), (plan.pk,)),
        **dict.fromkeys(("change_measure", "remove_measure", "raise_measure"), (made.pk,)),
        **dict.fromkeys(("explain", "remove_deficiency"), (plan.pk, one.pk)),
    }
    assert {name: sent(client, name, *numbers).status_code for name, numbers in asked.items()} == dict.fromkeys(
        asked, 403
    )


def test_words_that_were_reported_are_not_changed_in_a_new_version(
    territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture
) -> None:
    home = territory.home
    time_machine.move_to(noon(BEGUN_ON))
    former = STATES["in_execution"](home)
    measure = former.measures.get()
    measure.state = "confirmed"
    measure.save()
    client = signed_in(deputy(home))
    answer = sent(client, "amend", former.pk, reason="Сменился подрядчик")
    plan = ImprovementPlan.objects.get(number=2)
    assert answer.headers["Location"] == reverse("plans:plan", args=(plan.pk,))
    copied = plan.measures.get()
    assert client.get(reverse("plans:change_measure", args=(copied.pk,))).status_code == 403
    assert "уже исполнено" in shown(client, "plan", plan.pk)


def test_words_beside_a_deficiency_begin_with_a_capital(territory: Territory, signed_in: SignedIn) -> None:
    plan = drafted(territory.home)
    one = plan.listed.deficiencies.filter(source="score").first()
    assert one is not None
    page = unescape(shown(signed_in(deputy(territory.home)), "library", plan.pk))
    assert f"{one.text[:1].upper()}{one.text[1:]}" in page
