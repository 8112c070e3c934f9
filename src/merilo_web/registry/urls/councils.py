"""Addresses of councils."""

from django.urls import path

from merilo_web.registry.views import councils

patterns = [
    path("councils/", councils.councils, name="councils"),
    path("councils/add/", councils.add, name="council_add"),
    path("councils/<int:pk>/", councils.council, name="council"),
    path("councils/<int:pk>/edit/", councils.edit, name="council_edit"),
    path("councils/<int:pk>/members/add/", councils.member_add, name="member_add"),
    path("members/<int:pk>/edit/", councils.member_edit, name="member_edit"),
    path("members/<int:pk>/conflicts/add/", councils.conflict_add, name="conflict_add"),
    path("conflicts/<int:pk>/end/", councils.conflict_end, name="conflict_end"),
]
