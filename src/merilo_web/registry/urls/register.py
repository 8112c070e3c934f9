"""Addresses of the register as a file."""

from django.urls import path

from merilo_web.registry.views import register

patterns = [
    path("import/", register.upload, name="import"),
    path("import/<int:pk>/", register.preview, name="import_preview"),
    path("import/<int:pk>/discard/", register.discard, name="import_discard"),
    path("export/", register.export, name="export"),
]
