"""Addresses of inspections and of the hand-over."""

from django.urls import URLPattern, path

from merilo_web.fieldwork.views import handovers, inspections

patterns: list[URLPattern] = [
    path("cycles/<int:pk>/inspections/", inspections.cycle_inspections, name="inspections"),
    path("inspections/<int:pk>/", inspections.inspection_page, name="inspection"),
    path("inspections/<int:pk>/finish/", inspections.finish_own, name="finish_inspection"),
    path("inspections/<int:pk>/return/", inspections.return_inspection, name="return_inspection"),
    path("inspections/<int:pk>/answer/", inspections.answer_inspection, name="answer_inspection"),
    path("inspections/<int:pk>/contacts/", inspections.remote_checks, name="remote_checks"),
    path("inspections/<int:pk>/settle/<str:code>/", inspections.settle_item, name="settle_item"),
    path("inspections/<int:pk>/<str:part>/", inspections.inspection_part, name="inspection_part"),
    path("objections/<int:pk>/", inspections.resolve_objection, name="resolve_objection"),
    path("cycles/<int:pk>/handover/", handovers.cycle_handover, name="handover"),
    path("handovers/<int:pk>/<str:step>/", handovers.decide, name="handover_step"),
]
