"""An authority's own translations of the questionnaire: how far each has come, which are shown."""

from dataclasses import dataclass

from django.http import Http404

from merilo.methodology import catalogue
from merilo.methodology.model import Edition
from merilo_web.cycles.models import Cycle
from merilo_web.fieldwork.languages import Translation, fault_of, lacking, originals, own_translation
from merilo_web.fieldwork.models import OwnTranslation
from merilo_web.fieldwork.states import TranslationState
from merilo_web.registry.access import Access


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """One text to translate: its key, the Russian original, the translation, what is wrong with it."""

    key: str
    original: str
    text: str
    fault: str


@dataclass(frozen=True, slots=True)
class TranslationLine:
    """One own translation: how many texts of how many are right."""

    translation: OwnTranslation
    done: int
    of: int


def edition_of(translation: OwnTranslation) -> Edition:
    """The edition that is translated."""
    return catalogue.get(translation.edition_id, translation.sector)


def own_lines(cycle: Cycle) -> tuple[TranslationLine, ...]:
    """Own translations of the cycle's questionnaire."""
    rows = OwnTranslation.objects.filter(
        authority=cycle.authority_id, edition_id=cycle.edition_id, sector=cycle.sector
    ).select_related("authority")
    return tuple(_line(row) for row in rows)


def _line(row: OwnTranslation) -> TranslationLine:
    edition = edition_of(row)
    whole = len(originals(edition))
    return TranslationLine(row, whole - len(lacking(edition, row.texts)), whole)


def seen(access: Access, pk: int) -> OwnTranslation:
    """The translation with this number. Raises Http404 when there is none or it is another authority's."""
    row = OwnTranslation.objects.filter(pk=pk).select_related("authority").first()
    if row is None or not access.sees(row.scope):
        raise Http404
    return row


def texts(translation: OwnTranslation) -> tuple[TranslatedText, ...]:
    """Everything to translate, in the order of the page."""
    kept = translation.texts
    return tuple(
        TranslatedText(key, original, kept.get(key, ""), fault_of(original, kept[key]) if kept.get(key) else "")
        for key, original in originals(edition_of(translation)).items()
    )


def shown(authority: int, edition: Edition) -> tuple[Translation, ...]:
    """Own translations that respondents of this authority may choose."""
    rows = OwnTranslation.objects.filter(
        authority=authority, edition_id=edition.id, sector=edition.sector, state=TranslationState.SHOWN
    ).values_list("code", "name", "texts", "authority__name")
    return tuple(own_translation(code, name, kept, whose=whose) for code, name, kept, whose in rows)
