"""What editors type or paste is cleaned of signs that no file of ours could hold."""

import json

import pytest
from bs4 import BeautifulSoup

from blog.authors.models import Author
from blog.core.text import is_visible
from blog.posts.blocks.prose import ProseBlock
from blog.posts.models import PostPage
from blog.posts.rich_text import WritableRichTextArea
from tests.factories import make_post
from tests.hard_cases import block
from tests.transfer.edit_form import opened, send_back

pytestmark = pytest.mark.django_db
SIGNS = "\x01\x7f\ufffe\x00"


def edit(client, post, action="", **changes):
    return send_back(client, post, action, opened(client, post) | changes)


def test_signs_that_no_file_can_hold_are_left_out_of_every_field_of_a_form(
    admin_client, publication
):
    post = make_post(
        title="Fair",
        body=[
            block(
                "quote",
                {
                    "text": "<p>Said.</p>",
                    "attribution": "Ada",
                    "source": "",
                },
            )
        ],
    )

    edit(
        admin_client,
        post,
        **{
            "title": f"Spring{SIGNS} fair",
            "standfirst": f"Two{SIGNS}\r\nlines",
            "body-0-value-attribution": f"A{SIGNS}da",
        },
    )

    post = PostPage.objects.get()
    draft = post.get_latest_revision_as_object()
    assert (draft.title, draft.standfirst) == ("Spring fair", "Two\r\nlines")
    assert draft.body[0].value["attribution"] == "Ada"


def test_a_title_of_invisible_signs_alone_is_asked_for(admin_client, publication):
    post = make_post(title="Fair")

    response = edit(admin_client, post, "publish", title="\u200b\u3164 \u2060")

    assert response.status_code == 200
    assert response.context["form"].errors["title"] == ["This field is required."]
    assert PostPage.objects.get().get_latest_revision_as_object().title == "Fair"


def test_the_editor_of_rich_text_cannot_bring_such_signs_in_by_an_escape():
    state = {
        "blocks": [
            {
                "key": "a",
                "text": f"Sp{SIGNS}ring \ud800fair \U0001f3aa",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
            }
        ],
        "entityMap": {},
    }

    value = WritableRichTextArea(features=["bold"]).value_from_datadict(
        {"text": json.dumps(state)}, {}, "text"
    )

    assert BeautifulSoup(value, "html.parser").text == "Spring fair 🎪"


def test_rich_text_of_every_form_is_cleaned():
    for field in (Author._meta.get_field("bio"), ProseBlock()):
        form_field = field.formfield() if hasattr(field, "formfield") else field.field
        assert isinstance(form_field.widget, WritableRichTextArea)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a", True),
        ("日", True),
        ("🎪", True),
        ("\ue000", True),
        ("", False),
        (" \u200b\u2060", False),
        ("\u3164", False),
        ("\u2800", False),
        ("\ufe0f", False),
    ],
)
def test_what_readers_see(text, seen):
    assert is_visible(text) is seen
