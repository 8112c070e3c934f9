"""Addresses of authorities and operators."""

from django.urls import path

from merilo_web.registry.views import authorities

patterns = [
    path("authorities/", authorities.authorities, name="authorities"),
    path("authorities/add/", authorities.add, name="authority_add"),
    path("authorities/<int:pk>/", authorities.authority, name="authority"),
    path("authorities/<int:pk>/edit/", authorities.edit, name="authority_edit"),
    path("operators/", authorities.operators, name="operators"),
    path("operators/add/", authorities.operator_add, name="operator_add"),
    path("operators/<int:pk>/", authorities.operator, name="operator"),
    path("operators/<int:pk>/edit/", authorities.operator_edit, name="operator_edit"),
]
