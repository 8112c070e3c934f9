"""Where a plan comes from besides the results: a paper, the council's bar, the authority's library; who awaits what."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.web.planned import (
    DRAFTED_ON,
    deputy,
    drafted,
    handed_over,
    intruders,
    specialist,
)
from tests.web.scored import APPROVED_ON, decided, scored
from tests.web.territory import Territory

from merilo.deadlines.terms import parse_term
from merilo.plans.model import (
    Assignee,
    PlanPaper,
    PlanRow,
    PlanSection,
    ProsePoint,
    Shape,
    Unplaced,
    WrittenDeficiency,
)
from merilo.problems import Place
from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS, ORGANIZATION, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.actions import attach
from merilo_web.archive.uploads import PDF
from merilo_web.plans.actions import bars, drafting, from_paper, library
from merilo_web.plans.actions.library import EntryFacts
from merilo_web.plans.models import MeasureLibraryEntry
from merilo_web.plans.queries.library import lines
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Filing

ENTRY = EntryFacts("own.stand", "stand", "Обновить {title}", "до 1 марта", "заместитель директора", "{title} на стенде")
HERE = Place("план.docx", row=7)


def paper(*rows: PlanRow) -> PlanPaper:
    """A paper with these rows, a note and a piece that fits nowhere."""
    return PlanPaper(
        Shape.IMPROVEMENT,
        approval=("УТВЕРЖДАЮ",),
        sections=(PlanSection("I", "Открытость", rows, criterion="1"),),
        notes=("примечание",),
        points=(ProsePoint("1", "прозой", (), HERE),),
        unplaced=(Unplaced("лишнее", HERE),),
    )


def test_rows_of_a_paper_become_measures_and_nothing_is_lost(territory: Territory) -> None:
    plan, by = drafted(territory.home), deputy(territory.home)
    known = plan.listed.deficiencies.all()[0]
    row = PlanRow(
        HERE,
        deficiencies=(WrittenDeficiency(known.text.upper(), known.indicator), WrittenDeficiency("нет мыла", "2.1")),
        measures=("Повесить стенд", "Купить мыло"),
        planned=(parse_term("01.03.2027", 2027), parse_term("апрель", 2027)),
        assignees=(Assignee("А. С. Белых, завуч", "А. С. Белых", "завуч"),),
        implemented=("частично",),
    )
    evidence = attach(b"%PDF-1.7", file_name="план.pdf", media_type=PDF, by=by)
    plan = from_paper.start_from_paper(plan, paper(row), by=by, on=DRAFTED_ON, evidence=evidence)
    first, second = plan.measures.all()
    assert [(one.text, one.due_on, one.assignee_name, one.assignee_post) for one in (first, second)] == [
        ("Повесить стенд", date(2027, 3, 1), "А. С. Белых", "завуч"),
        ("Купить мыло", date(2027, 4, 30), "А. С. Белых", "завуч"),
    ]
    added = plan.listed.deficiencies.get(source="paper")
    meant = list(plan.listed.deficiencies.filter(indicator="2.1", source="score"))
    assert (added.text, added.indicator, len(meant)) == ("нет мыла", "2.1", 1)
    assert set(first.deficiencies.all()) == {known, added, *meant}
    assert [one["text"] for one in plan.unplaced] == ["УТВЕРЖДАЮ", "примечание", "лишнее", "прозой", "частично"]
    assert (plan.paper, Filing.objects.get(evidence=evidence).organization) == (evidence, plan.listed.organization)


def test_what_cannot_be_told_apart_stands_with_every_measure(territory: Territory) -> None:
    plan, by = drafted(territory.home), deputy(territory.home)
    persons = tuple(Assignee(f"{name}, завуч", name, "завуч") for name in ("А. А. Раз", "Б. Б. Два", "В. В. Три"))
    terms = tuple(parse_term(text, 2027) for text in ("март", "май", "июль"))
    row = PlanRow(HERE, measures=("первое", "второе"), planned=terms, assignees=persons)
    plan = from_paper.start_from_paper(plan, paper(row), by=by, on=DRAFTED_ON)
    assert (
        list(plan.measures.values_list("term", "due_on", "assignee_name", "co_assignees"))
        == [("март; май; июль", date(2027, 7, 31), "А. А. Раз", "Б. Б. Два, завуч; В. В. Три, завуч")] * 2
    )


def test_a_row_without_measures_is_kept_as_text(territory: Territory) -> None:
    row = PlanRow(HERE, planned=(parse_term("март", 2027),), assignees=(Assignee("МОУО", "", ""),), expected=("есть",))
    plan = from_paper.start_from_paper(drafted(territory.home), paper(row), by=deputy(territory.home), on=DRAFTED_ON)
    assert [one["text"] for one in plan.unplaced[-3:]] == ["март", "МОУО", "есть"]
    assert plan.measures.count() == 0


def test_a_paper_is_taken_into_an_empty_draft_by_the_organization(territory: Territory) -> None:
    plan, by, row = drafted(territory.home), deputy(territory.home), PlanRow(HERE, measures=("первое",))
    assert (
        intruders(
            territory,
            ORGANIZATION,
            lambda user: from_paper.start_from_paper(plan, paper(row), by=user, on=DRAFTED_ON),
        )
        == []
    )
    from_paper.start_from_paper(plan, paper(row), by=by, on=DRAFTED_ON)
    plan.refresh_from_db()
    with pytest.raises(NotAllowedError, match="уже есть мероприятия"):
        from_paper.start_from_paper(plan, paper(row), by=by, on=DRAFTED_ON)


def test_hostile_lengths_of_a_paper_are_cut_and_the_rest_is_kept(territory: Territory) -> None:
    row = PlanRow(HERE, measures=("а" * 3000,), planned=(parse_term("б" * 400, 2027),))
    plan = from_paper.start_from_paper(drafted(territory.home), paper(row), by=deputy(territory.home), on=DRAFTED_ON)
    made = plan.measures.get()
    assert (len(made.text), len(made.term)) == (2000, 300)
    assert [len(one["text"]) for one in plan.unplaced[-2:]] == [1000, 100]


def test_the_council_sets_the_bar_once_and_before_the_plans(territory: Territory) -> None:
    home = territory.home
    scored(home)
    chair, decision = home.people[Role.COUNCIL_CHAIR], decided(home)
    assert (
        intruders(
            territory,
            COUNCIL_LEADERS,
            lambda by: bars.set_bar(home.cycle, by=by, on=APPROVED_ON, percent=90, decision=decision),
        )
        == []
    )
    with pytest.raises(ValidationError) as fault:
        bars.set_bar(home.cycle, by=chair, on=APPROVED_ON, percent=101, decision=decision)
    assert list(fault.value.message_dict) == ["percent"]
    bars.set_bar(home.cycle, by=chair, on=APPROVED_ON, percent=90, decision=decision)
    with pytest.raises(NotAllowedError, match="один раз"):
        bars.set_bar(home.cycle, by=chair, on=APPROVED_ON, percent=80, decision=decision)


def test_a_decision_that_no_minutes_hold_sets_no_bar(territory: Territory) -> None:
    home = territory.home
    decision = decided(home)
    decision.point.meeting.state = "held"
    decision.point.meeting.save()
    with pytest.raises(ValidationError) as fault:
        bars.set_bar(home.cycle, by=home.people[Role.COUNCIL_CHAIR], on=APPROVED_ON, percent=90, decision=decision)
    assert list(fault.value.message_dict) == ["decision"]


def test_shares_at_the_bar_are_no_deficiencies(territory: Territory) -> None:
    home = territory.home
    version = handed_over(home)
    bars.set_bar(home.cycle, by=home.people[Role.COUNCIL_CHAIR], on=APPROVED_ON, percent=90, decision=version.decision)
    row = version.organizations.get(listed=home.listed[0])
    version.recommendations.all().delete()
    plan = drafting.draft(row, by=deputy(home), on=DRAFTED_ON)
    assert plan.listed.deficiencies.filter(kind="satisfaction").count() == 0
    with pytest.raises(NotAllowedError, match="уже"):
        bars.set_bar(
            home.cycle, by=home.people[Role.COUNCIL_CHAIR], on=APPROVED_ON, percent=80, decision=version.decision
        )


def test_the_authority_edits_its_library(territory: Territory) -> None:
    authority, by = territory.home.authority, specialist(territory.home)
    entry = library.write(authority, by=by, facts=ENTRY)
    hidden = EntryFacts("other.key", ENTRY.subject, ENTRY.text, ENTRY.term, ENTRY.post, ENTRY.expected, is_active=False)
    library.write(authority, by=by, facts=hidden, entry=entry)
    assert MeasureLibraryEntry.objects.values_list("key", "is_active").get() == ("own.stand", False)
    assert [one.key for one in lines(access_of(by), authority) if one.entry] == ["own.stand"]
    assert lines(access_of(specialist(territory.foreign)), authority) == ()
    assert intruders(territory, AUTHORITY, lambda user: library.write(authority, by=user, facts=ENTRY)) == []


def test_a_faulty_entry_is_told_at_its_field(territory: Territory) -> None:
    authority, by = territory.home.authority, specialist(territory.home)
    good = {name: getattr(ENTRY, name) for name in ("key", "subject", "text", "term", "post", "expected", "cost")}
    for field, value in (
        ("key", " "),
        ("subject", "Стенд!"),
        ("text", ""),
        ("text", "{name}"),
        ("term", "когда-нибудь"),
        ("post", ""),
        ("expected", ""),
        ("cost", "free"),
    ):
        with pytest.raises(ValidationError) as fault:
            library.write(authority, by=by, facts=EntryFacts(**{**good, field: value}))
        assert list(fault.value.message_dict) == [field]
    library.write(authority, by=by, facts=ENTRY)
    with pytest.raises(ValidationError, match="уже есть"):
        library.write(authority, by=by, facts=ENTRY)
