"""Sums of a file put in the place of questionnaires; sums of nobody are taken away."""

from django.core.exceptions import ValidationError

from merilo_web.fieldwork.models import FiledCounts, FileImport, Survey
from merilo_web.fieldwork.models.counts import written_counts
from merilo_web.fieldwork.queries.import_counts import CountsPreview, against


def take_counts(kept: FileImport, shown: CountsPreview) -> dict[str, tuple[object, object]]:
    """Write what the preview showed; respondents before and after by organization, for the journal.

    Part of taking the file in: runs inside its transaction. Raises ValidationError when surveys have changed since.
    """
    list(Survey.objects.select_for_update(of=("self",)).filter(listed__cycle=kept.cycle).order_by("pk"))
    if against(kept, shown.file).digest != shown.digest:
        raise ValidationError("Пока вы смотрели, опросы изменились. Посмотрите ещё раз, что будет принято.")
    told: dict[str, tuple[object, object]] = {}
    for line in shown.lines:
        if line.survey is None or line.after is None or not line.changes:
            continue
        name = f"{line.listed.organization.short_name}, респондентов"
        told[name] = (line.before.respondents if line.before else None, line.after.respondents)
        if line.after.respondents:
            facts = {"brought": kept, "respondents": line.after.respondents, "counts": written_counts(line.after)}
            FiledCounts.objects.update_or_create(survey=line.survey, defaults=facts)
        else:
            FiledCounts.objects.filter(survey=line.survey).delete()
    return {"принято организаций по суммам": (0, shown.number), **told}
