"""Addresses of organizations."""

from django.urls import path

from merilo_web.registry.views import organizations

patterns = [
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/add/", organizations.add, name="organization_add"),
    path("organizations/<int:pk>/", organizations.organization, name="organization"),
    path("organizations/<int:pk>/edit/", organizations.edit, name="organization_edit"),
    path("organizations/<int:pk>/contacts/", organizations.contacts, name="organization_contacts"),
    path("organizations/<int:pk>/close/", organizations.close, name="organization_close"),
    path("organizations/<int:pk>/reopen/", organizations.reopen, name="organization_reopen"),
]
