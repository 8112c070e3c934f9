"""Addresses of the app."""

from django.urls import URLPattern, URLResolver, path

from merilo_web.results.views import documents, handing_over, organizations, proposals, versions

app_name = "results"
urlpatterns: list[URLPattern | URLResolver] = [
    path("cycles/<int:pk>/", versions.cycle, name="cycle"),
    path("cycles/<int:pk>/", versions.cycle, name="results"),
    path("cycles/<int:pk>/organizations/<int:listed>/", versions.of_organization, name="of_organization"),
    path("cycles/<int:pk>/documents/", documents.of_cycle, name="cycle_documents"),
    path("cycles/<int:pk>/versions/", versions.all_versions, name="versions"),
    path("cycles/<int:pk>/score/", versions.score, name="score"),
    path("<int:pk>/", versions.version, name="version"),
    path("<int:pk>/changes/", versions.compare, name="compare"),
    path("<int:pk>/intervals/", versions.estimate, name="estimate"),
    path("<int:pk>/council/", versions.submit, name="submit"),
    path("<int:pk>/approval/", versions.approve, name="approve"),
    path("<int:version>/organizations/<int:listed>/", organizations.organization, name="organization"),
    path("<int:version>/organizations/<int:listed>/criteria/<str:code>/", organizations.figure, name="criterion"),
    path("<int:version>/organizations/<int:listed>/indicators/<str:code>/", organizations.figure, name="indicator"),
    path("<int:version>/organizations/<int:listed>/figures/<str:code>/", organizations.figure, name="figure"),
    path("<int:pk>/recommendations/", proposals.recommendations, name="recommendations"),
    path("<int:version>/recommendations/<int:listed>/", proposals.organization, name="proposals"),
    path("recommendations/<int:pk>/", proposals.reword, name="reword"),
    path("recommendations/<int:pk>/remove/", proposals.remove, name="remove"),
    path("recommendations/<int:pk>/raise/", proposals.raise_up, name="raise_up"),
    path("<int:pk>/documents/", documents.all_documents, name="documents"),
    path("<int:pk>/documents/report/", documents.issue_documents, name="issue_documents"),
    path("<int:pk>/documents/sheets/", documents.issue_sheets, name="issue_sheets"),
    path("<int:pk>/documents/letters/", documents.write_letters, name="write_letters"),
    path("<int:pk>/hand-over/", handing_over.hand_over, name="hand_over"),
    path("<int:pk>/consideration/", handing_over.consideration, name="consideration"),
    path("<int:pk>/consideration/accept/", handing_over.accept_rest, name="accept_rest"),
    path("<int:version>/consideration/<int:listed>/", handing_over.answers, name="answers"),
]
