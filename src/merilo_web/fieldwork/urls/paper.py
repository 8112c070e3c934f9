"""Addresses of the keyboard entry and of interviews."""

from django.urls import URLPattern, path

from merilo_web.fieldwork.views import paper

patterns: list[URLPattern] = [
    path("surveys/<int:pk>/batches/", paper.survey_paper_batches, name="paper"),
    path("batches/<int:pk>/", paper.paper_batch, name="paper_batch"),
    path("batches/<int:pk>/close/", paper.close_batch, name="close_batch"),
    path("sheets/<int:pk>/settle/", paper.settle_sheet, name="settle_sheet"),
    path("surveys/<int:pk>/interview/<str:channel>/", paper.interview, name="interview"),
]
