"""The query that counts answers: one SQL text in DuckDB's dialect, made from an edition's closed questions.

Every engine runs this text, carried to its own dialect by `merilo.tally.transpile`. It leans on nothing but CASE,
`coalesce`, `count` and `count_if` (NULL in DuckDB where every value is NULL), so that it means the same everywhere.
An option's code that the question does not know is no answer; a row without an organization belongs to nobody and
comes back under NULL.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from merilo.methodology.model import Question
from merilo.tally.contract import Relation

DISCARD = "discard"
REJECT_RESPONSE = "reject_response"

ORGANIZATION = "organization"
RESPONDENTS = "respondents"
EMPTY = "empty"
REJECTED = "rejected"
MULTIPLICITY = "multiplicity"

YES = "yes"
NO = "no"
FILTERED_OUT = "filtered_out"
CONTRADICTORY = "contradictory"

_FIELD = 40
"""Bits of one count within a packed sum."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the result: its name and the SQL that makes it."""

    name: str
    sql: str

    def __str__(self) -> str:
        return f"{self.sql} AS {quoted(self.name)}"


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def counted(question: Question | str, figure: str) -> str:
    """The name of a result's column: «comfort:yes», «wait:=7»."""
    code = question if isinstance(question, str) else question.code
    return f"{code}:{figure}"


def chosen(option: str) -> str:
    """The figure of one option, as `counted` takes it."""
    return f"={option}"


def tally_columns(questions: tuple[Question, ...]) -> tuple[str, ...]:
    """Names of the columns of `tally_query`, in their order."""
    head = (ORGANIZATION, RESPONDENTS, EMPTY, REJECTED)
    return (*head, *(column.name for question in questions for column in _counts(question, packed=False)))


def tally_query(
    relation: Relation, questions: tuple[Question, ...], *, contradictions: str, packed: bool = False
) -> str:
    """SQL that gives one row an organization: respondents, empty and rejected responses, counts of every question.

    `packed` asks for the quicker form, which only DuckDB understands: rare contradictions are added up in one
    128-bit number a question. The result is the same.
    """
    columns = (
        Column(ORGANIZATION, quoted(ORGANIZATION)),
        *_responses(questions, contradictions),
        *(column for question in questions for column in _counts(question, packed=packed)),
    )
    body = ",\n  ".join(str(column) for column in columns)
    return f"{_answers(relation, questions, contradictions)}\nSELECT\n  {body}\nFROM answers\nGROUP BY organization"


def patterns_query(relation: Relation, questions: tuple[Question, ...], *, contradictions: str) -> str:
    """SQL that gives one row for each answer pattern of an organization, with its respondents, in order."""
    codes = [Column(question.code, _coded(question)) for question in questions]
    body = ",\n  ".join(str(column) for column in codes)
    group = ", ".join(str(number) for number in range(1, len(codes) + 2))
    return (
        f"{_answers(relation, questions, contradictions)}\n"
        f"SELECT\n  {quoted(ORGANIZATION)} AS {quoted(ORGANIZATION)},\n  {body},\n  count(*) AS {MULTIPLICITY}\n"
        f"FROM answers\nWHERE {_any_answer(questions)} IS NOT NULL\nGROUP BY {group}\nORDER BY {group}"
    )


def _responses(questions: tuple[Question, ...], contradictions: str) -> Iterator[Column]:
    respondents = f"count({_any_answer(questions)})"
    rejected = _times(REJECTED) if contradictions == REJECT_RESPONSE else "0"
    yield Column(RESPONDENTS, respondents)
    yield Column(EMPTY, f"count(*) - {respondents} - {rejected}")
    yield Column(REJECTED, rejected)


def _counts(question: Question, *, packed: bool) -> Iterator[Column]:
    """Counts of one question.

    Of a question with a filter, answers given at «Да» are counted; the rest of the answers contradict it. Those
    who said «Нет» at the filter are out, save the ones who answered all the same.
    """
    if question.options:
        for index, option in enumerate(question.options):
            yield Column(counted(question, chosen(option.code)), _times(f"{_valid(question)} = {index}"))
    code = quoted(question.code)
    if packed and question.filter and not question.options:
        yield from _packed_counts(question, question.filter)
        return
    valid = _valid(question)
    if not question.options:
        yield Column(counted(question, YES), _times(valid))
        yield Column(counted(question, NO), f"count({valid}) - {_times(valid)}")
    if question.filter:
        said_no, both = _said_no(question.filter), _answered_with_filter(question)
        yield Column(counted(question, FILTERED_OUT), f"{said_no} - ({both} - count({valid}))")
        yield Column(counted(question, CONTRADICTORY), f"count({code}) - count({valid})")


def _packed_counts(question: Question, opens: str) -> Iterator[Column]:
    """All answers less the contradictory ones: how many, of them «Да», of them where the filter says «Нет»."""
    code, opens = quoted(question.code), quoted(opens)
    yes_too, no_too = (
        f"CASE WHEN {what} THEN {1 << bits} ELSE 0 END" for what, bits in ((code, _FIELD), (f"NOT {opens}", 2 * _FIELD))
    )
    each = f"1::HUGEINT + {yes_too} + {no_too}"
    sums = f"coalesce(sum(CASE WHEN {code} IS NOT NULL AND {opens} IS NOT TRUE THEN {each} END), 0)"
    contradictory, yes, at_no = (
        f"CAST(({sums} >> {_FIELD * field}) & {(1 << _FIELD) - 1} AS BIGINT)" for field in range(3)
    )
    yield Column(counted(question, YES), f"{_times(code)} - {yes}")
    yield Column(counted(question, NO), f"count({code}) - {_times(code)} - {contradictory} + {yes}")
    yield Column(counted(question, FILTERED_OUT), f"{_said_no(str(question.filter))} - {at_no}")
    yield Column(counted(question, CONTRADICTORY), contradictory)


def _said_no(filter_code: str) -> str:
    return f"count({quoted(filter_code)}) - {_times(quoted(filter_code))}"


def _answered_with_filter(question: Question) -> str:
    """How many answered both the question and its filter; `=` is NULL where either is, and is the cheapest test."""
    code, opens = quoted(question.code), quoted(question.filter or "")
    if question.options:
        return f"count(CASE WHEN {opens} IS NOT NULL THEN {code} END)"
    return f"count({code} = {opens})"


def _times(condition: str) -> str:
    return f"coalesce(count_if({condition}), 0)"


def _valid(question: Question) -> str:
    code = quoted(question.code)
    return f"CASE WHEN {quoted(question.filter)} THEN {code} END" if question.filter else code


def _coded(question: Question) -> str:
    valid = _valid(question)
    if question.options:
        return f"coalesce({valid}, -1)"
    return f"CASE WHEN {valid} THEN 1 WHEN NOT {valid} THEN 0 ELSE -1 END"


def _any_answer(questions: tuple[Question, ...]) -> str:
    """NULL where no closed question was answered."""
    answers = (
        f"CASE WHEN {quoted(question.code)} IS NOT NULL THEN TRUE END" if question.options else quoted(question.code)
        for question in questions
    )
    return f"coalesce({', '.join(answers)}, NULL)"


def _answers(relation: Relation, questions: tuple[Question, ...], contradictions: str) -> str:
    """The answers as they are counted: options as their index, rejected responses without any answer."""
    columns = ",\n    ".join(f"{_read(question)} AS {quoted(question.code)}" for question in questions)
    read = f"SELECT\n    {quoted(ORGANIZATION)} AS {quoted(ORGANIZATION)},\n    {columns}\n  FROM {relation.sql}"
    if contradictions == DISCARD:
        return f"WITH answers AS (\n  {read}\n)"
    if contradictions != REJECT_RESPONSE:
        raise ValueError(f"unknown rule of contradictions: {contradictions}")
    kept = ",\n    ".join(
        f"CASE WHEN NOT {REJECTED} THEN {quoted(question.code)} END AS {quoted(question.code)}"
        for question in questions
    )
    return (
        f"WITH seen AS (\n  {read}\n), judged AS (\n  SELECT *, {_contradicts(questions)} AS {REJECTED} FROM seen\n), "
        f"answers AS (\n  SELECT\n    {quoted(ORGANIZATION)}, {REJECTED},\n    {kept}\n  FROM judged\n)"
    )


def _contradicts(questions: tuple[Question, ...]) -> str:
    pairs = [
        f"({quoted(question.code)} IS NOT NULL AND NOT coalesce({quoted(question.filter)}, FALSE))"
        for question in questions
        if question.filter
    ]
    return " OR ".join(pairs) or "FALSE"


def _read(question: Question) -> str:
    if not question.options:
        return quoted(question.code)
    cases = " ".join(f"WHEN {literal(option.code)} THEN {index}" for index, option in enumerate(question.options))
    return f"CASE {quoted(question.code)} {cases} END"
