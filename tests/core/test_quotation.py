"""Quotation marks inside quotation marks."""

import pytest

from merilo.quotation import in_quotes


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Школа № 1", "«Школа № 1»"),
        ("Детский сад № 1 «Солнышко»", "«Детский сад № 1 „Солнышко“»"),
        ("«Алый» и «Белый» сад", "«„Алый“ и „Белый“ сад»"),
        ("Центр „Надежда“", "«Центр „Надежда“»"),
        ("«А „Б“»", "«„А „Б“»"),
        ("««А» и Б»", "«„А“ и Б“»"),
        ("", "«»"),
    ],
)
def test_marks_inside_become_inner_ones(text: str, quoted: str) -> None:
    assert in_quotes(text) == quoted
