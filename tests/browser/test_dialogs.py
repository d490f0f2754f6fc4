"""Keys that are pressed while a dialog is open in the editor."""

import pytest
from playwright.sync_api import expect

from blog.posts.models import PostPage
from tests.browser.hands import open_editor
from tests.factories import make_paper, make_post, paper_list

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
INSIDE = "document.querySelector('.modal')?.contains(document.activeElement)"


@pytest.fixture(params=["chromium", pytest.param("firefox", marks=pytest.mark.soak)])
def paste_links(request, editor_in):
    editor = editor_in(request.param)
    post = make_post(title="Vienna", body=[paper_list([make_paper("One")])])
    open_editor(editor, post)
    editor.page.get_by_role("button", name="Paste links").click()
    expect(editor.page.locator("#paper-texts")).to_be_focused()
    editor.post = post
    return editor


def test_tab_goes_round_in_the_dialog_and_escape_closes_it(paste_links):
    page = paste_links.page

    inside = []
    for key in ["Tab"] * 8 + ["Shift+Tab"] * 9:
        page.keyboard.press(key)
        inside.append(page.evaluate(INSIDE))
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")

    assert inside == [True] * 17
    expect(page.locator(".modal")).to_have_count(0)


def test_saving_waits_until_the_dialog_is_closed(paste_links):
    page, post = paste_links.page, paste_links.post
    page.locator("#paper-texts").fill("2401.00001")
    before = post.latest_revision_id

    page.keyboard.press("Control+s")
    page.wait_for_timeout(500)
    meanwhile = PostPage.objects.get(pk=post.pk).latest_revision_id
    shown = page.locator("#paper-texts").input_value()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Escape")

    assert (meanwhile, shown) == (before, "2401.00001")
    expect(page.locator(".modal")).to_have_count(0)
