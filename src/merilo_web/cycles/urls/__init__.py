"""Addresses of the app, a module for each topic."""

from django.urls import URLPattern, URLResolver

from merilo_web.cycles.urls import council

app_name = "cycles"
urlpatterns: list[URLPattern | URLResolver] = [*council.patterns]
