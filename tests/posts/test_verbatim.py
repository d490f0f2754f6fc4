"""Text that stands as it is, through the editor's form."""

import pytest
from django.urls import reverse

from tests.factories import make_post
from tests.posts.editing import draft, form_of, save

pytestmark = pytest.mark.django_db

INDENTED = "    for hop in hops:\n        print(hop)\n\n"


@pytest.mark.parametrize(
    ("kind", "value", "field"),
    [
        ("code", {"language": "python", "filename": "", "code": INDENTED}, "code"),
        ("markdown", {"source": INDENTED}, "source"),
        ("raw_html", {"html": f"<pre>\n{INDENTED}</pre>\n"}, "html"),
    ],
)
def test_text_that_stands_as_it_is_keeps_its_indentation(
    admin_client, publication, kind, value, field
):
    post = make_post()

    assert save(admin_client, post, [(kind, value, "one")])["success"]

    assert draft(post).body[0].value[field] == value[field]


def test_a_listing_of_spaces_alone_is_empty(admin_client, publication):
    post = make_post()
    data = form_of(post, [("markdown", {"source": " \n "}, "one")], **{"action-publish": "1"})

    answer = admin_client.post(reverse("wagtailadmin_pages:edit", args=[post.pk]), data)

    assert "This field is required." in answer.content.decode()
