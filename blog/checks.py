"""Misconfiguration, found at start with a hint instead of later with a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import Error, Warning, register

from blog.site.card_fonts import is_font


@register()
def check_image_model(app_configs, **kwargs):
    if settings.WAGTAILIMAGES_IMAGE_MODEL != "blog.CustomImage":
        return [
            Error(
                f"WAGTAILIMAGES_IMAGE_MODEL is {settings.WAGTAILIMAGES_IMAGE_MODEL!r}.",
                hint='Set it to "blog.CustomImage": credits and licences live on that model.',
                id="rapporteur.E001",
            )
        ]
    return []


@register()
def check_fonts_of_cards(app_configs, **kwargs):
    """A card is drawn without a font that cannot be used, and nobody would see why."""
    return [
        Warning(
            f"CARD_FONTS names {place}, which is no font file and no folder.",
            hint="Name files that end in .ttf, .otf or .ttc, or folders that hold such files.",
            id="rapporteur.W004",
        )
        for place in settings.CARD_FONTS
        if not Path(place).expanduser().is_dir() and not is_font(str(Path(place).expanduser()))
    ]


@register()
def check_nothing_leaves_the_admin(app_configs, **kwargs):
    problems = []
    if getattr(settings, "WAGTAIL_GRAVATAR_PROVIDER_URL", "") is not None:
        problems.append(
            Warning(
                "Wagtail sends hashes of the editors' e-mail addresses to a foreign host.",
                hint="Set WAGTAIL_GRAVATAR_PROVIDER_URL = None.",
                id="rapporteur.W001",
            )
        )
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        problems.append(
            Error(
                "WAGTAIL_I18N_ENABLED is on, and would move every page under a language prefix.",
                hint="Leave it off: a post has a language of its own, and its address stays.",
                id="rapporteur.E002",
            )
        )
    return problems


@register()
def check_sqlite_transactions(app_configs, **kwargs):
    found = []
    for alias, database in settings.DATABASES.items():
        mode = database.get("OPTIONS", {}).get("transaction_mode")
        # Django names its shared test database "file:memorydb_default?mode=memory&cache=shared".
        name = str(database.get("NAME"))
        in_memory = ":memory:" in name or "mode=memory" in name
        if database["ENGINE"].endswith("sqlite3") and mode != "IMMEDIATE" and not in_memory:
            found.append(
                Warning(
                    f"The SQLite database “{alias}” begins its transactions deferred.",
                    hint='Set OPTIONS["transaction_mode"] to "IMMEDIATE"; otherwise two editors '
                    "who save at once meet “database is locked”.",
                    id="rapporteur.W002",
                )
            )
    return found


@register()
def check_sites_without_atomic_requests(app_configs, **kwargs):
    return [
        Error(
            f"ATOMIC_REQUESTS is on for “{alias}”.",
            hint="Turn it off: every reader's request would take SQLite's write lock.",
            id="rapporteur.E003",
        )
        for alias, database in settings.DATABASES.items()
        if database.get("ATOMIC_REQUESTS")
    ]


@register()
def check_lookups_ask_the_public_alone(app_configs, **kwargs):
    if settings.LOOKUP_TRUSTED_ORIGINS:
        return [
            Error(
                f"LOOKUP_TRUSTED_ORIGINS names {', '.join(settings.LOOKUP_TRUSTED_ORIGINS)}.",
                hint="Empty it: an editor could make the server ask hosts that are nobody's "
                "business but your network's. Only tests set it.",
                id="rapporteur.E004",
            )
        ]
    return []


@register()
def check_the_theme(app_configs, **kwargs):
    file = Path(settings.THEME_DIR) / "theme.css"
    if not file.is_file():
        return []
    css = re.sub(
        r"/\*.*?\*/", "", file.read_text(encoding="utf-8", errors="replace"), flags=re.DOTALL
    )
    return [
        Warning(f"{file}: {what}", hint=mend, id="rapporteur.W003")
        for what, mend in _faults_of(css)
    ]


def _faults_of(css: str) -> Iterator[tuple[str, str]]:
    if css.count("{") != css.count("}"):
        yield (
            f"{css.count('{')} braces are opened and {css.count('}')} closed.",
            "What stands after the missing one is not read. Close it.",
        )
    if "@import" in css:
        yield (
            "@import is not read where other rules stand before it, and here they do.",
            "Copy the file's text into theme.css.",
        )
    if re.search(r"""url\(\s*["']?(?:https?:)?//""", css):
        yield (
            "it names an address on another host, which the security policy refuses.",
            "Put the file beside theme.css, and write url(../theme/NAME).",
        )
