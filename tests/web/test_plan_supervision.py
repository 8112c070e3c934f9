"""Summaries over all plans of a cycle; heads to be heard and interviewed, with ties and intervals, and the outcome."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.plan_screens import HOSTILE, SignedIn, noon, sent, shown
from tests.web.planned import HANDED_ON, approved, confirmed, events, handed_over, intruders, specialist
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.actions import read
from merilo_web.archive.models import Document
from merilo_web.plans.actions.supervision import HearingFacts, draw_hearing, issue_summary, record_hearing
from merilo_web.plans.models import DrawnHearing, HeadHearing, IssuedSummary
from merilo_web.plans.queries.supervision import chosen
from merilo_web.registry.models import Organization

ON = date(2027, 4, 20)
READERS = AUTHORITY | {Role.COUNCIL_CHAIR, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER, Role.REGIONAL_OBSERVER}


def text_of(document: Document) -> str:
    """All XML of an issued book or paper."""
    with zipfile.ZipFile(io.BytesIO(read(document.file).read_bytes())) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def status(client: Client, address: str) -> int:
    """What the server answers; a file is read to its end, so that it is closed."""
    answer = client.get(address)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def ranked(home: Municipality, *places: int) -> None:
    """Handed-over results with these places."""
    version = handed_over(home)
    for row, place in zip(version.organizations.order_by("listed"), places, strict=True):
        row.place, row.total, row.intervals = place, f"{90 - place}.50", None
        row.save()


def drawn(home: Municipality, *, highest: int = 1, lowest: int = 1) -> DrawnHearing:
    """A list of heads."""
    facts = HearingFacts(highest, lowest)
    return draw_hearing(home.cycle, by=specialist(home), on=HANDED_ON, facts=facts)


def test_a_summary_is_issued_in_three_forms(territory: Territory) -> None:
    home = territory.home
    plan = approved(home, several=2)
    confirmed(plan.measures.all()[0], home)
    made = issue_summary(home.cycle, by=specialist(home), on=ON)
    again = issue_summary(home.cycle, by=specialist(home), on=ON + timedelta(days=1))
    names = [one.file_name for one in (made.docx, made.pdf, made.xlsx)]
    assert names == [f"Сводка об исполнении планов 2026 № 1.{ending}" for ending in ("docx", "pdf", "xlsx")]
    assert (made.number, again.number, made.period) == (1, 2, "за I квартал 2027 года")
    assert [word in text_of(made.docx) for word in ("Школа № 1, Заречный", "исполняется", "плана нет")] == [True] * 3
    assert "Школа № 3, Заречный" in text_of(made.xlsx)
    assert events()[-2:] == ["plans.issue_summary"] * 2


def test_hostile_names_stay_text_in_the_book(territory: Territory) -> None:
    home = territory.home
    handed_over(home)
    Organization.objects.filter(pk=home.organizations[0].pk).update(short_name="=1+1")
    found = text_of(issue_summary(home.cycle, by=specialist(home), on=ON).xlsx)
    assert ("<f>" in found, "=1+1" in found) == (False, True)


def test_only_the_authority_issues_and_draws(territory: Territory) -> None:
    home = territory.home
    ranked(home, 1, 2, 3)
    facts = HearingFacts()
    strangers = intruders(
        territory,
        AUTHORITY,
        lambda user: issue_summary(home.cycle, by=user, on=ON),
        lambda user: draw_hearing(home.cycle, by=user, on=ON, facts=facts),
    )
    assert strangers == []
    for deed in (
        lambda: issue_summary(territory.foreign.cycle, by=specialist(home), on=ON),
        lambda: draw_hearing(territory.foreign.cycle, by=specialist(home), on=ON, facts=facts),
    ):
        with pytest.raises(NotAllowedError):
            deed()


def test_nothing_is_issued_before_results_are_handed_over(territory: Territory) -> None:
    home = territory.home
    with pytest.raises(NotAllowedError, match="не на этом этапе"):
        issue_summary(home.cycle, by=specialist(home), on=ON)


def test_who_opens_the_pages_and_the_files(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    ranked(home, 1, 2, 3)
    made = issue_summary(home.cycle, by=specialist(home), on=ON)
    hearing = drawn(home)
    addresses = (
        reverse("plans:hearing", args=(home.cycle.pk,)),
        *(reverse("registry:document", args=(one.pk,)) for one in (made.xlsx, hearing.docx)),
    )
    opened = {
        role: tuple(status(signed_in(user), address) for address in addresses)
        for role, user in territory.people.items()
    }
    assert {role for role, codes in opened.items() if codes == (200, 200, 200)} == READERS
    assert {codes for role, codes in opened.items() if role not in READERS} == {(404, 404, 404)}


def test_a_summary_is_issued_by_its_button(territory, signed_in: SignedIn, time_machine) -> None:  # type: ignore[no-untyped-def]  # fixtures
    home = territory.home
    handed_over(home)
    time_machine.move_to(noon(ON))
    client = signed_in(specialist(home))
    assert sent(client, "issue_summary", home.cycle.pk).status_code == 302
    text = shown(client, "summaries")
    assert ("№ 1 за I квартал 2027 года" in text, "XLSX" in text) == (True, True)
    assert "Выпустить сводку" not in shown(signed_in(home.people[Role.COUNCIL_CHAIR]), "summaries")
    assert IssuedSummary.objects.count() == 1


def test_a_foreign_cycle_is_nobodys_page(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    ranked(home, 1, 2, 3)
    head = drawn(home).heads.first()
    assert head is not None
    client = signed_in(territory.foreign.people[Role.AUTHORITY_ADMIN])
    asked = (("hearing", home.cycle.pk), ("hearing_outcome", head.pk))
    assert [client.get(reverse(f"plans:{name}", args=(pk,))).status_code for name, pk in asked] == [404, 404]
    asked = (*asked, ("issue_summary", home.cycle.pk))
    assert [sent(client, name, pk).status_code for name, pk in asked] == [404, 404, 404]


def test_ties_stand_together_and_intervals_reach_the_list(territory: Territory) -> None:
    home = territory.home
    ranked(home, 1, 1, 3)
    version = home.cycle.versions.get()
    found = [(one.kind, one.result.listed.organization.short_name[:9], one.ground) for one in chosen(version, 1, 1)]
    assert found == [
        ("heard", "Школа № 1", "делит место 1"),
        ("heard", "Школа № 2", "делит место 1"),
        ("interviewed", "Школа № 3", "место 3"),
    ]


def test_a_list_is_drawn_once_and_frozen(territory: Territory) -> None:
    home = territory.home
    ranked(home, 1, 2, 3)
    made = drawn(home)
    Organization.objects.update(head_name="Новый Руководитель Иванович")
    kept = [(one.kind, one.head, one.total, one.place) for one in made.heads.order_by("position")]
    assert kept == [
        ("heard", "Ветрова Ольга Игоревна", "89.50", 1),
        ("interviewed", "Ветрова Ольга Игоревна", "87.50", 3),
    ]
    assert [word in text_of(made.docx) for word in ("Ветрова", "место 3", "89,50")] == [True] * 3
    with pytest.raises(NotAllowedError, match="уже составлен"):
        drawn(home)
    with pytest.raises(IntegrityError), transaction.atomic():
        DrawnHearing.objects.create(
            results=made.results, drawn_on=ON, highest=1, lowest=1, docx=made.docx, pdf=made.pdf
        )
    assert events().count("plans.draw_hearing") == 1


@pytest.mark.parametrize("numbers", [(0, 0), (101, 1), (-1, 3)])
def test_strange_numbers_are_refused(territory: Territory, numbers: tuple[int, int]) -> None:
    home = territory.home
    ranked(home, 1, 2, 3)
    with pytest.raises(ValidationError):
        drawn(home, highest=numbers[0], lowest=numbers[1])


def test_nobody_with_a_place_is_nobody_to_hear(territory: Territory) -> None:
    home = territory.home
    version = handed_over(home)
    version.organizations.update(place=None)
    with pytest.raises(NotAllowedError, match="ни у кого нет места"):
        drawn(home)


def test_the_list_is_drawn_and_the_outcome_written_on_the_pages(territory, signed_in, time_machine) -> None:  # type: ignore[no-untyped-def]  # fixtures
    home = territory.home
    ranked(home, 1, 2, 3)
    time_machine.move_to(noon(ON))
    client = signed_in(specialist(home))
    assert sent(client, "hearing", home.cycle.pk, highest="", lowest="1").status_code == 422
    assert sent(client, "hearing", home.cycle.pk, highest="0", lowest="0").status_code == 422
    assert sent(client, "hearing", home.cycle.pk, highest="1", lowest="1").status_code == 302
    head = HeadHearing.objects.get(kind="heard")
    secretary = signed_in(home.people[Role.COUNCIL_SECRETARY])
    assert sent(secretary, "hearing_outcome", head.pk, held_on="2027-05-20", note="Позже").status_code == 422
    assert sent(secretary, "hearing_outcome", head.pk, held_on=ON.isoformat(), note=" ").status_code == 422
    assert sent(secretary, "hearing_outcome", head.pk, held_on=ON.isoformat(), note=HOSTILE).status_code == 302
    head.refresh_from_db()
    assert (head.held_on, head.note) == (ON, HOSTILE)
    text = shown(client, "hearing", home.cycle.pk)
    assert (HOSTILE in text, "20.04.2027" in text, "записать итог" in text) == (False, True, True)


def test_outcomes_are_written_by_the_authority_and_the_leaders_of_the_council(territory: Territory) -> None:
    home = territory.home
    ranked(home, 1, 2, 3)
    head = drawn(home).heads.first()
    assert head is not None
    strangers = intruders(
        territory,
        AUTHORITY | COUNCIL_LEADERS,
        lambda user: record_hearing(head, by=user, on=ON, held_on=ON, note="Рассказала"),
    )
    assert strangers == []
    record_hearing(head, by=home.people[Role.COUNCIL_CHAIR], on=ON, held_on=ON, note="Рассказала")
    assert events()[-1] == "plans.record_hearing"


def test_pages_take_as_many_queries_for_one_summary_as_for_three(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    approved(home)
    client = signed_in(specialist(home))
    numbers = []
    for several in (1, 2):
        for _ in range(several):
            issue_summary(home.cycle, by=specialist(home), on=ON)
        with CaptureQueriesContext(connection) as captured:
            shown(client, "summaries")
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]
