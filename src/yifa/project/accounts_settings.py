"""Settings of login and of the headers that protect pages; ``settings`` imports them by name."""

ACCOUNT_APPS = ["yifa.desk.apps.DeskConfig", "django_htmx", "allauth", "allauth.account", "allauth.mfa"]
"""In this order: the desk's templates come before allauth's."""
ACCOUNT_MIDDLEWARE = [
    "allauth.account.middleware.AccountMiddleware",
    "yifa.desk.second_factor.SecondFactorMiddleware",
]
"""After AuthenticationMiddleware and MessageMiddleware."""
ACCOUNT_CONTEXT = "yifa.desk.door.door"
SECURITY_MIDDLEWARE = "yifa.desk.security.SecurityHeadersMiddleware"
"""Directly after SecurityMiddleware, before WhiteNoise: static files carry the headers too."""

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "yifa.desk.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    # A whole office often stands behind one address, so the address may fail more often than the account.
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/900s/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300

MFA_ADAPTER = "yifa.desk.accounts.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "依法"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 8

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "yifa.desk.errors.csrf_failed"
# Behind a proxy: how many proxies to trust when reading the client's address.
ALLAUTH_TRUSTED_PROXY_COUNT = 0

DOOR_OFFICE = ""
"""Name under 登录, such as 云溪县青禾镇人民政府; empty where several townships share an installation."""
DOOR_SLIP = "法治政府建设"
"""The vertical title of the login page."""
DEMO = False
"""A demonstration: the login pages name its accounts and show the one-time code."""
DEMO_ACCOUNTS: tuple[tuple[str, str], ...] = ()
DEMO_PASSWORD = ""

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "yifa.desk.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# A working day; shared computers forget the session when the browser closes.
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SECURE_CSP = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "script-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'none'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
