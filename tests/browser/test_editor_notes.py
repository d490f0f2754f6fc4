"""Footnotes and formulas where words are selected, and notes that are more than plain text."""

import re

import pytest

from tests.browser.screen import Hands
from tests.factories import make_post, prose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOTE = 'See <b>that</b> <a href="https://example.org/" title="Here">place</a>, E<sup>2</sup>.'
EMBED = NOTE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def source(hands: Hands) -> str:
    return re.sub(r' data-block-key="\w+"', "", hands.draft().body[0].value.source)


@pytest.fixture
def noted(editor):
    html = f'<p>A hall<embed embedtype="footnote" note="{EMBED}"/> of echoes.</p>'
    hands = Hands(editor, make_post(title="Notes", slug="notes", body=[prose(html)]))
    hands.open()
    return hands


def open_note(hands: Hands):
    """The dialog's own editor, with the caret at its end."""
    hands.page.locator(".prose-entity--footnote").first.click()
    note = hands.page.locator("dialog.prose-dialog .public-DraftEditor-content")
    note.click()
    hands.page.keyboard.press("Control+End")
    return note


def insert(hands: Hands) -> None:
    hands.page.locator("dialog.prose-dialog button[value=save]").last.click()
    hands.page.wait_for_selector("dialog.prose-dialog", state="detached")


def select_back(hands: Hands, characters: int) -> None:
    for _ in range(characters):
        hands.page.keyboard.press("Shift+ArrowLeft")


def use(hands: Hands, name: str) -> None:
    """By the toolbar that floats above a selection."""
    hands.page.locator(f".Draftail-FloatingToolbar button[name={name}]:visible").first.click()


def test_opening_a_note_and_pressing_insert_keeps_its_links_and_styles(noted):
    note = open_note(noted)
    assert note.inner_text() == "See that place, E2."
    insert(noted)
    noted.save()

    assert f'note="{EMBED}"' in source(noted)
    assert noted.editor.problems == []


def test_a_note_is_written_with_styles(noted):
    open_note(noted)
    noted.page.keyboard.press("Control+i")
    noted.page.keyboard.type(" Always.")
    insert(noted)
    noted.save()
    with noted.page.expect_navigation():
        noted.page.locator("[name=action-publish]").evaluate("button => button.click()")
    noted.editor.goto("/notes/")

    note = noted.page.locator("p.note")
    assert note.inner_text() == "1 See that place, E2. Always."
    assert note.locator("em").inner_text() == "Always."
    assert note.locator("a[title=Here]").get_attribute("href") == "https://example.org/"


def test_escape_leaves_a_note_as_it_is(noted):
    before = source(noted)
    open_note(noted)
    noted.page.keyboard.type(" Not this.")
    noted.page.keyboard.press("Escape")
    noted.page.wait_for_selector("dialog.prose-dialog", state="detached")
    noted.save()

    assert source(noted) == before


@pytest.fixture
def plain(editor):
    hands = Hands(editor, make_post(body=[prose('<p>Then <a href="/x/">the hall</a> x^2</p>')]))
    hands.open()
    hands.blocks().first.locator(".public-DraftEditor-content").click()
    hands.page.keyboard.press("Control+End")
    return hands


@pytest.mark.parametrize(
    ("passed", "selected", "expected"),
    [
        (0, 3, '<a href="/x/">the hall</a> x^2<embed embedtype="footnote" note="Hall A."/>'),
        (4, 4, '<a href="/x/">the hall</a><embed embedtype="footnote" note="Hall A."/> x^2'),
    ],
    ids=["plain words", "words of a link"],
)
def test_a_note_goes_behind_what_is_selected(plain, passed, selected, expected):
    for _ in range(passed):
        plain.page.keyboard.press("ArrowLeft")
    select_back(plain, selected)
    use(plain, "FOOTNOTE")
    plain.page.locator("dialog .public-DraftEditor-content").click()
    plain.page.keyboard.type("Hall A.")
    insert(plain)
    plain.save()

    assert source(plain) == f"<p>Then {expected}</p>"


def test_a_formula_takes_what_is_selected_as_its_latex(plain):
    select_back(plain, 3)
    use(plain, "MATH")
    assert plain.page.locator("dialog textarea").input_value() == "x^2"
    insert(plain)
    plain.save()

    assert source(plain) == (
        '<p>Then <a href="/x/">the hall</a> <embed embedtype="math" latex="x^2"/></p>'
    )


def test_a_note_links_to_where_the_chooser_of_links_says(plain):
    select_back(plain, 3)
    use(plain, "FOOTNOTE")
    note = plain.page.locator("dialog .public-DraftEditor-content")
    note.click()
    plain.page.keyboard.type("See there")
    select_back(plain, 5)
    plain.page.locator("dialog .Draftail-FloatingToolbar button[name=LINK]:visible").first.click()
    plain.page.get_by_role("link", name="External link").click()
    plain.page.fill("#id_external-link-chooser-url", "https://example.org/there")
    plain.page.get_by_role("button", name="Insert link").click()
    note.locator("a").wait_for()
    insert(plain)
    plain.save()

    assert (
        'note="See &lt;a href=&quot;https://example.org/there&quot;&gt;there&lt;/a&gt;"'
        in source(plain)
    )
