"""One school from handed-over results to a closed plan: four quarters on a calendar, the summary right at each step."""

from datetime import date, timedelta

from tests.web.planned import (
    APPROVAL,
    APPROVED_ON,
    DRAFTED_ON,
    SUBMITTED_ON,
    deputy,
    drafted,
    specialist,
)
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.roles import Role
from merilo_web.plans.actions import closing, execution, extensions, proofs, publication, reports, review, writing
from merilo_web.plans.actions.execution import ExecutionFacts
from merilo_web.plans.actions.extensions import ExtensionFacts
from merilo_web.plans.actions.writing import MeasureFacts
from merilo_web.plans.models import ImprovementPlan, Measure
from merilo_web.plans.queries.oversight import totals
from merilo_web.plans.queries.standings import standings
from merilo_web.plans.queries.windows import Quarter, ReportStanding, lines, quarter_on
from merilo_web.registry.access import access_of

QUARTERS = ("до 31.03.2027", "до 30.06.2027", "до 30.09.2027")


def written(home: Municipality) -> ImprovementPlan:
    """A plan of three measures, one for a quarter, every deficiency answered by one of them."""
    plan, by = drafted(home), deputy(home)
    every = [one.pk for one in plan.listed.deficiencies.all()]
    for number, term in enumerate(QUARTERS):
        facts = MeasureFacts(f"Мероприятие {number}", term, "Белых А. С.", "заместитель директора")
        writing.add(plan, by=by, facts=facts, deficiencies=every[number::3])
    return plan


def report_quarter(plan: ImprovementPlan, home: Municipality, quarter: Quarter, *, late: int = 0) -> None:
    """The report on a quarter, submitted in its window or so many days after it."""
    report = reports.begin(plan, by=deputy(home), on=quarter.last_day, quarter=quarter)
    on = report.due_on + timedelta(days=late) if late else quarter.after.first_day
    reports.submit(report, by=deputy(home), on=on)


def do(measure: Measure, home: Municipality, on: date) -> None:
    """The measure proved, reported and confirmed by the council a week later."""
    proofs.link(measure, "https://school1.example.org/done", by=deputy(home), on=on)
    told = execution.report(measure, by=deputy(home), on=on, facts=ExecutionFacts("Сделано", on))
    execution.confirm(told, by=home.people[Role.COUNCIL_SECRETARY], on=on + timedelta(days=7))


def figures(home: Municipality, on: date) -> tuple[object, ...]:
    """State, confirmed, overdue, on time of those with a term, late and missing reports, unmended deficiencies."""
    access = access_of(specialist(home))
    found, row = totals(access, on), standings(access, on).rows[0]
    (state,) = found.states
    return (
        state,
        found.measures["confirmed"],
        found.overdue,
        (found.on_time, found.with_term),
        (row.late_reports, row.missing_reports),
        found.unmended > 0,
    )


def test_a_year_of_a_plan(territory: Territory) -> None:
    home = territory.home
    plan = written(home)
    assert figures(home, DRAFTED_ON) == ("draft", 0, 0, (0, 0), (0, 0), True)
    plan = review.submit(plan, by=deputy(home), on=SUBMITTED_ON)
    plan = review.approve(plan, by=specialist(home), on=APPROVED_ON, facts=APPROVAL)
    plan = publication.publish(plan, by=deputy(home), on=date(2026, 10, 21), url="https://school1.example.org/plan")
    assert figures(home, APPROVED_ON) == ("published", 0, 0, (0, 0), (0, 0), True)
    first, second, third = plan.measures.all()

    report_quarter(plan, home, quarter_on(APPROVED_ON))
    do(first, home, date(2027, 3, 20))
    report_quarter(plan, home, Quarter(2027, 1), late=2)
    assert figures(home, date(2027, 4, 10)) == ("in_execution", 1, 0, (1, 1), (1, 0), True)

    assert figures(home, date(2027, 7, 20)) == ("in_execution", 1, 1, (1, 1), (1, 1), True)
    asked = ExtensionFacts("до 31.10.2027", "Подрядчик опоздал")
    extension = extensions.request(second, by=deputy(home), on=date(2027, 7, 20), facts=asked)
    extensions.grant(extension, by=specialist(home), on=date(2027, 7, 21))
    report_quarter(plan, home, Quarter(2027, 2), late=20)
    assert figures(home, date(2027, 8, 1)) == ("in_execution", 1, 0, (1, 1), (2, 0), True)

    do(second, home, date(2027, 9, 1))
    report_quarter(plan, home, Quarter(2027, 3))
    assert figures(home, date(2027, 10, 2)) == ("in_execution", 2, 1, (2, 2), (2, 0), True)
    do(third, home, date(2027, 10, 20))
    plan = closing.close(plan, by=specialist(home), on=date(2027, 11, 1))
    assert figures(home, date(2027, 12, 1)) == ("closed", 3, 0, (2, 3), (2, 0), False)
    assert [one.standing for one in lines(plan, date(2027, 11, 1))] == [
        ReportStanding.AHEAD,
        ReportStanding.IN_TIME,
        ReportStanding.TOO_LATE,
        ReportStanding.TOO_LATE,
        ReportStanding.IN_TIME,
    ]
