"""Where the lines of a printed text end: words that belong together stay together."""

import pytest
from tests.core.set_lines import said

from merilo.documents.printing.faces import HYPHEN, REGULAR
from merilo.documents.printing.lines import broken

WIDTH = 6_000
"""A room of about twelve letters."""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Средняя школа № 71", ["Средняя", "школа № 71"]),
        ("директор А. С. Белых", ["директор", "А. С. Белых"]),
        ("закон № 392-ФЗ и ещё", ["закон", "№ 392-ФЗ и", "ещё"]),
        ("санитарно-гигиенические", ["санитарно-", "гигиениче-", "ские"]),
        ("посещение и/или участие", ["посещение", "и/или", "участие"]),
        ("в 2025/2026 учебном", ["в 2025/2026", "учебном"]),
        ("по http://a.ru/b", ["по", "http://a.ru/b"]),
        ("на a-b@c-d.ru", ["на", "a-b@c-d.ru"]),
        ("https://a.example/plan?y=1", ["https://a.", "example/", "plan?y=1"]),
        ("один\nдва", ["один", "два"]),
        ("один  два", ["один два"]),
        ("а\u200bб", ["аб"]),
        ("Щ" * 12, ["Щ" * 6, "Щ" * 6]),
        ("", [""]),
    ],
)
def test_a_text_is_broken_where_a_reader_expects_it(text, lines):
    found = said(broken(text, REGULAR, WIDTH), REGULAR)
    assert [line.rstrip(" ").replace(HYPHEN, "-") for line in found] == lines


def test_the_indent_takes_its_room_from_the_first_line_alone():
    plain, indented = (said(broken("раз два три четыре", REGULAR, WIDTH, indent=one), REGULAR) for one in (0, 3_500))
    assert (plain, indented) == (["раз два три ", "четыре"], ["раз ", "два три ", "четыре"])
