"""The real settings with one more address: a view that does nothing but insert the same row."""

from merilo_web.settings import *  # noqa: F403 - settings are a namespace

ROOT_URLCONF = "bench.web_urls"
