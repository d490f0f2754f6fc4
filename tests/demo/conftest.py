import pytest
from django.db import transaction
from django.test import override_settings

from blog.demo.load import load_demo


@pytest.fixture(autouse=True, scope="package")
def media(tmp_path_factory):
    """One folder for all of these tests: the demo is loaded once and its files must stay."""
    root = tmp_path_factory.mktemp("demo")
    with override_settings(MEDIA_ROOT=root / "media", VAR_DIR=root / "var"):
        yield root / "media"


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker, media):
    """A database with the demo in it, for all tests of this package that one process runs."""
    with django_db_blocker.unblock(), transaction.atomic():
        outcome = load_demo()
        yield outcome
        transaction.set_rollback(True)
