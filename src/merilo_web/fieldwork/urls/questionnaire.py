"""Addresses for citizens: short, to be typed from paper."""

from django.urls import path

from merilo_web.fieldwork.views import questionnaire

patterns = [
    path("a/", questionnaire.entrance, name="survey_entrance"),
    path("a/<str:code>", questionnaire.questionnaire, name="survey"),
    path("a/<str:code>/", questionnaire.questionnaire, name="survey_slash"),
    path("a/<str:code>/thanks", questionnaire.thanks, name="survey_thanks"),
]
