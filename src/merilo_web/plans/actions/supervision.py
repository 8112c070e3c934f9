"""What the authority issues over all plans of a cycle: a summary, a list of heads; what came of a hearing."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from merilo.documents.papers import hearing_list as hearing_paper
from merilo.documents.papers import oversight_summary
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.archive.actions import issue
from merilo_web.archive.models import Document, DocumentKind
from merilo_web.cycles.actions.issuing import Filed, issue_paper
from merilo_web.cycles.models import Cycle
from merilo_web.journal.actions import Scope, record
from merilo_web.plans.actions.saying import said
from merilo_web.plans.models import DrawnHearing, HeadHearing, IssuedSummary
from merilo_web.plans.queries import supervision as queries
from merilo_web.plans.rules.supervision import DRAW_HEARING, ISSUE_SUMMARY, RECORD_HEARING
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.filing import file_document

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST = 100
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """How many are heard and how many interviewed."""

    highest: int = queries.HIGHEST
    lowest: int = queries.LOWEST


@transaction.atomic
def issue_summary(cycle: Cycle, *, by: User, on: date) -> IssuedSummary:
    """Issue the summary as it stands on the day, in three forms; the authority and the council may open it."""
    kept = _locked(cycle, ISSUE_SUMMARY, by=by)
    told = queries.summary_of(kept, access_of(by), on)
    number = (IssuedSummary.objects.filter(cycle=kept).aggregate(last=Max("number"))["last"] or 0) + 1
    filing = Filed(
        DocumentKind.OVERSIGHT_SUMMARY,
        f"Сводка об исполнении планов {told.period}: {kept.title}"[:500],
        f"Сводка об исполнении планов {kept.year} № {number}",
        on,
        Scope(authority=kept.authority_id, council=kept.council_id),
        number=str(number),
    )
    issued = issue_paper(oversight_summary.paper(told), filing=filing)
    made = IssuedSummary.objects.create(
        cycle=kept,
        number=number,
        period=told.period,
        issued_on=on,
        docx=issued.docx,
        pdf=issued.pdf,
        xlsx=_book(oversight_summary.xlsx(told), filing),
    )
    changes = {"номер": ("", number), "организаций": ("", len(told.plans))}
    record(ISSUE_SUMMARY.event, made, by=by, scope=made.scope, changes=changes, note=told.period)
    return made


@transaction.atomic
def draw_hearing(cycle: Cycle, *, by: User, on: date, facts: HearingFacts) -> DrawnHearing:
    """Draw the list up from the approved results, once for each version, and issue its paper."""
    kept = _locked(cycle, DRAW_HEARING, by=by)
    version = queries.approved_results(kept)
    if version is None:
        raise NotAllowedError("Результаты цикла не утверждены советом: выбирать не по чему.")
    if DrawnHearing.objects.filter(results=version).exists():
        raise NotAllowedError("Список по этим результатам уже составлен.")
    if not (0 <= facts.highest <= _MOST and 0 <= facts.lowest <= _MOST and facts.highest + facts.lowest):
        raise ValidationError({"highest": f"Укажите числа от 0 до {_MOST}, хотя бы одно больше нуля."})
    heads = queries.chosen(version, facts.highest, facts.lowest)
    if not heads:
        raise NotAllowedError("В этих результатах ни у кого нет места: заслушивать и собеседовать некого.")
    rule = f"Наивысших мест: {facts.highest}, наименьших: {facts.lowest}; делящие место и неотличимые включены."
    filing = Filed(
        DocumentKind.HEARING_LIST,
        f"Список руководителей: {kept.title}"[:500],
        f"Список руководителей {kept.year}",
        on,
        Scope(authority=kept.authority_id, council=kept.council_id),
    )
    issued = issue_paper(hearing_paper.paper(queries.hearing_list(version, heads, on, rule=rule)), filing=filing)
    made = DrawnHearing.objects.create(
        results=version,
        drawn_on=on,
        highest=facts.highest,
        lowest=facts.lowest,
        docx=issued.docx,
        pdf=issued.pdf,
    )
    HeadHearing.objects.bulk_create(_head(made, place, one) for place, one in enumerate(heads, 1))
    changes = {"руководителей": ("", len(heads))}
    record(DRAW_HEARING.event, made, by=by, scope=made.scope, changes=changes, note=rule)
    return made


@transaction.atomic
def record_hearing(head: HeadHearing, *, by: User, on: date, held_on: date, note: str) -> HeadHearing:
    """Write down when the head was heard and what came of it; may be put right later."""
    related = ("hearing__results__cycle", "listed__organization")
    rows = HeadHearing.objects.select_for_update(of=("self",)).select_related(*related)
    kept = rows.get(pk=head.pk)
    access_of(by).require(RECORD_HEARING, kept.scope, state=kept.hearing.results.cycle.state)
    if not kept.hearing.drawn_on <= held_on <= on:
        first = f"{kept.hearing.drawn_on:%d.%m.%Y}"
        raise ValidationError({"held_on": f"Укажите день от составления списка ({first}) до сегодняшнего."})
    words = said(note, field="note", ask="Напишите, чем закончился разговор.", longest=_LONGEST)
    changes = {"состоялось": (kept.held_on, held_on), "итог разговора": (kept.note, words)}
    kept.held_on, kept.note = held_on, words
    kept.save(update_fields=["held_on", "note"])
    record(RECORD_HEARING.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


def _locked(cycle: Cycle, verb: Verb, *, by: User) -> Cycle:
    rows = Cycle.objects.select_for_update(of=("self",)).select_related("authority", "council")
    kept = rows.get(pk=cycle.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    return kept


def _head(made: DrawnHearing, place: int, one: queries.HeadChoice) -> HeadHearing:
    organization = one.result.listed.organization
    return HeadHearing(
        hearing=made,
        listed=one.result.listed,
        kind=one.kind,
        position=place,
        head=organization.head_name,
        post=organization.head_post,
        total=one.result.total,
        place=one.result.place or 0,
        places=one.places,
        ground=one.ground,
    )


def _book(content: bytes, filing: Filed) -> Document:
    document = issue(
        content,
        kind=filing.kind,
        title=filing.title,
        file_name=f"{filing.stem}.xlsx",
        media_type=_XLSX,
        dated_on=filing.dated_on,
        number=filing.number,
    )
    file_document(document, scope=filing.scope)
    return document
