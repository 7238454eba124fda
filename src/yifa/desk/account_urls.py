"""Addresses of login, password and second factor. There is no sign-up, no e-mail and no reset by mail."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, URLResolver, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("", mfa.index, name="mfa_index"),
    path("code/", mfa.authenticate, name="mfa_authenticate"),
    path("code/confirm/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("code/new/", totp.activate_totp, name="mfa_activate_totp"),
    path("code/drop/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("spare/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("spare/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("spare/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
