"""Addresses of the evaluation of heads."""

from django.urls import URLPattern, path

from merilo_web.plans.views import evaluation

patterns: list[URLPattern] = [
    path("evaluations/", evaluation.evaluations, name="evaluations"),
    path("evaluations/rules/<int:authority>/", evaluation.rules, name="evaluation_rules"),
    path("evaluations/cycle/<int:cycle>/", evaluation.begin, name="evaluation_begin"),
    path("evaluations/rounds/<int:pk>/", evaluation.evaluation_round, name="evaluation_round"),
    path("evaluations/<int:pk>/", evaluation.sheet, name="evaluation"),
    path("evaluations/<int:pk>/sheet.<str:ending>", evaluation.file, name="evaluation_file"),
    path("evaluations/<int:pk>/object/", evaluation.object_to, name="evaluation_object"),
    path("evaluations/<int:pk>/answer/", evaluation.answer, name="evaluation_answer"),
]
