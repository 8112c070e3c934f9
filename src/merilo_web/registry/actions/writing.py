"""Writing facts into a row: only known fields, checked by the model, told to the journal as they change."""

from collections.abc import Collection, Mapping

from django.db import models

from merilo_web.journal.actions import changed

Changes = dict[str, tuple[object, object]]


def written(row: models.Model, facts: Mapping[str, object], *, fields: Collection[str]) -> Changes:
    """Set the facts on a locked row, check and save it; what changed, as the journal wants it.

    Nothing is saved when nothing changed. Raises ValidationError by field; TypeError for a field that is not one of
    `fields`.
    """
    if strange := facts.keys() - set(fields):
        raise TypeError(f"not to be written here: {', '.join(sorted(strange))}")
    changes = changed(row, facts) if row.pk else _fresh(row, facts)
    for name, value in facts.items():
        setattr(row, name, value)
    if changes or not row.pk:
        _check(row, facts)
        row.save()
    return changes


def _check(row: models.Model, facts: Mapping[str, object]) -> None:
    """What was written is sound; what was not is not asked of whoever cannot mend it. A new row is asked for all."""
    others = {one.name for one in row._meta.concrete_fields} - facts.keys() if row.pk else set()  # noqa: SLF001 - Django's documented way to a model's fields
    row.clean_fields(exclude=others)
    row.validate_unique()
    row.validate_constraints()


def _fresh(row: models.Model, facts: Mapping[str, object]) -> Changes:
    """Facts of a new row; those that are left empty are nothing to tell."""
    kept = {name: value for name, value in facts.items() if value not in ("", None)}
    return {title: ("", after) for title, (_, after) in changed(type(row)(), kept).items()}
