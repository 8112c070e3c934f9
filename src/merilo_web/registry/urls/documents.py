"""Addresses of documents and evidence."""

from django.urls import path

from merilo_web.registry.views import documents

patterns = [
    path("documents/<int:pk>/", documents.document, name="document"),
    path("evidence/<int:pk>/", documents.evidence, name="evidence"),
]
