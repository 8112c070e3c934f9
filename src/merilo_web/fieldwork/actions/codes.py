"""Giving out one-time codes: they exist on paper alone, the system keeps digests of the unspent ones."""

import secrets
from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from merilo import short_codes
from merilo.documents.code_sheets import CodeSheet, code_sheets
from merilo_web.accounts.models import User
from merilo_web.fieldwork.actions.intake import code_digest
from merilo_web.fieldwork.models import Survey, UnspentCode
from merilo_web.fieldwork.rules.surveys import ISSUE_CODES
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of

MOST = 5000
"""Codes of one order."""


@transaction.atomic
def issue_codes(survey: Survey, groups: Mapping[str, int], *, by: User, on: date) -> bytes:
    """Draw codes for each group («5 А» → 28) and print them, once: the PDF is the only place where they are.

    Digests are kept in their own order, so that neither the group nor the place on the sheet can be told from them.
    """
    rows = Survey.objects.select_for_update(of=("self",)).select_related("listed__cycle", "listed__organization")
    survey = rows.get(pk=survey.pk)
    access_of(by).require(ISSUE_CODES, survey.scope, state=survey.state)
    number = sum(groups.values())
    if not groups or min(groups.values()) < 1 or number > MOST:
        raise ValidationError({"groups": f"Задайте число кодов для каждой группы: всего от 1 до {MOST}."})
    drawn = short_codes.short_codes(number, taken=frozenset(), rng=secrets.SystemRandom(), length=short_codes.ONE_TIME)
    digests = sorted(code_digest(survey.pk, code) for code in drawn)
    UnspentCode.objects.bulk_create(UnspentCode(digest=digest, survey=survey) for digest in digests)
    issued = survey.codes_issued
    survey.codes_issued = issued + number
    survey.with_codes = True
    survey.save(update_fields=["codes_issued", "with_codes"])
    changes = {"выдано кодов": (issued, issued + number)}
    record(ISSUE_CODES.event, survey, by=by, scope=survey.scope, changes=changes)
    return code_sheets(_sheets(survey, groups, drawn, on=on))


def _sheets(survey: Survey, groups: Mapping[str, int], drawn: tuple[str, ...], *, on: date) -> tuple[CodeSheet, ...]:
    link = settings.PUBLIC_URL + reverse("fieldwork:survey", args=[survey.short_code])
    sheets, begin = [], 0
    for group, number in groups.items():
        sheet = CodeSheet(
            organization=survey.listed.organization.short_name,
            class_group=group,
            address=link.partition("//")[2],
            link_prefix=f"{link}#",
            codes=drawn[begin : begin + number],
            until=survey.closes_on,
            on=on,
        )
        sheets.append(sheet)
        begin += number
    return tuple(sheets)
