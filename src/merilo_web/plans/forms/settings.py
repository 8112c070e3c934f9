"""Forms of what an authority sets for its plans, and of the council's satisfaction bar."""

from django import forms
from django.db.models import QuerySet

from merilo.deadlines.model import DeadlineRule
from merilo.deadlines.own import highest, units
from merilo.plans.measures import LONGEST, CostClass
from merilo_web.archive import uploads
from merilo_web.archive.uploads import Upload
from merilo_web.cycles.models import Decision
from merilo_web.forms import Form
from merilo_web.plans.actions.library import EntryFacts
from merilo_web.plans.queries.library_subjects import subjects
from merilo_web.registry.actions.terms import TermFacts
from merilo_web.registry.models import OwnTerm


class LibraryEntryForm(Form):
    """A measure of the library."""

    subject = forms.ChoiceField(label="Что устраняет")
    text = forms.CharField(
        label="Мероприятие",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Вместо {title} в план войдёт название того, чего не хватает.",
    )
    term = forms.CharField(
        label="Срок",
        max_length=300,
        help_text="Например: «до 1 марта», «ежеквартально», «в течение месяца со дня утверждения плана».",
    )
    post = forms.CharField(label="Должность исполнителя", max_length=LONGEST)
    expected = forms.CharField(
        label="Ожидаемый результат",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="По чему видно, что сделано. {title} можно и здесь.",
    )
    cost = forms.ChoiceField(label="Затраты", choices=[(one.value, one.label) for one in CostClass])

    def __init__(self, *args: object, kept: str = "", **kwargs: object) -> None:
        """`kept`: the subject that the measure has, offered even when no edition knows it."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        field, groups = self.fields["subject"], subjects()
        choices: list[tuple[str, object]] = [(title, list(group.items())) for title, group in groups.items()]
        if kept and not any(kept in group for group in groups.values()):
            choices.append((kept, kept))
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "выберите"), *choices]

    def facts(self, key: str, *, is_active: bool = True) -> EntryFacts:
        """The measure as it was written."""
        return EntryFacts(key=key, is_active=is_active, **self.cleaned_data)


class TermForm(Form):
    """How long a term is, what it is counted in, the act that sets it."""

    amount = forms.IntegerField(label="Число", min_value=1)
    unit = forms.ChoiceField(label="Единица")
    act = forms.CharField(label="Акт, которым установлен срок", max_length=500, help_text="Например: приказ от … № …")

    def __init__(self, *args: object, found: DeadlineRule, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        amount, unit, allowed = self.fields["amount"], self.fields["unit"], units(found)
        amount.help_text = f"От 1 до {highest(allowed[0])}."
        if isinstance(unit, forms.ChoiceField):
            unit.choices = [(value, name) for value, name in OwnTerm.UNITS if value in allowed]

    def facts(self) -> TermFacts:
        """What is set."""
        return TermFacts(**self.cleaned_data)


class ClerkTemplateForm(Form):
    """A template as a Word file."""

    file = forms.FileField(label="Файл шаблона", help_text="Документ Word (DOCX) без макросов, до 5 МБ.")

    def clean_file(self) -> Upload:
        """The file, looked through: its type is told by its content."""
        return uploads.checked(self.cleaned_data["file"], kinds=frozenset({uploads.DOCX}))


class DecisionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes no parameter when it runs
    """A decision of the register by its number, day and subject."""

    def label_from_instance(self, obj: Decision) -> str:
        """«№ 3 от 01.02.2026: о пороге»."""
        return f"{obj}: {obj.subject}"


class BarForm(Form):
    """The council's bar and the decision that sets it."""

    percent = forms.IntegerField(label="Порог, %", min_value=1, max_value=100)
    decision = DecisionField(label="Решение совета", queryset=Decision.objects.none(), empty_label="выберите решение")

    def __init__(self, *args: object, decisions: QuerySet[Decision], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        field = self.fields["decision"]
        if isinstance(field, DecisionField):
            field.queryset = decisions
