"""Addresses of surveys for those who conduct them."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
