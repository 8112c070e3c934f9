"""Quarterly reports: begun by the organization, frozen when they are submitted."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.actions import record
from merilo_web.plans.actions.issuing import issue_report
from merilo_web.plans.actions.locking import plan_locked
from merilo_web.plans.models import ImprovementPlan, QuarterlyReport
from merilo_web.plans.queries.plans import in_force
from merilo_web.plans.queries.snapshots import as_json, snapshot
from merilo_web.plans.queries.windows import REPORTED, Quarter, quarters, window
from merilo_web.plans.rules.oversight import BEGIN_REPORT, SUBMIT_REPORT
from merilo_web.plans.states import QuarterlyReportState
from merilo_web.registry.access import access_of
from merilo_web.registry.queries.terms import term

_LONGEST = 4000


@transaction.atomic
def begin(plan: ImprovementPlan, *, by: User, on: date, quarter: Quarter) -> QuarterlyReport:
    """Begin the report on a quarter; it may be submitted once the quarter is over."""
    kept = plan_locked(plan, BEGIN_REPORT, by=by)
    if quarter not in quarters(kept, on):
        raise ValidationError({"quarter": "За этот квартал по плану не отчитываются."})
    if QuarterlyReport.objects.filter(listed=kept.listed, year=quarter.year, quarter=quarter.number).exists():
        raise NotAllowedError("Отчёт за этот квартал уже начат: обновите страницу.")
    made = QuarterlyReport.objects.create(
        listed=kept.listed,
        plan=kept,
        year=quarter.year,
        quarter=quarter.number,
        due_on=window(term(REPORTED, kept.listed.cycle.authority_id), quarter).due_on,
    )
    record(BEGIN_REPORT.event, made, by=by, scope=kept.scope, changes={"сдать до": ("", made.due_on)})
    return made


@transaction.atomic
def submit(report: QuarterlyReport, *, by: User, on: date, note: str = "") -> QuarterlyReport:
    """Submit the report: the table of measures is frozen as it stands, the document issued."""
    rows = QuarterlyReport.objects.select_for_update(of=("self",))
    kept = rows.select_related("listed__organization", "listed__cycle__authority").get(pk=report.pk)
    plan = in_force(kept.listed)
    if plan is None:
        raise NotAllowedError("Действующего плана нет: отчитываться не о чем.")
    access_of(by).require(SUBMIT_REPORT, plan.scope, state=kept.state)
    found = window(term(REPORTED, plan.listed.cycle.authority_id), Quarter(kept.year, kept.quarter))
    if on < found.opens_on:
        raise NotAllowedError(
            f"Квартал ещё идёт: отчёт сдают с {found.opens_on:%d.%m.%Y}.", clause=SUBMIT_REPORT.clause
        )
    if len(note.strip()) > _LONGEST:
        raise ValidationError({"note": f"Сократите до {_LONGEST} знаков."})
    kept.plan, kept.note, kept.content = plan, note.strip(), as_json(snapshot(plan))
    kept.state, kept.submitted_on, kept.submitted_by = QuarterlyReportState.SUBMITTED, on, by
    kept.docx, kept.pdf = issue_report(kept, on=on)
    kept.save()
    changes = {"состояние": (QuarterlyReportState.DRAFT, kept.state), "сдан": ("", on), "сдать до": ("", kept.due_on)}
    record(SUBMIT_REPORT.event, kept, by=by, scope=plan.scope, changes=changes)
    return kept
