"""The plan for eliminating deficiencies in the form of the Government's decree of 17.04.2018 № 457.

Six columns under a heading of two storeys, five sections by criteria, one footnote. A plan of ours and a plan that was
read from somebody's file are printed by the same function.
"""

from dataclasses import dataclass
from datetime import date

from merilo.documents.declension import Case, decline_organization, initials_first
from merilo.documents.papers.blocks import BLANK_DAY, BLANK_SIGN, Block, Corner, Footnotes, LegalPaper, Paragraph, Title
from merilo.documents.papers.parties import Approval, Person, capital
from merilo.documents.tables import Column, Row, Table, cell
from merilo.documents.typography import day

TITLE = "ПЛАН"
ABOUT = "по устранению недостатков, выявленных в ходе независимой оценки качества условий оказания услуг"
MARK = "¹"
CAPTION = "(наименование организации)"
BLANK_YEAR = "____"
_OF_EXPERTISE = "медико-социальной экспертизы"
SECTIONS = {
    "1": ("I", f"Открытость и доступность информации об организации или о федеральном учреждении {_OF_EXPERTISE}"),
    "2": ("II", "Комфортность условий предоставления услуг"),
    "3": ("III", "Доступность услуг для инвалидов"),
    "4": ("IV", f"Доброжелательность, вежливость работников организации или федерального учреждения {_OF_EXPERTISE}"),
    "5": ("V", "Удовлетворенность условиями оказания услуг"),
}
"""The number and the title of each section by the code of its criterion, in the words of the form."""
NOTHING_FOUND = "недостатки не выявлены"
PROGRESS = "Сведения о ходе реализации мероприятия"
COLUMNS = (
    Column("Недостатки, выявленные в ходе независимой оценки качества условий оказания услуг организацией", 5.4),
    Column(
        "Наименование мероприятия по устранению недостатков, выявленных в ходе независимой оценки качества условий "
        "оказания услуг организацией",
        5.6,
    ),
    Column("Плановый срок реализации мероприятия", 3.0),
    Column("Ответственный исполнитель (с указанием фамилии, имени, отчества и должности)", 3.8),
    Column("реализованные меры по устранению выявленных недостатков", 4.6, group=PROGRESS),
    Column("фактический срок реализации", 2.8, group=PROGRESS),
)
FOOTNOTE = (
    f"{MARK} Разделы плана формируются в соответствии с критериями независимой оценки качества, установленными Законом "
    "Российской Федерации «Основы законодательства Российской Федерации о культуре», федеральными законами "
    "«О социальной защите инвалидов в Российской Федерации», «Об основах охраны здоровья граждан в Российской "
    "Федерации», «Об образовании в Российской Федерации», «Об основах социального обслуживания граждан в Российской "
    "Федерации»."
)


@dataclass(frozen=True, slots=True)
class ImprovementRow:
    """A row of the form. Each entry of a cell is a paragraph; terms and persons as they are to be printed."""

    deficiencies: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    implemented: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The six cells in the order of the form."""
        return (self.deficiencies, self.measures, self.planned, self.assignees, self.implemented, self.completed)


@dataclass(frozen=True, slots=True)
class ImprovementSection:
    """A section of a criterion, «1» to «5», with its rows; `mark` is «балл – 96,30/100» or nothing.

    `heading` replaces the wording of the form, `nothing` is what an empty section says.
    """

    criterion: str
    rows: tuple[ImprovementRow, ...] = ()
    mark: str = ""
    heading: str = ""
    nothing: str = NOTHING_FOUND

    @property
    def title(self) -> str:
        """The line over the rows."""
        own = self.heading or "{}. {}".format(*SECTIONS[self.criterion])
        return f"{own} ({self.mark})" if self.mark else own


@dataclass(frozen=True, slots=True)
class ImprovementPlan:
    """The whole plan. `organization` is the full name as it is registered or was read; `years` first and last.

    Sections of criteria that are not given are printed as those where nothing was found. `notes` stand under the
    footnote of the form. `remains` is text of a paper that was read and has no place in the form. A genitive of the
    organization that a human wrote is printed as it is.
    """

    organization: str
    on: date
    sections: tuple[ImprovementSection, ...]
    years: tuple[int, int] | None = None
    approval: Approval | None = None
    annex: Approval | None = None
    notes: tuple[str, ...] = ()
    remains: tuple[str, ...] = ()
    organization_genitive: str = ""

    @property
    def whose(self) -> str:
        """The organization as the form reads on: «… условий оказания услуг» whose, where its genitive is sure.

        Otherwise the name as it stands: the form gives it a line of its own over «(наименование организации)».
        """
        return decline_organization(self.organization, Case.GENITIVE, self.organization_genitive)


def form_approval(person: Person | None, on: date | None = None) -> Approval:
    """«УТВЕРЖДАЮ» as the form has it: post, line to sign, «(подпись)», day or a blank for it, «(дата)»."""
    post, name = (capital(person.post), initials_first(person.name)) if person else ("", "")
    who = (post or BLANK_SIGN * 2, "" if post else "(должность)")
    lines = ("УТВЕРЖДАЮ", *who, f"{BLANK_SIGN} {name}".strip(), "(подпись)", day(on) if on else BLANK_DAY, "(дата)")
    return Approval(tuple(line for line in lines if line))


def whole_form(
    sections: tuple[ImprovementSection, ...], nothing: str = NOTHING_FOUND
) -> tuple[ImprovementSection, ...]:
    """The sections with those that are missing, in the order of criteria; others stay where they stand.

    Sections that belong to no criterion of the form (an older scheme) are left as they are, alone.
    """
    if sections and not any(one.criterion in SECTIONS for one in sections):
        return sections
    found: list[ImprovementSection] = list(sections)
    for criterion in SECTIONS:
        if all(one.criterion != criterion for one in found):
            later = [at for at, one in enumerate(found) if one.criterion in SECTIONS and one.criterion > criterion]
            found.insert(later[0] if later else len(found), ImprovementSection(criterion, nothing=nothing))
    return tuple(found)


def paper(plan: ImprovementPlan) -> LegalPaper:
    """The plan on pages that lie on their side."""
    corners = tuple(one.corner for one in (plan.annex, plan.approval) if one)
    return framed(plan, form_rows(whole_form(plan.sections)), corners)


def framed(plan: ImprovementPlan, rows: list[Row], corners: tuple[Corner, ...]) -> LegalPaper:
    """The form around the given rows of its table."""
    year = years_text(plan.years)
    blocks: list[Block] = [
        *corners,
        Title(TITLE, f"{ABOUT}{MARK}"),
        Paragraph(plan.whose or BLANK_SIGN * 4, align="center", bold=bool(plan.whose), keep=True),
        Paragraph(CAPTION, align="center", keep=True, small=True),
        Paragraph(f"на {year}", align="center", keep=True),
        Table(COLUMNS, rows),
        Footnotes((FOOTNOTE, *plan.notes)),
        *remains(plan.remains),
    ]
    title = f"План по устранению недостатков на {year}: {plan.organization}"
    return LegalPaper(title, plan.on, tuple(blocks), landscape=True)


def years_text(years: tuple[int, int] | None) -> str:
    """«2027 год», «2027–2028 годы», or a blank to write the year in."""
    if years is None:
        return f"{BLANK_YEAR} год"
    first, last = years
    return f"{first} год" if first == last else f"{first}–{last} годы"


def form_rows(sections: tuple[ImprovementSection, ...]) -> list[Row]:
    """The rows of the table: each section's heading across it, then its rows."""
    rows: list[Row] = []
    for section in sections:
        rows.append(Row((section.title,), bold=True, shaded=True, across=True))
        rows += [Row(tuple(cell(one) for one in row.cells)) for row in section.rows]
        if not section.rows:
            rows.append(Row((section.nothing,), across=True))
    return rows


def remains(texts: tuple[str, ...]) -> tuple[Block, ...]:
    """Text that has no place in the form, under a heading that says so."""
    if not texts:
        return ()
    heading = Paragraph("Текст исходного документа, которому в форме нет места", bold=True, keep=True, align="left")
    return (heading, *(Paragraph(text, align="left") for text in texts))
