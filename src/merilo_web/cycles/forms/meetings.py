"""Forms of a council's meeting."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from merilo.scoring.policies import UNDECIDED
from merilo_web.cycles.actions.opening import Presence
from merilo_web.cycles.models import Cycle, Meeting
from merilo_web.cycles.queries.meetings import BallotSeat, BallotView, PointView, in_office
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.cycles.states import CycleState, MeetingFormat, PointKind, VoteChoice
from merilo_web.fields import DayField
from merilo_web.forms import Form
from merilo_web.registry.models import CouncilMember, Organization

_TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class MeetingForm(Form):
    """When, where and how the council meets."""

    held_on = DayField(label="Дата")
    begins_at = forms.TimeField(label="Начало", required=False, widget=_TIME)
    place = forms.CharField(label="Место", max_length=255)
    format = forms.ChoiceField(label="Форма проведения", choices=MeetingFormat.choices)
    invited = forms.CharField(
        label="Приглашены",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Каждый — с новой строки: имя и должность.",
    )


class PointForm(Form):
    """A point of the agenda; questions of the methodology have a form of their own."""

    kind = forms.ChoiceField(
        label="О чём", choices=[choice for choice in PointKind.choices if choice[0] != PointKind.POLICIES]
    )
    cycle = forms.ModelChoiceField(Cycle.objects.none(), label="Цикл")
    title = forms.CharField(
        label="Вопрос", max_length=500, required=False, help_text="Пусто — обычное название вопроса этого вида."
    )
    text = forms.CharField(
        label="Проект решения",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Каждый пункт решения — с новой строки. Пусто — обычная формулировка.",
    )
    assignee = forms.CharField(label="Ответственный", max_length=255, required=False)
    due_on = DayField(label="Срок исполнения", required=False)
    organizations = forms.ModelMultipleChoiceField(
        Organization.objects.none(),
        label="Об организациях",
        required=False,
        help_text="Для иных вопросов: члены совета, связанные с ними, голосовать не смогут.",
    )

    def __init__(self, *args: object, meeting: Meeting, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        cycles = Cycle.objects.filter(council=meeting.council_id).exclude(state=CycleState.CLOSED)
        organizations = Organization.objects.filter(listed__cycle__in=cycles).distinct()
        for name, rows in (("cycle", cycles), ("organizations", organizations)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows
        self.fields["cycle"].initial = cycles.first()


class PoliciesForm(Form):
    """Questions of the methodology that are put to the vote: every one that the council has not decided yet."""

    def __init__(self, *args: object, cycle: Cycle, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        edition = edition_of(cycle)
        decided = set(cycle.policies.values_list("policy", flat=True))
        for code, rule in edition.policies.items():
            options = [(one.code, one.title) for one in rule.options if one.code != UNDECIDED]
            if code not in decided and len(options) > 1:
                self.fields[code] = forms.ChoiceField(
                    label=rule.title, required=False, choices=[("", "не выносить на заседание"), *options]
                )
        for code, threshold in edition.thresholds.items():
            if code not in decided:
                self.fields[code] = forms.IntegerField(
                    label=threshold.title,
                    required=False,
                    min_value=0,
                    max_value=100_000,
                    help_text=f"Сейчас {threshold.default}. Пусто — не выносить на заседание.",
                )

    @property
    def proposed(self) -> dict[str, str]:
        """Policy → option, of those that were chosen."""
        return {code: str(value) for code, value in self.cleaned_data.items() if value not in {"", None}}

    def clean(self) -> dict[str, object]:
        """At least one question."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        if not self.errors and not self.proposed:
            raise ValidationError("Выберите хотя бы один вопрос и решение по нему.")
        return cleaned


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """A member with the fields of the attendance."""

    member: CouncilMember
    present: forms.BoundField
    note: forms.BoundField


class PresenceForm(Form):
    """Who is present, who chairs, who keeps the minutes."""

    chair = forms.ChoiceField(label="Председательствует")
    secretary = forms.ChoiceField(label="Ведёт протокол")

    def __init__(self, *args: object, meeting: Meeting, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        self.members = list(in_office(meeting.council, meeting.held_on))
        seats = {member.office: member.pk for member in self.members}
        for name, office in (("chair", CouncilMember.Office.CHAIR), ("secretary", CouncilMember.Office.SECRETARY)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(str(member.pk), member.full_name) for member in self.members]
            field.initial = str(seats.get(office, ""))
        for member in self.members:
            self.fields[f"present_{member.pk}"] = forms.BooleanField(
                required=False, widget=forms.CheckboxInput(attrs={"aria-label": f"{member.full_name}: присутствует"})
            )
            self.fields[f"note_{member.pk}"] = forms.CharField(
                required=False,
                max_length=255,
                widget=forms.TextInput(attrs={"aria-label": f"{member.full_name}: причина отсутствия"}),
            )

    def rows(self) -> Iterator[PresenceRow]:
        """Members with their fields."""
        for member in self.members:
            yield PresenceRow(member, self[f"present_{member.pk}"], self[f"note_{member.pk}"])

    @property
    def presence(self) -> Presence:
        """The attendance as the action takes it."""
        given = self.cleaned_data
        return Presence(
            present=frozenset(member.pk for member in self.members if given[f"present_{member.pk}"]),
            chair=int(given["chair"]),
            secretary=int(given["secretary"]),
            notes={member.pk: given[f"note_{member.pk}"] for member in self.members},
        )


class RecordForm(Form):
    """Votes that the secretary records on one ballot."""

    def __init__(self, *args: object, seats: tuple[BallotSeat, ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        for seat in seats:
            self.fields[f"member_{seat.member.pk}"] = _choice(seat.member.full_name, seat)

    @property
    def choices(self) -> dict[int, str]:
        """Number of the member → choice, of those that were given."""
        return {int(name.removeprefix("member_")): choice for name, choice in self.cleaned_data.items() if choice}


class OwnVoteForm(Form):
    """A member's own votes on every ballot of a meeting."""

    def __init__(
        self, *args: object, seats: Mapping[int, tuple[PointView, BallotView, BallotSeat]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        for number, (point, view, seat) in seats.items():
            about = f"{point.point.position}. {point.point.title}" + (f" — {view.about}" if point.is_split else "")
            field = _choice(about, seat)
            field.help_text = f"Проект решения: {point.point.text}"
            self.fields[f"ballot_{number}"] = field

    @property
    def choices(self) -> dict[int, str]:
        """Number of the ballot → choice, of those that were given."""
        return {int(name.removeprefix("ballot_")): choice for name, choice in self.cleaned_data.items() if choice}


class RecusalForm(Form):
    """Who may not vote, and why."""

    member = forms.ModelChoiceField(CouncilMember.objects.none(), label="Член совета")
    reason = forms.CharField(label="Чем связан с вопросом", max_length=500)

    def __init__(self, *args: object, view: BallotView, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        field = self.fields["member"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = CouncilMember.objects.filter(pk__in=[seat.member.pk for seat in view.seats])


class CloseForm(Form):
    """When the meeting ended."""

    ended_at = forms.TimeField(label="Окончание", required=False, widget=_TIME)
    unvoted = forms.BooleanField(required=False)

    def __init__(self, *args: object, silent: Sequence[PointView], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        if not silent:
            del self.fields["unvoted"]
            return
        named = ", ".join(str(view.point.position) for view in silent)
        self.fields["unvoted"].label = f"Закрыть, хотя голосования не было, вопросы: {named}"
        self.fields[
            "unvoted"
        ].help_text = "Они будут записаны без решения. Если решение нужно, вернитесь и проголосуйте."


class MinutesForm(Form):
    """The number of the minutes."""

    number = forms.CharField(label="Номер протокола", max_length=32)


class WordingForm(Form):
    """How a point is told in the minutes."""

    heard = forms.CharField(label="Слушали", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    text = forms.CharField(
        label="Проект решения",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Каждый пункт решения — с новой строки.",
    )
    assignee = forms.CharField(label="Ответственный", max_length=255, required=False)
    due_on = DayField(label="Срок исполнения", required=False)


def _choice(label: str, seat: BallotSeat) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=VoteChoice.choices,
        widget=forms.RadioSelect,
        initial=seat.choice or None,
    )
