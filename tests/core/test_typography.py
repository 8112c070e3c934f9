"""How texts of people are set on an official paper."""

import pytest

from merilo.documents.typography import entry


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("нет пандуса", "Нет пандуса"),
        (" нет пандуса.. ", "Нет пандуса."),
        ("нет пандуса. .", "Нет пандуса."),
        ("и т. д.", "И т. д."),
        ("ещё не сделано...", "Ещё не сделано..."),
        ("и. о. директора назначен", "И. о. директора назначен"),
        ("сайт.рф не открывается", "сайт.рф не открывается"),
        ("школа@почта.рф", "школа@почта.рф"),
        ("bus.gov.ru не обновлён", "bus.gov.ru не обновлён"),
        ("e-mail не работает.", "e-mail не работает."),
        ("Нет пандуса", "Нет пандуса"),
        ("", ""),
    ],
)
def test_an_entry_begins_with_a_capital_letter_and_ends_once(typed, printed):
    assert entry(typed) == printed
