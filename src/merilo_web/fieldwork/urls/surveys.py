"""Addresses of surveys for those who conduct them."""

from django.urls import URLPattern, path

from merilo_web.fieldwork.views import prints, sample, surveys

patterns: list[URLPattern] = [
    path("cycles/<int:pk>/surveys/", surveys.cycle_surveys, name="surveys"),
    path("cycles/<int:pk>/surveys/progress/", surveys.progress_fragment, name="progress_fragment"),
    path("cycles/<int:pk>/surveys/open/", surveys.open_all, name="open_surveys"),
    path("cycles/<int:pk>/surveys/reopen/", surveys.reopen_short, name="reopen_surveys"),
    path("cycles/<int:pk>/surveys/posters/", prints.cycle_posters, name="posters"),
    path("cycles/<int:pk>/sample/", sample.cycle_sample, name="sample"),
    path("cycles/<int:pk>/sample/summary/", sample.sample_summary, name="sample_summary"),
    path("cycles/<int:pk>/answers.csv", surveys.answers_csv, name="answers_csv"),
    path("surveys/<int:pk>/", surveys.survey_card, name="survey_card"),
    path("surveys/<int:pk>/open/", surveys.open_one, name="open_survey"),
    path("surveys/<int:pk>/close/", surveys.close_one, name="close_survey"),
    path("surveys/<int:pk>/codes/", surveys.issue_codes, name="issue_codes"),
    path("surveys/<int:pk>/poster/", prints.survey_poster, name="survey_poster"),
    path("surveys/<int:pk>/cards/", prints.survey_cards, name="survey_cards"),
    path("surveys/<int:pk>/paper/", prints.survey_paper, name="survey_paper"),
]
