"""Text with marks that nobody sees: every form refuses it at its field and mends nothing in silence."""

import importlib
import pkgutil

import pytest
from django import forms
from django.core.exceptions import ValidationError
from tests.web.territory import Territory

import merilo_web
from merilo_web.accounts.forms import InvitationForm
from merilo_web.accounts.roles import Role
from merilo_web.cycles.forms.decisions import CompletionForm
from merilo_web.fieldwork.forms.inspections import given_item
from merilo_web.forms import PlainText, hidden_mark, require_plain

SENTENCE = "В тексте после «Школа» стоит невидимый служебный знак (U+202E). Сотрите его или наберите это место заново."


@pytest.mark.parametrize("mark", [*map(chr, range(9)), *"\x0b\x0c\x0e\x1b\x1f\x7f\u202a\u202e\u2066\u2069"])
def test_every_hidden_mark_is_named_with_its_place(mark):
    code = f"U+{ord(mark):04X}"
    assert hidden_mark(f"{mark}Школа") == (
        f"В тексте в начале стоит невидимый служебный знак ({code}). Сотрите его или наберите это место заново."
    )


@pytest.mark.parametrize("text", ["", "Школа № 5\r\n\tв посёлке", "e\u0301\u00ad\u200d\u00a0«»—"])
def test_ordinary_text_has_none(text):
    assert hidden_mark(text) == ""


def test_a_form_refuses_it_at_the_field_with_one_sentence():
    form = CompletionForm({"completed_on": "2026-03-01", "outcome": "Школа\u202e № 5"})
    assert (form.is_valid(), form.errors) == (False, {"outcome": [SENTENCE]})
    again = CompletionForm({"completed_on": "2026-03-01", "outcome": "Школа\x00"})
    assert [len(sentences) for sentences in again.errors.values()] == [1]
    assert str(again["outcome"]).count("Школа") == 1


def test_the_edge_of_a_text_is_not_mended_in_silence():
    assert list(CompletionForm({"completed_on": "2026-03-01", "outcome": "Школа\x1c"}).errors) == ["outcome"]


def test_what_is_read_without_a_form_is_refused_as_well():
    with pytest.raises(ValidationError) as refused:
        require_plain("хорошо", "Школа\u202e")
    assert refused.value.messages == [SENTENCE]
    with pytest.raises(ValidationError):
        given_item("1", note="Школа\u202e")


def test_a_filter_with_a_hidden_mark_looks_for_everything(territory: Territory, signed_in):
    browser = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    for address in ("/registry/organizations/?words=", "/registry/people/?words=", "/journal/?person="):
        assert (address, browser.get(f"{address}%E2%80%AEа").status_code) == (address, 200)


def _modules():
    for found in pkgutil.walk_packages(merilo_web.__path__, "merilo_web."):
        if ".forms" in found.name:
            yield importlib.import_module(found.name)


def test_no_form_stands_beside_the_shared_base():
    """A password alone is never shown again, so its sentence may not quote it."""
    found = {
        one
        for module in _modules()
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, forms.BaseForm) and one.__module__.startswith("merilo_web.")
    }
    assert (len(found) > 40, [one for one in found if not issubclass(one, PlainText)]) == (True, [InvitationForm])
