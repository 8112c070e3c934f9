"""Evaluation of heads: rules, sheets of a cycle, an objection and its answer; who may read what."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from tests.web import planned
from tests.web.scored import approved as results_approved
from tests.web.territory import Municipality, Territory

from merilo.plans.rule_set_files import FILE, default
from merilo_web import clock
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import evaluation as actions
from merilo_web.plans.actions.evaluation import RulesFacts
from merilo_web.plans.actions.review import return_plan
from merilo_web.plans.models import EvaluationRound, HeadEvaluation
from merilo_web.plans.queries import evaluation as queries
from merilo_web.plans.states import HeadEvaluationState
from merilo_web.registry.models import Organization

pytestmark = pytest.mark.django_db
ON = date(2027, 9, 1)
UNTIL = date(2027, 9, 8)
EXAMPLE = FILE.read_text(encoding="utf-8")
FACTS = RulesFacts("приказ от 20.08.2027 № 71", EXAMPLE)


@pytest.fixture
def home(territory: Territory) -> Municipality:
    """A municipality whose heads can be evaluated."""
    planned.approved(territory.home)
    for number, one in enumerate(territory.home.organizations):
        Organization.objects.filter(pk=one.pk).update(head_name=f"Белых Анна Сергеевна {number}", head_post="директор")
    actions.write_rules(territory.home.authority, by=territory.home.people[Role.AUTHORITY_ADMIN], on=ON, facts=FACTS)
    return territory.home


def _issued(home: Municipality) -> EvaluationRound:
    by = home.people[Role.AUTHORITY_SPECIALIST]
    return actions.evaluate_heads(home.cycle, by=by, on=ON, object_until=UNTIL)


def _own(home: Municipality) -> HeadEvaluation:
    return HeadEvaluation.objects.get(listed=home.listed[0], state=HeadEvaluationState.ISSUED)


def _signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _status(person: object, address: str) -> int:
    response = _signed_in(person).get(address)
    if response.streaming:
        assert b"".join(response.streaming_content)
    return response.status_code


def test_every_head_gets_a_sheet_whose_points_add_up(home: Municipality) -> None:
    made = _issued(home)
    sheets = list(made.sheets.select_related("docx", "pdf"))
    assert sorted(one.listed_id for one in sheets) == sorted(one.pk for one in home.listed)
    for one in sheets:
        points = [line["points"] for line in one.content["lines"] if line["points"]]
        assert sum(float(word.replace(",", ".")) for word in points) == float(one.content["total"].replace(",", "."))
        assert all(line["basis"] for line in one.content["lines"])
        assert one.pdf.file.media_type == "application/pdf"


def _brief(one: HeadEvaluation) -> list[tuple[str, str, str]]:
    return [(line["state"], line["points"], line["highest"]) for line in one.content["lines"][2:]]


def test_a_head_who_owes_a_plan_and_has_none_loses_its_points(home: Municipality) -> None:
    _issued(home)
    sheet = HeadEvaluation.objects.get(listed=home.listed[1])
    assert _brief(sheet) == [("zeroed", "0", "30"), ("zeroed", "0", "20"), ("zeroed", "0", "10")]
    assert sheet.content["lines"][2]["basis"][:2] == [
        "План следовало утвердить до 22.10.2026 включительно; на 01.09.2027 плана нет.",
        "Данных нет — 0 из 30 по правилу «Мероприятия плана, выполненные в срок».",
    ]
    address = f"/plans/evaluations/{sheet.pk}/"
    shown = _signed_in(home.people[Role.AUTHORITY_SPECIALIST]).get(address).content.decode()
    assert ("0 из 30" in shown, "нет данных, 0 баллов" in shown) == (True, True)


def test_a_plan_that_waits_for_the_authority_costs_its_head_nothing(territory: Territory) -> None:
    home = territory.home
    planned.submitted(home)
    listed = {one.pk: one for one in home.listed}
    version = queries.approved(home.cycle.pk)
    assert version is not None
    found = queries.sheets(version, default(), on=ON)
    owing = {listed[row.result.listed_id]: row.sheet.facts.owed for row in found}
    assert [one.due_on if one else None for one in (owing[row] for row in home.listed)] == [
        None,
        *(date(2026, 10, 22) for _ in home.listed[1:]),
    ]


@pytest.mark.parametrize(
    ("submitted_on", "returned_on", "owes"),
    [
        (date(2026, 10, 22), date(2026, 11, 9), False),
        (date(2026, 10, 23), date(2026, 11, 9), True),
        (date(2026, 10, 15), date(2026, 10, 22), True),
    ],
)
def test_a_plan_held_by_the_authority_past_the_term_costs_its_head_nothing(
    territory: Territory, submitted_on: date, returned_on: date, *, owes: bool
) -> None:
    home = territory.home
    plan = planned.submitted(home)
    assert plan.due_on == date(2026, 10, 22)
    type(plan).objects.filter(pk=plan.pk).update(submitted_on=submitted_on)
    return_plan(plan, by=planned.specialist(home), on=returned_on, remarks="Уточните сроки.")
    version = queries.approved(home.cycle.pk)
    assert version is not None
    (row,) = queries.sheets(version, default(), on=ON, only=plan.listed_id)
    assert (row.sheet.facts.owed is not None) is owes


def test_rules_with_a_fault_are_refused_and_name_it(home: Municipality) -> None:
    by = home.people[Role.AUTHORITY_ADMIN]
    with pytest.raises(ValidationError) as refused:
        actions.write_rules(
            home.authority, by=by, on=ON, facts=RulesFacts("приказ", EXAMPLE.replace("kind: score", "kind: luck"))
        )
    assert list(refused.value.message_dict) == ["text"]
    assert "luck" in str(refused.value.message_dict["text"])


def test_results_that_nobody_approved_evaluate_nobody(territory: Territory) -> None:
    home = territory.home
    results_approved(home)
    home.cycle.refresh_from_db()
    with pytest.raises(NotAllowedError):
        _issued(home)


def test_a_head_who_is_not_in_the_register_is_named(home: Municipality) -> None:
    Organization.objects.filter(pk=home.organizations[0].pk).update(head_name="")
    with pytest.raises(ValidationError) as refused:
        _issued(home)
    assert (home.organizations[0].short_name in str(refused.value), EvaluationRound.objects.count()) == (True, 0)


def test_a_new_round_keeps_the_former_sheets(home: Municipality) -> None:
    _issued(home)
    _issued(home)
    kept = HeadEvaluation.objects.filter(listed=home.listed[0]).order_by("number").values_list("number", "state")
    assert list(kept) == [(1, HeadEvaluationState.SUPERSEDED), (2, HeadEvaluationState.ISSUED)]


def test_the_head_objects_once_and_in_time(home: Municipality) -> None:
    _issued(home)
    own, head = _own(home), home.people[Role.ORGANIZATION_HEAD]
    with pytest.raises(NotAllowedError):
        actions.object_to(own, by=head, on=UNTIL + timedelta(days=1), objection="Поздно")
    kept = actions.object_to(own, by=head, on=UNTIL, objection="План размещён в срок")
    assert (kept.state, kept.objection) == (HeadEvaluationState.OBJECTED, "План размещён в срок")
    with pytest.raises(NotAllowedError):
        actions.object_to(kept, by=head, on=UNTIL, objection="Ещё раз")
    with pytest.raises(NotAllowedError):
        actions.object_to(_issued_to_another(home), by=head, on=UNTIL, objection="Чужой")


def _issued_to_another(home: Municipality) -> HeadEvaluation:
    return HeadEvaluation.objects.get(listed=home.listed[1])


def test_an_answer_may_bring_a_new_sheet_that_prints_both(home: Municipality) -> None:
    _issued(home)
    own = actions.object_to(_own(home), by=home.people[Role.ORGANIZATION_HEAD], on=ON, objection="Учтите публикацию")
    by = home.people[Role.AUTHORITY_SPECIALIST]
    made = actions.answer(own, by=by, on=ON, text="Учтено", again=True)
    own.refresh_from_db()
    assert (made.number, made.state, own.state) == (2, HeadEvaluationState.ISSUED, HeadEvaluationState.SUPERSEDED)
    assert made.docx.supersedes == own.docx
    assert JournalEntry.objects.order_by("-pk")[0].event == "plans.answer_evaluation"


def test_a_deputy_and_a_colleague_do_not_read_the_heads_sheet(home: Municipality, territory: Territory) -> None:
    _issued(home)
    address = f"/plans/evaluations/{_own(home).pk}/"
    people = (
        home.people[Role.ORGANIZATION_HEAD],
        home.people[Role.AUTHORITY_SPECIALIST],
        home.people[Role.ORGANIZATION_DEPUTY],
        home.people[Role.COUNCIL_CHAIR],
        home.people[Role.OPERATOR_MANAGER],
        territory.foreign.people[Role.AUTHORITY_ADMIN],
        territory.foreign.people[Role.ORGANIZATION_HEAD],
    )
    seen = [_signed_in(one).get(address).status_code for one in people]
    assert seen == [200, 200, 404, 404, 404, 404, 404]
    entered = [_signed_in(one).get("/plans/evaluations/").status_code for one in people]
    assert entered == [200, 200, 403, 403, 403, 200, 200]
    files = [_status(one, f"{address}sheet.pdf") for one in people]
    assert files == [200, 200, 404, 404, 404, 404, 404]


def test_the_authority_does_it_all_on_its_pages(home: Municipality) -> None:
    client = _signed_in(home.people[Role.AUTHORITY_ADMIN])
    rules = f"/plans/evaluations/rules/{home.authority.pk}/"
    assert client.post(rules, {"act": "", "text": "code: x"}).status_code == 422
    shown = client.get(rules).content.decode()
    assert shown.count("<tr>") == 1 + len(default().rules)
    assert "от 90 — <strong>25</strong>" in shown
    assert (shown.count("0 баллов, возможные баллы остаются</td>"), shown.count("(по умолчанию)</td>")) == (3, 2)
    assert client.post(rules, {"act": "приказ № 2", "text": EXAMPLE}).status_code == 302
    begin = f"/plans/evaluations/cycle/{home.cycle.pk}/"
    assert "Что покажут листы оценки?" in client.get(begin).content.decode()
    until = (clock.today() + timedelta(days=7)).strftime("%d.%m.%Y")
    assert client.post(begin, {"object_until": until}).status_code == 302
    made = EvaluationRound.objects.get()
    page = client.get(f"/plans/evaluations/rounds/{made.pk}/").content.decode()
    assert page.count("/plans/evaluations/") > len(home.listed)


def test_the_head_objects_and_reads_the_answer_on_own_pages(home: Municipality) -> None:
    actions.evaluate_heads(
        home.cycle,
        by=home.people[Role.AUTHORITY_SPECIALIST],
        on=clock.today(),
        object_until=clock.today() + timedelta(3),
    )
    own = _own(home)
    client, hostile = _signed_in(home.people[Role.ORGANIZATION_HEAD]), "<script>alert(1)</script>"
    assert client.post(f"/plans/evaluations/{own.pk}/object/", {"objection": ""}).status_code == 422
    assert client.post(f"/plans/evaluations/{own.pk}/object/", {"objection": hostile}).status_code == 302
    answering = _signed_in(home.people[Role.AUTHORITY_SPECIALIST])
    assert answering.post(f"/plans/evaluations/{own.pk}/answer/", {"answer": "Без изменений"}).status_code == 302
    page = client.get(f"/plans/evaluations/{own.pk}/").content.decode()
    assert ("Без изменений" in page, hostile in page) == (True, False)
    assert "Как оценили вашу работу?" in client.get("/plans/evaluations/").content.decode()
