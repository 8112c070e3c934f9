"""The life of surveys: prepared for every listed organization, opened, extended, closed."""

import secrets
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo import sampling, short_codes
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.cycles.models import Contract, Cycle, ListedOrganization
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.cycles.states import CycleState
from merilo_web.fieldwork.models import FiledCounts, Survey
from merilo_web.fieldwork.queries.faces import received
from merilo_web.fieldwork.rules.lock import require_collecting
from merilo_web.fieldwork.rules.surveys import ADJUST_SURVEY, CLOSE_SURVEY, OPEN_SURVEY, PREPARE_SURVEYS
from merilo_web.fieldwork.states import SurveyState
from merilo_web.journal.actions import changed, record
from merilo_web.registry.access import access_of

_LARGEST_TARGET = 1_000_000
_LONGEST_TERM = timedelta(days=365)
_WITHOUT_POPULATION = 600
"""What is asked for where the population is not known: the most that the survey order asks of one organization."""


@transaction.atomic
def prepare_surveys(cycle: Cycle, *, opens_on: date, closes_on: date, by: User) -> tuple[Survey, ...]:
    """Make a survey with its own short code for every listed organization that has none yet."""
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    access_of(by).require(PREPARE_SURVEYS, cycle.scope, state=cycle.state)
    _check_term(cycle, opens_on, closes_on)
    listed = tuple(ListedOrganization.objects.filter(cycle=cycle, survey__isnull=True).select_related("organization"))
    taken = frozenset(Survey.objects.values_list("short_code", flat=True))
    codes = short_codes.short_codes(len(listed), taken=taken, rng=secrets.SystemRandom())
    made = Survey.objects.bulk_create(
        Survey(listed=row, short_code=code, target=_target(cycle, row), opens_on=opens_on, closes_on=closes_on)
        for row, code in zip(listed, codes, strict=True)
    )
    term = f"{opens_on:%d.%m.%Y} — {closes_on:%d.%m.%Y}"
    changes = {"подготовлено опросов": (0, len(made)), "срок": (None, term)}
    record(PREPARE_SURVEYS.event, cycle, by=by, scope=cycle.scope, changes=changes)
    return tuple(made)


@transaction.atomic
def open_survey(survey: Survey, *, by: User, on: date) -> Survey:
    """Open a prepared survey, or a closed one again, while the cycle collects information."""
    survey = _locked(survey, OPEN_SURVEY, by=by)
    if survey.listed.cycle.state != CycleState.FIELDWORK:
        raise NotAllowedError("Опрос открывается, когда начат сбор информации, и до приёмки данных.")
    require_collecting(survey.listed.cycle)
    if FiledCounts.objects.filter(survey=survey).exists():
        raise NotAllowedError("Ответы этой организации взяты готовыми суммами: анкеты сосчитали бы их дважды.")
    if survey.closes_on < on:
        raise ValidationError({"closes_on": f"Срок опроса прошёл {survey.closes_on:%d.%m.%Y}: сначала продлите его."})
    return _moved(survey, SurveyState.OPEN, verb=OPEN_SURVEY, by=by)


@transaction.atomic
def open_surveys(cycle: Cycle, *, by: User, on: date) -> int:
    """Open every prepared survey of the cycle, save those answered by ready sums; how many were opened."""
    prepared = Survey.objects.filter(listed__cycle=cycle, state=SurveyState.PREPARED, filed_counts__isnull=True)
    return len([open_survey(survey, by=by, on=on) for survey in prepared.order_by("pk")])


@transaction.atomic
def reopen_surveys(cycle: Cycle, *, by: User, on: date) -> int:
    """Open every closed survey again that is short of its target and may still run; how many were opened."""
    closed = Survey.objects.filter(
        listed__cycle=cycle, state=SurveyState.CLOSED, closes_on__gte=on, filed_counts__isnull=True
    )
    short = [one for one in closed.order_by("pk") if received(one) < one.target]
    return len([open_survey(one, by=by, on=on) for one in short])


@transaction.atomic
def close_survey(survey: Survey, *, by: User, reason: str = "") -> Survey:
    """Close a survey: from now on nothing is accepted through any channel."""
    survey = _locked(survey, CLOSE_SURVEY, by=by)
    require_collecting(survey.listed.cycle)
    return _moved(survey, SurveyState.CLOSED, verb=CLOSE_SURVEY, by=by, note=reason)


@transaction.atomic
def adjust_survey(
    survey: Survey, *, target: int, closes_on: date, with_codes: bool, close_at_target: bool, by: User
) -> Survey:
    """Change the target, the last day, whether codes are asked for, whether the survey closes at its target.

    A prepared survey may be changed before fieldwork begins as well; none once the data are handed over.
    """
    survey = _locked(survey, ADJUST_SURVEY, by=by)
    if survey.listed.cycle.state != CycleState.CONTRACTED:
        require_collecting(survey.listed.cycle)
    _check_term(survey.listed.cycle, survey.opens_on, closes_on)
    _check_target(survey.listed, target)
    fields = {"target": target, "closes_on": closes_on, "with_codes": with_codes, "close_at_target": close_at_target}
    changes = changed(survey, fields)
    for name, value in fields.items():
        setattr(survey, name, value)
    survey.save(update_fields=[*fields])
    record(ADJUST_SURVEY.event, survey, by=by, scope=survey.scope, changes=changes)
    return survey


@transaction.atomic
def extend_survey(survey: Survey, *, closes_on: date, by: User) -> Survey:
    """Move the last day of a survey; everything else stays."""
    survey = Survey.objects.get(pk=survey.pk)
    return adjust_survey(
        survey,
        target=survey.target,
        closes_on=closes_on,
        with_codes=survey.with_codes,
        close_at_target=survey.close_at_target,
        by=by,
    )


@transaction.atomic
def close_due(*, on: date) -> int:
    """Close open surveys whose last day has passed or whose target is reached; how many. Run by a timer."""
    rows = Survey.objects.select_for_update(of=("self",)).filter(state=SurveyState.OPEN)
    closed = 0
    for survey in rows.select_related("listed__cycle", "listed__organization").order_by("pk"):
        if survey.closes_on < on:
            note = "прошёл последний день"
        elif survey.close_at_target and received(survey) >= survey.target:
            note = "собрано нужное число анкет"
        else:
            continue
        _moved(survey, SurveyState.CLOSED, verb=CLOSE_SURVEY, by=None, note=note)
        closed += 1
    return closed


def _locked(survey: Survey, verb: Verb, *, by: User) -> Survey:
    rows = Survey.objects.select_for_update(of=("self",)).select_related("listed__cycle", "listed__organization")
    survey = rows.get(pk=survey.pk)
    access_of(by).require(verb, survey.scope, state=survey.state)
    return survey


def _moved(survey: Survey, state: SurveyState, *, verb: Verb, by: User | None, note: str = "") -> Survey:
    before, survey.state = SurveyState(survey.state), state
    survey.save(update_fields=["state"])
    changes = {"состояние": (before.label, state.label)}
    record(verb.event, survey, by=by, scope=survey.scope, changes=changes, note=note)
    return survey


def _target(cycle: Cycle, listed: ListedOrganization) -> int:
    if listed.required:
        return listed.required
    rule = edition_of(cycle).sampling
    if listed.population and rule:
        return sampling.required(listed.population, rule)
    return rule.cap if rule else _WITHOUT_POPULATION


def _check_target(listed: ListedOrganization, target: int) -> None:
    least = listed.required or 1
    if not least <= target <= _LARGEST_TARGET:
        fewer = f"Цель — не меньше выборки по методике: {least}." if target < least else "Столько анкет не собрать."
        raise ValidationError({"target": fewer})


def _check_term(cycle: Cycle, opens_on: date, closes_on: date) -> None:
    if closes_on < opens_on:
        raise ValidationError({"closes_on": "Последний день опроса не может быть раньше первого."})
    contract = Contract.objects.filter(cycle=cycle, ends_on__isnull=False).first()
    last = contract.ends_on if contract and contract.ends_on else opens_on + _LONGEST_TERM
    if closes_on > last:
        why = "контракт действует по этот день" if contract else "опрос длится не больше года"
        raise ValidationError({"closes_on": f"Последний день опроса — не позже {last:%d.%m.%Y}: {why}."})
