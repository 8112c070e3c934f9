"""Addresses of people and mandates."""

from django.urls import path

from merilo_web.registry.views import people

patterns = [
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/invite/<str:role>/", people.invite_as, name="invite_as"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/grant/<str:role>/", people.grant, name="grant"),
    path("people/<int:pk>/invite-again/", people.invite_again, name="invite_again"),
    path("people/<int:pk>/account/", people.switch_account, name="switch_account"),
    path("mandates/<int:pk>/end/", people.end_mandate, name="end_mandate"),
]
