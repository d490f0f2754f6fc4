"""Production settings, read by processes of their own: what they refuse, and what they say."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

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


WRONG = {
    "SECRET_KEY": ("short", "SECRET_KEY is too short or too uniform."),
    "SECRET_KEY ": ("a" * 80, "SECRET_KEY is too short or too uniform."),
    "ALLOWED_HOSTS": ("*", "ALLOWED_HOSTS names “*”, which is no host."),
    "ALLOWED_HOSTS ": ("a.org,https://b.org", "ALLOWED_HOSTS names “https://b.org”"),
    "ALLOWED_HOSTS  ": ("lab.example.org:8000", "ALLOWED_HOSTS names “lab.example.org:8000”"),
    "DATABASE_URL": ("postgres://ada:pa/ss@localhost/site", "DATABASE_URL cannot be read."),
    "DATABASE_URL ": ("postgres://ada:pa#ss@localhost/site", "DATABASE_URL cannot be read."),
    "DATABASE_URL  ": ("postgres://ada:100%@localhost/site", "DATABASE_URL cannot be read."),
    "DATABASE_URL   ": ("mysql://ada@localhost/site", "DATABASE_URL names no database."),
    "HTTPS": ("maybe", "HTTPS is “maybe”. Write 1 or 0."),
    "BEHIND_PROXY": ("nginx", "BEHIND_PROXY is “nginx”. Write 1 or 0."),
    "TRUSTED_PROXIES": ("-1", "TRUSTED_PROXIES is “-1”. Write a whole number"),
    "HSTS_SECONDS": ("1 year", "HSTS_SECONDS is “1 year”."),
    "IMAGE_MAX_BYTES": ("40MB", "IMAGE_MAX_BYTES is “40MB”. Write a whole number without a unit"),
    "LOOKUP_TOTAL_SECONDS": ("12s", "LOOKUP_TOTAL_SECONDS is “12s”."),
    "PORT": ("http", "PORT is “http”."),
    "BASE_URL": ("lab.example.org", "BASE_URL is “lab.example.org”. Write an address such as"),
    "BASE_URL ": ("https://lab.example.org/blog", "BASE_URL is “https://lab.example.org/blog”."),
    "ARXIV_URL": (
        "arxiv",
        "ARXIV_URL is “arxiv”. Write an address such as https://export.arxiv.org.",
    ),
    "S3_ENDPOINT_URL": ("store:9000", "S3_ENDPOINT_URL is “store:9000”."),
    "WEBSUB_HUB": ("hub", "WEBSUB_HUB is “hub”."),
    "EMAIL_URL": ("consolemail://", "EMAIL_URL names no mail server."),
    "EMAIL_URL ": ("smtp://ada:pa/ss@host:25", "EMAIL_URL cannot be read."),
}


def settings_in(monkeypatch, environment):
    """Production's settings as a module of its own, in this process."""
    for name in list(os.environ):
        if name not in ("PATH", "HOME", "DJANGO_SETTINGS_MODULE"):
            monkeypatch.delenv(name)
    # Production adds to what it takes from there.
    monkeypatch.delitem(sys.modules, "config.settings.base", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "config/settings/production.py"))


@pytest.mark.parametrize("wrong", WRONG)
def test_a_variable_that_is_wrong_is_named_with_what_to_write(monkeypatch, wrong):
    value, sentence = WRONG[wrong]
    environment = COMPLETE | {"MEDIA_BUCKET": "pictures", wrong.strip(): value}

    with pytest.raises(ImproperlyConfigured) as refused:
        settings_in(monkeypatch, environment)

    assert sentence in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1
    assert "pa/ss" not in str(refused.value)


def test_all_that_is_wrong_is_said_at_once(monkeypatch):
    wrong = {"ALLOWED_HOSTS": "*", "HTTPS": "maybe", "IMAGE_MAX_BYTES": "40MB", "SECRET_KEY": ""}

    with pytest.raises(ImproperlyConfigured) as refused:
        settings_in(monkeypatch, COMPLETE | wrong)

    names = [line.split()[0] for line in str(refused.value).splitlines()]
    assert names == ["SECRET_KEY", "ALLOWED_HOSTS", "HTTPS", "IMAGE_MAX_BYTES"]


def test_what_is_right_is_read(monkeypatch):
    settings = settings_in(
        monkeypatch,
        COMPLETE
        | {
            "ALLOWED_HOSTS": "lab.example.org, .example.net,[::1],127.0.0.1",
            "DATABASE_URL": "postgres://ada:p%40ss%2F@localhost:5433/site",
            "BASE_URL": "https://lab.example.org:8443/",
            "BEHIND_PROXY": "yes",
            "SECRET_KEY_FALLBACKS": "former-one,former-two",
        },
    )

    assert settings["ALLOWED_HOSTS"] == ["lab.example.org", ".example.net", "[::1]", "127.0.0.1"]
    database = settings["DATABASES"]["default"]
    assert (database["PASSWORD"], database["PORT"]) == ("p@ss/", 5433)
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://lab.example.org:8443"]
    assert settings["TRUSTED_PROXIES"] == 1
    assert settings["SECRET_KEY_FALLBACKS"] == ["former-one", "former-two"]
    assert settings["EMAIL_BACKEND"] == "django.core.mail.backends.dummy.EmailBackend"
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000
    assert not settings["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert not settings["SECURE_HSTS_PRELOAD"]


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
