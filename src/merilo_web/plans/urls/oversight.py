"""Addresses of oversight: what is overdue, the plan on a site, summaries, heads to be heard."""

from django.urls import URLPattern, path

from merilo_web.plans.views import oversight, site

patterns: list[URLPattern] = [
    path("overdue/", oversight.overdue, name="overdue"),
    path("<int:pk>/site/", site.site, name="site"),
    path("<int:pk>/site/plan.html", site.site_file, name="site_file"),
    path("<int:pk>/site/check/", site.check, name="check_publication"),
    path("<int:pk>/site/widget/", site.open_widget, name="open_widget"),
]
