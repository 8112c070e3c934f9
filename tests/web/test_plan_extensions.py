"""A later term: only with a reason and an approval; every term that a measure had stays known."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from tests.web.planned import BEGUN_ON, SHELF, approved, deputy, events, head, intruders, reported, specialist
from tests.web.territory import SINCE, Territory

from merilo_web.accounts.roles import AUTHORITY, ORGANIZATION, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import amendments, extensions
from merilo_web.plans.actions.extensions import ExtensionFacts
from merilo_web.plans.models import Extension
from merilo_web.plans.queries.permissions import extension_permissions
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Mandate

LATER = ExtensionFacts("до 01.06.2027", "Поставщик сорвал срок")


def asked(territory: Territory) -> Extension:
    """A request for a later term."""
    measure = approved(territory.home).measures.get()
    return extensions.request(measure, by=deputy(territory.home), on=BEGUN_ON, facts=LATER)


def test_a_granted_extension_moves_the_term_and_keeps_the_former(territory: Territory) -> None:
    made = asked(territory)
    made.measure.refresh_from_db()
    assert (made.state, made.measure.term) == ("requested", SHELF.term)
    kept = extensions.grant(made, by=specialist(territory.home), on=BEGUN_ON, answer="В последний раз")
    made.measure.refresh_from_db()
    assert (made.measure.term, made.measure.due_on) == (LATER.term, date(2027, 6, 1))
    assert (kept.state, kept.former_term, kept.former_due_on) == ("granted", SHELF.term, date(2027, 3, 1))
    entry = JournalEntry.objects.latest("id")
    assert (entry.event, entry.changes["последний день"]) == (
        "plans.grant_extension",
        ["2027-03-01", "2027-06-01"],
    )


def test_a_refused_extension_changes_nothing_and_says_why(territory: Territory) -> None:
    made = asked(territory)
    with pytest.raises(ValidationError):
        extensions.refuse(made, by=specialist(territory.home), on=BEGUN_ON, answer=" ")
    kept = extensions.refuse(made, by=specialist(territory.home), on=BEGUN_ON, answer="Поставщика можно сменить")
    made.measure.refresh_from_db()
    assert (kept.state, kept.answer, made.measure.term) == ("refused", "Поставщика можно сменить", SHELF.term)
    assert events()[-1] == "plans.refuse_extension"


def test_a_faulty_request_is_told_at_its_field(territory: Territory) -> None:
    measure = approved(territory.home).measures.get()
    for facts, field in (
        (ExtensionFacts("до 01.06.2027", " "), "reason"),
        (ExtensionFacts(" ", "причина"), "term"),
        (ExtensionFacts("постоянно", "причина"), "term"),
        (ExtensionFacts("до 01.03.2027", "причина"), "term"),
        (ExtensionFacts("до 01.01.2027", "причина"), "term"),
        (ExtensionFacts("а" * 301, "причина"), "term"),
    ):
        with pytest.raises(ValidationError) as fault:
            extensions.request(measure, by=deputy(territory.home), on=BEGUN_ON, facts=facts)
        assert list(fault.value.message_dict) == [field]


def test_there_is_one_request_at_a_time_and_the_report_waits_for_it(territory: Territory) -> None:
    made = asked(territory)
    with pytest.raises(NotAllowedError, match="уже запрошено"):
        extensions.request(made.measure, by=head(territory.home), on=BEGUN_ON, facts=LATER)
    with pytest.raises(NotAllowedError, match="дождитесь ответа"):
        reported(made.measure, territory.home)


def test_while_a_new_version_is_written_the_term_is_changed_there(territory: Territory) -> None:
    plan = approved(territory.home)
    amendments.amend(plan, by=deputy(territory.home), on=BEGUN_ON, reason="Новые сроки")
    with pytest.raises(NotAllowedError, match="новая версия"):
        extensions.request(plan.measures.get(), by=deputy(territory.home), on=BEGUN_ON, facts=LATER)


def test_nobody_else_asks(territory: Territory) -> None:
    measure = approved(territory.home).measures.get()
    assert (
        intruders(territory, ORGANIZATION, lambda by: extensions.request(measure, by=by, on=BEGUN_ON, facts=LATER))
        == []
    )


def test_nobody_else_grants_or_refuses(territory: Territory) -> None:
    made = asked(territory)
    assert (
        intruders(
            territory,
            AUTHORITY,
            lambda by: extensions.grant(made, by=by, on=BEGUN_ON),
            lambda by: extensions.refuse(made, by=by, on=BEGUN_ON, answer="нет"),
        )
        == []
    )


def test_whoever_asked_does_not_grant(territory: Territory) -> None:
    made, by = asked(territory), deputy(territory.home)
    Mandate.objects.filter(user=by).delete()
    Mandate.objects.create(user=by, role=Role.AUTHORITY_SPECIALIST, since=SINCE, authority=territory.home.authority)
    del by._access
    assert extension_permissions(access_of(by), made) == frozenset()
    with pytest.raises(NotAllowedError, match="не тот, кто его запросил"):
        extensions.grant(made, by=by, on=BEGUN_ON)


def test_a_request_is_decided_once(territory: Territory) -> None:
    made, by = asked(territory), specialist(territory.home)
    extensions.grant(made, by=by, on=BEGUN_ON)
    with pytest.raises(NotAllowedError, match="не на этом этапе"):
        extensions.refuse(made, by=by, on=BEGUN_ON + timedelta(days=1), answer="передумал")
