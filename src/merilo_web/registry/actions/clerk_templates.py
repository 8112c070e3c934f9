"""An authority's own templates: one is taken into use when nothing is wrong with it, or put aside; none is lost."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from merilo.documents.clerk_templates.checking import check
from merilo.documents.clerk_templates.fields import TemplateKind
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.actions import attach
from merilo_web.archive.uploads import Upload
from merilo_web.journal.actions import Scope, record
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.filing import file_evidence
from merilo_web.registry.models import Authority, ClerkTemplate
from merilo_web.registry.queries.clerk_templates import is_broken
from merilo_web.registry.rules.clerk_templates import DROP_TEMPLATE, TAKE_TEMPLATE

_MOST_TOLD = 20
"""Faults of one file that are told at once."""


@transaction.atomic
def take_template(authority: Authority, kind: TemplateKind, *, by: User, on: date, upload: Upload) -> ClerkTemplate:
    """Take a template into use instead of the one before. Nothing is kept of a file with a fault."""
    access_of(by).require(TAKE_TEMPLATE, Scope(authority=authority.pk))
    Authority.objects.select_for_update(of=("self",)).get(pk=authority.pk)
    problems = check(upload.content, kind)
    if is_broken(problems):
        wrong = [str(one) for one in problems if one.blocking]
        more = [f"Всего замечаний: {len(wrong)}, показаны первые {_MOST_TOLD}."] if len(wrong) > _MOST_TOLD else []
        raise ValidationError({"file": [*wrong[:_MOST_TOLD], *more]})
    known = ClerkTemplate.objects.filter(authority=authority, kind=kind)
    former = known.filter(dropped_on__isnull=True).first()
    if former is not None:
        ClerkTemplate.objects.filter(pk=former.pk).update(dropped_on=on)
    evidence = attach(upload.content, file_name=upload.file_name, media_type=upload.media_type, by=by)
    latest = known.aggregate(last=Max("number"))["last"] or 0
    made = ClerkTemplate.objects.create(
        authority=authority, kind=kind, number=latest + 1, evidence=evidence, taken_on=on
    )
    file_evidence(evidence, scope=made.scope)
    changes = {"шаблон": (former or "", made), "контрольная сумма": ("", evidence.file.sha256)}
    record(TAKE_TEMPLATE.event, made, by=by, scope=made.scope, changes=changes)
    return made


@transaction.atomic
def drop_template(authority: Authority, kind: TemplateKind, *, by: User, on: date) -> ClerkTemplate:
    """Turn back to the product's own form; the file stays in the archive."""
    access_of(by).require(DROP_TEMPLATE, Scope(authority=authority.pk))
    rows = ClerkTemplate.objects.select_for_update(of=("self",))
    used = rows.filter(authority=authority, kind=kind, dropped_on__isnull=True).first()
    if used is None:
        raise NotAllowedError("Своего шаблона у этого документа нет: он и так выпускается по умолчанию.")
    used.dropped_on = on
    used.save()
    record(DROP_TEMPLATE.event, used, by=by, scope=used.scope, changes={"снят": ("", on)})
    return used
