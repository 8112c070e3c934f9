"""The number of service recipients: told, entered from a reply, frozen with its sample, reopened with a reason."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo import sampling
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions.cycle_papers import issue_cycle_paper
from merilo_web.cycles.models import Cycle, CyclePaper, ListedOrganization
from merilo_web.cycles.queries.own_papers import population_paper
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.cycles.queries.populations import earlier_population
from merilo_web.cycles.rules import populations as verbs
from merilo_web.journal.actions import changed, record
from merilo_web.registry.access import access_of

MOST = 1_000_000
"""No organization has more recipients than this; a larger number is a mistake of typing."""
STRANGE = 20_000
"""A number above this is asked back."""
TIMES = 3
"""So is one that differs from the year before by so many times."""


@transaction.atomic
def answer_population(
    listed: ListedOrganization, *, by: User, on: date, number: int, note: str = "", confirmed: bool = False
) -> ListedOrganization:
    """The organization tells its number of recipients. A strange one is asked back unless `confirmed`."""
    kept = _locked(listed, verbs.ANSWER_POPULATION, by=by)
    return _tell(kept, verbs.ANSWER_POPULATION, by=by, on=on, given=(number, note, confirmed))


@transaction.atomic
def enter_population(
    listed: ListedOrganization, *, by: User, on: date, number: int, note: str = "", confirmed: bool = False
) -> ListedOrganization:
    """The authority enters the number from an organization's reply; `note` names it."""
    kept = _locked(listed, verbs.ENTER_POPULATION, by=by)
    return _tell(kept, verbs.ENTER_POPULATION, by=by, on=on, given=(number, note, confirmed))


@transaction.atomic
def freeze_populations(cycle: Cycle, *, by: User, on: date) -> int:
    """Freeze every number told and not yet frozen, with the sample by the edition's rule. Returns how many.

    Organizations that have not answered stay open and are frozen later. Raises NotAllowedError when there is nothing.
    """
    kept = Cycle.objects.select_for_update().get(pk=cycle.pk)
    access_of(by).require(verbs.FREEZE_POPULATIONS, kept.scope, state=kept.state)
    rule = edition_of(kept).sampling
    if rule is None:
        raise NotAllowedError("Редакция методики этого цикла не знает объёма выборки.", clause=verbs.SAMPLE)
    found = kept.listed.select_for_update(of=("self",)).select_related("organization").order_by("id")
    rows = list(found.filter(population__isnull=False, population_frozen_on__isnull=True))
    if not rows:
        raise NotAllowedError("Фиксировать нечего: новых сведений о численности нет.")
    for row in rows:
        row.population_frozen_on, row.required = on, sampling.required(row.population or 0, rule)
    ListedOrganization.objects.bulk_update(rows, ["population_frozen_on", "required"])
    changes: dict[str, tuple[object, object]] = {
        str(row): ("", f"получателей {row.population}, нужно опросить {row.required}") for row in rows
    }
    record(verbs.FREEZE_POPULATIONS.event, kept, by=by, scope=kept.scope, changes=changes)
    return len(rows)


@transaction.atomic
def reopen_population(listed: ListedOrganization, *, by: User, reason: str) -> ListedOrganization:
    """Take a frozen number back before fieldwork: it was mistaken. The number stays, the sample goes."""
    kept = _locked(listed, verbs.REOPEN_POPULATION, by=by)
    if kept.population_frozen_on is None:
        raise NotAllowedError("Численность этой организации не зафиксирована.")
    if not reason.strip():
        raise ValidationError({"reason": "Напишите причину: она остаётся в журнале."})
    fields = {"population_frozen_on": None, "required": None}
    return _store(kept, verbs.REOPEN_POPULATION, fields, by=by, note=reason.strip())


@transaction.atomic
def issue_population_summary(
    cycle: Cycle, *, by: User, on: date, respondents: Mapping[int, int] | None = None
) -> CyclePaper:
    """Issue the summary of populations and samples as it stands.

    `respondents` are those of each row of the list, once there are surveys; the stage that asks them knows.
    """
    kept = Cycle.objects.select_for_update(of=("self",)).select_related("authority").get(pk=cycle.pk)
    access_of(by).require(verbs.ISSUE_SUMMARY, kept.scope, state=kept.state)
    paper = issue_cycle_paper(
        kept, population_paper(kept, on=on, respondents=respondents), kind=DocumentKind.POPULATION, on=on
    )
    record(verbs.ISSUE_SUMMARY.event, kept, by=by, scope=kept.scope, changes={"документ": ("", paper)})
    return paper


def _locked(listed: ListedOrganization, verb: Verb, *, by: User) -> ListedOrganization:
    """The row as it stands now, locked, after asking whether the person may do this."""
    found = ListedOrganization.objects.select_for_update(of=("self",)).select_related("cycle", "organization")
    kept = found.get(pk=listed.pk)
    access_of(by).require(verb, kept.scope, state=kept.cycle.state)
    return kept


def _tell(
    kept: ListedOrganization, verb: Verb, *, by: User, on: date, given: tuple[int, str, bool]
) -> ListedOrganization:
    number, note, confirmed = given
    if kept.population_frozen_on:
        raise NotAllowedError(
            f"Численность зафиксирована {kept.population_frozen_on:%d.%m.%Y}: изменить её может орган власти, сняв "
            "фиксацию.",
            clause=verbs.SAMPLE,
        )
    if not 0 <= number <= MOST:
        raise ValidationError({"number": "Введите целое число получателей услуг за год, не больше миллиона."})
    doubt = "" if confirmed else _doubt(kept, number)
    if doubt:
        raise ValidationError({"confirmed": doubt})
    fields = {"population": number, "population_note": note.strip(), "population_answered_on": on}
    return _store(kept, verb, fields, by=by)


def _doubt(kept: ListedOrganization, number: int) -> str:
    """Why the number looks strange; empty when it does not."""
    if number == 0:
        return "Ни одного получателя услуг за год? Если это так, подтвердите и напишите в пояснении почему."
    if number > STRANGE:
        return f"Получателей услуг больше {STRANGE}? Проверьте число и подтвердите, если оно верно."
    before = earlier_population(kept)
    if before and not before / TIMES <= number <= before * TIMES:
        return f"В прошлой оценке получателей услуг было {before}. Проверьте число и подтвердите, если оно верно."
    return ""


def _store(
    kept: ListedOrganization, verb: Verb, fields: Mapping[str, object], *, by: User, note: str = ""
) -> ListedOrganization:
    changes = changed(kept, fields)
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(fields))
    record(verb.event, kept, by=by, scope=kept.scope, changes=changes, note=note)
    return kept
