"""Words that a person must write: trimmed, not empty, not too long."""

from django.core.exceptions import ValidationError

LONGEST = 2000


def said(words: str, *, field: str, ask: str, longest: int = LONGEST) -> str:
    """The words without spaces around them. Raises ValidationError at the field, with what to write."""
    kept = words.strip()
    if not kept:
        raise ValidationError({field: ask})
    if len(kept) > longest:
        raise ValidationError({field: f"Сократите до {longest} знаков."})
    return kept
