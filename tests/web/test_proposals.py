"""The council's proposals, their hand-over with the results, and the authority's answers."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.web.scored import approved, considered
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.models import Decision
from merilo_web.cycles.states import CycleState
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.models import Filing
from merilo_web.results.actions import handing_over, proposals
from merilo_web.results.actions.handing_over import AnswerFacts, ConclusionFacts
from merilo_web.results.actions.proposals import ProposalFacts
from merilo_web.results.models import Recommendation, ResultVersion
from merilo_web.results.queries import written
from merilo_web.results.states import RecommendationState

SignedIn = Callable[[User], Client]
HANDED_ON = date(2026, 10, 12)
ORDER = ConclusionFacts("112", HANDED_ON, ("Учесть при планировании ремонта",), "Лугова А. С.", date(2026, 12, 1))


def handed_over(territory: Territory) -> ResultVersion:
    """A version with the authority."""
    version = approved(territory.home)
    chair = territory.people[Role.COUNCIL_CHAIR]
    version = handing_over.hand_over(version, written.transmittal(version, HANDED_ON), by=chair, on=HANDED_ON)
    territory.home.cycle.refresh_from_db()
    return version


def words(version: ResultVersion, territory: Territory, place: int = 0) -> list[str]:
    """The proposals to one organization in order."""
    listed = territory.home.listed[place]
    return list(version.recommendations.filter(listed=listed).order_by("position").values_list("text", flat=True))


def test_proposals_are_drafted_from_the_dearest_losses(territory: Territory) -> None:
    version = considered(territory.home)
    found = list(version.recommendations.filter(listed=territory.home.listed[2]).order_by("position"))
    points = [float(one.points.replace(",", ".")) for one in found]
    assert (len(found), points) == (proposals.MOST, sorted(points, reverse=True))
    assert all(one.text and one.text[0].isupper() and one.text.endswith(".") for one in found)


def test_a_leader_of_the_council_edits_proposals(territory: Territory) -> None:
    version, by = considered(territory.home), territory.people[Role.COUNCIL_SECRETARY]
    before = words(version, territory)
    made = proposals.add(version, territory.home.listed[0], by=by, facts=ProposalFacts("2.1", " Поставить скамьи "))
    assert words(version, territory) == [*before, "Поставить скамьи"]
    for _ in range(len(before) + 1):
        made = proposals.raise_up(made, by=by)
    proposals.reword(made, by=by, facts=ProposalFacts("2.1", "Поставить скамьи у входа"))
    assert words(version, territory) == ["Поставить скамьи у входа", *before]
    proposals.remove(made, by=by)
    assert words(version, territory) == before
    assert JournalEntry.objects.filter(event="results.edit_proposals").latest("id").changes == {
        "предложение": ["Поставить скамьи у входа", ""]
    }


@pytest.mark.parametrize("role", [role for role in Role if role not in COUNCIL_LEADERS])
def test_nobody_else_edits_proposals(territory: Territory, role: Role) -> None:
    version = considered(territory.home)
    one = version.recommendations.first()
    assert one is not None
    with pytest.raises(NotAllowedError):
        proposals.reword(one, by=territory.people[role], facts=ProposalFacts("2.1", "Иначе"))


def test_a_foreign_chair_edits_nothing(territory: Territory) -> None:
    version = considered(territory.home)
    with pytest.raises(NotAllowedError):
        proposals.add(
            version,
            territory.home.listed[0],
            by=territory.foreign.people[Role.COUNCIL_CHAIR],
            facts=ProposalFacts("2.1", "Иначе"),
        )


def test_approved_proposals_are_not_edited(territory: Territory) -> None:
    version = approved(territory.home)
    one = version.recommendations.first()
    assert one is not None
    with pytest.raises(NotAllowedError):
        proposals.remove(one, by=territory.people[Role.COUNCIL_CHAIR])


@pytest.mark.parametrize(
    ("facts", "faults"),
    [
        (ProposalFacts("2.1", "  "), {"text": ["Напишите, что предлагает совет."]}),
        (ProposalFacts("9.9", "Скамьи"), {"indicator": ["Выберите показатель из списка."]}),
        (ProposalFacts("2.1", "а" * 2001), {"text": ["Сократите до 2000 знаков."]}),
    ],
)
def test_a_faulty_proposal_is_told_at_its_field(
    territory: Territory, facts: ProposalFacts, faults: dict[str, list[str]]
) -> None:
    version = considered(territory.home)
    with pytest.raises(ValidationError) as fault:
        proposals.add(version, territory.home.listed[0], by=territory.people[Role.COUNCIL_CHAIR], facts=facts)
    assert fault.value.message_dict == faults


def test_proposals_are_edited_in_the_browser(territory: Territory, signed_in: SignedIn) -> None:
    version = considered(territory.home)
    client, listed = signed_in(territory.people[Role.COUNCIL_CHAIR]), territory.home.listed[0].pk
    address = reverse("results:proposals", args=(version.pk, listed))
    sent = client.post(address, {"indicator": "1.1", "text": "<b>Стенд</b>"})
    one = Recommendation.objects.latest("pk")
    assert (sent.status_code, one.text) == (302, "<b>Стенд</b>")
    assert "&lt;b&gt;Стенд&lt;/b&gt;" in client.get(address).content.decode()
    client.post(reverse("results:raise_up", args=(one.pk,)))
    page = client.post(reverse("results:reword", args=(one.pk,)), {"indicator": "1.1", "text": ""})
    assert page.status_code == 422
    client.post(reverse("results:remove", args=(one.pk,)))
    assert not Recommendation.objects.filter(pk=one.pk).exists()


def test_handing_over_issues_the_letter_and_starts_the_month(territory: Territory) -> None:
    version = handed_over(territory)
    cycle = territory.home.cycle
    assert (cycle.state, cycle.handed_over_on) == (CycleState.HANDED_OVER, HANDED_ON)
    kinds = list(version.reports.order_by("document__file_name").values_list("document__file_name", flat=True))
    assert kinds == ["Сопроводительное письмо.docx", "Сопроводительное письмо.pdf"]
    filing = Filing.objects.get(document=version.reports.first().document)  # type: ignore[union-attr]  # two were issued
    assert filing.scope == cycle.scope


@pytest.mark.parametrize("role", [role for role in Role if role not in COUNCIL_LEADERS])
def test_nobody_else_hands_over(territory: Territory, role: Role) -> None:
    version = approved(territory.home)
    with pytest.raises(NotAllowedError):
        handing_over.hand_over(version, (), by=territory.people[role], on=HANDED_ON)


def test_what_is_not_approved_is_not_handed_over(territory: Territory) -> None:
    version = considered(territory.home)
    with pytest.raises(NotAllowedError):
        handing_over.hand_over(version, (), by=territory.people[Role.COUNCIL_CHAIR], on=HANDED_ON)


def test_the_authority_answers_and_concludes(territory: Territory) -> None:
    version = handed_over(territory)
    by, listed = territory.people[Role.AUTHORITY_SPECIALIST], territory.home.listed[0]
    one = version.recommendations.filter(listed=listed).first()
    assert one is not None
    refused = AnswerFacts(RecommendationState.DECLINED, "Нет средств", "", None)
    handing_over.answer(version, listed, by=by, on=HANDED_ON, answers={one.pk: refused})
    with pytest.raises(NotAllowedError, match="без ответа осталось"):
        handing_over.conclude(version, by=by, on=HANDED_ON, facts=ORDER)
    rest = handing_over.accept_rest(version, by=by, on=HANDED_ON)
    decision = handing_over.conclude(version, by=by, on=HANDED_ON, facts=ORDER)
    territory.home.cycle.refresh_from_db()
    assert territory.home.cycle.considered_on == HANDED_ON
    kept = Decision.objects.get(pk=decision.pk)
    assert (kept.number, kept.document.file_name) == ("112", "Анализ предложений.docx")  # type: ignore[union-attr]  # it has one
    assert kept.text == (
        f"Предложений {rest + 1}; принято учредителем: {rest}, принято частично: 0, отклонено учредителем: 1.\n"
        "Учесть при планировании ремонта"
    )


def test_after_the_end_nothing_is_answered(territory: Territory) -> None:
    version = handed_over(territory)
    by = territory.people[Role.AUTHORITY_ADMIN]
    handing_over.accept_rest(version, by=by, on=HANDED_ON)
    handing_over.conclude(version, by=by, on=HANDED_ON, facts=ORDER)
    one = version.recommendations.first()
    assert one is not None
    with pytest.raises(NotAllowedError, match="уже рассмотрены"):
        handing_over.answer(
            version,
            one.listed,
            by=by,
            on=HANDED_ON,
            answers={one.pk: AnswerFacts(RecommendationState.DECLINED, "поздно")},
        )


@pytest.mark.parametrize("role", [role for role in Role if role not in AUTHORITY])
def test_nobody_else_answers(territory: Territory, role: Role) -> None:
    version = handed_over(territory)
    with pytest.raises(NotAllowedError):
        handing_over.accept_rest(version, by=territory.people[role], on=HANDED_ON)


def test_declining_needs_a_reason(territory: Territory) -> None:
    version = handed_over(territory)
    one = version.recommendations.first()
    assert one is not None
    with pytest.raises(ValidationError, match="Напишите, почему"):
        handing_over.answer(
            version,
            one.listed,
            by=territory.people[Role.AUTHORITY_ADMIN],
            on=HANDED_ON,
            answers={one.pk: AnswerFacts(RecommendationState.DECLINED)},
        )
    one.refresh_from_db()
    assert one.state == RecommendationState.APPROVED


def test_the_consideration_goes_through_the_browser(territory: Territory, signed_in: SignedIn) -> None:
    version = handed_over(territory)
    listed = territory.home.listed[0]
    client = signed_in(territory.people[Role.AUTHORITY_SPECIALIST])
    one = version.recommendations.filter(listed=listed).first()
    assert one is not None
    typed = {f"p{one.pk}-verdict": "partly", f"p{one.pk}-answer": "В следующем году"}
    sent = client.post(reverse("results:answers", args=(version.pk, listed.pk)), typed)
    one.refresh_from_db()
    assert (sent.status_code, one.state, one.answer) == (302, "partly", "В следующем году")
    client.post(reverse("results:accept_rest", args=(version.pk,)))
    page = reverse("results:consideration", args=(version.pk,))
    wrong = client.post(page, {"number": "", "decided_on": "", "conclusions": ""})
    assert "Обязательное поле" in wrong.content.decode()
