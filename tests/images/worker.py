"""A worker in a process of its own, for tests that kill it: `python -m tests.images.worker`.

prepare FOLDER PICTURE   makes a database in FOLDER with this picture
build FOLDER             makes its renditions and prints how many
"""

import os
import sys
from pathlib import Path


class NoMigrations:
    """Tables without their history: the test wants a database, not how it came about."""

    def __contains__(self, label: str) -> bool:
        return True

    def __getitem__(self, label: str) -> None:
        return None


def set_up(folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    os.environ["TEST_DATABASE_URL"] = f"sqlite:///{folder / 'db.sqlite3'}"
    import django
    from django.conf import settings

    settings.MEDIA_ROOT = folder / "media"
    settings.VAR_DIR = folder / "var"
    settings.DATABASES["default"]["OPTIONS"] = settings.SQLITE_OPTIONS
    settings.MIGRATION_MODULES = NoMigrations()
    django.setup()


def prepare(folder: Path, picture: str) -> None:
    from django.core.management import call_command
    from wagtail.models import Collection

    from blog.images.intake import save_new, take_in
    from blog.images.signal_handlers import CustomImage, _generate_later, post_save

    call_command("migrate", run_syncdb=True, verbosity=0)
    Collection.add_root(name="Root")
    post_save.disconnect(_generate_later, sender=CustomImage, dispatch_uid="generate-renditions")
    save_new(take_in(Path(picture).read_bytes(), "hall.jpg"), title="Hall")


def build(folder: Path) -> None:
    from blog.images.models import CustomImage
    from blog.images.pipeline import build_renditions

    print("ready", flush=True)
    print(build_renditions(CustomImage.objects.get().pk).made, flush=True)


if __name__ == "__main__":
    set_up(Path(sys.argv[2]))
    {"prepare": prepare, "build": build}[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
