"""Addresses of the questionnaire's languages."""

from django.urls import path

from merilo_web.fieldwork.views import translations

patterns = [
    path("cycles/<int:pk>/languages/", translations.languages, name="languages"),
    path("translations/<int:pk>/", translations.translation, name="translation"),
    path("translations/<int:pk>/file/", translations.translation_file, name="translation_file"),
    path("translations/<int:pk>/table.<slug:ending>", translations.translation_table, name="translation_table"),
    path("translations/<int:pk>/show/", translations.show_translation, name="show_translation"),
    path("translations/<int:pk>/hide/", translations.hide_translation, name="hide_translation"),
]
