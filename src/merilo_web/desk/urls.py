"""Addresses of the desk."""

from django.urls import path

from merilo_web.desk.views import home, journal

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", home.health, name="health"),
    path("journal/", journal.journal, name="journal"),
    path("journal/journal.csv", journal.journal_file, name="journal_file"),
]
