"""Which versions stay when the editor saves by itself."""

import pytest
from wagtail.test.utils.form_data import rich_text

from tests.factories import make_paper, make_post, paper_list
from tests.posts.editing import save

pytestmark = pytest.mark.django_db


def texts(revision) -> list[str]:
    return [block.value.source for block in revision.as_object().body]


def paragraphs(*blocks: tuple[str, str]) -> list[tuple]:
    return [("prose", rich_text(f"<p>{text}</p>"), block_id) for text, block_id in blocks]


def test_saving_by_itself_keeps_the_version_before_a_deletion(admin_client, publication):
    post = make_post(live=False)
    first = save(admin_client, post, paragraphs(("One", "a"), ("Two", "b")))["revision_id"]

    typed = save(
        admin_client, post, paragraphs(("One.", "a"), ("Two.", "b")), overwrite_revision_id=first
    )["revision_id"]
    shorter = save(admin_client, post, paragraphs(("Two.", "b")), overwrite_revision_id=typed)[
        "revision_id"
    ]
    again = save(admin_client, post, paragraphs(("Two!", "b")), overwrite_revision_id=shorter)[
        "revision_id"
    ]

    assert (typed, again) == (first, shorter)
    newest, before = post.revisions.order_by("-pk")[:2]
    assert ["One." in text for text in texts(before)] == [True, False]
    assert len(texts(newest)) == 1


def test_an_entry_deleted_from_a_list_counts_as_a_deletion(publication):
    papers = [make_paper(), make_paper()]
    post = make_post(live=False, body=[paper_list(papers)])
    before = post.get_latest_revision()
    del post.body.raw_data[0]["value"]["entries"][0]

    shorter = post.save_revision(overwrite_revision=before)
    longer = post.save_revision(overwrite_revision=shorter)

    assert (before.pk == shorter.pk, shorter.pk == longer.pk) == (False, True)
