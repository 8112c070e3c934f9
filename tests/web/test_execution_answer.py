"""The authority's answer on the execution of plans: figures of the system, words of a clerk, a filed letter."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from tests.core.legal_readers import lines_of_word
from tests.web.plan_screens import HOSTILE, SignedIn, sent, shown
from tests.web.planned import (
    APPROVAL,
    APPROVED_ON,
    BEGUN_ON,
    approved,
    confirmed,
    deputy,
    handed_over,
    intruders,
    specialist,
)
from tests.web.territory import Territory

from merilo.documents.papers.execution_letter import SUBJECT
from merilo_web.accounts.roles import AUTHORITY
from merilo_web.archive.actions import read
from merilo_web.archive.models import Document, DocumentKind
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import reports
from merilo_web.plans.actions.answering import AnswerFacts, issue_answer
from merilo_web.plans.queries.execution_answer import execution_answer
from merilo_web.plans.queries.windows import Quarter
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Filing

FACTS = AnswerFacts("Министерство образования", "министр", "Белых Олег Ильич", "01-15/7", "Первый абзац.\n\n2. Второй.")
LAST = Quarter(2026, 4)


def test_the_figures_are_those_of_the_plans(territory: Territory) -> None:
    home = territory.home
    plan = approved(home, several=2)
    confirmed(plan.measures.all()[0], home)
    reports.submit(reports.begin(plan, by=deputy(home), on=BEGUN_ON, quarter=LAST), by=deputy(home), on=BEGUN_ON)
    told = execution_answer(home.cycle, access_of(specialist(home)), BEGUN_ON)
    listed = len(home.listed)
    assert (told.year, told.total >= told.assessed) == (home.cycle.year, True)
    plans = told.plans
    assert (plans.wanted, plans.approved, plans.published, plans.acts) == (listed, 1, 0, (APPROVAL.act,))
    assert len(plans.missing) == listed - 1
    measures = told.measures
    assert (measures.total, measures.assigned, measures.persons) == (2, 2, 1)
    assert (measures.done, measures.confirmed, measures.overdue) == (1, 1, 0)
    (quarter,) = told.quarters
    assert (quarter.title, quarter.due_on) == (LAST.title, date(2027, 1, 11))
    assert (quarter.awaited, quarter.in_time, quarter.late, quarter.missing) == (1, 0, 1, 0)
    assert told.heads.sheets == 0


def test_the_letter_is_corrected_issued_and_filed_for_the_authority(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    approved(home)
    client, number = signed_in(specialist(home)), home.cycle.pk
    assert reverse("plans:execution_letter", args=(number,)) in shown(client, "summaries")
    page = shown(client, "execution_letter", number)
    assert ("1. Охват." in page, "4. Ответственность руководителей." in page, APPROVAL.act in page) == (True,) * 3
    given = {"organization": "Министерство", "post": "министр", "recipient": "Белых Олег Ильич", "number": "7"}
    answer = sent(client, "execution_letter", number, **given, text=f"Сообщаем.\r\n\r\n1. {HOSTILE}")
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("registry:documents"))
    word = Document.objects.get(kind=DocumentKind.LETTER, file_name__endswith=".docx", title__startswith=SUBJECT)
    lines = lines_of_word(read(word.file).read_bytes())
    assert ("Сообщаем." in lines, any("Министру" in line for line in lines)) == (True, True)
    assert Filing.objects.get(document=word).council_id is None
    assert JournalEntry.objects.filter(event="plans.issue_answer").count() == 1


def test_a_fault_stands_at_its_field_and_the_text_stays(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    handed_over(home)
    client = signed_in(specialist(home))
    for missing in ("organization", "text"):
        given = {"organization": "Министерство", "text": "Сообщаем кое-что.", missing: " "}
        answer = sent(client, "execution_letter", home.cycle.pk, **given)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [missing])
    with pytest.raises(ValidationError):
        issue_answer(home.cycle, by=specialist(home), on=APPROVED_ON, facts=AnswerFacts("", "", "", "", "Да."))


def test_only_the_authority_answers_and_only_for_its_own_cycle(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    handed_over(home)
    home.cycle.refresh_from_db()
    deed = [lambda by: issue_answer(home.cycle, by=by, on=APPROVED_ON, facts=FACTS)]
    assert intruders(territory, AUTHORITY, *deed) == []
    address = reverse("plans:execution_letter", args=(home.cycle.pk,))
    assert signed_in(specialist(territory.foreign)).get(address).status_code == 404
    assert signed_in(deputy(home)).get(address).status_code == 404
