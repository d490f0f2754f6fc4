"""Production settings, read by processes of their own: what they refuse, and what they say."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "ipsum-" * 12,
    "ALLOWED_HOSTS": "lab.example.org",
    "DATABASE_URL": "sqlite:////tmp/never-opened.sqlite3",
}


def manage(*arguments, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=kept | environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
@pytest.mark.parametrize("value", [None, "  "])
def test_it_does_not_start_without(name, value):
    environment = COMPLETE | {name: value}
    done = manage("check", **{key: text for key, text in environment.items() if text is not None})
    assert done.returncode != 0
    assert f"{name} is not set. Set {name} to" in done.stderr


def test_the_deployment_check_is_clean():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **COMPLETE)
    assert done.returncode == 0, done.stderr


def test_an_empty_database_is_made_ready_without_a_demo(tmp_path):
    environment = COMPLETE | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        "VAR_DIR": str(tmp_path / "var"),
        "MEDIA_ROOT": str(tmp_path / "media"),
    }
    first = manage("prepare", "--without-demo", **environment)
    assert first.returncode == 0, first.stderr
    assert "The site's address is https://lab.example.org" in first.stdout
    password = first.stdout.partition("Password: ")[2].split()[0]
    assert len(password) >= 16

    second = manage("prepare", "--without-demo", **environment)
    assert second.returncode == 0, second.stderr
    settings = "https://lab.example.org/admin/settings/blog/publicationsettings/2/"
    assert second.stdout.splitlines() == [
        f"The publication has no name yet. Give it one at {settings}",
        f"No licence is stated: all rights are reserved. Choose one at {settings}",
    ]
    counted = manage(
        "shell", "-v", "0", "-c",
        "from blog.posts.models import PostPage, PublicationPage;"
        "print(PostPage.objects.count(), PublicationPage.objects.count())",
        **environment,
    )  # fmt: skip
    assert counted.stdout.split() == ["0", "1"]
    assert (tmp_path / "var" / "static").is_dir()
