"""The editor as hands use it: pointer, keyboard, and what the screen shows of a body."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.urls import reverse

from blog.posts.models import PostPage

# What can be seen of a sequence of blocks, in the order in which it stands on the screen. Values of
# fields that are folded away count as well: they are stored all the same.
_SHOWN = """root => {
  const text = (element) => {
    const editor = element.querySelector(".public-DraftEditor-content");
    if (editor) return [...editor.querySelectorAll("[data-block]")].map((line) => line.textContent).join("\\n").trim();
    const field = element.querySelector("input[type=text], textarea, select");
    return field ? field.value : null;
  };
  const visible = (child) => getComputedStyle(child).display !== "none";
  const sequence = (container) => [...container.children]
    .filter((child) => child.matches("[data-streamfield-child]") && visible(child))
    .map((child, at) => [child.getBoundingClientRect().top, at, child])
    .sort((one, other) => one[0] - other[0] || one[1] - other[1])
    .map(([, , child]) => value(child));
  const direct = (element, selector) => [...element.querySelectorAll(selector)].find(
    (inner) => inner.closest("[data-streamfield-child]") === element);
  const named = (child, name) => {
    const field = direct(child, `[data-contentpath="${name}"]`);
    return field ? text(field) : null;
  };
  const value = (child) => {
    const type = direct(child, "input[name$='-type']")?.value || "item";
    const lists = [...child.querySelectorAll("[data-streamfield-list-container]")].filter(
      (list) => list.closest("[data-streamfield-child]") === child);
    if (type === "paper_list") return ["paper_list", sequence(lists[0])];
    if (type === "gallery") return ["gallery", sequence(lists[0])];
    if (named(child, "title") !== null) return [named(child, "title"), named(child, "commentary")];
    if (named(child, "alt") !== null) return [named(child, "alt"), named(child, "caption")];
    return [type, text(child)];
  };
  return sequence(root.querySelector("[data-streamfield-stream-container]"));
}"""
_ROWS = """() => [...document.querySelectorAll("#id_bylines-FORMS > [data-inline-panel-child]")]
  .filter((row) => !row.classList.contains("deleted"))
  .map((row) => row.querySelector("input[name$='-author']").value)"""


class Hands:
    """One post open in the editor. Blocks are named by the words in them."""

    def __init__(self, editor, post: PostPage) -> None:
        self.editor, self.page, self.post = editor, editor.page, post
        self.address = reverse("wagtailadmin_pages:edit", args=[post.pk])
        self.page.set_viewport_size({"width": 1280, "height": 2400})

    def open(self) -> None:
        self.editor.goto(self.address)
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """With its blocks, and listening to keys."""
        self.page.wait_for_selector("[data-contentpath=body] [data-streamfield-stream-container]")
        self.page.wait_for_function(
            "() => window.wagtail.app.getControllerForElementAndIdentifier("
            "document.querySelector('[data-w-kbd-key-value=\"mod+s\"]'), 'w-kbd')"
        )

    def reload(self) -> None:
        self.page.reload()
        self.wait_until_ready()

    @property
    def body(self):
        return self.page.locator("[data-contentpath=body]").first

    def blocks(self):
        """Those of the body, without what is inside them."""
        return self.body.locator(
            "[data-streamfield-stream-container] > [data-streamfield-child]:not([aria-hidden])"
        )

    def rows(self, block):
        """The entries of a list, the pictures of a gallery."""
        return self.direct_rows(block.locator("[data-streamfield-list-container]").first)

    def direct_rows(self, container):
        return container.locator("> [data-streamfield-child]:not([aria-hidden])")

    def press(self, row, action: str) -> None:
        row.locator(f"[data-streamfield-action={action}]").first.click()
        self.settle()

    def drag(self, row, to) -> None:
        """By its handle, past the middle of another row, in steps as a hand moves."""
        start = row.locator("[data-streamfield-action=DRAG]").first.bounding_box()
        end = to.bounding_box()
        upwards = end["y"] < start["y"]
        x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
        target = end["y"] + (4 if upwards else end["height"] - 4)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        for part in (0.1, 0.5, 0.9, 1, 1):
            self.page.mouse.move(x, y + (target - y) * part, steps=2)
        self.page.mouse.up()
        self.settle()

    def settle(self) -> None:
        """Until nothing moves: Wagtail slides what comes and goes."""
        self.page.wait_for_function(
            "() => !window.jQuery(':animated').length && !document.querySelector("
            "'.sortable-ghost, .sortable-chosen')"
            " && ![...document.querySelectorAll('[data-streamfield-child]')].some("
            "row => row.style.transform || row.style.transition)"
        )

    def shown(self) -> list:
        return self.body.evaluate(_SHOWN)

    def shown_bylines(self) -> list[int]:
        return [int(value) for value in self.page.evaluate(_ROWS) if value]

    @contextlib.contextmanager
    def saving(self) -> Iterator[None]:
        """Until the answer to what is done inside is there, and the editor is open again."""
        with self.page.expect_navigation(wait_until="load"):
            yield
        self.wait_until_ready()

    def save(self) -> None:
        with self.saving():
            self.page.keyboard.press("Control+s")

    def wait_until_saved(self) -> None:
        """By itself, with all that is in the form."""
        self.page.wait_for_function(
            "() => { const form = document.querySelector('[data-edit-form]');"
            " const watch = window.wagtail.app.getControllerForElementAndIdentifier(form, 'w-unsaved');"
            " const autosave = window.wagtail.app.getControllerForElementAndIdentifier(form, 'w-autosave');"
            " return !autosave.submitPromise"
            " && (watch.initialFormData || watch.formData) === watch.formData; }",
            polling=300,
        )

    def draft(self) -> PostPage:
        return PostPage.objects.get(pk=self.post.pk).get_latest_revision_as_object()

    def stored(self) -> list:
        """The newest draft in the form of `shown`."""
        return [_value(child.block_type, child.value) for child in self.draft().body]

    def stored_bylines(self) -> list[int]:
        return [byline.author_id for byline in self.draft().bylines.all()]


def _value(kind, value) -> list:
    if kind == "paper_list":
        rows = [[row["title"], _words(row["commentary"])] for row in value["entries"]]
        return ["paper_list", rows]
    if kind == "gallery":
        return ["gallery", [[row["alt"], _words(row["caption"])] for row in value["pictures"]]]
    if kind == "heading":
        return ["heading", value["text"]]
    return [kind, _words(value)]


def _words(value) -> str:
    from blog.core.prose import plain_text

    return plain_text(value.source) if value else ""
