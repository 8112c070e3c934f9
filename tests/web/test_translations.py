"""An authority's own translation of the questionnaire: bit by bit, whole before it is shown, marked as its own."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.inspected import in_fieldwork
from tests.web.surveys import opened
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import AUTHORITY, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.actions import translations as actions
from merilo_web.fieldwork.languages import fault_of, lacking, originals, translations
from merilo_web.fieldwork.models import OwnTranslation
from merilo_web.fieldwork.queries import faces
from merilo_web.fieldwork.queries.translations import shown
from merilo_web.journal.models import JournalEntry

ADMIN = Role.AUTHORITY_ADMIN
SignedIn = Callable[[User], Client]


def _begun(territory: Territory) -> OwnTranslation:
    in_fieldwork(territory.home)
    return actions.begin(territory.home.cycle, by=territory.people[ADMIN], code="xx", name="Пробный")


def _whole(territory: Territory) -> dict[str, str]:
    """Every text with a mark before it: no language, only something that is not Russian's own text."""
    return {key: f"xx {text}" for key, text in originals(edition_of(territory.home.cycle)).items()}


def _translated(territory: Territory) -> OwnTranslation:
    return actions.edit(_begun(territory), by=territory.people[ADMIN], texts=_whole(territory))


def test_a_translation_is_kept_bit_by_bit_and_shown_only_when_it_is_whole(territory: Territory) -> None:
    kept, by = _begun(territory), territory.people[ADMIN]
    whole = _whole(territory)
    some = dict(list(whole.items())[:3])
    kept = actions.edit(kept, by=by, texts=some | {"nothing": "лишнее"})
    assert kept.texts == some
    with pytest.raises(ValidationError, match=f"осталось текстов: {len(whole) - 3}"):
        actions.show(kept, by=by)
    kept = actions.edit(kept, by=by, texts=whole)
    edition = edition_of(territory.home.cycle)
    assert (lacking(edition, kept.texts), shown(kept.authority_id, edition)) == ((), ())
    kept = actions.show(kept, by=by)
    (one,) = shown(kept.authority_id, edition)
    assert (one.code, one.name, one.texts["overall"]) == ("xx", "Пробный", whole["overall"])
    assert one.phrases["send"] == whole["phrase:send"]
    assert one.note.startswith(f"Перевод подготовил орган власти: {territory.home.authority.name}.")
    assert shown(territory.foreign.authority.pk, edition) == ()


def test_every_step_is_in_the_journal(territory: Territory) -> None:
    kept, by = _begun(territory), territory.people[ADMIN]
    actions.edit(kept, by=by, texts={"overall": "xx"})
    actions.edit(kept, by=by, texts={"overall": "xx"})
    actions.edit(kept, by=by, texts=_whole(territory) | {"overall": "xx"})
    actions.show(kept, by=by)
    actions.hide(kept, by=by)
    entries = list(JournalEntry.objects.order_by("pk").values_list("event", "changes"))
    assert [event for event, _ in entries] == [
        "fieldwork.begin_translation",
        "fieldwork.edit_translation",
        "fieldwork.edit_translation",
        "fieldwork.show_translation",
        "fieldwork.hide_translation",
    ]
    assert entries[1][1] == {"overall": ["", "xx"]}
    assert entries[3][1] == {"состояние": ["переводится", "показан респондентам"]}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Оцените: {organization}", ""),
        ("Оцените", "Оставьте в тексте как есть: {organization}."),
        ("{organization} {day}", "Оставьте в тексте как есть: {organization}."),
        ("{organization.__class__}", "Оставьте в тексте как есть: {organization}."),
        ("{organization!r}", "Оставьте в тексте как есть: {organization}."),
        ("{organization:>9}", "Оставьте в тексте как есть: {organization}."),
        ("{organization", "Оставьте в тексте как есть: {organization}."),
        ("{organization}" + "а" * 600, "Не больше 600 знаков."),
    ],
)
def test_what_is_filled_in_stays_as_it_is(text: str, fault: str) -> None:
    assert fault_of("Оцените условия: {organization}", text) == fault


def test_a_wrong_text_is_kept_named_and_not_shown(territory: Territory, signed_in: SignedIn) -> None:
    kept, by = _translated(territory), territory.people[ADMIN]
    actions.edit(kept, by=by, texts={"phrase:heading": "без вставки"})
    with pytest.raises(ValidationError, match="осталось текстов: 1"):
        actions.show(kept, by=by)
    page = signed_in(by).get(reverse("fieldwork:translation", args=(kept.pk,))).content.decode()
    assert ("Оставьте в тексте как есть: {organization}." in page, "без вставки" in page) == (True, True)


@pytest.mark.parametrize(
    ("code", "name", "faults"),
    [
        ("en", "English", {"code": ["На этом языке анкета уже есть."]}),
        ("ru", "Русский", {"code": ["На этом языке анкета уже есть."]}),
        ("xx", "Пробный", {"code": ["Перевод на этот язык уже начат."]}),
        (
            "../a",
            " ",
            {
                "code": ["Код языка — две или три латинские буквы, например tt."],
                "name": ["Напишите название языка на нём самом."],
            },
        ),
    ],
)
def test_a_language_is_begun_once(territory: Territory, code: str, name: str, *, faults: dict[str, list[str]]) -> None:
    _begun(territory)
    with pytest.raises(ValidationError) as refusal:
        actions.begin(territory.home.cycle, by=territory.people[ADMIN], code=code, name=name)
    assert refusal.value.message_dict == faults


@pytest.mark.parametrize("role", list(Role))
def test_the_authority_alone_translates(territory: Territory, role: Role) -> None:
    kept, by = _translated(territory), territory.people[role]
    acts = (
        lambda: actions.begin(territory.home.cycle, by=by, code="yy", name="Второй"),
        lambda: actions.edit(kept, by=by, texts={"overall": "yy"}),
        lambda: actions.show(kept, by=by),
        lambda: actions.hide(kept, by=by),
    )
    for act in acts:
        if role in AUTHORITY:
            act()
        else:
            with pytest.raises(NotAllowedError):
                act()


def test_what_is_shown_is_not_edited(territory: Territory) -> None:
    kept, by = actions.show(_translated(territory), by=territory.people[ADMIN]), territory.people[ADMIN]
    with pytest.raises(NotAllowedError, match="не на этом этапе"):
        actions.edit(kept, by=by, texts={"overall": "другое"})


def test_respondents_choose_it_and_read_whose_it_is(territory: Territory, client: Client) -> None:
    kept, by = _translated(territory), territory.people[ADMIN]
    survey = opened(territory.home.listed[0])
    address = reverse("fieldwork:survey", args=(survey.short_code,))
    before = client.get(f"{address}?lang=xx").content.decode()
    assert ('lang="xx"' in before, "Перевод подготовил" in before) == (False, False)
    actions.show(kept, by=by)
    faces.forget()
    page = client.get(f"{address}?lang=xx").content.decode()
    assert '<html lang="xx">' in page
    assert f"Перевод подготовил орган власти: {territory.home.authority.name}." in page
    assert _whole(territory)["overall"] in page
    assert page.count("xx ") > len(translations(kept.edition_id, kept.sector)["en"].texts)
    foreign = opened(territory.foreign.listed[0])
    assert "Пробный" not in client.get(reverse("fieldwork:survey", args=(foreign.short_code,))).content.decode()


def test_the_pages_lead_from_a_language_to_its_translation(territory: Territory, signed_in: SignedIn) -> None:
    cycle, client = in_fieldwork(territory.home), signed_in(territory.people[ADMIN])
    page = reverse("fieldwork:languages", args=(cycle.pk,))
    refused = client.post(page, {"code": "en", "name": "English"})
    assert (refused.status_code, "На этом языке анкета уже есть." in refused.content.decode()) == (422, True)
    begun = client.post(page, {"code": "XX", "name": "Пробный"})
    kept = OwnTranslation.objects.get(code="xx")
    own = reverse("fieldwork:translation", args=(kept.pk,))
    assert begun.headers["Location"] == own
    assert client.post(own, {"text:overall": "xx"}).status_code == 302
    hidden = client.post(own, {"text:overall": "a\u202eb"})
    assert (hidden.status_code, "служебный знак" in hidden.content.decode()) == (422, True)
    kept.refresh_from_db()
    assert kept.texts == {"overall": "xx"}
    whole = {f"text:{key}": text for key, text in _whole(territory).items()}
    assert "Переведено всё." in client.post(own, whole, follow=True).content.decode()
    shown_page = client.post(reverse("fieldwork:show_translation", args=(kept.pk,)), follow=True).content.decode()
    assert "Перевод показан респондентам." in shown_page
    number = len(originals(edition_of(cycle)))
    assert f"{number} из {number}" in client.get(page).content.decode()
    hide = client.post(reverse("fieldwork:hide_translation", args=(kept.pk,)), follow=True).content.decode()
    assert "Перевод убран из анкеты" in hide
    stranger = signed_in(territory.foreign.people[ADMIN])
    assert [stranger.get(one).status_code for one in (page, own)] == [404, 404]


def test_the_list_of_languages_asks_the_same_whatever_their_number(territory: Territory, signed_in: SignedIn) -> None:
    _begun(territory)
    client, page = signed_in(territory.people[ADMIN]), reverse("fieldwork:languages", args=(territory.home.cycle.pk,))
    with CaptureQueriesContext(connection) as once:
        client.get(page)
    for code in ("yy", "zz"):
        actions.begin(territory.home.cycle, by=territory.people[ADMIN], code=code, name=code)
    with CaptureQueriesContext(connection) as thrice:
        client.get(page)
    assert len(once) == len(thrice)
