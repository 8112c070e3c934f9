"""One sheet of figures: its formats, headings, filters and print set-up, the same on every sheet."""

from dataclasses import dataclass
from textwrap import wrap

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from merilo.documents.workbook_layout import FIRST, HEADING_ROW, NAMES_ROW, WEIGHTS_ROW

PAPER_A3, PAPER_A4 = 8, 9
INK, INPUT_INK, MUTED = "#1b1f24", "#1f4e9c", "#57606a"
GROUND, RULE = "#eef1f5", "#d5d9e0"
FACE = "Times New Roman"
LINE = 15
"""Height of one line of text, in points."""
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: long name, code or weight, and the short heading that carries the filter."""

    name: str
    code: Cell
    short: str
    width: float


class Formats:
    """The formats of one workbook, made once. `shown` is the number of digits of printed scores."""

    def __init__(self, book: Workbook, shown: int) -> None:
        self._book = book
        digits = "0" if not shown else "0." + "0" * shown
        self.title = self._of(bold=True, font_size=14)
        self.note = self._of(font_size=10, font_color=MUTED, text_wrap=True, valign="top")
        self.name = self._of(font_size=9, text_wrap=True, valign="top", bg_color=GROUND, border=1)
        self.code = self._of(font_size=9, font_color=MUTED, align="center", bg_color=GROUND, border=1)
        self.heading = self._of(
            bold=True, align="center", valign="vcenter", text_wrap=True, bg_color=GROUND, border=1, bottom=2
        )
        self.text = self._of(border=1, valign="top", text_wrap=True)
        self.plain = self._of(border=1, valign="top")
        self.whole = self._of(border=1, valign="top", num_format="0", align="center")
        figures: dict[str, str | float] = {"border": 1, "valign": "top", "align": "right", "text_wrap": True}
        self.score = self._of(num_format=digits, **figures)
        self.strong = self._of(num_format=digits, bold=True, **figures)
        self.figure = self._of(num_format="0.00####", **figures)
        self.points = self._of(num_format="0.00", **figures)
        self.input = self._of(border=1, valign="top", font_color=INPUT_INK, align="center")
        self.strong_text = self._of(border=1, valign="top", bold=True, text_wrap=True)

    def _of(self, **options: str | float) -> Format:
        rule = {"border_color": RULE} if "border" in options else {}
        return self._book.add_format({"font_name": FACE, "font_size": 11, "font_color": INK, **rule, **options})


class PlainWorksheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A worksheet that takes formulas as they are written.

    xlsxwriter looks each one through for functions newer than 2007: half the time of a book, and ours has none.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - its signature
        return formula.removeprefix("=")


class Sheet:
    """A sheet of figures being written: a title, three rows of headings, then one row for each organization."""

    def __init__(self, book: Workbook, name: str, formats: Formats) -> None:
        self.page = book.add_worksheet(name, PlainWorksheet)
        self.formats = formats
        self.page.set_paper(PAPER_A3)
        self.page.set_landscape()
        self.page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        self.page.set_footer("&L&A&R&P из &N")
        self.page.hide_gridlines(2)

    def head(self, title: str, headings: tuple[Heading, ...], *, rows: int, height: float = 90) -> None:
        """Write the title and the headings; freeze them with the first two columns; set filters and printing."""
        self.text((0, 0), title, self.formats.title)
        self.page.set_row(NAMES_ROW, height)
        self.page.set_row(HEADING_ROW, 32)
        for column, heading in enumerate(headings):
            self.page.set_column(column, column, heading.width)
            self.text((NAMES_ROW, column), heading.name, self.formats.name)
            self.value((WEIGHTS_ROW, column), heading.code, self.formats.code)
            self.text((HEADING_ROW, column), heading.short, self.formats.heading)
        self.page.freeze_panes(FIRST, 2)
        self.page.autofilter(HEADING_ROW, 0, HEADING_ROW + max(rows, 1), len(headings) - 1)
        self.page.repeat_rows(0, HEADING_ROW)
        self.page.repeat_columns(0, 1)

    def pages_wide(self, paper: int, pages: int = 1) -> None:
        """Print the whole width of the sheet on so many pages of this paper."""
        self.page.set_paper(paper)
        self.page.fit_to_pages(pages, 0)

    def fit(self, row: int, *texts: tuple[str, float]) -> None:
        """Make the row as high as its longest wrapped text needs; each text comes with the width of its column."""
        lines = max(len(wrap(text, int(width * 1.1))) for text, width in texts)
        if lines > 1:
            self.page.set_row(row, LINE * lines)

    def text(self, place: tuple[int, int], value: str, style: Format) -> None:
        """Text that stays text whatever it begins with."""
        self.page.write_string(*place, value, style)

    def value(self, place: tuple[int, int], value: Cell, style: Format) -> None:
        """A number as a number, anything else as text."""
        if value is None:
            self.page.write_blank(*place, None, style)
        elif isinstance(value, str):
            self.text(place, value, style)
        else:
            self.page.write_number(*place, value, style)

    def formula(self, place: tuple[int, int], formula: str, style: Format, *, cached: Cell) -> None:
        """A live formula with the value that a viewer which does not recalculate will show."""
        self.page.write_formula(*place, f"={formula}", style, "" if cached is None else cached)


def cell(row: int, column: int) -> str:
    """The reference to a cell of the same sheet, «H5»."""
    return str(xl_rowcol_to_cell(row, column))
