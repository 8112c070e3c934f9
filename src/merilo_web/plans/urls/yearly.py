"""Addresses of plans for a year."""

from django.urls import URLPattern, path

from merilo_web.plans.views import yearly, yearly_life, yearly_reported, yearly_writing

patterns: list[URLPattern] = [
    path("yearly/", yearly.own, name="own_yearly"),
    path("yearly/organizations/", yearly.organizations, name="yearly_organizations"),
    path("yearly/organizations/table.<str:ending>", yearly.organizations_table, name="yearly_organizations_table"),
    path("yearly/begin/<slug:kind>/<int:keeper>/", yearly_writing.begin, name="begin_yearly"),
    path("yearly/<int:pk>/", yearly.plan, name="yearly"),
    path("yearly/<int:pk>/<slug:paper>.<str:ending>", yearly.file, name="yearly_file"),
    path("yearly/<int:pk>/heading/", yearly_writing.heading, name="yearly_heading"),
    path("yearly/<int:pk>/discard/", yearly_writing.discard, name="discard_yearly"),
    path("yearly/<int:pk>/measures/add/", yearly_writing.add, name="add_yearly"),
    path("yearly/<int:pk>/paper/", yearly_writing.paper, name="yearly_paper"),
    path("yearly/<int:pk>/paper/take/", yearly_writing.take, name="take_yearly_paper"),
    path("yearly/<int:pk>/paper/drop/", yearly_writing.drop, name="drop_yearly_paper"),
    path("yearly/<int:pk>/results/", yearly_reported.report_paper, name="yearly_report_paper"),
    path("yearly/<int:pk>/results/take/", yearly_reported.take, name="take_yearly_report"),
    path("yearly/<int:pk>/results/drop/", yearly_reported.drop, name="drop_yearly_report"),
    path("yearly/<int:pk>/approve/", yearly_life.approve, name="approve_yearly"),
    path("yearly/<int:pk>/amend/", yearly_life.amend, name="amend_yearly"),
    path("yearly/<int:pk>/publish/", yearly_life.publish, name="publish_yearly"),
    path("yearly/<int:pk>/report/", yearly_life.report, name="report_yearly"),
    path("yearly/<int:pk>/close/", yearly_life.close, name="close_yearly"),
    path("yearly/<int:pk>/reopen/", yearly_life.reopen, name="reopen_yearly"),
    path("yearly/measures/<int:pk>/", yearly_life.result, name="yearly_result"),
    path("yearly/measures/<int:pk>/change/", yearly_writing.change, name="change_yearly"),
    path("yearly/measures/<int:pk>/remove/", yearly_writing.remove, name="remove_yearly"),
    path("yearly/measures/<int:pk>/raise/", yearly_writing.raise_up, name="raise_yearly"),
    path("yearly/measures/<int:pk>/cancel/", yearly_life.cancel, name="cancel_yearly"),
    path("yearly/measures/<int:pk>/resume/", yearly_life.resume, name="resume_yearly"),
]
