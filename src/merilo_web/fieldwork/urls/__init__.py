"""Addresses of the app."""

from django.urls import URLPattern, URLResolver

from merilo_web.fieldwork.urls import imports, inspections, paper, questionnaire, surveys, translations

app_name = "fieldwork"
urlpatterns: list[URLPattern | URLResolver] = [
    *questionnaire.patterns,
    *surveys.patterns,
    *inspections.patterns,
    *paper.patterns,
    *imports.patterns,
    *translations.patterns,
]
