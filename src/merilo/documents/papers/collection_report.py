"""The report on the collection of information (A6): progress against the sample by organization, channel and day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from merilo.documents.papers.blocks import WIDTH_TURNED, Block, Heading, LegalPaper, Paragraph, Signatures, Title
from merilo.documents.papers.parties import Approval, Person
from merilo.documents.tables import Column, Row, Table
from merilo.documents.typography import DASH, day, fixed, grouped, sentence


@dataclass(frozen=True, slots=True)
class OrganizationProgress:
    """Questionnaires of one organization by channel, against the sample; the day of its inspection, if any."""

    name: str
    required: int | None
    by_channel: tuple[int, ...]
    inspected_on: date | None = None

    @property
    def collected(self) -> int:
        return sum(self.by_channel)

    @property
    def reached(self) -> bool | None:
        """Whether the sample is reached; None when there is none."""
        return None if self.required is None else self.collected >= self.required


@dataclass(frozen=True, slots=True)
class DayCount:
    """Questionnaires of one day by channel."""

    on: date
    by_channel: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CollectionReport:
    """The whole report. The numbers of `by_channel` stand in the order of `channels`; `remarks` are in words."""

    cycle: str
    on: date
    operator: str
    begins_on: date
    ends_on: date
    channels: tuple[str, ...]
    progress: tuple[OrganizationProgress, ...]
    days: tuple[DayCount, ...] = ()
    remarks: tuple[str, ...] = ()
    approval: Approval | None = None
    signer: Person | None = None


def paper(report: CollectionReport) -> LegalPaper:
    """The main numbers, then the tables by organization, by channel and by day, then remarks."""
    corner = (report.approval.corner,) if report.approval else ()
    blocks: list[Block] = [
        *corner,
        Title("ОТЧЁТ О СБОРЕ ИНФОРМАЦИИ", f"о качестве условий оказания услуг: {report.cycle}"),
        Paragraph(_period(report)),
        Paragraph(_reached(report)),
        Heading("1. Анкеты и осмотры по организациям"),
        _by_organization(report),
        Heading("2. Анкеты по способам опроса"),
        _by_channel(report),
        *_by_day(report),
        *_remarks(report),
    ]
    if report.signer:
        blocks.append(Signatures((report.signer.signature,)))
    return LegalPaper(f"Отчёт о сборе информации: {report.cycle}", report.on, tuple(blocks), landscape=True)


def _period(report: CollectionReport) -> str:
    return (
        f"Оператор: {report.operator}. Сбор информации: с {day(report.begins_on)} по {day(report.ends_on)}. "
        f"Сведения на {day(report.on)}."
    )


def _reached(report: CollectionReport) -> str:
    collected = sum(one.collected for one in report.progress)
    known = [one for one in report.progress if one.required is not None]
    reached = sum(one.reached is True for one in known)
    inspected = sum(one.inspected_on is not None for one in report.progress)
    return (
        f"Собрано анкет: {grouped(collected)}, организаций в перечне: {len(report.progress)}. Выборка "
        f"набрана в {reached} из {len(known)}, для которых она известна. Осмотрено организаций: {inspected}."
    )


def _by_organization(report: CollectionReport) -> Table:
    width = min(2.4, 8.0 / max(1, len(report.channels)))
    name = WIDTH_TURNED - 1.1 - width * len(report.channels) - 4 * 2.3
    columns = (
        Column("№", 1.1, "center"),
        Column("Организация", round(name, 2)),
        *(Column(channel, round(width, 2), "right", group="Анкет по способам опроса") for channel in report.channels),
        Column("Собрано", 2.3, "right"),
        Column("Нужно", 2.3, "right"),
        Column("Доля выборки", 2.3, "right"),
        Column("Осмотр", 2.3, "center"),
    )
    rows = [_organization(place, one) for place, one in enumerate(report.progress, 1)]
    rows.append(Row(("", "Всего", *_totals(report)), bold=True))
    return Table(columns, rows)


def _organization(place: int, one: OrganizationProgress) -> Row:
    cells = (
        *map(grouped, one.by_channel),
        grouped(one.collected),
        DASH if one.required is None else grouped(one.required),
        _part(one.collected, one.required),
        day(one.inspected_on) if one.inspected_on else DASH,
    )
    return Row((str(place), one.name, *cells), shaded=one.reached is False)


def _part(collected: int, required: int | None) -> str:
    return f"{fixed(Fraction(collected, required) * 100, 0)} %" if required else DASH


def _totals(report: CollectionReport) -> tuple[str, ...]:
    channels = _channel_sums(report)
    required = sum(one.required or 0 for one in report.progress)
    inspected = sum(one.inspected_on is not None for one in report.progress)
    known = sum(one.collected for one in report.progress if one.required is not None)
    return (
        *map(grouped, channels),
        grouped(sum(channels)),
        grouped(required),
        _part(known, required or None),
        str(inspected),
    )


def _channel_sums(report: CollectionReport) -> tuple[int, ...]:
    return tuple(sum(one.by_channel[place] for one in report.progress) for place in range(len(report.channels)))


def _by_channel(report: CollectionReport) -> Table:
    sums = _channel_sums(report)
    whole = sum(sums)
    columns = (Column("Способ опроса", 8.0), Column("Анкет", 3.0, "right"), Column("Доля", 3.0, "right"))
    rows = [
        Row((channel, grouped(number), _part(number, whole or None)))
        for channel, number in zip(report.channels, sums, strict=True)
    ]
    return Table(columns, rows)


def _by_day(report: CollectionReport) -> Iterator[Block]:
    if not report.days:
        return
    width = round(min(3.0, (WIDTH_TURNED - 9.0) / max(1, len(report.channels))), 2)
    columns = (
        Column("День", 3.0, "center"),
        *(Column(channel, width, "right") for channel in report.channels),
        Column("За день", 3.0, "right"),
        Column("Всего", 3.0, "right"),
    )
    rows, running = [], 0
    for one in report.days:
        running += sum(one.by_channel)
        numbers = (*one.by_channel, sum(one.by_channel), running)
        rows.append(Row((day(one.on), *map(grouped, numbers))))
    yield Heading("3. Анкеты по дням")
    yield Table(columns, rows)


def _remarks(report: CollectionReport) -> Iterator[Block]:
    if not report.remarks:
        return
    number = 4 if report.days else 3
    yield Heading(f"{number}. Особенности сбора")
    yield from (Paragraph(sentence(text), f"{number}.{place}.") for place, text in enumerate(report.remarks, 1))
