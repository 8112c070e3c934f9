"""What `merilo score` prints: the cycle, its policies, the rule of places, the ranking, those without a place."""

from collections.abc import Iterator, Sequence

from merilo.documents.model import TOTAL, CycleReport, OrganizationReport
from merilo.documents.publication import score
from merilo.documents.typography import DASH, counted, day, decimal, interval, places, printable, sentence
from merilo.scoring.policies import choices_in_words, in_words

NAME = 44
"""Letters of a name that the table shows."""
ORGANIZATIONS = ("организация", "организации", "организаций")
RESPONSES = ("анкета", "анкеты", "анкет")


def printed(report: CycleReport) -> Iterator[str]:
    """Lines for the terminal."""
    asked = sum(entry.scorecard.respondents for entry in report.entries)
    yield report.title
    yield (
        f"{report.edition.sector_title}, на {day(report.on)}: {counted(len(report.entries), ORGANIZATIONS)}, "
        f"{counted(asked, RESPONSES)}"
    )
    yield f"Редакция {report.edition.id}, отпечаток {report.edition.digest[:12]}"
    yield from _policies(report)
    yield from (sentence(remark) for remark in report.remarks)
    yield ""
    yield report.ranking.rule
    yield ""
    yield from _ranking(report)
    yield from _unranked(report)


def _policies(report: CycleReport) -> Iterator[str]:
    policies = report.policies
    yield f"Решение совета: {policies.decision or 'не указано'}"
    yield "Политики и пороги:"
    yield from (f"  {line}" for line in in_words(report.edition, policies))


def _ranking(report: CycleReport) -> Iterator[str]:
    if not report.ranked:
        yield "Места не занял никто."
        return
    confident = f"{report.uncertainty.confidence:.0%}".replace("%", " %") if report.uncertainty else ""
    heading = ("Место", "Организация", "Балл", "Анкет", f"Интервал {confident}", "Место от–до")
    rows = [heading, *(_row(entry) for entry in report.ranked)]
    yield from aligned(rows if report.uncertainty else [row[:4] for row in rows])


def _row(entry: OrganizationReport) -> tuple[str, ...]:
    return (
        str(entry.standing.place),
        _short(entry.name),
        score(entry.total),
        str(entry.scorecard.respondents),
        interval(entry.interval(TOTAL)) or DASH,
        places(entry.intervals.place if entry.intervals else None) or DASH,
    )


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns of equal width: the second is text and stands left, figures stand right; a rule under the heading."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = (
            text.ljust(width) if column == 1 else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
        if not number:
            yield "  ".join("─" * width for width in widths)


def _unranked(report: CycleReport) -> Iterator[str]:
    if not report.unranked:
        return
    yield ""
    yield "Без места:"
    for entry in report.unranked:
        yield f"  {_short(entry.name)} ({entry.id}): {score(entry.total)}"
        for reason in entry.scorecard.reasons or (entry.standing.reason,):
            yield f"    {sentence(printable(reason))}"
        for variant in entry.scorecard.variants:
            total = "итога нет" if variant.shown is None else decimal(variant.shown)
            yield f"    вариант {total}: {choices_in_words(report.edition, variant.choices)}"


def _short(name: str) -> str:
    name = " ".join(printable(name).split())
    return name if len(name) <= NAME else f"{name[: NAME - 1].rstrip()}…"
