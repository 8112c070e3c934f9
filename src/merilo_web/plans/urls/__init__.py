"""Addresses of the app, a module for each topic."""

from django.urls import URLPattern, URLResolver

from merilo_web.plans.urls import evaluation, execution, plans

app_name = "plans"
urlpatterns: list[URLPattern | URLResolver] = [*plans.patterns, *execution.patterns, *evaluation.patterns]
