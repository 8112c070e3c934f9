"""Addresses of sign-in: those of allauth that an invited person needs, and our own."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
