"""The editor at 390 px: fields with whole rings, and comments beside what they are about."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Comment

from tests.browser.hands import open_editor
from tests.factories import make_post, make_publication, prose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# How far the ring of what has the focus is cut off by whatever scrolls or hides around it.
CUT = """() => {
  let ring = document.activeElement.closest(".Draftail-Editor") || document.activeElement;
  const { left, right } = ring.getBoundingClientRect();
  let cut = Math.max(3 - left, right + 3 - innerWidth);
  for (let around = ring.parentElement; around; around = around.parentElement) {
    if (getComputedStyle(around).overflowX === "visible") continue;
    const box = around.getBoundingClientRect();
    cut = Math.max(cut, box.left - (left - 3), right + 3 - box.right);
  }
  return Math.max(0, cut);
}"""
FIELDS = {
    "title": "#id_title",
    "standfirst": "#id_standfirst",
    "prose": "[data-contentpath=body] .public-DraftEditor-content",
    "latex": "[data-contentpath=latex] textarea",
}


@pytest.fixture
def phone(editor):
    make_publication()
    formula = {"type": "math", "value": {"latex": "E = mc^2", "label": ""}}
    body = [*[prose(f"<p>Words {number}</p>") for number in range(6)], formula]
    editor.post = make_post(title="Vienna", live=False, body=body)
    editor.page.set_viewport_size({"width": 390, "height": 844})
    open_editor(editor, editor.post)
    return editor


def test_no_ring_of_a_field_is_cut_off(phone):
    cut = {}
    for name, selector in FIELDS.items():
        phone.page.locator(selector).first.focus()
        cut[name] = phone.page.evaluate(CUT)

    assert cut == dict.fromkeys(FIELDS, 0)


def test_comments_are_written_and_read_beside_the_form(phone):
    page = phone.page

    def comment(path: str, words: str) -> None:
        page.locator(f"[data-contentpath={path}] [data-comment-add]").last.click()
        page.locator(".comment--mode-creating textarea").fill(words)
        page.get_by_role("button", name="Comment", exact=True).click()

    comment("standfirst", "Say more.")
    # The form is still there, above them.
    comment("latex", "Which mass?")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert sorted(Comment.objects.values_list("text", flat=True)) == ["Say more.", "Which mass?"]

    # Wagtail opens the panel again that was open.
    toggle = page.get_by_role("button", name="Toggle comments")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    for words in ("Say more.", "Which mass?"):
        text = page.locator(".comment").filter(has_text=words)
        text.scroll_into_view_if_needed()
        expect(text).to_be_in_viewport(ratio=1)
    page.locator("#id_standfirst").click()
    page.keyboard.type("More.")
    expect(page.locator("#id_standfirst")).to_have_value("More.")
    toggle.click()
    expect(page.locator(".comment").first).to_be_hidden()
    assert phone.problems == []
