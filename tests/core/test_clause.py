"""How a clause is told on official papers and screens."""

from datetime import date

import pytest

from merilo.law.clause import Basis, Clause


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("Приказ № 114 (текст акта не прочитан)", "Приказ № 114 (текст акта не проверен)"),
        ("Приказы (тексты актов не прочитаны)", "Приказы (тексты актов не проверены)"),
        ("273-ФЗ, статья не прочитана", "273-ФЗ, статья не проверена"),
        ("344н, приложение", "344н, приложение"),
    ],
)
def test_an_act_out_of_reach_is_told_as_not_verified(kept: str, told: str) -> None:
    assert Clause(kept, Basis.PRACTICE, date(2026, 11, 22)).printed == told
