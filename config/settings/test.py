"""Tests: real databases, real files in temporary folders, tasks at once."""

import tempfile
from pathlib import Path

import environ

from config.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["*"]
_temporary = Path(tempfile.mkdtemp(prefix="rapporteur-tests-"))
VAR_DIR = _temporary / "var"
MEDIA_ROOT = _temporary / "media"
STATIC_ROOT = _temporary / "static"
STATICFILES_DIRS = []
DATABASES = {"default": environ.Env().db("TEST_DATABASE_URL", default="sqlite:///:memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "blog.core.media.MediaStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
AXES_ENABLED = False
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# Nobody is asked unless a test says whom; this port is refused before anything is sent.
EMBED_SOURCES = dict.fromkeys(("youtube", "vimeo"), "http://127.0.0.1:9")
LOOKUP_SOURCES = dict.fromkeys(LOOKUP_SOURCES, "http://127.0.0.1:9")  # noqa: F405
