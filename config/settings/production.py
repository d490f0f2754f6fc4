"""Production: everything that differs between machines is read from the environment.

It refuses to start when something is missing, and says which variable to set.
"""

from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import (
    ADMIN_CONTENT_SECURITY_POLICY,
    BASE_DIR,
    CONTENT_SECURITY_POLICY,
    IMAGE_MAX_BYTES,
    IMAGE_MAX_PIXELS,
    LOOKUP_MAX_BYTES,
    LOOKUP_SOURCE_SECONDS,
    LOOKUP_SOURCES,
    LOOKUP_TOTAL_SECONDS,
    LOOKUPS_AT_ONCE,
    LOOKUPS_PER_HOUR,
    SQLITE_OPTIONS,
    STORAGES,
    theme_files,
)
from config.settings.environment import Environment
from config.settings.object_storage import media_origin, object_storage, store_origin

env = Environment()

DEBUG = False
SECRET_KEY = env.secret_key()
# Former keys, with commas: what was signed with them holds until it expires.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.hosts()
DATABASES = {"default": env.database()}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media"))
VAR_DIR = env.path("VAR_DIR", default=str(BASE_DIR / "var"))
STATIC_ROOT = VAR_DIR("static")
THEME_DIR = Path(env.str("THEME_DIR", default=VAR_DIR("theme")))
STATICFILES_DIRS = theme_files(THEME_DIR)
WAGTAILADMIN_BASE_URL = env.address("BASE_URL", f"https://{ALLOWED_HOSTS[0]}", with_path=False)
# With its port, which a proxy may keep to itself.
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

# Off only where nobody but this machine is served, or where TLS ends somewhere that says nothing.
HTTPS = env.bool("HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
# Promises for names that are not ours alone: only where the operator makes them.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
# Chosen above, and so no warning of `check --deploy`.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if not HTTPS:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=int(BEHIND_PROXY))

# Read by `serve`.
PORT = env.int("PORT", default=8000)
WEBSUB_HUB = env.address("WEBSUB_HUB")
CARD_FONTS = env.list("CARD_FONTS", default=[])
vars().update(env.mail())
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", default=f"rapporteur@{ALLOWED_HOSTS[0]}")

# Looking up papers (docs/papers.md).
LOOKUP_CONTACT = env.str("LOOKUP_CONTACT", default=env.str("FROM_EMAIL", default=""))
LOOKUP_SOURCES = {
    "arxiv": env.address("ARXIV_URL", LOOKUP_SOURCES["arxiv"]),
    "crossref": env.address("CROSSREF_URL", LOOKUP_SOURCES["crossref"]),
    "openreview": env.address("OPENREVIEW_URL", LOOKUP_SOURCES["openreview"]),
    "datacite": env.address("DATACITE_URL", LOOKUP_SOURCES["datacite"]),
    "page": LOOKUP_SOURCES["page"],
}
LOOKUP_SOURCE_SECONDS = env.float("LOOKUP_SOURCE_SECONDS", default=LOOKUP_SOURCE_SECONDS)
LOOKUP_TOTAL_SECONDS = env.float("LOOKUP_TOTAL_SECONDS", default=LOOKUP_TOTAL_SECONDS)
LOOKUP_MAX_BYTES = env.int("LOOKUP_MAX_BYTES", default=LOOKUP_MAX_BYTES)
LOOKUPS_PER_HOUR = env.int("LOOKUPS_PER_HOUR", default=LOOKUPS_PER_HOUR)
LOOKUPS_AT_ONCE = env.int("LOOKUPS_AT_ONCE", default=LOOKUPS_AT_ONCE)

# Pictures and documents in an S3-compatible store, when MEDIA_BUCKET is set (docs/images.md).
STORAGES = {**STORAGES, **object_storage(env)}
if origin := media_origin(env):
    for policy in (CONTENT_SECURITY_POLICY["DIRECTIVES"], ADMIN_CONTENT_SECURITY_POLICY):
        policy["img-src"] = [*policy["img-src"], origin]
        policy["media-src"] = [*policy["media-src"], store_origin(env)]

IMAGE_MAX_BYTES = WAGTAILIMAGES_MAX_UPLOAD_SIZE = env.int("IMAGE_MAX_BYTES", IMAGE_MAX_BYTES)
IMAGE_MAX_PIXELS = WAGTAILIMAGES_MAX_IMAGE_PIXELS = env.int("IMAGE_MAX_PIXELS", IMAGE_MAX_PIXELS)

env.refuse_problems()
