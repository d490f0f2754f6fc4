"""A page in the menu that was deleted is in nobody's way."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from blog.site.models import PublicationSettings
from tests.factories import make_standard_page

pytestmark = pytest.mark.django_db


def menu_of(*entries):
    block = PublicationSettings._meta.get_field("menu").stream_block
    return block, block.to_python(
        [{"type": kind, "value": value, "id": str(at)} for at, (kind, value) in enumerate(entries)]
    )


def test_the_settings_are_saved_without_it(client, publication):
    about, gone = make_standard_page(slug="about"), make_standard_page(slug="gone")
    block, menu = menu_of(
        ("page", {"page": gone.pk, "label": "", "labels": []}),
        ("page", {"page": about.pk, "label": "About us", "labels": []}),
        ("address", {"address": "/papers/", "label": "", "labels": []}),
    )
    settings = PublicationSettings.for_site(Site.objects.get())
    settings.menu = menu
    settings.save()
    gone.delete()

    stored = PublicationSettings.objects.get(pk=settings.pk)
    cleaned = block.clean(stored.menu)

    assert [(entry.block_type, entry.id) for entry in cleaned] == [("page", "1"), ("address", "2")]
    assert client.get("/").status_code == 200


def test_an_entry_that_somebody_began_asks_for_its_page(publication):
    block, menu = menu_of(("page", {"page": None, "label": "About us", "labels": []}))

    with pytest.raises(ValidationError) as caught:
        block.clean(menu)

    error = caught.value.block_errors[0].block_errors["page"]
    assert error.messages == ["No page is chosen. Choose one, or delete this entry."]


def test_an_entry_goes_with_its_page_and_its_label_is_not_asked_about(publication):
    gone = make_standard_page(slug="gone")
    block, menu = menu_of(
        ("page", {"page": gone.pk, "label": "About us", "labels": []}),
        ("address", {"address": "/papers/", "label": "", "labels": []}),
    )
    settings = PublicationSettings.for_site(Site.objects.get())
    settings.menu = menu
    settings.save()

    gone.delete()

    stored = PublicationSettings.objects.get(pk=settings.pk).menu
    assert [entry.block_type for entry in block.clean(stored)] == ["address"]
