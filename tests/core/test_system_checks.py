"""Misconfiguration is named at start, with how to mend it."""

import pytest
from django.core.checks import run_checks


def found(identifier: str) -> list:
    return [message for message in run_checks() if message.id == identifier]


def test_a_right_configuration_is_silent(db):
    assert [message for message in run_checks() if message.id.startswith("rapporteur.")] == []


@pytest.mark.parametrize(
    ("name", "value", "identifier", "mend"),
    [
        ("WAGTAIL_I18N_ENABLED", True, "rapporteur.E002", "Leave it off"),
        ("WAGTAIL_GRAVATAR_PROVIDER_URL", "//example.org", "rapporteur.W001", "= None"),
        ("WAGTAILIMAGES_IMAGE_MODEL", "wagtailimages.Image", "rapporteur.E001", "blog.CustomImage"),
    ],
)
def test_a_wrong_setting_is_named(settings, name, value, identifier, mend):
    setattr(settings, name, value)
    [message] = found(identifier)
    assert mend in message.hint


def test_a_deferred_sqlite_and_atomic_requests_are_named(settings):
    settings.DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": "site.sqlite3",
            "ATOMIC_REQUESTS": True,
        }
    }
    assert "database is locked" in found("rapporteur.W002")[0].hint
    assert "write lock" in found("rapporteur.E003")[0].hint


def test_a_font_for_cards_that_is_none_is_named(settings, tmp_path):
    (tmp_path / "Broken.ttf").write_bytes(b"no font")
    settings.CARD_FONTS = [str(tmp_path), str(tmp_path / "Broken.ttf"), "/nowhere"]

    messages = [problem.msg for problem in found("rapporteur.W004")]

    assert messages == [
        f"CARD_FONTS names {tmp_path}/Broken.ttf, which is no font file and no folder.",
        "CARD_FONTS names /nowhere, which is no font file and no folder.",
    ]
