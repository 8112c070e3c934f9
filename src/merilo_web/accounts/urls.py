"""Addresses of sign-in: those of allauth that an invited person needs, and our own."""

from allauth.account import views as allauth
from allauth.socialaccount import views as providers
from django.urls import include, path, re_path

from merilo_web.accounts import views

_own = (
    [
        path("invitation/<str:token>/", views.invitation, name="invitation"),
        path("me/", views.account, name="account"),
    ],
    "accounts",
)

urlpatterns = [
    path("", include(_own)),
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("by-invitation/", views.by_invitation, name="account_signup"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/set/", allauth.password_set, name="account_set_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("code/", include("allauth.mfa.urls")),
    path("provider/cancelled/", providers.login_cancelled, name="socialaccount_login_cancelled"),
    path("provider/error/", providers.login_error, name="socialaccount_login_error"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
