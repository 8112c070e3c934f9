"""Pages of a cycle and of its council: who reads them, what can be done from them, what is said on bad input."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.web.council import held, opened, planned, vote
from tests.web.territory import Territory

from merilo_web import clock
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.models import AgendaPoint, Cycle, Decision, ListedOrganization, Meeting, PolicyChoice
from merilo_web.cycles.states import CycleState, MeetingState, PointKind, VoteChoice

SignedIn = Callable[[User], Client]
CYCLE_PAGES = ("cycle", "turns", "outlook", "policies", "decisions", "meetings")
STRANGERS = (Role.ORGANIZATION_HEAD, Role.SYSTEM_ADMIN)


def _text(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(f"cycles:{name}", args=args)).content.decode()


def _post(client: Client, name: str, *args: object, **fields: object) -> tuple[int, str]:
    """Status and, after a redirect, the page it leads to."""
    answer = client.post(reverse(f"cycles:{name}", args=args), fields, follow=True)
    return (
        answer.redirect_chain[0][1] if answer.redirect_chain else answer.status_code
    ), answer.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("name", CYCLE_PAGES)
def test_pages_of_a_cycle_are_read_by_its_people_and_found_by_nobody_else(
    territory: Territory, signed_in: SignedIn, name: str
) -> None:
    address = reverse(f"cycles:{name}", args=(territory.home.cycle.pk,))
    statuses = {role: signed_in(user).get(address).status_code for role, user in territory.people.items()}
    assert statuses == {
        role: 404 if role in {*STRANGERS, Role.ORGANIZATION_DEPUTY} else 200 for role in territory.people
    }
    assert signed_in(territory.foreign.people[Role.AUTHORITY_ADMIN]).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_the_list_of_cycles_shows_only_ones_own(territory: Territory, signed_in: SignedIn) -> None:
    page = _text(signed_in(territory.people[Role.COUNCIL_MEMBER]), "list")
    both = _text(signed_in(territory.people[Role.REGIONAL_OBSERVER]), "list")
    titles = (territory.home.cycle.title, territory.foreign.cycle.title)
    assert ([title in page for title in titles], [title in both for title in titles]) == ([True, False], [True, True])


def test_lists_cost_the_same_for_one_row_and_for_three(
    territory: Territory, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(territory.people[Role.COUNCIL_SECRETARY])
    home = territory.home
    planned(home, PointKind.LIST)

    def counts() -> list[int]:
        found = []
        for name, args in (("list", ()), *((page, (home.cycle.pk,)) for page in CYCLE_PAGES)):
            with django_assert_num_queries(100, exact=False) as queries:
                client.get(reverse(f"cycles:{name}", args=args))
            found.append(len(queries))
        return found

    before = counts()
    for number in (2, 3):
        copy = Cycle.objects.get(pk=home.cycle.pk)
        copy.pk, copy.title = None, f"Очередь {number}"
        copy.save()
        Decision.objects.create(
            cycle=home.cycle, number=str(number), decided_on=clock.today(), body="Управление", subject="О", text="Т"
        )
        planned(home, PointKind.OPERATOR)
    assert counts() == before


def test_a_cycle_is_opened_from_its_form(territory: Territory, signed_in: SignedIn) -> None:
    client = signed_in(territory.people[Role.AUTHORITY_SPECIALIST])
    year = clock.today().year
    fields = {
        "council": territory.home.council.pk,
        "year": year,
        "title": "НОК, вторая очередь",
        "sector": "education",
        "fieldwork_from": f"01.09.{year}",
        "fieldwork_until": f"{year}-10-31",
    }
    status, page = _post(client, "open", **fields)
    assert (status, "Цикл открыт: НОК, вторая очередь" in page) == (302, True)
    status, page = _post(client, "open", **{**fields, "fieldwork_until": f"{year}-08-31"})
    assert (status, "Цикл с таким названием" in page, "Последний день сбора" in page) == (422, True, True)
    assert 'value="НОК, вторая очередь"' in page


@pytest.mark.parametrize("role", [Role.COUNCIL_CHAIR, Role.OPERATOR_MANAGER])
def test_a_cycle_is_not_opened_by_others(territory: Territory, signed_in: SignedIn, role: Role) -> None:
    assert signed_in(territory.people[role]).get(reverse("cycles:open")).status_code == 404


def test_the_list_is_drafted_changed_and_explained(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    client = signed_in(home.people[Role.AUTHORITY_SPECIALIST])
    ListedOrganization.objects.filter(cycle=home.cycle).delete()
    first, second, third = home.organizations
    first.last_assessed_on = clock.today() - timedelta(days=30)
    first.save()
    Cycle.objects.filter(pk=home.cycle.pk).update(year=clock.today().year, fieldwork_from=clock.today())
    second.last_assessed_on = clock.today() - timedelta(days=500)
    second.save()
    status, page = _post(client, "draft", home.cycle.pk)
    assert (status, "В перечень внесено организаций: 1" in page) == (302, True)
    assert [row.organization for row in home.cycle.listed.all()] == [third]
    assert _post(client, "add", home.cycle.pk, first.pk, note="Жалобы")[0] == 403
    status, page = _post(client, "add", home.cycle.pk, second.pk)
    assert (status, "Почему организацию оценивают" in page) == (422, True)
    assert _post(client, "add", home.cycle.pk, second.pk, note="Жалобы родителей")[0] == 302
    assert _post(client, "remove", home.cycle.pk, third.pk)[0] == 302
    assert [(row.organization, row.ground, row.note) for row in home.cycle.listed.all()] == [
        (second, "council", "Жалобы родителей")
    ]


def test_a_foreign_organization_is_not_put_on_the_list(territory: Territory, signed_in: SignedIn) -> None:
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    assert _post(client, "add", territory.home.cycle.pk, territory.foreign.organizations[0].pk)[0] == 404
    assert _post(client, "remove", territory.home.cycle.pk, territory.foreign.organizations[0].pk)[0] == 404


def test_a_whole_meeting_from_planning_to_the_approved_list(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    secretary = signed_in(home.people[Role.COUNCIL_SECRETARY])
    today = clock.today()
    _post(secretary, "plan_meeting", home.cycle.pk, held_on=today, place="Зал заседаний", format="in_person")
    meeting = Meeting.objects.get()
    _post(secretary, "add_point", meeting.pk, kind="list", cycle=home.cycle.pk)
    _post(secretary, "add_policies", meeting.pk, home.cycle.pk, no_disabled="renormalize", rank_from="25")
    _post(secretary, "word_point", meeting.points.get(position=1).pk, heard="Доклад", text="Утвердить перечень.")
    everyone = {f"present_{member.pk}": "on" for member in home.members}
    chair, keeper = home.members[0].pk, home.members[1].pk
    _post(secretary, "open_meeting", meeting.pk, chair=chair, secretary=keeper, **everyone)
    ballots = [point.ballots.get() for point in meeting.points.all()]
    own = {f"ballot_{ballot.pk}": "in_favour" for ballot in ballots}
    for role in (Role.COUNCIL_CHAIR, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER):
        _post(signed_in(home.people[role]), "vote", meeting.pk, **own)
    others = {f"member_{member.pk}": "against" for member in home.members[3:]}
    _post(secretary, "record_votes", ballots[0].pk, **others)
    status, page = _post(secretary, "close_meeting", meeting.pk, ended_at="16:30")
    assert (status, "Всё ли в протоколе верно?" in page, "за — 3, против — 2" in page) == (302, True, True)
    _post(secretary, "minutes", meeting.pk, number="4")
    status, page = _post(secretary, "approve_list", home.cycle.pk)
    cycle = Cycle.objects.get(pk=home.cycle.pk)
    assert (status, cycle.state, cycle.listed_on) == (302, CycleState.LISTED, today)
    assert sorted(PolicyChoice.objects.values_list("policy", "option")) == [
        ("no_disabled", "renormalize"),
        ("rank_from", "25"),
    ]
    numbers = Decision.objects.order_by("id").values_list("number", flat=True)
    assert list(numbers) == ["4/1", "4/2"]
    issued = secretary.get(reverse("registry:document", args=(Meeting.objects.get().minutes_pdf_id,)))
    assert b"".join(issued).startswith(b"%PDF")  # type: ignore[arg-type]  # a streamed file


def test_what_a_member_may_not_vote_on_is_said_on_the_voting_page(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    member = home.members[2]
    member.conflicts.create(organization=home.organizations[1], ground="relative", declared_on=home.cycle.opened_on)
    meeting = opened(home, PointKind.LIST)
    page = _text(signed_in(home.people[Role.COUNCIL_MEMBER]), "vote", meeting.pk)
    free, bound = meeting.points.get().ballots.all()
    assert "Школа № 2, Заречный: родственник работника" in page
    assert [f'name="ballot_{ballot.pk}"' in page for ballot in (free, bound)] == [True, False]
    answer = _post(signed_in(home.people[Role.COUNCIL_MEMBER]), "vote", meeting.pk, **{f"ballot_{bound.pk}": "against"})
    assert (answer[0], bound.votes.count()) == (302, 0)
    assert "Голос по вопросу 1 не принят: конфликт интересов — Школа № 2, Заречный: родственник работника" in answer[1]
    assert "Голосов записано" not in answer[1]
    silent = _post(signed_in(home.people[Role.COUNCIL_MEMBER]), "vote", meeting.pk)
    assert "Вы не выбрали ни одного ответа: голоса не записаны." in silent[1]


def test_questions_of_the_methodology_are_not_offered_once_the_scores_are_counted(
    territory: Territory, signed_in: SignedIn
) -> None:
    home = territory.home
    secretary = signed_in(home.people[Role.COUNCIL_SECRETARY])
    _post(secretary, "plan_meeting", home.cycle.pk, held_on=clock.today(), place="Зал", format="in_person")
    meeting = Meeting.objects.get()
    assert "Внести вопросы методики" in _text(secretary, "meeting", meeting.pk)
    Cycle.objects.filter(pk=home.cycle.pk).update(state=CycleState.SCORED)
    assert "Внести вопросы методики" not in _text(secretary, "meeting", meeting.pk)


def test_a_meeting_without_a_quorum_says_so(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    meeting = planned(home, PointKind.LIST)
    fields = {"chair": home.members[0].pk, "secretary": home.members[1].pk, f"present_{home.members[0].pk}": "on"}
    status, page = _post(signed_in(home.people[Role.COUNCIL_SECRETARY]), "open_meeting", meeting.pk, **fields)
    assert (status, "присутствуют 1 из 5, нужно не меньше 3" in page) == (422, True)


def test_buttons_of_a_meeting_are_shown_to_those_who_may(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    meeting = opened(home, PointKind.OTHER)
    words = ("Проголосовать", "Подвести итог голосования", "Записать голоса")
    roles = (Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER, Role.AUTHORITY_ADMIN, Role.REGIONAL_OBSERVER)
    shown = {}
    for role in roles:
        page = _text(signed_in(territory.people[role]), "meeting", meeting.pk)
        shown[role] = [word in page for word in words]
    assert list(shown.values()) == [[True, True, True], [True, False, False], [False] * 3, [False] * 3]


@pytest.mark.parametrize(
    "name", ["meeting", "change_meeting", "add_point", "open_meeting", "vote", "close_meeting", "minutes"]
)
def test_meetings_of_the_neighbours_do_not_exist(territory: Territory, signed_in: SignedIn, name: str) -> None:
    meeting = planned(territory.foreign, PointKind.OTHER)
    client = signed_in(territory.people[Role.COUNCIL_CHAIR])
    assert client.get(reverse(f"cycles:{name}", args=(meeting.pk,))).status_code == 404
    assert _post(client, "remove_point", meeting.points.get().pk)[0] == 404
    assert AgendaPoint.objects.count() == 1


def test_ballots_and_decisions_of_the_neighbours_do_not_exist(territory: Territory, signed_in: SignedIn) -> None:
    meeting = opened(territory.foreign, PointKind.OTHER)
    ballot, client = meeting.points.get().ballots.get(), signed_in(territory.people[Role.COUNCIL_CHAIR])
    decision = Decision.objects.create(
        cycle=territory.foreign.cycle, number="1", decided_on=clock.today(), body="Совет", subject="О", text="Т"
    )
    statuses = [
        _post(client, "record_votes", ballot.pk)[0],
        _post(client, "recuse", ballot.pk)[0],
        _post(client, "word_point", ballot.point_id)[0],
        _post(client, "complete_decision", decision.pk)[0],
    ]
    assert statuses == [404] * 4


def test_hostile_text_is_shown_as_text(territory: Territory, signed_in: SignedIn) -> None:
    hostile = "<script>alert(1)</script> & {{ cycle }} {% now %}"
    meeting = planned(territory.home, PointKind.OTHER, title=hostile, text=hostile, heard=hostile)
    page = _text(signed_in(territory.people[Role.COUNCIL_CHAIR]), "meeting", meeting.pk)
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ cycle }} {% now %}") == 3


def test_a_decision_is_registered_carried_out_and_the_register_issued(
    territory: Territory, signed_in: SignedIn
) -> None:
    home = territory.home
    client = signed_in(home.people[Role.AUTHORITY_ADMIN])
    today = clock.today()
    facts = {"number": "112-р", "decided_on": today, "body": "Управление", "subject": "О итогах", "text": "Поощрить"}
    late = {"due_on": today - timedelta(days=1)}
    status, page = _post(client, "register_decision", home.cycle.pk, **facts, **late)
    assert (status, "не раньше даты решения" in page) == (422, True)
    assert _post(client, "register_decision", home.cycle.pk, **facts, due_on=today)[0] == 302
    decision = Decision.objects.get()
    status, page = _post(client, "complete_decision", decision.pk, completed_on=today + timedelta(days=1), outcome="Да")
    assert (status, "не позже сегодняшнего дня" in page) == (422, True)
    assert _post(client, "complete_decision", decision.pk, completed_on=today, outcome="Премии выданы")[0] == 302
    status, page = _post(client, "issue_register", home.cycle.pk)
    assert (status, "Реестр решений" in page, "Премии выданы" in page) == (302, True, True)
    assert _post(signed_in(home.people[Role.COUNCIL_MEMBER]), "issue_register", home.cycle.pk)[0] == 403


def test_a_step_asks_before_it_is_taken(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    client = signed_in(home.people[Role.AUTHORITY_ADMIN])
    assert _post(client, "step", home.cycle.pk, "begin")[0] == 403
    assert _post(client, "step", home.cycle.pk, "nothing")[0] == 404
    Cycle.objects.filter(pk=home.cycle.pk).update(state=CycleState.CONTRACTED)
    assert "Начать сбор информации" in _text(client, "cycle", home.cycle.pk)
    status, page = _post(client, "step", home.cycle.pk, "begin", until="вчера")
    assert (status, "Введите день, месяц и год" in page) == (422, True)
    assert _post(client, "step", home.cycle.pk, "begin", until=clock.today() + timedelta(days=30))[0] == 302
    assert Cycle.objects.get(pk=home.cycle.pk).state == CycleState.FIELDWORK


def test_signed_minutes_offer_their_documents(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    meeting = held(home, PointKind.OTHER)
    client = signed_in(home.people[Role.COUNCIL_CHAIR])
    assert "Протокол" in _text(client, "minutes", meeting.pk)
    _post(client, "minutes", meeting.pk, number="1")
    signed = Meeting.objects.get()
    page = _text(client, "meeting", meeting.pk)
    assert signed.state == MeetingState.MINUTED
    assert all(
        reverse("registry:document", args=(number,)) in page
        for number in (signed.minutes_docx_id, signed.minutes_pdf_id)
    )
    lost = opened(home, PointKind.OPERATOR)
    vote(home, lost.points.get(), VoteChoice.AGAINST)
    assert "против — 1" in _text(client, "meeting", lost.pk)
