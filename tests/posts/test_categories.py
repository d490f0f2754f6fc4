import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from blog.posts.models import Category

pytestmark = pytest.mark.django_db


def test_capitals_do_not_tell_categories_apart():
    first = Category.named("ICLR")

    assert [Category.named(name) for name in ("iclr", " Iclr ", "ICLR")] == [first] * 3


def test_the_database_refuses_the_same_name_in_other_capitals():
    Category.objects.create(name="Àudio")

    with pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.create(name="àUDIO", slug="other")


def test_renaming_onto_another_category_offers_the_merge():
    Category.objects.create(name="Papers")
    other = Category.objects.create(name="Conferences")
    other.name = "papers"

    with pytest.raises(ValidationError, match="merge the two"):
        other.full_clean()


def test_accents_do_tell_categories_apart():
    assert Category.named("resume") != Category.named("résumé")
