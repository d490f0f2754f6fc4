"""What every environment shares; dev, production and test hold only their differences."""

from pathlib import Path
from zoneinfo import available_timezones

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _


def theme_files(folder: Path) -> list[tuple[str, str]]:
    """Under /static/theme/, when there is such a folder."""
    return [("theme", str(folder))] if folder.is_dir() else []


BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

INSTALLED_APPS = [
    "blog",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "blog.core.methods.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "blog.core.compression.CompressionMiddleware",
    "blog.core.methods.ReadOnlyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "blog.core.nearby_addresses.AdminSlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "blog.core.csp.AdminPolicyMiddleware",
    "blog.core.odd_requests.OddRequestMiddleware",
    "blog.core.posted_text.PostedTextMiddleware",
    "blog.posts.publishing_gate.RefusalMiddleware",
    "blog.posts.collisions.CollisionMiddleware",
    "blog.posts.previews.PreviewMiddleware",
    "blog.core.memory.MemoryMiddleware",
    "blog.site.private_publication.PrivatePublicationMiddleware",
    "blog.core.nearby_addresses.AddressMiddleware",
    "blog.site.signposts.SignpostMiddleware",
    # Around Wagtail's redirects: query strings before any page answers, the rest after a 404.
    "blog.former.addresses.FormerAddressMiddleware",
    "blog.former.addresses.PublicRedirectMiddleware",
    "blog.operations.sign_in.KnownDeviceMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

# Measured: IMMEDIATE is what ends "database is locked" between writers; WAL alone does not.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; "
        "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-20000;"
    ),
}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "db.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("ca", _("Catalan")),
             ("de", _("German")), ("fr", _("French"))]  # fmt: skip
TAGGIT_TAGS_FROM_STRING = "blog.core.tag_text.split_names"
TAGGIT_STRING_FROM_TAGS = "blog.core.tag_text.join_names"
FORMAT_MODULE_PATH = "config.formats"
LOCALE_PATHS = [BASE_DIR / "blog" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = BASE_DIR / "media"

WAGTAIL_SITE_NAME = "Rapporteur"
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "blog.posts.rich_text.WritableRichTextArea"},
}
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
WAGTAILIMAGES_IMAGE_MODEL = "blog.CustomImage"
# Pictures: what may come in (docs/images.md). The content decides; extensions only guide choosers.
WAGTAILIMAGES_EXTENSIONS = ["avif", "bmp", "gif", "heic", "heif", "jpg", "jpeg", "png", "svg",
                            "tif", "tiff", "webp"]  # fmt: skip
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "blog.core.uploads.SpaciousUploadHandler",
]
IMAGE_MAX_BYTES = 40_000_000
IMAGE_MAX_PIXELS = 65_000_000
IMAGE_MAX_FRAMES = 1_000
IMAGE_MAX_ANIMATION_PIXELS = 300_000_000  # width × height × frames
WAGTAILIMAGES_MAX_UPLOAD_SIZE = IMAGE_MAX_BYTES
WAGTAILIMAGES_MAX_IMAGE_PIXELS = IMAGE_MAX_PIXELS
WAGTAILIMAGES_IMAGE_FORM_BASE = "blog.images.forms.CustomImageForm"
# End of pictures.
# Documents: what readers may download or play. Nothing that a browser would run.
WAGTAILDOCS_EXTENSIONS = [
    "bib", "csv", "docx", "flac", "gz", "ipynb", "json", "m4a", "m4v", "md", "mp3", "mp4", "odp",
    "ods", "odt", "oga", "ogg", "ogv", "opus", "pdf", "pptx", "ris", "tex", "tsv", "txt", "vtt",
    "wav", "webm", "xlsx", "zip",
]  # fmt: skip
WAGTAILDOCS_DOCUMENT_FORM_BASE = "blog.documents.forms.GatedDocumentForm"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Debian's zone data hold "localtime", which Wagtail's account form refuses.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime", "Factory", "posixrules"})
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "blog.core.column_search"}}
TAGGIT_CASE_INSENSITIVE = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Readers of feeds are told of this hub (https://www.w3.org/TR/websub/); empty: of none.
WEBSUB_HUB = ""
# Font files, and folders of them, for what no font of the machine can draw on cards.
CARD_FONTS: list[str] = []

# Looking up papers (docs/papers.md). `page` is a pattern around the address of a paper's page.
LOOKUP_CONTACT = ""
LOOKUP_SOURCES = {
    "arxiv": "https://export.arxiv.org",
    "crossref": "https://api.crossref.org",
    "openreview": "https://api2.openreview.net",
    "datacite": "https://api.datacite.org",
    "page": "{url}",
}
LOOKUP_SOURCE_SECONDS = 5.0
LOOKUP_TOTAL_SECONDS = 12.0
LOOKUP_MAX_BYTES = 5_000_000
LOOKUPS_PER_HOUR = 300
LOOKUPS_AT_ONCE = 2
# Origins that are asked although they lie in a private network; only tests have any.
LOOKUP_TRUSTED_ORIGINS: list[str] = []

# Still pictures of embedded videos; asked by the command `embeds fetch-posters` alone.
EMBED_SOURCES = {
    "youtube": "https://i.ytimg.com/vi/{id}/{size}.jpg",
    "vimeo": "https://vimeo.com/api/oembed.json?url=https%3A%2F%2Fvimeo.com%2F{id}&width=1280",
}
EMBED_MAX_BYTES = 5_000_000

# A list of sixty papers is a form of some five thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50_000
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# A group's own style sheet, theme.css, and the fonts and pictures that it names (docs/theming.md).
THEME_DIR = VAR_DIR / "theme"
STATICFILES_DIRS = theme_files(THEME_DIR)

STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "blog.core.staticfiles.JoinedFilesFinder",
]
STORAGES = {
    "default": {"BACKEND": "blog.core.media.MediaStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Addresses that were public lead on by blog.former.
WAGTAILREDIRECTS_AUTO_CREATE = False
# "login" and "groups" only: a shared password would be a form on a page that must not exist.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "wagtailadmin_login"

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1  # hours
# The handler takes the first as it is, and a third of the second.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_HANDLER = "blog.operations.sign_in.SignInHandler"
AXES_LOCKOUT_CALLABLE = "blog.operations.sign_in.refuse"
AXES_CLIENT_IP_CALLABLE = "blog.core.client_address.client_address"
# What is tried while one has to wait does not make the wait longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# How many proxies of our own stand in front, each of which appends to X-Forwarded-For.
TRUSTED_PROXIES = 0
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "blog.operations.password_reset.LimitedPasswordResetForm"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"blog": {"level": "INFO"}, "django_tasks": {"level": "WARNING"}},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    }
}

ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF],
    # Draftail and Wagtail's own scripts write style attributes.
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
}
