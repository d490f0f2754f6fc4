"""Comments on what is deleted come back with it."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect
from wagtail.models import Comment, CommentReply

from tests.browser.screen import Hands
from tests.browser.test_editor_saving import is_autosave
from tests.factories import make_post, prose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def commented(editor):
    """A quotation that another editor has commented on, with a reply."""
    value = {"text": "<p>Two</p>", "attribution": "Ada", "source": ""}
    post = make_post(live=False, body=[prose("<p>One</p>"), {"type": "quote", "value": value}])
    post.save_revision()
    block = post.body[1]
    other = get_user_model().objects.create_user("ada", first_name="Ada", last_name="Quill")
    comment = Comment.objects.create(
        page=post, user=other, text="Who?", contentpath=f"body.{block.id}.attribution"
    )
    CommentReply.objects.create(comment=comment, user=other, text="I ask again.")
    hands = Hands(editor, post)
    hands.open()
    hands.comment = comment
    editor.page.get_by_role("button", name="Toggle comments").click()
    expect(editor.page.locator(".comment")).to_contain_text("Who?")
    return hands


def undo(hands: Hands) -> None:
    hands.page.locator(".undo-notice").get_by_role("button", name="Undo").click()
    hands.settle()


def assert_the_comment_is_there(hands: Hands) -> None:
    thread = hands.page.locator(".comment")
    expect(thread).to_have_count(1)
    expect(thread).to_contain_text("Ada Quill")
    expect(thread).to_contain_text("I ask again.")
    annotation = hands.page.locator("[data-contentpath=attribution] [data-annotation]")
    expect(annotation).to_have_count(1)


def test_a_comment_comes_back_before_the_deletion_is_saved(commented):
    hands = commented

    hands.press(hands.blocks().nth(1), "DELETE")
    expect(hands.page.locator(".comment")).to_have_count(0)
    undo(hands)

    assert_the_comment_is_there(hands)
    hands.save()
    assert_the_comment_is_there(hands)
    comment = Comment.objects.get()
    assert (comment.pk, comment.resolved_at) == (hands.comment.pk, None)
    assert hands.editor.problems == []


def test_a_comment_comes_back_after_the_deletion_was_saved(commented):
    hands = commented

    with hands.page.expect_response(is_autosave):
        hands.press(hands.blocks().nth(1), "DELETE")
    hands.wait_until_saved()
    assert Comment.objects.get().resolved_at
    with hands.page.expect_response(lambda response: is_autosave(response) and response.ok):
        undo(hands)
        assert_the_comment_is_there(hands)
    hands.wait_until_saved()

    comment = Comment.objects.get()
    assert (comment.pk, comment.user.username, comment.text, comment.resolved_at) == (
        hands.comment.pk,
        "ada",
        "Who?",
        None,
    )
    assert [reply.text for reply in comment.replies.all()] == ["I ask again."]
    hands.reload()
    assert_the_comment_is_there(hands)
    assert hands.editor.problems == []


def test_a_comment_that_was_not_saved_yet_comes_back(commented):
    hands, page = commented, commented.page
    page.locator("[data-contentpath=source] [data-comment-add]").click()
    page.locator(".comment--mode-creating textarea").fill("Where?")
    page.get_by_role("button", name="Comment", exact=True).click()

    hands.press(hands.blocks().nth(1), "DELETE")
    undo(hands)
    hands.save()

    expect(page.locator(".comment")).to_have_count(2)
    texts = Comment.objects.filter(resolved_at=None).values_list("text", flat=True)
    assert sorted(texts) == ["Where?", "Who?"]
