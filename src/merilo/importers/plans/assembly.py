"""A plan put together of the blocks of its file: no word is lost, what fits nowhere is listed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from merilo.importers.plans.assembly_codes import COLUMN_UNKNOWN, COLUMNS_GUESSED, NO_ROWS, NOT_A_PLAN, UNPLACED
from merilo.importers.plans.assembly_entries import begins_small
from merilo.importers.plans.assembly_guess import guess
from merilo.importers.plans.assembly_lines import LinesRead, PlainLine, read_lines
from merilo.importers.plans.assembly_pieces import Piece, PrintedHeading, StrangeCell, has_heading, is_full, pieces
from merilo.importers.plans.assembly_prose import prose_points
from merilo.importers.plans.assembly_repeats import is_again
from merilo.importers.plans.assembly_rows import FilledRow, key_of, mended, plan_row
from merilo.importers.plans.assembly_sections import SectionTitle, section_title
from merilo.importers.plans.assembly_terms import PlanYears
from merilo.importers.plans.blocks import Block, Paragraph, Row
from merilo.importers.plans.columns import ColumnKind, Layout
from merilo.plans.model import PlanPaper, PlanSection, ProsePoint, Shape, Unplaced
from merilo.problems import Place, Problem

_PLAN = re.compile(r"(?:проект\s+)?план", re.IGNORECASE)
_MOST_TOLD = 20
"""So many unplaced texts are told one by one, the others in one number."""
_SHOWN = 80
_MOST_OPEN = 20
"""So many sections may stand one over another."""
_NO_TITLE = SectionTitle("", "", "", None, Place())


@dataclass(frozen=True, slots=True)
class FilledSection:
    """A section with its rows as they stand in the table, gathered one by one."""

    title: SectionTitle
    rows: list[FilledRow] = field(default_factory=list)


def assembled(blocks: Sequence[Block], above: Layout | None = None) -> tuple[PlanPaper, tuple[Problem, ...]]:
    """The paper that a file's blocks are, and what is wrong with how it is written down.

    `above` is the layout of the plan above in the same file: without a heading of its own a table of that width has it.
    """
    guessed = None if has_heading(blocks) else _of_width(above, blocks) or guess(blocks)
    found = tuple(pieces(_unframed(blocks) if guessed is above and above else blocks, guessed))
    sections, lines, repeated = _sections(found)
    points: tuple[ProsePoint, ...] = ()
    if not any(section.rows for section in sections):
        lines, points = prose_points(lines)
    around = read_lines(_single(lines))
    headed = {kind for piece in found if isinstance(piece, PrintedHeading) for kind in piece.layout.kinds if kind}
    paper = _paper(sections, points, around, headed=headed)
    strange = [piece for piece in found if isinstance(piece, StrangeCell)]
    paper = replace(
        paper,
        captions=(*_printed(found), *repeated, *paper.captions),
        unplaced=tuple(
            sorted(
                (*paper.unplaced, *(piece.unplaced for piece in strange)),
                key=lambda one: (one.place.sheet, one.place.row),
            )
        ),
    )
    place = Place(file=blocks[0].place.file) if blocks else Place()
    known = "те же, что у плана выше" if guessed is above else "узнаны по содержанию"
    return paper, tuple(_problems(paper, strange, place, guessed=known if guessed else ""))


def last_layout(blocks: Sequence[Block]) -> Layout | None:
    """The layout of the last heading among the blocks; None where there is none."""
    return next((one.layout for one in reversed(tuple(pieces(blocks))) if isinstance(one, PrintedHeading)), None)


def _unframed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with lone cells above the first full row as paragraphs: in a sheet they are lines of the title."""
    first = next((place for place, block in enumerate(blocks) if is_full(block)), 0)
    return (*map(_as_line, blocks[:first]), *blocks[first:])


def _as_line(block: Block) -> Block:
    texts = [entry for cell in block.cells for entry in cell.entries] if isinstance(block, Row) else []
    return Paragraph("\n".join(texts), block.place) if texts else block


def _of_width(layout: Layout | None, blocks: Sequence[Block]) -> Layout | None:
    """The layout, when most full rows have as many cells as it has columns."""
    rows = [block for block in blocks if isinstance(block, Row) and is_full(block)]
    widths = [max(cell.column + cell.span for cell in row.cells) for row in rows]
    return layout if layout and 2 * widths.count(len(layout.kinds)) > len(widths) else None


def _printed(found: Iterable[Piece]) -> Iterator[str]:
    return (text for piece in found if isinstance(piece, PrintedHeading) for text in piece.texts)


def _sections(found: Iterable[Piece]) -> tuple[list[FilledSection], tuple[PlainLine, ...], tuple[str, ...]]:
    """The pieces by sections, the lines around them, and titles repeated after a page break."""
    sections: list[FilledSection] = []
    lines: list[PlainLine] = []
    repeated: list[str] = []
    lone: set[tuple[int, tuple[str, ...]]] = set()
    last: Piece | None = None
    for piece in found:
        current = sections[-1] if sections else FilledSection(_NO_TITLE)
        if isinstance(piece, PlainLine):
            title = _continued(last, piece)
            if title and sections:
                sections[-1] = replace(current, title=title)
            else:
                lines.append(piece)
        elif isinstance(piece, SectionTitle):
            if is_again(piece, [(one.title, bool(one.rows)) for one in sections[-_MOST_OPEN:]]):
                repeated += [piece.number, piece.title, *([piece.mark.text] if piece.mark else [])]
            elif sections and isinstance(last, SectionTitle) and not last.title and not piece.number:
                sections[-1] = replace(current, title=replace(piece, number=last.number, place=last.place))
            else:
                sections.append(FilledSection(piece))
        elif isinstance(piece, FilledRow):
            sections[-1:] = [current]
            is_first = piece.opens or isinstance(last, PrintedHeading | SectionTitle)
            if is_first and piece.lone and (len(sections), piece.lone) in lone:
                repeated += piece.lone
            else:
                lone.add((len(sections), piece.lone))
                current.rows.append(piece)
        last = piece
    return sections, tuple(lines), tuple(filter(None, repeated))


def _continued(last: Piece | None, line: PlainLine) -> SectionTitle | None:
    """The title of a section that goes on in the next paragraph: with a small letter, or with its mark."""
    if not isinstance(last, SectionTitle) or last.mark or not (begins_small(line.text) or line.text.startswith("(")):
        return None
    whole = section_title(f"{last.number}. {last.title} {line.text}", last.place) if last.number else None
    return replace(whole, number=last.number) if whole else None


def _single(lines: Iterable[PlainLine]) -> Iterator[PlainLine]:
    """Every line of a paragraph of several."""
    for line in lines:
        for text in line.text.split("\n"):
            if text.strip():
                yield replace(line, text=text.strip())


def _paper(
    sections: Sequence[FilledSection], points: tuple[ProsePoint, ...], around: LinesRead, *, headed: set[ColumnKind]
) -> PlanPaper:
    rows = [row for section in sections for row in section.rows]
    kinds = {kind for row in rows for kind in row.entries}
    kinds |= headed & {ColumnKind.DEFICIENCY} if rows else headed
    is_report = around.is_report
    key = key_of(rows)
    read = tuple(_section(section, key, around.years, is_report=is_report) for section in sections)
    return PlanPaper(
        _shape(kinds, around, is_report=is_report) if kinds else Shape.ANSWERS if points else Shape.UNKNOWN,
        around.title,
        around.organization,
        around.years.years,
        around.approval,
        around.annex,
        read,
        points,
        around.captions,
        around.notes,
        tuple(Unplaced(line.text, line.place) for line in around.rest),
    )


def _section(section: FilledSection, key: ColumnKind, years: PlanYears, *, is_report: bool) -> PlanSection:
    rows = tuple(plan_row(row, years, is_report=is_report) for row in mended(section.rows, key, years))
    title = section.title
    return PlanSection(title.number, title.title, rows, title.criterion, title.mark)


def _shape(kinds: set[ColumnKind], around: LinesRead, *, is_report: bool) -> Shape:
    if ColumnKind.DEFICIENCY in kinds:
        return Shape.IMPROVEMENT
    if is_report or (ColumnKind.IMPLEMENTED in kinds and not _PLAN.match(around.title)):
        return Shape.EXECUTION
    if ColumnKind.ASSIGNEE in kinds and not around.organization:
        return Shape.MEASURES
    return Shape.YEARLY


def _problems(paper: PlanPaper, strange: Sequence[StrangeCell], place: Place, *, guessed: str) -> Iterator[Problem]:
    if paper.shape is Shape.UNKNOWN:
        yield Problem(NOT_A_PLAN, place, "Плана в файле не видно")
        return
    if not paper.rows and not paper.points and not any("не выявлен" in text.casefold() for text in paper.captions):
        yield Problem(NO_ROWS, place, "В таблице плана нет ни одной строки")
    if guessed and paper.rows:
        yield Problem(COLUMNS_GUESSED, paper.rows[0].place, f"Заголовков столбцов нет, столбцы {guessed}")
    cells = Counter(cell.heading for cell in strange)
    first = {cell.heading: cell.unplaced.place for cell in reversed(strange)}
    for heading, count in cells.items():
        yield Problem(COLUMN_UNKNOWN, first[heading], f"Столбец «{heading}», ячеек с текстом: {count}")
    told = {id(cell.unplaced) for cell in strange}
    left = [one for one in paper.unplaced if id(one) not in told]
    yield from unplaced_problems(left)


def unplaced_problems(texts: Sequence[Unplaced]) -> Iterator[Problem]:
    """Each unplaced text with its place; beyond twenty the others in one number."""
    for one in texts[:_MOST_TOLD]:
        yield Problem(UNPLACED, one.place, f"Текст «{_shortened(one.text)}»")
    if len(texts) > _MOST_TOLD:
        yield Problem(UNPLACED, texts[_MOST_TOLD].place, f"И ещё текстов: {len(texts) - _MOST_TOLD}")


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
