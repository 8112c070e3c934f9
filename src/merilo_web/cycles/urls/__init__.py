"""Addresses of the app, a module for each topic."""

from django.urls import URLPattern, URLResolver

from merilo_web.cycles.urls import council, letters, preparation

app_name = "cycles"
urlpatterns: list[URLPattern | URLResolver] = [*council.patterns, *letters.patterns, *preparation.patterns]
