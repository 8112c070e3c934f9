"""Addresses of oversight: what is overdue, the plan on a site, summaries, heads to be heard."""

from django.urls import URLPattern, path

from merilo_web.plans.views import answering, oversight, site, supervision

patterns: list[URLPattern] = [
    path("overdue/", oversight.overdue, name="overdue"),
    path("summaries/", supervision.summaries, name="summaries"),
    path("cycles/<int:cycle>/summary/", supervision.issue_summary, name="issue_summary"),
    path("cycles/<int:cycle>/answer/", answering.execution_letter, name="execution_letter"),
    path("cycles/<int:cycle>/hearing/", supervision.hearing, name="hearing"),
    path("hearings/<int:pk>/outcome/", supervision.outcome, name="hearing_outcome"),
    path("<int:pk>/site/", site.site, name="site"),
    path("<int:pk>/site/plan.html", site.site_file, name="site_file"),
    path("<int:pk>/site/check/", site.check, name="check_publication"),
    path("<int:pk>/site/widget/", site.open_widget, name="open_widget"),
]
