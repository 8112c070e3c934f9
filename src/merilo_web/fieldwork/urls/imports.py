"""Addresses of files of answers."""

from django.urls import URLPattern, path

from merilo_web.fieldwork.views import imports

patterns: list[URLPattern] = [
    path("cycles/<int:pk>/imports/", imports.cycle_imports, name="imports"),
    path("imports/<int:pk>/", imports.import_preview, name="import_preview"),
]
