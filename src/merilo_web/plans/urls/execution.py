"""Addresses of execution: measures, proofs, later terms, quarterly reports."""

from django.urls import URLPattern, path

from merilo_web.plans.views import extensions, measures, proofs, reports, writing

patterns: list[URLPattern] = [
    path("measures/<int:pk>/", measures.measure, name="measure"),
    path("measures/<int:pk>/change/", writing.change_measure, name="change_measure"),
    path("measures/<int:pk>/remove/", writing.remove_measure, name="remove_measure"),
    path("measures/<int:pk>/raise/", writing.raise_measure, name="raise_measure"),
    path("measures/<int:pk>/begin/", measures.begin, name="begin_measure"),
    path("measures/<int:pk>/report/", measures.report, name="report_measure"),
    path("measures/<int:pk>/confirm/", measures.confirm, name="confirm_measure"),
    path("measures/<int:pk>/refuse/", measures.refuse, name="refuse_measure"),
    path("measures/<int:pk>/cancel/", measures.cancel, name="cancel_measure"),
    path("measures/<int:pk>/reopen/", measures.reopen, name="reopen_measure"),
    path("measures/<int:pk>/proofs/add/", proofs.attach, name="add_proof"),
    path("measures/<int:pk>/extension/", extensions.request_later, name="request_extension"),
    path("proofs/<int:pk>/replace/", proofs.replace, name="replace_proof"),
    path("proofs/<int:pk>/withdraw/", proofs.withdraw, name="withdraw_proof"),
    path("extensions/<int:pk>/grant/", extensions.grant, name="grant_extension"),
    path("extensions/<int:pk>/refuse/", extensions.refuse, name="refuse_extension"),
    path("<int:pk>/reports/", reports.reports, name="reports"),
    path("<int:pk>/reports/<int:year>/<int:quarter>/begin/", reports.begin, name="begin_report"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/submit/", reports.submit, name="submit_report"),
]
