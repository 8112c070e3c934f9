"""Addresses of oversight: what is overdue, the plan on a site, summaries, heads to be heard."""

from django.urls import URLPattern, path

from merilo_web.plans.views import oversight

patterns: list[URLPattern] = [
    path("overdue/", oversight.overdue, name="overdue"),
]
