"""What hands do in the editor: open, insert, paste, publish; and what is stored then."""

from __future__ import annotations

import json

from django.urls import reverse

from blog.posts.models import PostPage
from tests.browser.waiting import WITHIN

# Rich text is handed to the form a moment after the last key.
_HANDED_OVER = 400
_COPY = (
    f"async (types) => {{ {WITHIN}"
    + """
  const parts = Object.entries(types).map(([type, text]) => [type, new Blob([text], { type })]);
  const item = new ClipboardItem(Object.fromEntries(parts));
  await within(navigator.clipboard.write([item]), "the clipboard");
}"""
)


def open_editor(editor, post) -> None:
    editor.goto(reverse("wagtailadmin_pages:edit", args=[post.pk]))
    editor.page.wait_for_selector("[data-contentpath=body]")


def insert_block(page, label: str):
    """Presses the last plus sign of the body; the block that comes of it."""
    stream = page.locator("[data-contentpath=body] [data-streamfield-stream-container]").first
    stream.locator("> div > .c-sf-add-button").last.click()
    page.get_by_role("option", name=label, exact=True).click()
    return stream.locator("> [data-streamfield-child]").last


def copy(editor, text: str = "", html: str = "") -> None:
    """Puts it on the clipboard that the browser's own paste reads."""
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=editor.base)
    types = {"text/plain": text} | ({"text/html": html} if html else {})
    editor.page.evaluate(_COPY, types)


def paste(editor, text: str = "", html: str = "") -> None:
    """Into what has the focus."""
    copy(editor, text, html)
    editor.page.keyboard.press("Control+v")


def publish(editor) -> None:
    editor.page.wait_for_timeout(_HANDED_OVER)
    with editor.page.expect_navigation():
        editor.page.evaluate("document.querySelector('[name=action-publish]').click()")


def stored_body(post) -> list[dict]:
    """The blocks of the newest revision as they are stored."""
    content = PostPage.objects.get(pk=post.pk).get_latest_revision().content
    return json.loads(content["body"])
