"""Settings of one Yifa installation, read from the environment.

Every value that an installation may set is named ``YIFA_…`` and listed in ``docs/settings.md``.
"""

import os
import secrets
from pathlib import Path

from yifa.project.database import database_from
from yifa.project.rooms import FLOORS, ROOMS

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
]
ROOT_URLCONF = "yifa.project.urls"
WSGI_APPLICATION = "yifa.project.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
FILES_ROOT = DATA / "files"
KEYS_ROOT = DATA / "keys"
REGION = os.environ.get("YIFA_REGION", "CN")
YIFA_DATA = DATA
WORKER_HANDLERS = "yifa.project.work.HANDLERS"
WORKER_SCHEDULE = "yifa.project.work.SCHEDULE"
