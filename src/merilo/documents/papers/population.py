"""The summary of populations (A5): recipients, sample required, respondents, shortfall."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from merilo.documents.papers.blocks import LegalPaper, Paragraph, Signatures, Title
from merilo.documents.papers.parties import Person
from merilo.documents.tables import Column, Row, Table
from merilo.documents.typography import DASH, counted, day, fixed, grouped
from merilo.methodology.model import SamplingRule

IN_ORGANIZATIONS = ("организации", "организациях", "организациях")


@dataclass(frozen=True, slots=True)
class PopulationLine:
    """One organization: recipients in a year, how many to ask, how many answered. None where not known yet."""

    organization: str
    population: int | None
    required: int | None
    respondents: int | None = None
    kind: str = ""
    note: str = ""

    @property
    def shortfall(self) -> int | None:
        """Recipients still to be asked; None when it cannot be told."""
        if self.required is None or self.respondents is None:
            return None
        return max(0, self.required - self.respondents)


@dataclass(frozen=True, slots=True)
class PopulationSummary:
    """All organizations of a cycle. `decision` is the paper that froze the populations."""

    cycle: str
    on: date
    lines: tuple[PopulationLine, ...]
    sampling: SamplingRule | None = None
    decision: str = ""
    signer: Person | None = None


def paper(summary: PopulationSummary) -> LegalPaper:
    """The table with its sums and what they say."""
    columns = (
        Column("№", 1.0, "center"),
        Column("Организация", 5.9),
        Column("Получателей", 2.8, "right"),
        Column("Нужно опросить", 2.3, "right"),
        Column("Опрошено", 2.2, "right"),
        Column("Не хватает", 2.3, "right"),
    )
    rows = [_row(place, one) for place, one in enumerate(summary.lines, 1)]
    rows.append(Row(("", "Всего", *_sums(summary)), bold=True))
    title = Title("СВОДНЫЕ СВЕДЕНИЯ", f"о численности получателей услуг и объёме выборки: {summary.cycle}")
    texts = (*_rule(summary), _verdict(summary))
    signatures = (Signatures((summary.signer.signature,)),) if summary.signer else ()
    blocks = (title, Table(columns, rows), *(Paragraph(text) for text in texts), *signatures)
    return LegalPaper(f"Численность и выборка: {summary.cycle}", summary.on, blocks)


def _row(place: int, one: PopulationLine) -> Row:
    name = "\n".join(part for part in (one.organization, one.kind, one.note) if part)
    numbers = (one.population, one.required, one.respondents, one.shortfall)
    return Row((str(place), name, *map(_number, numbers)), shaded=bool(one.shortfall))


def _number(number: int | None) -> str:
    return DASH if number is None else grouped(number)


def _sums(summary: PopulationSummary) -> tuple[str, ...]:
    numbers = [(one.population, one.required, one.respondents, one.shortfall) for one in summary.lines]
    columns = [[number for number in column if number is not None] for column in zip(*numbers, strict=True)]
    return tuple(grouped(sum(column)) if column else DASH for column in columns) or (DASH,) * 4


def _rule(summary: PopulationSummary) -> list[str]:
    texts = [f"Численность утверждена: {summary.decision}."] if summary.decision else []
    if summary.sampling:
        share = fixed(summary.sampling.share * Fraction(100), 0)
        people = counted(summary.sampling.cap, ("человека", "человек", "человек"))
        texts.append(f"Опросить нужно {share} % получателей услуг каждой организации, но не более {people}.")
    return texts


def _verdict(summary: PopulationSummary) -> str:
    unknown = sum(one.population is None for one in summary.lines)
    short = [one for one in summary.lines if one.shortfall]
    silent = f"Численность не сообщена: {unknown}. " if unknown else ""
    if all(one.shortfall is None for one in summary.lines):
        return f"{silent}Сведения на {day(summary.on)}."
    missing = sum(one.shortfall or 0 for one in short)
    told = (
        f"Выборка не набрана в {counted(len(short), IN_ORGANIZATIONS)}, не хватает "
        f"{counted(missing, ('анкеты', 'анкет', 'анкет'))}."
        if short
        else "Выборка набрана везде, где известны численность и число опрошенных."
    )
    return f"{silent}{told} Сведения на {day(summary.on)}."
