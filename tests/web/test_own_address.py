"""Which address a server outside production names itself by: the port that it was asked for, unless one is set."""

import pytest

from merilo_web.command import own_address


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["serve", "--port", "8042"], {"MERILO_PUBLIC_URL": "http://127.0.0.1:8042"}),
        (["demo", "--serve", "--port=8042"], {"MERILO_PUBLIC_URL": "http://127.0.0.1:8042"}),
        (["serve"], {}),
        ([], {}),
        (["invite", "--port", "8042"], {}),
        (["serve", "--port", "many"], {}),
    ],
)
def test_the_port_of_the_command_names_the_address(words, named):
    assert own_address(words, {"MERILO_MODE": "demo"}) == named


@pytest.mark.parametrize(
    "variables",
    [{}, {"MERILO_MODE": "production"}, {"MERILO_MODE": "demo", "MERILO_PUBLIC_URL": "http://demo.example"}],
)
def test_an_address_that_was_set_stays_and_production_is_asked_for_its_own(variables):
    assert own_address(["serve", "--port", "8042"], variables) == {}
