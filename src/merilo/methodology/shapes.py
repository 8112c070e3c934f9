"""From the tables of an edition's files to the frozen types of `model`: one function for each kind of table."""

from merilo.law.codes import BAD_DATE
from merilo.law.yaml_source import Schema, Table
from merilo.methodology import codes
from merilo.methodology.model import (
    Band,
    Checklist,
    ChecklistItem,
    Combine,
    Component,
    Criterion,
    Formula,
    Header,
    Indicator,
    Option,
    OrganizationType,
    Part,
    PolicyOption,
    PolicyRule,
    Question,
    Role,
    SamplingRule,
    Threshold,
)

EDITION = Schema(
    ("id", "title", "act", "in_force_from", "reading", "sectors", "clauses", "policies", "thresholds"),
    ("in_force_until", "sampling"),
)
SECTOR = Schema(
    ("sector", "title", "combine", "clauses", "organization_types", "criteria", "questions", "checklists"),
)
_POLICY = Schema(("code", "title", "clause", "default", "options"))
_THRESHOLD = Schema(("code", "title", "clause", "default"))
_SAMPLING = Schema(("share", "cap", "clause"))
_TITLED = Schema(("code", "title"))
_CRITERION = Schema(("code", "key", "name", "weight", "combine", "clause", "indicators"))
_INDICATOR = Schema(("code", "name", "weight", "clause", "components"), ("symbol",))
_COMPONENT = Schema(
    ("code", "name", "weight", "formula", "source", "clause"), ("when_empty", "points_each", "full_from", "bands")
)
_BAND = Schema(("code", "title", "points"), ("at_least", "at_most"))
_QUESTION = Schema(("code", "text", "role", "clause"), ("indicator", "filter", "options"))
_OPTION = Schema(("code", "text"), ("number",))
_CHECKLIST = Schema(("part", "indicator", "items"))
_ITEM = Schema(("code", "title", "clause"), ("applies_to", "bands"))


def header(table: Table) -> Header:
    """The edition as a whole."""
    begins = table.day("in_force_from")
    ends = table.day("in_force_until") if "in_force_until" in table.fields else None
    if ends is not None and ends < begins:
        table.fields["in_force_until"].refuse(BAD_DATE, f"{ends:%d.%m.%Y} раньше, чем {begins:%d.%m.%Y}")
    return Header(
        id=table.text("id"),
        title=table.text("title"),
        act=table.text("act"),
        in_force_from=begins,
        in_force_until=ends,
        sectors=table.texts("sectors"),
        reading=table.whole("reading"),
    )


def policies(table: Table) -> dict[str, PolicyRule]:
    """The questions that the law leaves open, by code."""
    rules = [_policy(row) for row in table.tables("policies", _POLICY)]
    return {rule.code: rule for rule in rules}


def _policy(table: Table) -> PolicyRule:
    options = tuple(PolicyOption(row.text("code"), row.text("title")) for row in table.tables("options", _TITLED))
    rule = PolicyRule(table.register("policy"), table.text("title"), options, table.text("default"), table.clause())
    if rule.default and rule.option(rule.default) is None:
        table.fields["default"].refuse(codes.UNKNOWN_DEFAULT, f"«{rule.default}»")
    return rule


def thresholds(table: Table) -> dict[str, Threshold]:
    """The numbers that the law leaves open, by code."""
    rows = table.tables("thresholds", _THRESHOLD)
    found = [Threshold(row.register("policy"), row.text("title"), row.whole("default"), row.clause()) for row in rows]
    return {threshold.code: threshold for threshold in found}


def sampling(table: Table) -> SamplingRule | None:
    """The rule of the sample's size, None where the edition has none."""
    if "sampling" not in table.fields:
        return None
    row = Table.of(table.fields["sampling"], _SAMPLING)
    return SamplingRule(row.exact("share"), row.whole("cap"), row.clause())


def organization_types(table: Table) -> tuple[OrganizationType, ...]:
    """The types of organizations of the sector."""
    rows = table.tables("organization_types", _TITLED)
    return tuple(OrganizationType(row.register("type"), row.text("title")) for row in rows)


def criteria(table: Table) -> tuple[Criterion, ...]:
    """The criteria with their indicators and components."""
    return tuple(_criterion(row) for row in table.tables("criteria", _CRITERION))


def _criterion(table: Table) -> Criterion:
    return Criterion(
        code=table.register("node"),
        key=table.text("key"),
        name=table.text("name"),
        weight=table.exact("weight"),
        combine=table.word("combine", Combine),
        indicators=tuple(_indicator(row) for row in table.tables("indicators", _INDICATOR)),
        clause=table.clause(),
    )


def _indicator(table: Table) -> Indicator:
    return Indicator(
        code=table.register("node"),
        symbol=table.text("symbol"),
        name=table.text("name"),
        weight=table.exact("weight"),
        components=tuple(_component(row) for row in table.tables("components", _COMPONENT)),
        clause=table.clause(),
    )


def _component(table: Table) -> Component:
    return Component(
        code=table.register("node"),
        name=table.text("name"),
        weight=table.exact("weight"),
        formula=table.word("formula", Formula, codes.UNKNOWN_FORMULA),
        source=table.text("source"),
        clause=table.clause(),
        when_empty=table.maybe("when_empty"),
        points_each=table.maybe_exact("points_each"),
        full_from=table.whole("full_from") if "full_from" in table.fields else None,
        bands=_bands(table),
    )


def _bands(table: Table) -> tuple[Band, ...]:
    return tuple(
        Band(row.text("code"), row.text("title"), row.exact("points"), *map(row.maybe_exact, ("at_least", "at_most")))
        for row in table.tables("bands", _BAND)
    )


def questions(table: Table) -> tuple[Question, ...]:
    """The questionnaire, in its order."""
    return tuple(_question(row) for row in table.tables("questions", _QUESTION))


def _question(table: Table) -> Question:
    options = table.tables("options", _OPTION)
    return Question(
        code=table.register("question"),
        text=table.text("text"),
        role=table.word("role", Role),
        clause=table.clause(),
        indicator=table.maybe("indicator"),
        filter=table.maybe("filter"),
        options=tuple(Option(row.text("code"), row.text("text"), row.maybe_exact("number")) for row in options),
    )


def checklists(table: Table) -> tuple[Checklist, ...]:
    """The checklists, in the order of inspection."""
    return tuple(_checklist(row) for row in table.tables("checklists", _CHECKLIST))


def _checklist(table: Table) -> Checklist:
    part = table.word("part", Part)
    table.source.register("part", part.value, table.own.place)
    items = tuple(_item(row) for row in table.tables("items", _ITEM))
    return Checklist(table.text("indicator"), part, items)


def _item(table: Table) -> ChecklistItem:
    types = table.texts("applies_to") if "applies_to" in table.fields else None
    return ChecklistItem(table.register("item"), table.text("title"), table.clause(), types, _bands(table))
