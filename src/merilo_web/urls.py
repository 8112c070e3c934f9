"""Addresses: one line for each stage."""

from django.urls import include, path

urlpatterns = [
    path("", include("merilo_web.desk.urls")),
    path("accounts/", include("merilo_web.accounts.urls")),
    path("registry/", include("merilo_web.registry.urls")),
    path("cycles/", include("merilo_web.cycles.urls")),
    path("", include("merilo_web.fieldwork.urls")),
    path("results/", include("merilo_web.results.urls")),
    path("", include("merilo_web.plans.urls.public")),
    path("plans/", include("merilo_web.plans.urls")),
]
