"""An empty database and media folder, made in a second, for a benchmark's own process."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


class _NoMigrations:
    def __contains__(self, label: str) -> bool:
        return True

    def __getitem__(self, label: str) -> None:
        return None


def set_up(folder: Path, *, apps: Iterable[str] = ()) -> None:
    """On the database that the environment names for tests, else on an SQLite file in `folder`."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    os.environ.setdefault("TEST_DATABASE_URL", f"sqlite:///{folder / 'db.sqlite3'}")
    import django
    from django.conf import settings

    settings.MEDIA_ROOT, settings.VAR_DIR = folder / "media", folder / "var"
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, *apps]
    settings.MIGRATION_MODULES = _NoMigrations()
    django.setup()
    from django.core.management import call_command
    from django.db.models.signals import post_save
    from wagtail.models import Collection

    from blog.images.models import CustomImage

    call_command("migrate", run_syncdb=True, verbosity=0)
    Collection.add_root(name="Root")
    # What is measured shall not have been made before.
    post_save.disconnect(sender=CustomImage, dispatch_uid="generate-renditions")
