"""Answers of a cycle as the core reads them: counted from the counters at once, or anew from every questionnaire."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from string import ascii_lowercase
from types import MappingProxyType

from django.db import connection

from merilo.methodology.model import Question
from merilo.observations import Count, ItemValue, Observation, Organization
from merilo.tally.contract import OrganizationTally, Patterns, Relation
from merilo.tally.engine import SqlEngine
from merilo.tally.packed import counted
from merilo.tally.postgres_engine import PostgresEngine
from merilo.tally.query import literal, quoted
from merilo.tally.sqlite_engine import SqliteEngine
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.queries.policies import edition_of, policies_of
from merilo_web.fieldwork.models import FiledCounts, PatternCount

Items = Mapping[str, Mapping[str, ItemValue]]
"""What inspectors recorded, by organization id and item's code."""


@dataclass(frozen=True, slots=True)
class CollectedAnswers:
    """Counts and patterns of a cycle by organization id (`str` of its number)."""

    tallies: Mapping[str, OrganizationTally]
    patterns: Mapping[str, Patterns]


def relation(cycle: Cycle) -> Relation:
    """The cycle's questionnaires as the core's engines count them, in DuckDB's dialect, over the web's own tables."""
    questions = edition_of(cycle).closed_questions
    columns = ", ".join(f"{_column(place, question)}" for place, question in enumerate(questions, 1))
    return Relation(
        f"(SELECT CAST(l.organization_id AS VARCHAR) AS organization, {columns} FROM fieldwork_response AS r "
        "JOIN fieldwork_survey AS s ON s.id = r.survey_id JOIN cycles_listedorganization AS l ON l.id = s.listed_id "
        f"WHERE l.cycle_id = {int(cycle.pk)})"
    )


def collected(cycle: Cycle) -> CollectedAnswers:
    """Counts and patterns from the counters that every answer keeps up: milliseconds, whatever their number."""
    rows = PatternCount.objects.filter(survey__listed__cycle=cycle, number__gt=0)
    found = rows.values_list("survey__listed__organization_id", "answers", "number")
    tallies, patterns = counted(
        ((str(organization), answers, number) for organization, answers, number in found),
        edition_of(cycle).closed_questions,
        contradictions=policies_of(cycle)["contradictions"],
    )
    return CollectedAnswers(tallies | by_counts(cycle), patterns)


def by_counts(cycle: Cycle) -> dict[str, OrganizationTally]:
    """Ready sums of organizations that have no questionnaires here."""
    rows = FiledCounts.objects.filter(survey__listed__cycle=cycle).select_related("survey__listed")
    return {str(row.survey.listed.organization_id): row.tally for row in rows}


def recounted(cycle: Cycle) -> CollectedAnswers:
    """The same counted anew from every questionnaire by the core's engine: the auditing second way, seconds."""
    questions, rule = edition_of(cycle).closed_questions, policies_of(cycle)["contradictions"]
    engine, asked = _engine(), relation(cycle)
    return CollectedAnswers(
        engine.tally(asked, questions, contradictions=rule) | by_counts(cycle),
        engine.patterns(asked, questions, contradictions=rule),
    )


def observations(cycle: Cycle, items: Items) -> tuple[Observation, ...]:
    """All that is known of every listed organization: counts of answers, and what inspectors recorded."""
    return observed(cycle, collected(cycle), items)


def observed(cycle: Cycle, answers: CollectedAnswers, items: Items) -> tuple[Observation, ...]:
    """Observations from answers already counted; in the list's order. Who has no answers has zero respondents."""
    nobody = _nobody(edition_of(cycle).closed_questions)
    found = []
    for organization in organizations(cycle):
        tally = answers.tallies.get(organization.id, nobody)
        seen = items.get(organization.id, {})
        found.append(Observation(organization, tally.respondents, tally.counts, seen, tally.by_counts))
    return tuple(found)


def organizations(cycle: Cycle) -> tuple[Organization, ...]:
    """The listed organizations as the core knows them; `id` is the organization's number."""
    rows = ListedOrganization.objects.filter(cycle=cycle).select_related(
        "organization__authority", "organization__authority__parent"
    )
    return tuple(_organization(row) for row in rows)


def _organization(row: ListedOrganization) -> Organization:
    one, authority = row.organization, row.organization.authority
    return Organization(
        id=str(one.pk),
        name=one.short_name,
        type=one.type,
        group=one.group or one.type,
        inn=one.inn,
        municipality=authority.territory,
        region=authority.parent.territory if authority.parent else "",
        population=row.population,
    )


def _nobody(questions: tuple[Question, ...]) -> OrganizationTally:
    none = {
        question.code: replace(Count(), options=MappingProxyType({option.code: 0 for option in question.options}))
        for question in questions
    }
    return OrganizationTally(respondents=0, counts=MappingProxyType(none))


def _column(place: int, question: Question) -> str:
    character = f"substr(r.answers, {place}, 1)"
    if question.options:
        cases = (
            f"WHEN {literal(letter)} THEN {literal(option.code)}"
            for letter, option in zip(ascii_lowercase, question.options, strict=False)
        )
    else:
        cases = (f"WHEN {literal(letter)} THEN {truth}" for letter, truth in (("1", "TRUE"), ("0", "FALSE")))
    return f"CASE {character} {' '.join(cases)} END AS {quoted(question.code)}"


def _engine() -> SqlEngine:
    """The engine that counts in the web's own database."""
    connection.ensure_connection()
    if isinstance(connection.connection, sqlite3.Connection):
        return SqliteEngine(connection.connection)
    return PostgresEngine(connection.connection)
