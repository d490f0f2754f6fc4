"""What editors say to each other beside the text."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Comment, Page, get_page_models

from tests.factories import make_post, make_standard_page
from tests.transfer.edit_form import opened, send_back

pytestmark = pytest.mark.django_db
MODELS = [model for model in get_page_models() if model is not Page]


@pytest.mark.parametrize("model", MODELS)
def test_every_page_can_be_commented_on(publication, model):
    assert "comments" in model.get_edit_handler().get_form_class().formsets


@pytest.mark.parametrize("make_page", [make_post, make_standard_page])
def test_a_comment_on_a_field_is_stored_and_shown_again(admin_client, publication, make_page):
    page = make_page()
    comment = {
        "comments-TOTAL_FORMS": "1",
        "comments-INITIAL_FORMS": "0",
        "comments-0-text": "Say where this was.",
        "comments-0-contentpath": "standfirst",
        "comments-0-position": "",
        "comments-0-resolved": "",
        "comments-0-id": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }

    send_back(admin_client, page, data=opened(admin_client, page) | comment)

    stored = Comment.objects.values_list("page", "user__username", "contentpath", "text")
    assert list(stored) == [(page.pk, "admin", "standfirst", "Say where this was.")]
    edited = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    beside = BeautifulSoup(edited.content, "html.parser").select_one("#comments-data")
    assert [comment["text"] for comment in json.loads(beside.text)["comments"]] == [
        "Say where this was."
    ]
