"""Verbs of an authority's own translations of the questionnaire."""

from merilo_web.accounts import roles
from merilo_web.accounts.verbs import Verb
from merilo_web.fieldwork.states import TranslationState

_DRAFT, _SHOWN = frozenset({TranslationState.DRAFT}), frozenset({TranslationState.SHOWN})

BEGIN_TRANSLATION = Verb("fieldwork.begin_translation", "начать перевод анкеты", roles.AUTHORITY)
EDIT_TRANSLATION = Verb("fieldwork.edit_translation", "перевести анкету", roles.AUTHORITY, _DRAFT)
SHOW_TRANSLATION = Verb(
    "fieldwork.show_translation", "показать перевод респондентам", roles.AUTHORITY, _DRAFT, TranslationState.SHOWN
)
HIDE_TRANSLATION = Verb(
    "fieldwork.hide_translation", "убрать перевод из анкеты", roles.AUTHORITY, _SHOWN, TranslationState.DRAFT
)

VERBS = (BEGIN_TRANSLATION, EDIT_TRANSLATION, SHOW_TRANSLATION, HIDE_TRANSLATION)
