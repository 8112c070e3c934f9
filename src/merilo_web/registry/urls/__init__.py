"""Addresses of the app, a module for each topic."""

from django.urls import URLPattern, URLResolver

from merilo_web.registry.urls import authorities, cabinet, councils, documents, organizations, people, register

app_name = "registry"
urlpatterns: list[URLPattern | URLResolver] = [
    *people.patterns,
    *documents.patterns,
    *cabinet.patterns,
    *organizations.patterns,
    *authorities.patterns,
    *councils.patterns,
    *register.patterns,
]
