"""Addresses of what an authority sets for its plans, of the council's bar and of the later check."""

from django.urls import URLPattern, path

from merilo_web.plans.views import clerk_templates, council, library, settings

patterns: list[URLPattern] = [
    path("settings/", settings.settings, name="settings"),
    path("settings/<int:authority>/terms/<str:code>/", settings.term, name="settings_term"),
    path("settings/<int:authority>/terms/<str:code>/withdraw/", settings.withdraw, name="settings_term_withdraw"),
    path("settings/<int:authority>/library/", library.library, name="settings_library"),
    path("settings/<int:authority>/library/add/", library.add, name="settings_library_add"),
    path("settings/<int:authority>/library/<str:key>/change/", library.change, name="settings_library_change"),
    path("settings/<int:authority>/library/<str:key>/hide/", library.hide, name="settings_library_hide"),
    path("settings/<int:authority>/library/<str:key>/offer/", library.offer, name="settings_library_offer"),
    path("settings/<int:authority>/templates/<str:kind>/", clerk_templates.template, name="settings_template"),
    path("settings/<int:authority>/templates/<str:kind>/drop/", clerk_templates.drop, name="settings_template_drop"),
    path(
        "settings/<int:authority>/templates/<str:kind>/default.docx",
        clerk_templates.default,
        name="settings_template_default",
    ),
    path(
        "settings/<int:authority>/templates/<str:kind>/sample.docx",
        clerk_templates.sample,
        name="settings_template_sample",
    ),
    path("cycles/<int:cycle>/bar/", council.bar, name="bar"),
    path("results/<int:version>/recheck/", council.recheck, name="recheck"),
]
