"""The address of the cabinet."""

from django.urls import path

from merilo_web.registry.views import cabinet

patterns = [path("documents/", cabinet.documents, name="documents")]
