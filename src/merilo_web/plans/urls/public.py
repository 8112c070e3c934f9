"""Addresses for everybody: a published plan in a frame."""

from django.urls import URLPattern, path

from merilo_web.plans.views import site

app_name = "published"
urlpatterns: list[URLPattern] = [path("w/<str:code>", site.widget, name="widget")]
