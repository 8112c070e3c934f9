"""The journal for people: who reads what, filters, pages, a harmless file, a chain that tells of tampering."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse
from tests.web.inspected import DAY, SEEN, assigned, recorded

from merilo_web.accounts.roles import Role
from merilo_web.cycles.models import Cycle
from merilo_web.journal.actions import Event, Scope, record
from merilo_web.journal.models import JournalEntry, JournalHead
from merilo_web.journal.queries import Breach, breach, history

PAGE = "desk:journal"


def _record(subject, *, scope, by=None, title="событие", **more):
    with transaction.atomic():
        return record(Event("cycles.open", title), subject, by=by, scope=scope, **more)


@pytest.fixture
def entries(territory):
    home, foreign = territory.home, territory.foreign
    school = home.listed[0]
    return {
        "home": _record(home.cycle, scope=home.cycle.scope, by=home.people[Role.AUTHORITY_ADMIN]),
        "school": _record(school, scope=school.scope, changes={"население": (None, 250)}),
        "foreign": _record(foreign.cycle, scope=foreign.cycle.scope),
        "system": _record(home.people[Role.ORGANIZATION_HEAD], scope=Scope()),
    }


def test_each_reads_their_own_entries(territory, signed_in, entries):
    names = {entry.pk: name for name, entry in entries.items()}
    seen = {}
    for role, user in territory.people.items():
        page = signed_in(user).get(reverse(PAGE))
        seen[role] = [names[entry.pk] for entry in page.context["entries"]] if page.status_code == 200 else "refused"
    refused = dict.fromkeys(
        (
            Role.COUNCIL_CHAIR,
            Role.COUNCIL_SECRETARY,
            Role.COUNCIL_MEMBER,
            Role.OPERATOR_MANAGER,
            Role.OPERATOR_INSPECTOR,
        ),
        "refused",
    )
    assert seen == refused | {
        Role.AUTHORITY_ADMIN: ["school", "home"],
        Role.AUTHORITY_SPECIALIST: ["school", "home"],
        Role.ORGANIZATION_HEAD: ["school"],
        Role.ORGANIZATION_DEPUTY: ["school"],
        Role.REGIONAL_OBSERVER: ["foreign", "school", "home"],
        Role.SYSTEM_ADMIN: ["system", "foreign", "school", "home"],
    }


def test_what_was_inspected_is_told_by_the_journal_once_it_is_accepted(territory, signed_in):
    home = territory.home
    inspection = assigned(home)
    recorded(inspection, territory.people[Role.OPERATOR_INSPECTOR], stand__name=SEEN)
    readers = {role: signed_in(territory.people[role]) for role in (Role.AUTHORITY_ADMIN, Role.ORGANIZATION_HEAD)}

    def told():
        pages = {role: client.get(reverse(PAGE)).context["entries"] for role, client in readers.items()}
        return {role: [entry.event.partition(".")[2] for entry in entries] for role, entries in pages.items()}

    assert told() == {role: ["assign_inspectors"] for role in readers}
    Cycle.objects.filter(pk=home.cycle.pk).update(accepted_on=DAY)
    assert told() == {role: ["record_items", "assign_inspectors"] for role in readers}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"person": "администратор"}, 1),
        ({"subject": "школа"}, 1),
        ({"subject": "ШКОЛА № 1"}, 1),
        ({"event": "cycles.open"}, 4),
        ({"event": "нет такого"}, 4),
        ({"since": "2000-01-01", "until": "2000-12-31"}, 0),
        ({"since": "31.02.2026"}, 4),
        ({"since": "2000-01-01", "before": "x"}, 4),
    ],
)
def test_entries_are_looked_for(territory, signed_in, entries, *, asked, found):
    page = signed_in(territory.people[Role.SYSTEM_ADMIN]).get(reverse(PAGE), asked)
    assert len(page.context["entries"]) == found


def test_a_day_is_the_day_of_the_clock_on_the_wall(territory, signed_in, time_machine):
    time_machine.move_to("2026-03-01T22:30:00Z", tick=False)  # 02.03 in Moscow
    _record(territory.home.cycle, scope=territory.home.cycle.scope)
    browser = signed_in(territory.people[Role.SYSTEM_ADMIN])
    days = [{"since": day, "until": day} for day in ("2026-03-01", "2026-03-02")]
    assert [len(browser.get(reverse(PAGE), day).context["entries"]) for day in days] == [0, 1]


def test_a_long_journal_pages_by_key(territory, signed_in):
    for number in range(230):
        _record(territory.home.cycle, scope=territory.home.cycle.scope, title=f"событие {number}")
    browser = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    seen, before = [], ""
    while before is not None:
        page = browser.get(reverse(PAGE), {"before": before})
        seen += [entry.pk for entry in page.context["entries"]]
        before = page.context["before"]
    assert seen == list(JournalEntry.objects.order_by("-id").values_list("pk", flat=True))


def test_the_page_shows_before_and_after_in_words(territory, signed_in):
    changes = {"открыт": (False, True), "срок": ("2026-03-02", None), "состав": (["а", "б"], [])}
    _record(territory.home.cycle, scope=territory.home.cycle.scope, changes=changes)
    page = signed_in(territory.people[Role.AUTHORITY_ADMIN]).get(reverse(PAGE)).content.decode()
    shown = ("<del>нет</del>", "<ins>да</ins>", "<del>02.03.2026</del>", "<del>а, б</del>", "<ins>—</ins>")
    assert [words for words in shown if words not in page] == []


def test_hostile_words_are_text_on_the_page_and_no_formula_in_the_file(territory, signed_in):
    hostile = '=HYPERLINK("http://evil";"x")<script>'
    _record(territory.home.cycle, scope=territory.home.cycle.scope, title=hostile, note="-1+1")
    browser = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    assert "<script>" not in browser.get(reverse(PAGE)).content.decode().replace("<script src=", "")
    text = b"".join(browser.get(reverse("desk:journal_file")).streaming_content).decode()
    assert (text[0], text.count("'=HYPERLINK"), text.count(";'-1+1;")) == ("\ufeff", 1, 1)


def test_the_file_holds_every_entry_that_was_found(territory, signed_in, entries):
    browser = signed_in(territory.people[Role.ORGANIZATION_HEAD])
    text = b"".join(browser.get(reverse("desk:journal_file"), {"subject": "школа"}).streaming_content).decode()
    lines = text.splitlines()
    assert (len(lines), "население: — → 250" in lines[1]) == (2, True)


def test_the_history_of_an_object_is_its_own(entries, territory):
    assert history(territory.home.cycle) == (entries["home"],)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_as_for_three(
    territory, signed_in, *, django_assert_num_queries, count
):
    for _ in range(count):
        _record(territory.home.cycle, scope=territory.home.cycle.scope)
    browser = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    with django_assert_num_queries(6):
        browser.get(reverse(PAGE))


def _tamper(statement):
    """As somebody with the keys of the database would: the guard is taken off first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_journalentry DISABLE TRIGGER ALL")
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal_journalentry'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)


def test_a_sound_journal_is_said_to_be_sound(entries, capsys):
    call_command("verify_journal")
    assert capsys.readouterr().out == "Журнал цел: записей 4.\n"


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE journal_journalentry SET actor_name = 'другой' WHERE id = {school}", "school"),
        ("UPDATE journal_journalentry SET changes = '{{}}' WHERE id = {school}", "school"),
        ("DELETE FROM journal_journalentry WHERE id = {home}", "school"),
        ("DELETE FROM journal_journalentry WHERE id = {system}", "foreign"),
    ],
)
def test_the_first_broken_entry_is_named(entries, statement, place):
    _tamper(statement.format(**{name: entry.pk for name, entry in entries.items()}))
    found = breach()
    assert (isinstance(found, Breach), found.entry) == (True, entries[place].pk)
    with pytest.raises(CommandError, match=f"№ {entries[place].pk}"):
        call_command("verify_journal")


def test_an_empty_journal_is_sound(db):
    assert (breach(), JournalHead.objects.count()) == (None, 0)
