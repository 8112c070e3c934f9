"""Collecting: surveys and their anonymous answers, inspections, hand-over."""

import uuid

from django.db import models

from merilo_web.cycles.models import ListedOrganization
from merilo_web.fieldwork.states import Channel, SurveyState
from merilo_web.journal.actions import Scope


class Survey(models.Model):
    """The survey of one organization in one cycle, at its own address `/a/<short_code>`."""

    listed = models.OneToOneField(ListedOrganization, models.PROTECT, related_name="survey", verbose_name="организация")
    short_code = models.CharField("код адреса", max_length=12, unique=True)
    state = models.CharField("состояние", max_length=16, choices=SurveyState.choices, default=SurveyState.PREPARED)
    target = models.PositiveIntegerField("цель, анкет")
    opens_on = models.DateField("открыт с")
    closes_on = models.DateField("открыт по")
    with_codes = models.BooleanField("только по одноразовым кодам", default=False)
    close_at_target = models.BooleanField("закрыть при достижении цели", default=False)
    codes_issued = models.PositiveIntegerField("выдано кодов", default=0)

    class Meta:
        verbose_name = "опрос"
        verbose_name_plural = "опросы"

    def __str__(self) -> str:
        return str(self.listed)

    @property
    def scope(self) -> Scope:
        """Whose the survey is."""
        return self.listed.scope


class Response(models.Model):
    """A filled-in questionnaire: no address, no exact time, no number in order, nothing that leads to a code.

    `id` is random and, with the survey, the key that rows lie by, so that their order says nothing of their arrival.
    `answers` has one character for each closed question of the edition, in the questionnaire's order:
    «1» Да, «0» Нет, «-» no answer, for a question with options the letter of the option from «a».
    """

    pk = models.CompositePrimaryKey("survey_id", "id")
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="responses", verbose_name="опрос", db_index=False)
    id = models.UUIDField("номер", default=uuid.uuid4, editable=False)
    channel = models.CharField("канал", max_length=16, choices=Channel.choices)
    language = models.CharField("язык", max_length=8, default="ru")
    received_on = models.DateField("день")
    answers = models.CharField("ответы", max_length=32)
    sex = models.CharField("пол", max_length=16, blank=True)
    age = models.CharField("возраст", max_length=16, blank=True)
    suggestions = models.TextField("предложения", blank=True)

    class Meta:
        verbose_name = "анкета"
        verbose_name_plural = "анкеты"

    def __str__(self) -> str:
        return self.answers


class PatternCount(models.Model):
    """How many questionnaires of a survey have exactly these answers; kept in the answer's own transaction."""

    pk = models.CompositePrimaryKey("survey_id", "answers")
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="patterns", verbose_name="опрос", db_index=False)
    answers = models.CharField("ответы", max_length=32)
    number = models.PositiveIntegerField("анкет")

    class Meta:
        verbose_name = "счёт одинаковых анкет"
        verbose_name_plural = "счёт одинаковых анкет"

    def __str__(self) -> str:
        return f"{self.answers} × {self.number}"


class DayCount(models.Model):
    """How many questionnaires of a survey came on a day through a channel."""

    pk = models.CompositePrimaryKey("survey_id", "received_on", "channel")
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="days", verbose_name="опрос", db_index=False)
    received_on = models.DateField("день")
    channel = models.CharField("канал", max_length=16, choices=Channel.choices)
    number = models.PositiveIntegerField("анкет")

    class Meta:
        verbose_name = "счёт анкет за день"
        verbose_name_plural = "счёт анкет за день"

    def __str__(self) -> str:
        return f"{self.received_on:%d.%m.%Y}: {self.number}"


class UnspentCode(models.Model):
    """A one-time code that nobody has used yet: only its digest is kept, and a spent one is removed.

    What is left after spending is one row less: no mark, no time, no order, nothing that an answer could be joined to.
    """

    digest = models.CharField("контрольная сумма", max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="unspent_codes", verbose_name="опрос")

    class Meta:
        verbose_name = "неиспользованный код"
        verbose_name_plural = "неиспользованные коды"

    def __str__(self) -> str:
        return self.digest[:8]


class SurveyReminder(models.Model):
    """A reminder that was sent because a survey lags behind its sample; each is sent once."""

    class Occasion(models.TextChoices):
        """What a reminder is sent at."""

        HALF_OF_TERM = "half_of_term", "прошла половина срока, собрано меньше половины"
        WEEK_LEFT = "week_left", "осталась неделя, собрано меньше четырёх пятых"
        LAST_DAYS = "last_days", "осталось два дня, цель не достигнута"

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="reminders", verbose_name="опрос")
    occasion = models.CharField("повод", max_length=16, choices=Occasion.choices)
    sent_on = models.DateField("отправлено")

    class Meta:
        verbose_name = "напоминание об опросе"
        verbose_name_plural = "напоминания об опросах"
        constraints = (models.UniqueConstraint(fields=["survey", "occasion"], name="survey_reminded_once"),)

    def __str__(self) -> str:
        return f"{self.survey}: {self.get_occasion_display()}"
