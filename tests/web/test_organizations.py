"""Organizations of the register: who reads them, who changes them, what is refused in which words."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.web.registers import entered, facts
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.demo.numbers import inn
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.access import access_of
from merilo_web.registry.actions import organizations as actions
from merilo_web.registry.models import Organization
from merilo_web.registry.queries import organizations as queries
from merilo_web.registry.queries.organizations import OrganizationFilter

SignedIn = Callable[[User], Client]
DAY = date(2026, 3, 2)
OWN_ALL = {"Школа № 1, Заречный", "Школа № 2, Заречный", "Школа № 3, Заречный"}
FOREIGN = {"Школа № 1, Соседний", "Школа № 2, Соседний", "Школа № 3, Соседний"}


def _names(territory: Territory, role: Role) -> set[str]:
    return set(queries.visible(access_of(territory.people[role])).values_list("short_name", flat=True))


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.AUTHORITY_ADMIN, OWN_ALL),
        (Role.AUTHORITY_SPECIALIST, OWN_ALL),
        (Role.COUNCIL_MEMBER, OWN_ALL),
        (Role.OPERATOR_INSPECTOR, OWN_ALL),
        (Role.ORGANIZATION_DEPUTY, {"Школа № 1, Заречный"}),
        (Role.REGIONAL_OBSERVER, OWN_ALL | FOREIGN),
        (Role.SYSTEM_ADMIN, set()),
    ],
)
def test_everybody_reads_the_organizations_of_their_own_work(territory: Territory, role: Role, names: set[str]) -> None:
    assert _names(territory, role) == names


def test_an_added_organization_is_told_to_the_journal(territory: Territory) -> None:
    by = territory.people[Role.AUTHORITY_SPECIALIST]
    added = actions.add_organization(territory.home.authority, by=by, facts=facts())
    entry = JournalEntry.objects.get()
    assert (entry.event, entry.subject_id, entry.actor_id) == ("registry.add_organization", str(added.pk), by.pk)
    assert (entry.authority_id, entry.organization_id) == (territory.home.authority.pk, added.pk)
    assert entry.changes["ИНН"] == ["", inn(7)]


ADDERS = {Role.AUTHORITY_ADMIN, Role.AUTHORITY_SPECIALIST}


@pytest.mark.parametrize("role", [role for role in Role if role not in ADDERS])
def test_only_the_authority_adds_edits_and_closes(territory: Territory, role: Role) -> None:
    by, one = territory.people[role], territory.home.organizations[0]
    with pytest.raises(NotAllowedError):
        actions.add_organization(territory.home.authority, by=by, facts=facts())
    with pytest.raises(NotAllowedError):
        actions.edit_organization(one, by=by, facts=facts())
    with pytest.raises(NotAllowedError):
        actions.close_organization(one, by=by, on=DAY, closed_on=DAY)


def test_a_foreign_authority_changes_nothing(territory: Territory) -> None:
    by = territory.foreign.people[Role.AUTHORITY_ADMIN]
    with pytest.raises(NotAllowedError):
        actions.edit_organization(territory.home.organizations[0], by=by, facts=facts())
    assert JournalEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"inn": "0080000078"}, ("inn", "Контрольная цифра ИНН не сходится")),
        ({"inn": "80000077"}, ("inn", "В ИНН 10 цифр у организации или 12 у предпринимателя, а здесь 8.")),
        ({"inn": "１２３４５６７８９０"}, ("inn", "ИНН пишут только цифрами.")),
        ({"ogrn": "1000080000078"}, ("ogrn", "Контрольная цифра ОГРН не сходится")),
        ({"oktmo": "123"}, ("oktmo", "В ОКТМО 8 цифр")),
        ({"website": "ftp://school.example.org"}, ("website", "https://school1.ru")),
        ({"website": "javascript:alert(1)"}, ("website", "https://school1.ru")),
        ({"email": "директор"}, ("email", "правильный адрес")),
        ({"type": "library"}, ("type", "В этой сфере такого типа нет")),
        ({"short_name": ""}, ("short_name", "не может быть пустым")),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(
    territory: Territory, changes: dict[str, object], told: tuple[str, str]
) -> None:
    field, sentence = told
    by = territory.people[Role.AUTHORITY_ADMIN]
    with pytest.raises(ValidationError) as caught:
        actions.add_organization(territory.home.authority, by=by, facts=facts(**changes))
    assert {name: sentence in " ".join(words) for name, words in caught.value.message_dict.items()}[field]
    assert JournalEntry.objects.count() == 0


def test_the_same_number_and_name_stand_once(territory: Territory) -> None:
    by = territory.people[Role.AUTHORITY_ADMIN]
    entered(territory.home.authority)
    with pytest.raises(ValidationError, match="уже есть в реестре"):
        actions.add_organization(territory.home.authority, by=by, facts=facts())


def test_a_branch_has_the_number_of_its_head_office_and_its_own_name(territory: Territory) -> None:
    by, home = territory.people[Role.AUTHORITY_ADMIN], territory.home
    head = entered(home.authority)
    branch = actions.add_organization(
        home.authority, by=by, facts=facts(short_name="Школа № 7, филиал", head_office=head)
    )
    assert list(queries.branches(head)) == [branch]
    with pytest.raises(ValidationError, match="У филиала нет своих филиалов"):
        actions.add_organization(home.authority, by=by, facts=facts(short_name="Ещё", head_office=branch))
    with pytest.raises(ValidationError, match="своим же филиалом"):
        actions.edit_organization(branch, by=by, facts={"head_office": branch})
    foreign = territory.foreign.organizations[0]
    with pytest.raises(ValidationError, match="того же органа власти"):
        actions.edit_organization(branch, by=by, facts={"head_office": foreign})


def test_an_unchanged_organization_leaves_no_entry(territory: Territory) -> None:
    by, one = territory.people[Role.AUTHORITY_ADMIN], entered(territory.home.authority)
    actions.edit_organization(one, by=by, facts=facts())
    assert JournalEntry.objects.count() == 0


def test_a_head_changes_contacts_and_nothing_else(territory: Territory) -> None:
    by, one = territory.people[Role.ORGANIZATION_DEPUTY], territory.home.organizations[0]
    actions.edit_contacts(one, by=by, facts={"phone": "+7 000 1", "head_name": "Новых Анна Ильинична"})
    entry = JournalEntry.objects.get()
    assert entry.changes == {
        "телефон": ["", "+7 000 1"],
        "руководитель": ["Ветрова Ольга Игоревна", "Новых Анна Ильинична"],
    }
    with pytest.raises(TypeError):
        actions.edit_contacts(one, by=by, facts={"inn": inn(7)})
    with pytest.raises(NotAllowedError):
        actions.edit_contacts(territory.home.organizations[1], by=by, facts={"phone": "1"})


def test_a_closed_organization_is_kept_but_not_edited_by_its_people(territory: Territory) -> None:
    by, one = territory.people[Role.AUTHORITY_ADMIN], territory.home.organizations[0]
    with pytest.raises(ValidationError, match="ещё не наступила"):
        actions.close_organization(one, by=by, on=DAY, closed_on=date(2026, 3, 3))
    closed = actions.close_organization(one, by=by, on=DAY, closed_on=DAY)
    with pytest.raises(NotAllowedError, match="не на этом этапе"):
        actions.close_organization(closed, by=by, on=DAY, closed_on=DAY)
    with pytest.raises(NotAllowedError, match="не на этом этапе"):
        actions.edit_contacts(closed, by=territory.people[Role.ORGANIZATION_HEAD], facts={"phone": "1"})
    with pytest.raises(ValidationError, match="почему"):
        actions.reopen_organization(closed, by=by, reason=" ")
    assert actions.reopen_organization(closed, by=by, reason="Ошибка").closed_on is None
    assert list(JournalEntry.objects.values_list("event", "note")) == [
        ("registry.reopen_organization", "Ошибка"),
        ("registry.close_organization", ""),
    ]


@pytest.mark.parametrize("words", ["берёзка", "БЕРЕЗКА", "сад ёзк", inn(7), "«Берёзка"])
def test_search_knows_no_letter_case_and_no_dots_over_e(territory: Territory, words: str) -> None:
    entered(territory.home.authority, short_name="Детский сад «Берёзка»", type="kindergarten")
    found = queries.filtered(Organization.objects.all(), OrganizationFilter(words=words))
    assert [one.short_name for one in found] == ["Детский сад «Берёзка»"]


@pytest.mark.parametrize("words", [".*", "[", "\\", "Школа|Сад", "^", "%", "'; DROP TABLE", "a" * 100, "-", "]"])
def test_signs_of_patterns_are_looked_for_as_they_are(territory: Territory, words: str) -> None:
    found = queries.filtered(Organization.objects.all(), OrganizationFilter(words=words))
    assert list(found) == []


def test_a_hand_written_case_wins_over_the_grammar(territory: Territory) -> None:
    one = entered(territory.home.authority)
    assert queries.head_of(one).name_dative == "Снегирёвой Юлии Павловне"
    one.head_name_dative = "Снегирёвой-Орловой Ю. П."
    assert queries.head_of(one).name_dative == "Снегирёвой-Орловой Ю. П."
    assert queries.genitive_of(one) == "Муниципального учреждения «Школа № 7»"
    one.full_name_genitive = "Муниципального учреждения «Школы № 7»"
    assert queries.genitive_of(one) == "Муниципального учреждения «Школы № 7»"


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({}, ""),
        ({"full_name_genitive": "Школы № 7"}, ""),
        ({"full_name_genitive": "Гимназии № 7"}, "Гимназии № 7"),
    ],
)
def test_a_new_full_name_takes_the_former_genitive_with_it(
    territory: Territory, given: dict[str, str], left: str
) -> None:
    one = entered(territory.home.authority, full_name_genitive="Школы № 7")
    by = territory.people[Role.AUTHORITY_ADMIN]
    actions.edit_organization(one, by=by, facts={"phone": "+7 000 1"})
    one.refresh_from_db()
    assert one.full_name_genitive == "Школы № 7"
    actions.edit_organization(one, by=by, facts={"full_name": "Гимназия № 7", **given})
    one.refresh_from_db()
    told = JournalEntry.objects.latest("id").changes["полное наименование в родительном падеже"]
    assert (one.full_name_genitive, told) == (left, ["Школы № 7", left])


def test_a_genitive_written_by_hand_is_shown_as_such_though_it_is_the_name_itself(
    territory: Territory, signed_in: SignedIn
) -> None:
    one = entered(territory.home.authority, full_name="МБУ «Ромашка»", full_name_genitive="МБУ «Ромашка»")
    shown = (
        signed_in(territory.people[Role.AUTHORITY_ADMIN])
        .get(reverse("registry:organization", args=(one.pk,)))
        .content.decode()
    )
    assert ("(вписано от руки)" in shown, "не уверены" in shown) == (True, False)
