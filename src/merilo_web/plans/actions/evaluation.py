"""Evaluation of heads: rules are written, sheets of a cycle issued together, an objection made and answered."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from merilo.documents.clerk_templates.fields import TemplateKind
from merilo.documents.clerk_templates.values import of_sheet
from merilo.documents.papers.evaluation_sheet import HeadSheet, HeadsSummary, paper, summary, xlsx
from merilo.plans.evaluation import EvaluationSheet
from merilo.plans.rule_set_files import parsed
from merilo.problems import RefusalError
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.actions import issue
from merilo_web.archive.models import Document, DocumentKind
from merilo_web.cycles.actions.issuing import Filed, Issued, issue_paper
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.journal.actions import Scope, record
from merilo_web.plans.models import EvaluationRound, EvaluationRuleSet, HeadEvaluation
from merilo_web.plans.queries import evaluation as queries
from merilo_web.plans.rules.evaluation import (
    ANSWER_EVALUATION,
    EVALUATE_HEADS,
    OBJECT_TO_EVALUATION,
    WRITE_EVALUATION_RULES,
)
from merilo_web.plans.states import HeadEvaluationState
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.filing import file_document
from merilo_web.registry.actions.writing import written
from merilo_web.registry.models import Authority
from merilo_web.registry.queries.clerk_templates import word_by_template
from merilo_web.results.models import ResultVersion

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class RulesFacts:
    """The authority's rules: YAML as it was written, and the order that introduces them."""

    act: str
    text: str


@transaction.atomic
def write_rules(authority: Authority, *, by: User, on: date, facts: RulesFacts) -> EvaluationRuleSet:
    """Introduce a new version of the rules; sheets that were issued keep theirs. Raises ValidationError by field."""
    access_of(by).require(WRITE_EVALUATION_RULES, Scope(authority=authority.pk))
    Authority.objects.select_for_update(of=("self",)).get(pk=authority.pk)
    if not facts.act.strip():
        raise ValidationError({"act": "Назовите приказ, которым введены правила."})
    try:
        rules = parsed(facts.text, "")
    except RefusalError as refusal:
        raise ValidationError({"text": [str(problem) for problem in refusal.problems]}) from None
    latest = EvaluationRuleSet.objects.filter(authority=authority).aggregate(last=Max("number"))["last"] or 0
    given = {
        "number": latest + 1,
        "title": rules.title,
        "act": facts.act.strip(),
        "text": facts.text,
        "set_on": on,
    }
    made = EvaluationRuleSet(authority=authority)
    changes = written(made, given, fields=given)
    record(WRITE_EVALUATION_RULES.event, made, by=by, scope=made.scope, changes=changes)
    return made


@transaction.atomic
def evaluate_heads(cycle: Cycle, *, by: User, on: date, object_until: date) -> EvaluationRound:
    """Issue the sheets of all heads of the cycle and the summary over them; sheets issued before are superseded."""
    kept = Cycle.objects.select_for_update(of=("self",)).select_related("authority").get(pk=cycle.pk)
    access_of(by).require(EVALUATE_HEADS, kept.scope, state=kept.state)
    version, rules = queries.approved(kept.pk), queries.rules_in_force(kept.authority_id)
    if version is None:
        raise NotAllowedError("Результаты цикла не утверждены советом: оценивать не по чему.")
    if rules is None:
        raise NotAllowedError("Правила оценки руководителей ещё не введены.")
    if object_until <= on:
        raise ValidationError({"object_until": "Оставьте время на возражения: день позже сегодняшнего."})
    found = queries.sheets(version, queries.rule_set_of(rules), on=on)
    if nameless := [row.result.listed.organization.short_name for row in found if not row.sheet.facts.head]:
        raise ValidationError(f"В реестре не указан руководитель: {', '.join(nameless[:5])}. Внесите и повторите.")
    made = _round(version, rules, found, dates=(on, object_until))
    for row in found:
        _issue_sheet(made, row.result.listed, row.sheet, on=on)
    changes = {"листов": ("", len(found)), "правила": ("", rules), "возражения до": ("", object_until)}
    record(EVALUATE_HEADS.event, made, by=by, scope=made.scope, changes=changes)
    return made


@transaction.atomic
def object_to(evaluation: HeadEvaluation, *, by: User, on: date, objection: str) -> HeadEvaluation:
    """The head's objection, once and in time."""
    kept = _locked(evaluation)
    access_of(by).require(OBJECT_TO_EVALUATION, kept.scope, state=kept.state)
    if on > kept.round.object_until:
        raise NotAllowedError(f"Возражения принимались до {kept.round.object_until:%d.%m.%Y}.")
    text = _said("objection", objection, "Напишите, с чем вы не согласны и почему.")
    changes = {"возражение": ("", text), "состояние": (kept.state, HeadEvaluationState.OBJECTED)}
    kept.objection, kept.objected_on, kept.objected_by = text, on, by
    kept.state = HeadEvaluationState.OBJECTED
    kept.save()
    record(OBJECT_TO_EVALUATION.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def answer(evaluation: HeadEvaluation, *, by: User, on: date, text: str, again: bool) -> HeadEvaluation:
    """Answer an objection. `again`: a new sheet by today's facts is issued, with the objection and the answer."""
    kept = _locked(evaluation)
    access_of(by).require(ANSWER_EVALUATION, kept.scope, state=kept.state)
    said = _said("answer", text, "Напишите ответ на возражение.")
    changes: dict[str, tuple[object, object]] = {
        "ответ": ("", said),
        "состояние": (kept.state, HeadEvaluationState.ANSWERED),
    }
    kept.answer, kept.answered_on, kept.state = said, on, HeadEvaluationState.ANSWERED
    kept.save()
    if again:
        rules = queries.rule_set_of(kept.round.rule_set)
        (row,) = queries.sheets(kept.round.results, rules, on=on, only=kept.listed_id)
        kept = _issue_sheet(kept.round, kept.listed, row.sheet, on=on, answered=kept)
        changes["новый лист"] = ("", kept.number)
    record(ANSWER_EVALUATION.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


def _locked(evaluation: HeadEvaluation) -> HeadEvaluation:
    rows = HeadEvaluation.objects.select_for_update(of=("self",))
    related = ("listed__organization", "listed__cycle__authority", "round__rule_set", "round__results__cycle")
    return rows.select_related(*related).get(pk=evaluation.pk)


def _said(field: str, text: str, empty: str) -> str:
    text = text.strip()
    if not text:
        raise ValidationError({field: empty})
    if len(text) > _LONGEST:
        raise ValidationError({field: f"Сократите до {_LONGEST} знаков."})
    return text


def _round(
    version: ResultVersion,
    rules: EvaluationRuleSet,
    found: tuple[queries.HeadRow, ...],
    *,
    dates: tuple[date, date],
) -> EvaluationRound:
    """The round with its summary in three forms."""
    on, object_until = dates
    authority, period = version.cycle.authority, _period(version)
    told = HeadsSummary(authority.name, period, on, tuple(row.sheet for row in found))
    latest = EvaluationRound.objects.filter(results=version).aggregate(last=Max("number"))["last"] or 0
    scope = Scope(authority=authority.pk)
    title = f"Сводный оценочный лист руководителей {period}"
    stem = f"evaluation-{version.cycle.year}-{latest + 1}"
    filing = Filed(DocumentKind.EVALUATION_SHEET, title, stem, on, scope)
    issued = issue_paper(summary(told), filing=filing)
    return EvaluationRound.objects.create(
        results=version,
        rule_set=rules,
        number=latest + 1,
        issued_on=on,
        object_until=object_until,
        docx=issued.docx,
        pdf=issued.pdf,
        xlsx=_book(told, filing),
    )


def _book(told: HeadsSummary, filing: Filed) -> Document:
    document = issue(
        xlsx(told),
        kind=filing.kind,
        title=filing.title,
        file_name=f"{filing.stem}.xlsx",
        media_type=_XLSX,
        dated_on=filing.dated_on,
    )
    file_document(document, scope=filing.scope)
    return document


def _issue_sheet(
    made: EvaluationRound,
    listed: ListedOrganization,
    sheet: EvaluationSheet,
    *,
    on: date,
    answered: HeadEvaluation | None = None,
) -> HeadEvaluation:
    """One sheet with its paper; the former one is superseded. A part of the event that issues it.

    The paper is filed for the authority alone: the head reads it at the sheet, colleagues do not.
    """
    former = HeadEvaluation.objects.filter(listed=listed).select_related("docx", "pdf").order_by("-number").first()
    number = former.number + 1 if former else 1
    printed = HeadSheet(
        sheet,
        _period(made.results),
        on,
        object_until=made.object_until,
        objection=answered.objection if answered else "",
        answer=answered.answer if answered else "",
    )
    filing = Filed(
        DocumentKind.EVALUATION_SHEET,
        f"Оценочный лист руководителя, {listed.organization.short_name}",
        f"evaluation-{listed.pk}-{number}",
        on,
        Scope(authority=listed.cycle.authority_id),
        number=str(number),
        replaces=Issued(former.docx, former.pdf) if former else None,
    )
    word = word_by_template(listed.cycle.authority_id, TemplateKind.EVALUATION_SHEET, of_sheet(printed))
    issued = issue_paper(paper(printed), filing=filing, word=word)
    if former:
        HeadEvaluation.objects.filter(pk=former.pk).update(state=HeadEvaluationState.SUPERSEDED)
    return HeadEvaluation.objects.create(
        listed=listed,
        round=made,
        number=number,
        head=sheet.facts.head,
        content=queries.content_of(sheet),
        issued_on=on,
        docx=issued.docx,
        pdf=issued.pdf,
    )


def _period(version: ResultVersion) -> str:
    return f"за {version.cycle.year} год"
