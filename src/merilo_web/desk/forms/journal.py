"""What is looked for in the journal."""

from typing import Any

from django import forms

from merilo_web.desk.queries.journal import EntryFilter
from merilo_web.desk.queries.verbs import STAGES
from merilo_web.fields import DayField
from merilo_web.forms import Form


class JournalForm(Form):
    """Period, event, person, object."""

    since = DayField(label="С", required=False)
    until = DayField(label="По", required=False)
    event = forms.ChoiceField(label="Событие", required=False)
    person = forms.CharField(label="Кто", required=False, max_length=100)
    subject = forms.CharField(label="Объект", required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        groups = [(stage, [(verb.code, verb.title) for verb in verbs]) for stage, verbs in STAGES.items() if verbs]
        self.fields["event"].choices = [("", "любое"), *groups]  # type: ignore[attr-defined]  # a choice field has them

    def wanted(self) -> EntryFilter:
        """What was asked; fields with mistakes look for everything."""
        self.full_clean()
        given = self.cleaned_data
        return EntryFilter(
            given.get("since"),
            given.get("until"),
            given.get("event", ""),
            given.get("person", ""),
            given.get("subject", ""),
        )
