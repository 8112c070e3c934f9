"""The authority's summary of the plans that it oversees: approved and published when, what is done, who is late."""

from dataclasses import dataclass
from datetime import date

from merilo.documents.papers.blocks import LegalPaper, Paragraph, Signatures, Title
from merilo.documents.papers.parties import Person
from merilo.documents.table_book import Value, book
from merilo.documents.tables import Column, Row, Table
from merilo.documents.typography import DASH, day

PLAN, MEASURES, REPORTS = "План", "Мероприятия", "Отчёты"
COLUMNS = (
    Column("№", 1.0, "center"),
    Column("Организация", 6.0),
    Column("утверждён", 2.0, "center", PLAN),
    Column("размещён на сайте", 2.0, "center", PLAN),
    Column("всего", 1.3, "center", MEASURES),
    Column("исполнено", 1.9, "center", MEASURES),
    Column("подтверждено", 2.3, "center", MEASURES),
    Column("просрочено", 2.1, "center", MEASURES),
    Column("с опозданием", 2.2, "center", REPORTS),
    Column("не представлено", 2.3, "center", REPORTS),
    Column("Состояние плана", 2.1),
)
TOTAL = "Итого"


@dataclass(frozen=True, slots=True)
class OverseenPlan:
    """One organization's plan: counts of measures, of reports that came late and of those that did not come.

    `done` counts every measure that is carried out, confirmed ones among them. `state` is the plan's in words.
    """

    organization: str
    approved_on: date | None = None
    published_on: date | None = None
    measures: int = 0
    done: int = 0
    confirmed: int = 0
    overdue: int = 0
    late_reports: int = 0
    missing_reports: int = 0
    state: str = ""
    published_at: str = ""

    @property
    def counts(self) -> tuple[int, int, int, int, int, int]:
        """The figures in the order of the columns."""
        return self.measures, self.done, self.confirmed, self.overdue, self.late_reports, self.missing_reports


@dataclass(frozen=True, slots=True)
class OversightSummary:
    """The summary of an authority on a day; `period` as «за II квартал 2027 года» or «нарастающим итогом»."""

    authority: str
    cycle: str
    on: date
    plans: tuple[OverseenPlan, ...]
    period: str = ""
    signer: Person | None = None

    @property
    def totals(self) -> tuple[int, ...]:
        """The sum of each figure."""
        return tuple(map(sum, zip(*(plan.counts for plan in self.plans), strict=True))) or (0,) * 6


def paper(summary: OversightSummary) -> LegalPaper:
    """The table with its totals on pages that lie on their side."""
    rows = [_row(number, plan) for number, plan in enumerate(summary.plans, 1)]
    rows.append(Row(("", TOTAL, "", "", *map(str, summary.totals), ""), bold=True, shaded=True))
    approved = sum(plan.approved_on is not None for plan in summary.plans)
    published = sum(plan.published_on is not None for plan in summary.plans)
    told = (
        f"Организаций: {len(summary.plans)}. Планы утверждены: {approved}, размещены на сайтах: {published}. "
        f"Сведения на {day(summary.on)}."
    )
    under = " ".join(part for part in ("об исполнении планов по устранению недостатков", summary.period) if part)
    blocks = (
        Title("СВОДКА", under),
        Paragraph(f"{summary.authority}; {summary.cycle}", align="center", keep=True),
        Table(COLUMNS, rows, small=True),
        Paragraph(told),
        *((Signatures((summary.signer.signature,)),) if summary.signer else ()),
    )
    return LegalPaper(f"Сводка {under}: {summary.cycle}", summary.on, blocks, landscape=True)


def _row(number: int, plan: OverseenPlan) -> Row:
    days = (day(on) if on else DASH for on in (plan.approved_on, plan.published_on))
    return Row((str(number), plan.organization, *days, *map(str, plan.counts), plan.state or DASH))


def xlsx(summary: OversightSummary) -> bytes:
    """The same table as a book: counts are numbers, days are days, and the link to the published plan beside them."""
    columns = (*COLUMNS, Column("Адрес плана", 6.0))
    rows = [
        (number, one.organization, one.approved_on, one.published_on, *one.counts, one.state, one.published_at)
        for number, one in enumerate(summary.plans, 1)
    ]
    title = " ".join(part for part in ("Исполнение планов", summary.period, f"на {day(summary.on)}") if part)
    total: tuple[Value, ...] = ("", TOTAL, "", "", *summary.totals, "", "")
    return book(f"{title}: {summary.cycle}", columns, rows, total=total)
