"""Meetings of the council: agenda, quorum, votes, conflicts of interest, minutes."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from tests.web.council import DAY, decided, held, opened, planned, presence, vote
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.models import Document
from merilo_web.cycles.actions import meetings, minutes, votes
from merilo_web.cycles.actions.meetings import MeetingFacts, PointFacts
from merilo_web.cycles.actions.minutes import Wording
from merilo_web.cycles.actions.opening import Presence, open_meeting
from merilo_web.cycles.models import Cycle, Meeting, Recusal
from merilo_web.cycles.queries.meetings import agenda, next_number, quorum
from merilo_web.cycles.queries.minutes import minutes_text
from merilo_web.cycles.states import CycleState, MeetingState, PointKind, VoteChoice
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.models import ConflictOfInterest, CouncilMember, Filing, PublicCouncil

FOR, AGAINST, ABSTAINED = VoteChoice.IN_FAVOUR, VoteChoice.AGAINST, VoteChoice.ABSTAINED
FACTS = MeetingFacts(DAY, "Зал заседаний")


def _conflict(home: Municipality, member: int, school: int) -> ConflictOfInterest:
    return ConflictOfInterest.objects.create(
        member=home.members[member],
        organization=home.organizations[school],
        ground="employee",
        declared_on=date(2026, 1, 12),
    )


def _ballots(meeting: Meeting) -> list[tuple[list[str], list[str]]]:
    """Organizations and barred members of every ballot of the first point."""
    return [
        ([str(one) for one in view.organizations], [str(seat.member) for seat in view.barred])
        for view in agenda(meeting)[0].ballots
    ]


@pytest.mark.parametrize(
    ("rule", "least"),
    [("majority", [1, 1, 2, 2, 3, 3, 4]), ("half", [1, 1, 1, 2, 2, 3, 3]), ("two_thirds", [1, 1, 2, 2, 3, 4, 4])],
)
def test_the_quorum_is_what_the_councils_rule_says(rule: str, least: list[int]) -> None:
    assert [quorum(PublicCouncil(quorum_rule=rule), members) for members in range(7)] == least


def test_a_meeting_is_planned_for_today_or_later(territory: Territory) -> None:
    by = territory.people[Role.COUNCIL_SECRETARY]
    with pytest.raises(ValidationError) as refused:
        meetings.plan_meeting(territory.home.cycle, by=by, on=date(2026, 2, 17), facts=FACTS)
    assert list(refused.value.message_dict) == ["held_on"]
    meeting = meetings.plan_meeting(territory.home.cycle, by=by, on=DAY, facts=FACTS)
    assert (meeting.state, meeting.council, JournalEntry.objects.get().event) == (
        MeetingState.PLANNED,
        territory.home.council,
        "cycles.plan_meeting",
    )


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.OPERATOR_MANAGER, Role.ORGANIZATION_HEAD])
def test_members_and_others_plan_no_meeting(territory: Territory, role: Role) -> None:
    for user in (territory.people[role], territory.foreign.people[Role.COUNCIL_CHAIR]):
        with pytest.raises(NotAllowedError):
            meetings.plan_meeting(territory.home.cycle, by=user, on=DAY, facts=FACTS)
    assert Meeting.objects.count() == 0


def test_a_planned_meeting_can_be_moved_and_its_agenda_changed(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.COUNCIL_SECRETARY]
    meeting = planned(home, PointKind.LIST, PointKind.OPERATOR, PointKind.OTHER)
    meetings.remove_point(meeting.points.get(kind=PointKind.OPERATOR), by=by)
    moved = meetings.change_meeting(
        meeting, by=by, on=DAY, facts=MeetingFacts(date(2026, 2, 20), "Школа № 1", time(15), "remote", "Журналист")
    )
    assert [(point.position, point.kind) for point in moved.points.all()] == [(1, "list"), (2, "other")]
    assert (moved.held_on, moved.format, JournalEntry.objects.latest("id").changes["дата"]) == (
        date(2026, 2, 20),
        "remote",
        ["2026-02-16", "2026-02-20"],
    )


def test_a_point_about_a_foreign_cycle_is_refused(territory: Territory) -> None:
    meeting = planned(territory.home)
    point = PointFacts(kind=PointKind.LIST, cycle=territory.foreign.cycle)
    with pytest.raises(ValidationError) as refused:
        meetings.add_point(meeting, by=territory.people[Role.COUNCIL_CHAIR], point=point)
    assert list(refused.value.message_dict) == ["cycle"]


def test_braces_in_a_title_stay_as_they_were_typed(territory: Territory) -> None:
    meeting = planned(territory.home)
    point = PointFacts(kind=PointKind.OTHER, cycle=territory.home.cycle, title="О {cycle.secret} {0}", text="{x}")
    added = meetings.add_point(meeting, by=territory.people[Role.COUNCIL_CHAIR], point=point)
    assert (added.title, added.text) == ("О {cycle.secret} {0}", "{x}")


def test_without_a_quorum_the_meeting_is_not_opened(territory: Territory) -> None:
    meeting = planned(territory.home, PointKind.LIST)
    with pytest.raises(NotAllowedError, match="присутствуют 2 из 5, нужно не меньше 3"):
        open_meeting(
            meeting,
            by=territory.people[Role.COUNCIL_CHAIR],
            on=DAY,
            presence=presence(territory.home, absent=3),
        )
    assert Meeting.objects.get().state == MeetingState.PLANNED


def test_members_whose_term_has_ended_are_not_counted(territory: Territory) -> None:
    home = territory.home
    CouncilMember.objects.filter(pk__in=[member.pk for member in home.members[3:]]).update(until=date(2026, 2, 15))
    meeting = planned(home, PointKind.LIST)
    opened_now = open_meeting(meeting, by=home.people[Role.COUNCIL_CHAIR], on=DAY, presence=presence(home, absent=3))
    assert (opened_now.quorum, opened_now.attendance.count()) == (2, 3)


def test_a_meeting_is_not_opened_before_its_day_nor_without_points_nor_without_a_chair(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.COUNCIL_CHAIR]
    with pytest.raises(NotAllowedError, match=r"назначено на 16\.02\.2026"):
        open_meeting(planned(home, PointKind.LIST), by=by, on=date(2026, 2, 15), presence=presence(home))
    with pytest.raises(NotAllowedError, match="нет вопросов"):
        open_meeting(planned(home), by=by, on=DAY, presence=presence(home))
    absent = home.members[4].pk
    wrong = Presence(presence(home).present, absent, absent)
    with pytest.raises(ValidationError) as refused:
        open_meeting(planned(home, PointKind.LIST), by=by, on=DAY, presence=wrong)
    assert sorted(refused.value.message_dict) == ["chair", "secretary"]


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (PointKind.LIST, CycleState.LISTED),
        (PointKind.RESULTS, CycleState.ACCEPTED),
        (PointKind.RECOMMENDATIONS, CycleState.FIELDWORK),
        (PointKind.POLICIES, CycleState.SCORED),
    ],
)
def test_the_council_decides_nothing_out_of_turn(territory: Territory, kind: PointKind, state: CycleState) -> None:
    home = territory.home
    meeting = planned(home, kind)
    Cycle.objects.update(state=state)
    with pytest.raises(NotAllowedError, match="сейчас не решают"):
        open_meeting(meeting, by=home.people[Role.COUNCIL_CHAIR], on=DAY, presence=presence(home))


def test_more_than_half_of_those_who_voted_adopt(territory: Territory) -> None:
    home = territory.home
    meeting = opened(home, *[PointKind.OTHER] * 4)
    for point, choices in zip(
        meeting.points.all(),
        [(FOR, FOR, AGAINST, ABSTAINED), (FOR, FOR, FOR, AGAINST), (FOR, ABSTAINED), ()],
        strict=True,
    ):
        vote(home, point, *choices)
    closed = votes.close_meeting(meeting, by=home.people[Role.COUNCIL_CHAIR], on=DAY, ended_at=time(16), unvoted=True)
    assert [point.adopted for point in closed.points.all()] == [False, True, False, None]
    assert closed.state == MeetingState.HELD


def test_a_vote_may_be_changed_until_the_meeting_is_closed(territory: Territory) -> None:
    home = territory.home
    meeting = opened(home, PointKind.OTHER)
    ballot, member = meeting.points.get().ballots.get(), home.people[Role.COUNCIL_MEMBER]
    votes.cast_vote(ballot, by=member, choice=AGAINST)
    votes.cast_vote(ballot, by=member, choice=FOR)
    assert [one.choice for one in ballot.votes.all()] == [FOR]
    assert list(JournalEntry.objects.latest("id").changes.values()) == [["против", "за"]]
    votes.close_meeting(meeting, by=home.people[Role.COUNCIL_CHAIR], on=DAY)
    with pytest.raises(NotAllowedError):
        votes.cast_vote(ballot, by=member, choice=AGAINST)


def test_only_those_present_vote_and_only_with_a_vote_that_exists(territory: Territory) -> None:
    home = territory.home
    meeting = opened(home, PointKind.OTHER)
    ballot = meeting.points.get().ballots.get()
    with pytest.raises(NotAllowedError):
        votes.cast_vote(ballot, by=territory.foreign.people[Role.COUNCIL_MEMBER], choice=FOR)
    with pytest.raises(NotAllowedError):
        votes.cast_vote(ballot, by=home.people[Role.AUTHORITY_ADMIN], choice=FOR)
    with pytest.raises(ValidationError):
        votes.cast_vote(ballot, by=home.people[Role.COUNCIL_MEMBER], choice="maybe")
    meeting.attendance.filter(member=home.members[2]).update(present=False)
    with pytest.raises(NotAllowedError, match="не отмечены присутствующим"):
        votes.cast_vote(ballot, by=home.people[Role.COUNCIL_MEMBER], choice=FOR)
    assert ballot.votes.count() == 0


def test_the_secretary_records_votes_only_of_members_without_an_account(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.COUNCIL_SECRETARY]
    ballot = opened(home, PointKind.OTHER).points.get().ballots.get()
    with_account, without, absent = home.members[2], home.members[3], home.members[4]
    with pytest.raises(NotAllowedError, match="голосует на своей странице"):
        votes.record_votes(ballot, by=by, choices={with_account.pk: FOR})
    with pytest.raises(NotAllowedError, match="только за присутствующего"):
        votes.record_votes(ballot, by=by, choices={absent.pk: FOR})
    with pytest.raises(NotAllowedError):
        votes.record_votes(ballot, by=home.people[Role.COUNCIL_MEMBER], choices={without.pk: FOR})
    assert [(one.member, one.recorded_by) for one in votes.record_votes(ballot, by=by, choices={without.pk: FOR})] == [
        (without, by)
    ]


def test_a_conflict_of_interest_splits_the_vote_and_bars_the_member(territory: Territory) -> None:
    home = territory.home
    _conflict(home, member=2, school=1)
    meeting = opened(home, PointKind.LIST)
    member = home.members[2]
    assert _ballots(meeting) == [
        (["Школа № 1, Заречный", "Школа № 3, Заречный"], []),
        (["Школа № 2, Заречный"], [member.full_name]),
    ]
    free, bound = meeting.points.get().ballots.all()
    votes.cast_vote(free, by=member.user, choice=FOR)
    with pytest.raises(NotAllowedError, match="Школа № 2, Заречный: работает в организации") as refused:
        votes.cast_vote(bound, by=member.user, choice=FOR)
    assert "конфликт интересов" in refused.value.clause
    assert bound.votes.count() == 0


def test_a_conflict_that_has_ended_or_is_declared_later_bars_nobody(territory: Territory) -> None:
    home = territory.home
    ended, later = _conflict(home, member=2, school=1), _conflict(home, member=3, school=0)
    ConflictOfInterest.objects.filter(pk=ended.pk).update(ended_on=date(2026, 2, 15))
    ConflictOfInterest.objects.filter(pk=later.pk).update(declared_on=date(2026, 2, 17))
    assert [barred for _, barred in _ballots(opened(home, PointKind.LIST))] == [[]]


def test_a_conflict_declared_during_the_meeting_takes_the_vote_out(territory: Territory) -> None:
    home = territory.home
    meeting = opened(home, PointKind.LIST)
    vote(home, meeting.points.get(), FOR, FOR, FOR, AGAINST)
    _conflict(home, member=3, school=0)
    closed = votes.close_meeting(meeting, by=home.people[Role.COUNCIL_CHAIR], on=DAY)
    view = agenda(closed)[0].ballots[0]
    assert (view.count.in_favour, view.count.against) == (3, 0)
    assert [str(one) for one in Recusal.objects.all()] == [
        "Гусева Мария Львовна: Школа № 1, Заречный: работает в организации"
    ]


def test_a_member_recused_at_the_meeting_does_not_vote(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.COUNCIL_CHAIR]
    ballot = opened(home, PointKind.OPERATOR).points.get().ballots.get()
    member = home.members[2]
    votes.cast_vote(ballot, by=member.user, choice=FOR)
    with pytest.raises(ValidationError):
        votes.recuse(ballot, member, by=by, reason=" ")
    votes.recuse(ballot, member, by=by, reason="родственник директора оператора")
    with pytest.raises(NotAllowedError, match="родственник директора оператора"):
        votes.cast_vote(ballot, by=member.user, choice=FOR)
    assert ballot.votes.count() == 0


def test_what_was_voted_on_is_not_reworded(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.COUNCIL_SECRETARY]
    point = opened(home, PointKind.OTHER).points.get()
    minutes.word_point(point, by=by, wording=Wording("Доклад", "Поручить отделу", "Отдел", date(2026, 3, 1)))
    point.refresh_from_db()
    vote(home, point, FOR)
    with pytest.raises(NotAllowedError, match="уже голосуют"):
        minutes.word_point(point, by=by, wording=Wording("Доклад", "Поручить другому отделу", "Отдел"))
    minutes.word_point(point, by=by, wording=Wording("Доклад и прения", "Поручить отделу", "Отдел", date(2026, 3, 1)))
    point.refresh_from_db()
    assert (point.heard, point.text) == ("Доклад и прения", "Поручить отделу")


def test_signed_minutes_have_the_next_number_decisions_and_documents(territory: Territory) -> None:
    home = territory.home
    decided(home, PointKind.LIST)
    second = decided(home, PointKind.OPERATOR, assignee="Отдел закупок", due_on=date(2026, 3, 31))
    meeting = second.point.meeting
    assert (meeting.number, meeting.state, second.number) == ("2", MeetingState.MINUTED, "2/1")
    assert (second.assignee, second.due_on, second.body) == ("Отдел закупок", date(2026, 3, 31), home.council.name)
    named = Document.objects.filter(kind="minutes", number="2").values_list("file_name", flat=True)
    assert sorted(named) == ["Протокол 2026-02-16.docx", "Протокол 2026-02-16.pdf"]
    filing = Filing.objects.get(document=meeting.minutes_pdf)
    assert (filing.authority, filing.council, filing.organization) == (home.authority, home.council, None)


def test_numbers_of_minutes_are_the_councils_own_and_begin_anew_each_year(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.COUNCIL_CHAIR]
    minutes.sign_minutes(held(home, PointKind.OTHER), by=by, on=DAY, number="7")
    again = held(home, PointKind.OTHER)
    with pytest.raises(ValidationError) as refused:
        minutes.sign_minutes(again, by=by, on=DAY, number="7")
    assert list(refused.value.message_dict) == ["number"]
    following = held(home, PointKind.OTHER, on=date(2027, 1, 18))
    assert (next_number(again), next_number(following), next_number(held(territory.foreign, PointKind.OTHER))) == (
        "8",
        "1",
        "1",
    )


def test_lost_and_unvoted_points_leave_no_decision(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.COUNCIL_CHAIR]
    meeting = opened(home, PointKind.OTHER, PointKind.OPERATOR)
    vote(home, meeting.points.get(position=1), AGAINST, AGAINST, FOR, FOR)
    votes.close_meeting(meeting, by=by, on=DAY, unvoted=True)
    signed = minutes.sign_minutes(meeting, by=by, on=DAY)
    assert [point.decision for point in signed.points.all()] == [None, None]


def test_reading_the_agenda_costs_the_same_for_one_point_and_for_three(
    territory: Territory, django_assert_num_queries: object
) -> None:
    one = opened(territory.home, PointKind.OTHER)
    three = opened(territory.foreign, PointKind.LIST, PointKind.OTHER, PointKind.OPERATOR)
    for meeting in (one, three):
        with django_assert_num_queries(8):  # type: ignore[operator]  # a fixture of pytest-django
            agenda(meeting)


def test_the_minutes_of_a_split_vote_name_who_did_not_vote_and_about_whom(territory: Territory) -> None:
    home = territory.home
    _conflict(home, member=2, school=1)
    meeting = opened(home, PointKind.LIST)
    free, bound = meeting.points.get().ballots.all()
    for role, choice in ((Role.COUNCIL_CHAIR, FOR), (Role.COUNCIL_SECRETARY, FOR)):
        votes.cast_vote(bound, by=home.people[role], choice=choice)
        votes.cast_vote(free, by=home.people[role], choice=AGAINST)
    by = home.people[Role.COUNCIL_CHAIR]
    closed = votes.close_meeting(meeting, by=by, on=DAY)
    lines = minutes_text(closed, number="1").replace("\xa0", " ").splitlines()
    told = [line for line in lines if line.startswith(("1. ", "2. ", "ГОЛОСОВАЛИ", "Решение не", "2.2", "– Член"))]
    title = f"О перечне организаций: {home.cycle.title}."
    assert told[-7:] == [
        f"1. {title} Голосование: Школа № 1, Заречный, Школа № 3, Заречный",
        "ГОЛОСОВАЛИ: за — 0, против — 2, воздержались — 0.",
        "Решение не принято.",
        f"2. {title} Отдельное голосование: Школа № 2, Заречный",
        "ГОЛОСОВАЛИ: за — 2, против — 0, воздержались — 0.",
        f"– {home.members[2].full_name} (Школа № 2, Заречный: работает в организации)",
        "2.2. Решение относится к организациям: Школа № 2, Заречный.",
    ]
    signed = minutes.sign_minutes(closed, by=by, on=DAY)
    assert [point.decision and point.decision.number for point in signed.points.all()] == ["1/2"]


@pytest.mark.parametrize("number", ["4 бис", "№ 4", "4<b>", "4;5", "4\n5", "4" * 33])
def test_the_number_of_minutes_is_letters_digits_and_three_signs(territory: Territory, number: str) -> None:
    home = territory.home
    with pytest.raises(ValidationError) as refused:
        minutes.sign_minutes(held(home, PointKind.OTHER), by=home.people[Role.COUNCIL_CHAIR], on=DAY, number=number)
    sentence = "Номер протокола — буквы, цифры и знаки «/», «-», «.», всего не больше 32, например 4 или 12-нок/2026."
    assert refused.value.message_dict == {"number": [sentence]}


def test_minutes_may_have_a_number_with_letters_and_signs(territory: Territory) -> None:
    home = territory.home
    meeting = held(home, PointKind.OTHER)
    signed = minutes.sign_minutes(meeting, by=home.people[Role.COUNCIL_CHAIR], on=DAY, number="12-нок/2026.1")
    assert signed.number == "12-нок/2026.1"


def test_a_decision_is_not_due_before_the_meeting_that_takes_it(territory: Territory) -> None:
    home = territory.home
    meeting, by = planned(home, PointKind.OTHER), home.people[Role.COUNCIL_SECRETARY]
    sentence = {"due_on": [f"Срок исполнения — не раньше дня заседания, {meeting.held_on:%d.%m.%Y}."]}
    early = meeting.held_on - timedelta(days=1)
    wording = minutes.Wording(heard="", text="Решили", due_on=early)
    point = PointFacts(kind=PointKind.OTHER, cycle=home.cycle, title="О плане", text="Решили", due_on=early)
    with pytest.raises(ValidationError) as worded:
        minutes.word_point(meeting.points.get(), by=by, wording=wording)
    with pytest.raises(ValidationError) as added:
        meetings.add_point(meeting, by=by, point=point)
    assert [one.value.message_dict for one in (worded, added)] == [sentence, sentence]
