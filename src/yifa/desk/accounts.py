"""Login by username, a second factor for approvers: allauth's adapters in our words, with our limits."""

from __future__ import annotations

import base64
import hashlib
from datetime import date, datetime
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from yifa.people.models import Officer
from yifa.people.roles import Role

APPROVERS = frozenset({Role.LEADER, Role.SECRETARY, Role.REVIEWER, Role.ADMIN, Role.COUNTY})
"""Posts whose acts bind others; they must hold a second factor."""

APP, FAILED = "allauth.account", "login_failed"
LOCKED = "连续输错{limit}次，锁定{minutes}分钟。可以请本单位管理员解锁。"
WRONG = "账号或者密码不对，还可以试{left}次。"


def must_have_second_factor(user: AbstractBaseUser, on: date) -> bool:
    """Whether the officer behind ``user`` holds an approver's post on that day."""
    officer = Officer.objects.filter(user_id=user.pk).prefetch_related("posts").first()
    return officer is not None and not APPROVERS.isdisjoint(officer.roles(on))


def has_second_factor(user: AbstractBaseUser) -> bool:
    """Whether a one-time code is set up."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP]))


def lacks_second_factor(user: AbstractBaseUser, on: date) -> bool:
    """Whether an approver has yet to set up a one-time code."""
    return must_have_second_factor(user, on) and not has_second_factor(user)


def _limit() -> ratelimit.Rate:
    """How often one account name may fail, and for how long."""
    rates = ratelimit.get_rates(app=APP, action=FAILED, config=account_settings.RATE_LIMITS)
    return next(rate for rate in rates if rate.per == "key")


def _failures(name: str) -> str:
    """The cache entry that holds the failures of an account name."""
    # A rate by key never looks at the request.
    return str(ratelimit.get_cache_key(None, app=APP, action=FAILED, rate=_limit(), key=name))


def login_key(username: str) -> str:
    """The name under which failures are counted; the same on every host name of the installation."""
    return f"login:{username.strip().lower()}"


def attempts_left(username: str, now: datetime) -> int:
    """How many more times this account name may fail before it is locked."""
    rate = _limit()
    allowed_after = now.timestamp() - rate.duration
    failures = [at for at in cache.get(_failures(login_key(username)), []) if at > allowed_after]
    return max(int(rate.amount) - len(failures), 0)


def unlock(user: AbstractBaseUser) -> None:
    """Forgets the failed logins and codes of one person; for the administrator of the office."""
    cache.delete_many([_failures(login_key(user.get_username())), _failures(f"mfa-auth-user-{user.pk}")])


def enrol(user: AbstractBaseUser, secret: str = "") -> str:
    """Sets up the one-time code for a person and returns its secret (base32)."""
    secret = secret or totp.generate_totp_secret()
    Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).delete()
    totp.TOTP.activate(user, secret)
    return secret


def demo_code(user: AbstractBaseUser, now: datetime) -> str:
    """The one-time code that ``user`` would read at ``now``; "" when none is set up.

    Raises PermissionError outside a demonstration (setting DEMO).
    """
    if not settings.DEMO:
        raise PermissionError("demo_code works in a demonstration only")
    held = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    if held is None:
        return ""
    secret = MFAAdapter().decrypt(held.data["secret"])
    counter = int(now.timestamp()) // mfa_settings.TOTP_PERIOD
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Username login without sign-up or e-mail; says how many attempts are left."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": "密码不对。",
        "enter_current_password": "现在的密码不对。",
        "incorrect_code": "验证码不对。",
        "rate_limited": "试得太快了，过一会儿再试。",
    }
    _name = ""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the administrator."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return login_key(str(credentials.get("username", "")))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the attempt; refuses when the account name is locked."""
        self._name = str(credentials.get("username", ""))
        super().pre_authenticate(request, **credentials)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """The sentence of an error, with the attempts that are left."""
        rate = _limit()
        locked = LOCKED.format(limit=rate.amount, minutes=int(rate.duration // 60))
        if code == "too_many_login_attempts":
            return ValidationError(locked, code=code)
        if code == "username_password_mismatch":
            left = attempts_left(self._name, timezone.now())
            text = WRONG.format(left=left) if left else f"账号或者密码不对。{locked}"
            return ValidationError(text, code=code)
        error: ValidationError = super().validation_error(code, *args)
        return error

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Approvers without a second factor are led to set it up first."""
        user = request.user
        if isinstance(user, AbstractBaseUser) and lacks_second_factor(user, timezone.localdate()):
            return reverse("mfa_activate_totp")
        return str(super().get_login_redirect_url(request))


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Keeps the secrets of one-time codes encrypted, and keeps approvers from dropping theirs."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "验证码不对。看一下手机时间准不准，再输新的一组。",
        "cannot_delete_authenticator": "你的岗位必须使用动态验证码，不能停用。可以先换绑新的。",
    }

    def _box(self) -> MultiFernet:
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        raw = (key if isinstance(key, bytes) else key.encode() for key in keys)
        digests = (hashlib.sha256(b"yifa.desk.totp:" + key).digest() for key in raw)
        return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return self._box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as the person's phone holds it. Raises InvalidToken when the signing key was lost."""
        return self._box().decrypt(encrypted_text.encode("ascii")).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Approvers keep their second factor."""
        return not must_have_second_factor(authenticator.user, timezone.localdate())
