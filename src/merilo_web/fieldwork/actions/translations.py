"""An authority's own translation of the questionnaire: begun, written bit by bit, shown when it is whole, hidden."""

import re
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.quotation import in_quotes
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries.policies import edition_of as edition_of_cycle
from merilo_web.fieldwork.languages import lacking, originals, translations
from merilo_web.fieldwork.models import OwnTranslation
from merilo_web.fieldwork.queries.translations import edition_of
from merilo_web.fieldwork.rules.translations import (
    BEGIN_TRANSLATION,
    EDIT_TRANSLATION,
    HIDE_TRANSLATION,
    SHOW_TRANSLATION,
)
from merilo_web.fieldwork.states import TranslationState
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of

_CODE = re.compile(r"[a-z]{2,3}")
_NAMED = 5


@transaction.atomic
def begin(cycle: Cycle, *, by: User, code: str, name: str) -> OwnTranslation:
    """Begin a translation of the cycle's questionnaire; it serves every cycle of the authority by that edition."""
    authority, edition = cycle.authority, edition_of_cycle(cycle)
    access_of(by).require(BEGIN_TRANSLATION, authority.scope)
    code, faults = code.strip().lower(), {}
    if not _CODE.fullmatch(code):
        faults["code"] = "Код языка — две или три латинские буквы, например tt."
    elif code in translations(edition.id, edition.sector):
        faults["code"] = "На этом языке анкета уже есть."
    kept = OwnTranslation(authority=authority, edition_id=edition.id, sector=edition.sector, code=code)
    same = OwnTranslation.objects.filter(authority=authority, edition_id=edition.id, sector=edition.sector, code=code)
    if not faults and same.exists():
        faults["code"] = "Перевод на этот язык уже начат."
    if not name.strip():
        faults["name"] = "Напишите название языка на нём самом."
    if faults:
        raise ValidationError(faults)
    kept.name = name.strip()
    kept.save()
    record(BEGIN_TRANSLATION.event, kept, by=by, scope=kept.scope, changes={"язык": ("", str(kept))})
    return kept


@transaction.atomic
def edit(
    translation: OwnTranslation, *, by: User, texts: Mapping[str, str], was: Mapping[str, str] | None = None
) -> OwnTranslation:
    """Keep what was translated so far, whole or not; what is wrong is named until the translation is shown.

    `was`: the translations that the person saw before. Raises ValidationError when they are no longer the same.
    """
    kept = _locked(translation, EDIT_TRANSLATION, by=by)
    known = originals(edition_of(kept))
    moved = [key for key, text in (was or {}).items() if key in known and kept.texts.get(key, "") != text]
    if moved:
        raise ValidationError(
            f"Пока вы смотрели таблицу, перевод изменил кто-то другой: {_named(known, moved)}. "
            "Ничего не записано: загрузите таблицу ещё раз."
        )
    said = {key: " ".join(text.split()) for key, text in texts.items() if key in known}
    changes = {key: (kept.texts.get(key, ""), text) for key, text in said.items() if kept.texts.get(key, "") != text}
    if changes:
        kept.texts = {key: text for key, text in {**kept.texts, **said}.items() if text}
        kept.save(update_fields=["texts"])
        record(EDIT_TRANSLATION.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def show(translation: OwnTranslation, *, by: User) -> OwnTranslation:
    """Let respondents choose the language. Raises ValidationError while anything is not translated rightly."""
    kept = _locked(translation, SHOW_TRANSLATION, by=by)
    edition = edition_of(kept)
    if left := lacking(edition, kept.texts):
        named = _named(originals(edition), left)
        raise ValidationError(f"Перевод не готов, осталось текстов: {len(left)}. Первые из них: {named}.")
    return _moved(kept, SHOW_TRANSLATION, by=by)


@transaction.atomic
def hide(translation: OwnTranslation, *, by: User) -> OwnTranslation:
    """Take the language out of questionnaires, to correct it; answers given in it stay."""
    return _moved(_locked(translation, HIDE_TRANSLATION, by=by), HIDE_TRANSLATION, by=by)


def _named(known: Mapping[str, str], keys: Sequence[str]) -> str:
    return "; ".join(in_quotes(known[key]) for key in keys[:_NAMED])


def _locked(translation: OwnTranslation, verb: Verb, *, by: User) -> OwnTranslation:
    kept = OwnTranslation.objects.select_for_update(of=("self",)).select_related("authority").get(pk=translation.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    return kept


def _moved(kept: OwnTranslation, verb: Verb, *, by: User) -> OwnTranslation:
    before, kept.state = kept.get_state_display(), TranslationState(verb.to)
    kept.save(update_fields=["state"])
    changes = {"состояние": (before, kept.get_state_display())}
    record(verb.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept
