"""Addresses of the app, a module for each topic."""

from django.urls import URLPattern, URLResolver

from merilo_web.plans.urls import evaluation, execution, oversight, plans, settings, yearly

app_name = "plans"
urlpatterns: list[URLPattern | URLResolver] = [
    *plans.patterns,
    *execution.patterns,
    *oversight.patterns,
    *evaluation.patterns,
    *settings.patterns,
    *yearly.patterns,
]
