"""A meeting of the council: agenda, attendance, votes, minutes."""

from django.conf import settings
from django.db import models

from merilo_web.archive.models import Document
from merilo_web.cycles.models.cycle import Cycle, Decision
from merilo_web.cycles.states import MeetingFormat, MeetingState, PointKind, VoteChoice
from merilo_web.journal.actions import Scope
from merilo_web.registry.models import CouncilMember, Organization, PublicCouncil


class Meeting(models.Model):
    """One meeting. `quorum` is fixed when it is opened; `number` is that of the minutes, given when they are signed.

    One that `lacks_quorum` was closed without being opened: it has attendance and minutes, and decides nothing.
    """

    council = models.ForeignKey(PublicCouncil, models.PROTECT, related_name="meetings", verbose_name="совет")
    held_on = models.DateField("дата")
    begins_at = models.TimeField("начало", null=True, blank=True)
    ended_at = models.TimeField("окончание", null=True, blank=True)
    place = models.CharField("место", max_length=255)
    format = models.CharField(
        "форма проведения", max_length=16, choices=MeetingFormat.choices, default=MeetingFormat.IN_PERSON
    )
    invited = models.TextField("приглашены", blank=True)
    state = models.CharField("состояние", max_length=16, choices=MeetingState.choices, default=MeetingState.PLANNED)
    quorum = models.PositiveSmallIntegerField("кворум", null=True, blank=True)
    lacks_quorum = models.BooleanField("кворума не было", default=False)
    chair = models.ForeignKey(
        CouncilMember, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="председатель заседания"
    )
    secretary = models.ForeignKey(
        CouncilMember, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="секретарь заседания"
    )
    number = models.CharField("номер протокола", max_length=32, blank=True)
    minutes_docx = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="протокол (DOCX)"
    )
    minutes_pdf = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="протокол (PDF)"
    )

    class Meta:
        verbose_name = "заседание"
        verbose_name_plural = "заседания"
        ordering = ("-held_on", "-id")

    def __str__(self) -> str:
        return f"Заседание {self.held_on:%d.%m.%Y}: {self.council}"

    @property
    def scope(self) -> Scope:
        """Whose it is: the council's and the authority's."""
        return Scope(self.council.authority_id, self.council_id)


class AgendaPoint(models.Model):
    """A point of the agenda about one cycle. `proposed` holds policies put to the vote: code → option."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="points", verbose_name="заседание")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="points", verbose_name="цикл")
    position = models.PositiveSmallIntegerField("номер вопроса")
    kind = models.CharField("о чём", max_length=16, choices=PointKind.choices)
    title = models.CharField("вопрос", max_length=500)
    heard = models.TextField("слушали", blank=True)
    text = models.TextField("проект решения")
    assignee = models.CharField("ответственный", max_length=255, blank=True)
    due_on = models.DateField("срок исполнения", null=True, blank=True)
    proposed = models.JSONField("предлагаемые решения о методике", default=dict, blank=True)
    organizations = models.ManyToManyField(Organization, related_name="+", blank=True, verbose_name="об организациях")
    adopted = models.BooleanField("принято", null=True, blank=True)
    is_void = models.BooleanField("решение больше не действует", default=False)
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="point", verbose_name="решение"
    )

    class Meta:
        verbose_name = "вопрос повестки"
        verbose_name_plural = "повестка"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.title


class Ballot(models.Model):
    """One vote on a point: about all of its organizations, or about those in which the same members are not free.

    Without organizations it is about the point as such. `adopted` is None until the votes are counted.
    """

    point = models.ForeignKey(AgendaPoint, models.CASCADE, related_name="ballots", verbose_name="вопрос")
    position = models.PositiveSmallIntegerField("порядок")
    organizations = models.ManyToManyField(Organization, related_name="+", blank=True, verbose_name="об организациях")
    adopted = models.BooleanField("принято", null=True, blank=True)

    class Meta:
        verbose_name = "голосование"
        verbose_name_plural = "голосования"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return f"{self.point}, голосование {self.position}"


class Attendance(models.Model):
    """Whether a member of the council was at a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance", verbose_name="заседание")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+", verbose_name="член совета")
    present = models.BooleanField("присутствует")
    note = models.CharField("причина отсутствия", max_length=255, blank=True)

    class Meta:
        verbose_name = "присутствие"
        verbose_name_plural = "присутствие"
        ordering = ("member__full_name", "id")
        constraints = (models.UniqueConstraint(fields=["meeting", "member"], name="attends_once"),)

    def __str__(self) -> str:
        return f"{self.member}: {'присутствует' if self.present else 'отсутствует'}"


class Recusal(models.Model):
    """A member who may not take part in a ballot, and why."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="recusals", verbose_name="голосование")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+", verbose_name="член совета")
    reason = models.CharField("причина", max_length=500)

    class Meta:
        verbose_name = "отстранение от голосования"
        verbose_name_plural = "отстранения от голосования"
        ordering = ("member__full_name", "id")
        constraints = (models.UniqueConstraint(fields=["ballot", "member"], name="recused_once"),)

    def __str__(self) -> str:
        return f"{self.member}: {self.reason}"


class Vote(models.Model):
    """How a member voted, and who recorded it: the member, or the secretary for a member without an account."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="votes", verbose_name="голосование")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+", verbose_name="член совета")
    choice = models.CharField("голос", max_length=16, choices=VoteChoice.choices)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто записал"
    )

    class Meta:
        verbose_name = "голос"
        verbose_name_plural = "голоса"
        ordering = ("member__full_name", "id")
        constraints = (models.UniqueConstraint(fields=["ballot", "member"], name="votes_once"),)

    def __str__(self) -> str:
        return f"{self.member}: {self.get_choice_display()}"
