"""Settings of one Yifa installation, read from the environment.

Every value that an installation may set is named ``YIFA_…`` and listed in ``docs/settings.md``.
"""

import os
import secrets
from pathlib import Path

from yifa.law import parameters
from yifa.project import accounts_settings as accounts
from yifa.project import demo_door
from yifa.project.database import database_from
from yifa.project.rooms import FACES, FLOORS, ROOMS

DATA = Path(os.environ.get("YIFA_DATA", "var")).resolve()


def _secret() -> str:
    """The signing key: from the environment, else a file that only its owner can read."""
    if key := os.environ.get("YIFA_SECRET_KEY"):
        return key
    path = DATA / "secret.key"
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(48)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(key)
    return key


SECRET_KEY = _secret()
DEBUG = os.environ.get("YIFA_DEBUG", "") == "1"
ALLOWED_HOSTS = os.environ.get("YIFA_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    *FLOORS,
    *ROOMS,
    *accounts.ACCOUNT_APPS,
    *FACES,
]
ROOT_URLCONF = "yifa.project.urls"
WSGI_APPLICATION = "yifa.project.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    accounts.SECURITY_MIDDLEWARE,
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    *accounts.ACCOUNT_MIDDLEWARE,
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                accounts.ACCOUNT_CONTEXT,
                "yifa.desk.frame.frame",
            ]
        },
    }
]

DATABASES = {"default": database_from(os.environ.get("YIFA_DATABASE", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns about a folder that is not there
FILES_ROOT = DATA / "files"
KEYS_ROOT = DATA / "keys"
UPLOADS_ROOT = DATA / "uploads"
# The pages say themselves how many files may be chosen at once; Django would cut a long choice off without a word.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
REGION = os.environ.get("YIFA_REGION", "CN")
YIFA_DATA = DATA
WORKER_HANDLERS = "yifa.project.work.HANDLERS"
WORKER_SCHEDULE = "yifa.project.work.SCHEDULE"
SECOND_FACTOR_NEEDED = "yifa.desk.accounts.lacks_second_factor"
SECOND_FACTOR_ENROL = "yifa.desk.accounts.enrol"
SECOND_FACTOR_CODE = "yifa.desk.accounts.demo_code"
BENCHES = "yifa.project.benches.BENCHES"

# Login, second factor and headers; their values and the reasons for them stand in accounts_settings.
AUTHENTICATION_BACKENDS = accounts.AUTHENTICATION_BACKENDS
AUTH_PASSWORD_VALIDATORS = accounts.AUTH_PASSWORD_VALIDATORS
ACCOUNT_ADAPTER = accounts.ACCOUNT_ADAPTER
ACCOUNT_LOGIN_METHODS = accounts.ACCOUNT_LOGIN_METHODS
ACCOUNT_SIGNUP_FIELDS = accounts.ACCOUNT_SIGNUP_FIELDS
ACCOUNT_EMAIL_VERIFICATION = accounts.ACCOUNT_EMAIL_VERIFICATION
ACCOUNT_EMAIL_NOTIFICATIONS = accounts.ACCOUNT_EMAIL_NOTIFICATIONS
ACCOUNT_SESSION_REMEMBER = accounts.ACCOUNT_SESSION_REMEMBER
ACCOUNT_LOGOUT_REDIRECT_URL = accounts.ACCOUNT_LOGOUT_REDIRECT_URL
ACCOUNT_RATE_LIMITS = accounts.ACCOUNT_RATE_LIMITS
ACCOUNT_REAUTHENTICATION_TIMEOUT = accounts.ACCOUNT_REAUTHENTICATION_TIMEOUT
MFA_ADAPTER = accounts.MFA_ADAPTER
MFA_SUPPORTED_TYPES = accounts.MFA_SUPPORTED_TYPES
MFA_TOTP_ISSUER = accounts.MFA_TOTP_ISSUER
MFA_TOTP_TOLERANCE = accounts.MFA_TOTP_TOLERANCE
MFA_RECOVERY_CODE_COUNT = accounts.MFA_RECOVERY_CODE_COUNT
LOGIN_URL = accounts.LOGIN_URL
LOGIN_REDIRECT_URL = accounts.LOGIN_REDIRECT_URL
CSRF_FAILURE_VIEW = accounts.CSRF_FAILURE_VIEW
ALLAUTH_TRUSTED_PROXY_COUNT = accounts.ALLAUTH_TRUSTED_PROXY_COUNT
DOOR_OFFICE = accounts.DOOR_OFFICE
DOOR_SLIP = accounts.DOOR_SLIP
DEMO = os.environ.get("YIFA_DEMO", "") == "1"
DEMO_ACCOUNTS = demo_door.accounts() if DEMO else accounts.DEMO_ACCOUNTS
DEMO_PASSWORD = os.environ.get("YIFA_DEMO_PASSWORD", demo_door.PASSWORD if DEMO else accounts.DEMO_PASSWORD)
SESSION_COOKIE_AGE = accounts.SESSION_COOKIE_AGE
SESSION_EXPIRE_AT_BROWSER_CLOSE = accounts.SESSION_EXPIRE_AT_BROWSER_CLOSE
SESSION_COOKIE_HTTPONLY = accounts.SESSION_COOKIE_HTTPONLY
SESSION_COOKIE_SAMESITE = accounts.SESSION_COOKIE_SAMESITE
CSRF_COOKIE_HTTPONLY = accounts.CSRF_COOKIE_HTTPONLY
SECURE_REFERRER_POLICY = accounts.SECURE_REFERRER_POLICY
X_FRAME_OPTIONS = accounts.X_FRAME_OPTIONS
SECURE_CSP = accounts.SECURE_CSP
HTTPS = os.environ.get("YIFA_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS

# What the province or county has set and the shipped files leave open; form: law/data/parameters-demo.yaml.
PARAMETERS = DATA / "parameters.yaml"
if PARAMETERS.exists():
    parameters.use(PARAMETERS)
