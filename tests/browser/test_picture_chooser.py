"""The chooser of pictures: many over several pages, and uploads that are not shown whole."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from blog.images.models import CustomImage
from tests.browser.hands import insert_block, open_editor
from tests.browser.test_galleries import picture, rows_of
from tests.factories import make_image, make_post, make_publication

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCRIPTED = b"""<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">
<script>1</script><rect width="60" height="40" fill="#a33"/></svg>"""


def test_what_is_ticked_stays_ticked_while_one_pages_and_searches(editor, settings):
    settings.WAGTAILIMAGES_CHOOSER_PAGE_SIZE = 2
    make_publication()
    for number in range(1, 6):
        make_image(f"hall-{number}.png", default_alt="", size=(60, 40))
    open_editor(editor, make_post(title="Walls", slug="walls", live=False, body=[]))
    gallery = insert_block(editor.page, "Gallery")
    gallery.get_by_role("button", name="Choose several").click()
    modal = editor.page.locator(".modal-body")
    expect(modal.locator("h1, h2").first).to_contain_text("Choose pictures")

    def tick(name):
        return modal.locator("#search-results").get_by_label(name)

    tick("hall-4.png").check()
    modal.get_by_role("link", name="Next").click()
    tick("hall-3.png").check()
    tick("hall-2.png").check()
    modal.get_by_role("link", name="Next").click()
    expect(tick("hall-1.png")).not_to_be_checked()
    modal.get_by_role("link", name="Previous").click()
    expect(tick("hall-3.png")).to_be_checked()
    tick("hall-3.png").uncheck()
    modal.locator("#id_q").fill("hall-5")
    expect(tick("hall-2.png")).to_have_count(0)
    tick("hall-5.png").check()
    modal.locator("#id_q").fill("hall-4")
    expect(tick("hall-4.png")).to_be_checked()
    modal.get_by_role("button", name="Confirm selection").click()

    expect(rows_of(gallery)).to_have_count(3)
    assert [text.strip() for text in rows_of(gallery).locator("h2").all_inner_texts()] == [
        f"Picture hall-{number}.png" for number in (4, 2, 5)
    ]
    # All ticks taken away again: there is nothing to confirm.
    gallery.get_by_role("button", name="Choose several").click()
    tick("hall-4.png").check()
    tick("hall-4.png").uncheck()
    expect(modal.get_by_role("button", name="Confirm selection")).to_be_disabled()
    assert editor.problems == []


def test_what_was_left_out_of_a_drawing_is_said_by_the_chooser_too(editor):
    make_publication()
    open_editor(editor, make_post(title="Walls", slug="walls", live=False, body=[]))
    block = insert_block(editor.page, "Picture")
    block.locator("[data-chooser-action-choose]").first.click()
    modal = editor.page.locator(".modal-body")
    modal.get_by_role("tab", name="Upload").click()
    modal.locator("input[type=file]").set_input_files(
        {"name": "plot.svg", "mimeType": "image/svg+xml", "buffer": SCRIPTED}
    )
    modal.locator("#tab-upload").get_by_role("button", name="Upload").click()

    message = editor.page.locator(".messages .warning")
    expect(message).to_be_in_viewport()
    assert "script" in message.inner_text()
    assert CustomImage.objects.get().title == "plot"
    assert editor.problems == []


@pytest.mark.parametrize("door", ["form", "chooser"])
def test_a_title_follows_the_file_until_somebody_typed_one(editor, door):
    make_publication()
    if door == "form":
        editor.goto(reverse("wagtailimages:add"))
        form = editor.page.locator("form[action$='/images/add/']")
    else:
        open_editor(editor, make_post(title="Walls", slug="walls", live=False, body=[]))
        block = insert_block(editor.page, "Picture")
        block.locator("[data-chooser-action-choose]").first.click()
        editor.page.locator(".modal-body").get_by_role("tab", name="Upload").click()
        form = editor.page.locator(".modal-body #tab-upload")
    title = form.locator("input[name$=title]")

    def choose(name: str, title_then: str) -> None:
        form.locator("input[type=file]").set_input_files(picture(name, 20))
        expect(title).to_have_value(title_then)

    choose("first.png", "first")
    choose("second.png", "second")
    title.fill("The hall")
    choose("third.png", "The hall")
    title.fill("")
    choose("fourth.png", "fourth")
    assert editor.problems == []
