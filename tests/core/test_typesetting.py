"""Typesetting: hostile text is printed as text, one compiler serves every thread."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pdfplumber
import pytest

from merilo.documents.printing.glyphs import breakable, covered, drawable
from merilo.documents.writers.typesetting import pdf, quoted

ON = date(2026, 9, 1)


def printed_twice(text):
    """The text in two fonts."""
    look = '#set document(title: "-")\n#set text(font: "PT Sans", lang: "ru")\n'
    return pdf(f'{look}#let given = {quoted(text)}\n#given\n#text(font: "PT Serif", weight: "bold", given)', on=ON)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Школа № 5 «Ёлочка» — лучшая", "Школа № 5 «Ёлочка» — лучшая"),
        ("#set page() $x$ *жирно* @ссылка <метка>", "#set page() $x$ *жирно* @ссылка <метка>"),
        ("И\u0306од", "Йод"),
        ("Ә ә Һ Ҡ Ӑ Қ Ү", "Ә ә Һ Ҡ Ӑ Қ Ү"),
        ("а\x00б\x1bв\x7f", "абв"),
        ("а\tб\u2028в\r\nг", "а б в\nг"),
        ("\u202eашкеш\u202c", "ашкеш"),
        ("שלום 😀 中", "???? ? ?"),
        ("\ud800\ue000\uf6d4", "??"),
        ("дол\u00adгое", "долгое"),
        ("", ""),
    ],
)
def test_text_keeps_only_what_the_fonts_can_draw(text, printed):
    assert drawable(text) == printed


def test_every_character_said_to_be_covered_is_drawn_by_both_fonts():
    everything = drawable("".join(chr(code) for code in sorted(covered())))
    assert printed_twice(everything).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Обычное предложение из слов", "Обычное предложение из слов"),
        ("а" * 60, "\u200b".join(["а" * 24, "а" * 24, "а" * 12])),
        (
            "https://merilo.example/отчёт?год=2026",
            "https://\u200bmerilo.\u200bexample/\u200bотчёт?\u200bгод=\u200b2026",
        ),
    ],
)
def test_only_very_long_words_get_places_to_break(text, printed):
    assert breakable(text) == printed


@pytest.mark.parametrize(
    "text", ['"', "\\", '\\"', '" + read("/prints.typ") + "', "#panic()", "\\u{41}", "а\nб", "$x$ *б*"]
)
def test_a_quoted_text_is_printed_to_the_letter(text):
    with pdfplumber.open(io.BytesIO(printed_twice(text))) as paper:
        assert paper.pages[0].extract_text() == f"{text} {text}"


def test_the_same_inputs_give_the_same_bytes():
    assert printed_twice("а") == printed_twice("а")


def test_threads_may_ask_at_once():
    alone = [printed_twice(f"лист {number}") for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda number: printed_twice(f"лист {number}"), range(40)))
    assert together == alone
