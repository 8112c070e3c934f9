"""What an authority sets for its plans: the library of measures, the reporting day; who may open these pages."""

import pytest
from django.urls import reverse
from django.utils.text import capfirst
from tests.web.plan_screens import HOSTILE, SignedIn, sent, shown
from tests.web.planned import drafted, specialist
from tests.web.territory import Municipality, Territory

from merilo.plans.measures import library
from merilo_web.accounts.roles import AUTHORITY, Role
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.models import MeasureLibraryEntry
from merilo_web.plans.queries.library import offered
from merilo_web.registry.models import Authority, OwnTerm
from merilo_web.registry.queries.terms import may_be_set

FIELDS = {
    "subject": "stand",
    "text": "Обновить на стенде: {title}",
    "term": "до 1 марта",
    "post": "заместитель директора",
    "expected": "{title} на стенде",
    "cost": "small",
}
OURS = library().measures[0]


@pytest.fixture
def home(territory: Territory) -> Municipality:
    """The municipality that sets."""
    return territory.home


def _pages(authority: Authority, key: str) -> list[str]:
    number = (authority.pk,)
    return [
        reverse("plans:settings_term", args=(*number, "quarterly_report")),
        reverse("plans:settings_term_withdraw", args=(*number, "quarterly_report")),
        reverse("plans:settings_library", args=number),
        reverse("plans:settings_library_add", args=number),
        reverse("plans:settings_library_change", args=(*number, key)),
    ]


def test_only_the_authority_opens_its_settings(territory: Territory, signed_in: SignedIn) -> None:
    pages = _pages(territory.home.authority, OURS.key)
    for role, person in territory.people.items():
        client = signed_in(person)
        wanted = (200, [200] * len(pages)) if role in AUTHORITY else (403, [404] * len(pages))
        assert (client.get(reverse("plans:settings")).status_code, [client.get(one).status_code for one in pages]) == (
            wanted
        ), role


def test_another_authority_has_no_such_pages(territory: Territory, signed_in: SignedIn) -> None:
    client, authority = signed_in(specialist(territory.foreign)), territory.home.authority
    assert {client.get(one).status_code for one in _pages(authority, OURS.key)} == {404}
    for name in ("settings_library_hide", "settings_library_offer", "settings_library_change"):
        assert sent(client, name, authority.pk, OURS.key, **FIELDS).status_code == 404
    assert sent(client, "settings_library_add", authority.pk, **FIELDS).status_code == 404
    assert (
        sent(client, "settings_term", authority.pk, "plan_approved", amount=5, unit="days", act="приказ").status_code
        == 404
    )
    assert MeasureLibraryEntry.objects.count() == OwnTerm.objects.count() == 0


def test_the_library_shows_every_measure_of_the_product(home: Municipality, signed_in: SignedIn) -> None:
    page = shown(signed_in(specialist(home)), "settings_library", home.authority.pk)
    assert page.count('data-title="Мероприятие"') == len(library().measures)
    assert page.count("Скрыть<") == len(library().measures)


def test_a_measure_of_its_own_is_added_changed_and_offered_first(home: Municipality, signed_in: SignedIn) -> None:
    plan, client, number = drafted(home), signed_in(specialist(home)), home.authority.pk
    assert sent(client, "settings_library_add", number, **FIELDS).status_code == 302
    assert sent(client, "settings_library_add", number, **{**FIELDS, "text": HOSTILE}).status_code == 302
    assert list(MeasureLibraryEntry.objects.values_list("key", "text").order_by("key")) == [
        ("own.1", FIELDS["text"]),
        ("own.2", HOSTILE),
    ]
    assert HOSTILE not in shown(client, "settings_library", number)
    changed = {**FIELDS, "text": "Сверить стенд с перечнем", "cost": "none"}
    assert sent(client, "settings_library_change", number, "own.1", **changed).status_code == 302
    assert MeasureLibraryEntry.objects.get(key="own.1").text == changed["text"]
    stand = plan.listed.deficiencies.filter(kind="stand").first()
    if stand is not None:
        assert "own.1" in [one.key for one in offered(plan, stand)]
    assert JournalEntry.objects.filter(event="plans.edit_library").count() == 3


def test_a_measure_of_the_product_is_reworded_and_keeps_its_key(home: Municipality, signed_in: SignedIn) -> None:
    client, number = signed_in(specialist(home)), home.authority.pk
    assert OURS.text in shown(client, "settings_library_change", number, OURS.key)
    given = {**FIELDS, "subject": OURS.subject}
    assert sent(client, "settings_library_change", number, OURS.key, **given).status_code == 302
    assert MeasureLibraryEntry.objects.values_list("key", "text", "is_active").get() == (
        OURS.key,
        FIELDS["text"],
        True,
    )
    page = shown(client, "settings_library", number)
    assert page.count('data-title="Мероприятие"') == len(library().measures)


def test_a_measure_is_hidden_and_offered_again(home: Municipality, signed_in: SignedIn) -> None:
    client, number = signed_in(specialist(home)), home.authority.pk
    assert sent(client, "settings_library_hide", number, OURS.key).status_code == 302
    assert MeasureLibraryEntry.objects.values_list("key", "text", "is_active").get() == (OURS.key, OURS.text, False)
    assert shown(client, "settings_library", number).count("Предлагать<") == 1
    assert "скрыто 1" in shown(client, "settings")
    assert sent(client, "settings_library_offer", number, OURS.key).status_code == 302
    assert MeasureLibraryEntry.objects.get().is_active
    assert sent(client, "settings_library_hide", number, "no.such").status_code == 404
    assert client.get(reverse("plans:settings_library_hide", args=(number, OURS.key))).status_code == 405


FAULTS = (
    ("subject", "выдумка"),
    ("text", ""),
    ("text", "{name}"),
    ("text", "а" * 501),
    ("term", "когда-нибудь"),
    ("post", "{title}"),
    ("expected", " "),
    ("cost", "free"),
    ("text", "слева\u202eнаправо"),
)


def test_a_fault_stands_at_its_field_and_what_was_typed_stays(home: Municipality, signed_in: SignedIn) -> None:
    client = signed_in(specialist(home))
    for field, value in FAULTS:
        answer = sent(client, "settings_library_add", home.authority.pk, **{**FIELDS, field: value})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
        assert FIELDS["expected" if field != "expected" else "text"] in answer.content.decode()
    assert MeasureLibraryEntry.objects.count() == 0


def test_a_term_that_the_law_does_not_name_is_set_and_shown(home: Municipality, signed_in: SignedIn) -> None:
    client, number = signed_in(specialist(home)), home.authority.pk
    page = shown(client, "settings")
    assert [capfirst(one.clause.printed) in page for one in may_be_set()] == [True] * 3
    report, right = (number, "quarterly_report"), {"amount": "10", "unit": "quarter_day", "act": "приказ № 5"}
    for field, value in (("amount", "29"), ("amount", "x"), ("unit", "days"), ("act", " ")):
        answer = sent(client, "settings_term", *report, **{**right, field: value})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert sent(client, "settings_term", *report, **right).status_code == 302
    kept = OwnTerm.objects.values_list("authority", "code", "amount", "act")
    assert kept.get() == (number, "quarterly_report", 10, "приказ № 5")
    assert "до 10 числа следующего квартала" in shown(client, "settings")
    assert sent(client, "settings_term", *report, **{**right, "amount": "12"}).status_code == 302
    assert OwnTerm.objects.get().amount == 12
    for code in ("council_results", "results_published", "nothing"):
        assert sent(client, "settings_term", number, code, **right).status_code == 404
        assert sent(client, "settings_term_withdraw", number, code, reason="x").status_code == 404


def test_an_own_term_is_withdrawn_on_the_screen(home: Municipality, signed_in: SignedIn) -> None:
    client, report = signed_in(specialist(home)), (home.authority.pk, "quarterly_report")
    link = reverse("plans:settings_term_withdraw", args=report)
    assert link not in shown(client, "settings")
    sent(client, "settings_term", *report, amount="10", unit="quarter_day", act="приказ № 5")
    assert (link in shown(client, "settings"), "приказ № 5" in shown(client, "settings_term_withdraw", *report)) == (
        True,
        True,
    )
    answer = sent(client, "settings_term_withdraw", *report, reason=" ")
    assert (answer.status_code, list(answer.context["form"].errors), OwnTerm.objects.count()) == (422, ["reason"], 1)
    assert sent(client, "settings_term_withdraw", *report, reason="Приказ утратил силу").status_code == 302
    assert (OwnTerm.objects.get().withdrawn_on is None, "до 10 числа" in shown(client, "settings")) == (False, False)
    again = sent(client, "settings_term_withdraw", *report, reason="ещё раз")
    assert (again.status_code, "Своего срока здесь нет" in again.content.decode()) == (422, True)


def test_only_the_authority_is_led_to_the_settings(home: Municipality, signed_in: SignedIn) -> None:
    link = reverse("plans:settings")
    assert f'href="{link}"' in shown(signed_in(specialist(home)), "oversight")
    assert f'href="{link}"' not in shown(signed_in(home.people[Role.COUNCIL_CHAIR]), "oversight")
