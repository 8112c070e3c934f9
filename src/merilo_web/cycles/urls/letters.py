"""Addresses of letters and of the number of recipients."""

from django.urls import URLPattern, URLResolver, path

from merilo_web.cycles.views import letters, populations

patterns: list[URLPattern | URLResolver] = [
    path("<int:pk>/letters/", letters.letters, name="letters"),
    path("<int:pk>/letters/deliveries/", letters.deliveries, name="deliveries"),
    path("<int:pk>/letters/<slug:kind>/write/", letters.write, name="write_letters"),
    path("<int:pk>/letters/<slug:kind>/issue/", letters.issue, name="issue_letters"),
    path("<int:pk>/letters/<slug:kind>/queue/", letters.queue, name="queue_letters"),
    path("<int:pk>/letters/<slug:kind>.zip", letters.archived, name="letters_zip"),
    path("<int:pk>/letters/<slug:kind>.pdf", letters.together, name="letters_pdf"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/<int:pk>/preview.<slug:ending>", letters.preview, name="letter_preview"),
    path("letters/<int:pk>/discard/", letters.discard, name="discard_letter"),
    path("letters/<int:pk>/hand/", letters.hand, name="hand_letter"),
    path("letters/<int:pk>/address/", letters.readdress, name="readdress_letter"),
    path("letters/<int:pk>/queue/", letters.queue_one, name="queue_letter"),
    path("<int:pk>/populations/", populations.populations, name="populations"),
    path("<int:pk>/populations/freeze/", populations.freeze, name="freeze_populations"),
    path("<int:pk>/populations/summary/", populations.summary, name="population_summary"),
    path("populations/<int:pk>/", populations.population, name="population"),
    path("populations/<int:pk>/reopen/", populations.reopen, name="reopen_population"),
]
