"""Moving, deleting and bringing back: what the screen shows is what is stored."""

import pytest

from tests.browser.editor_bodies import gallery, titled_list, words
from tests.browser.screen import Hands
from tests.factories import make_author, make_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_list_that_was_dragged_after_a_deletion_is_stored_as_it_is_shown(editor):
    hands = Hands(editor, make_post(body=[titled_list("One", "Two", "Three", "Four", "Five")]))
    hands.open()
    rows = hands.rows(hands.blocks().first)

    hands.press(rows.nth(0), "DELETE")
    hands.press(rows.nth(2), "DELETE")
    hands.drag(rows.nth(2), rows.nth(0))

    shown = hands.shown()
    assert [title for title, _ in shown[0][1]] == ["Five", "Two", "Three"]
    hands.save()
    assert hands.stored() == shown
    assert hands.shown() == shown


def test_blocks_and_pictures_dragged_after_a_deletion_are_stored_as_they_are_shown(editor):
    body = [*words("One.", "Two.", "Three.", "Four."), gallery("a", "b", "c", "d")]
    hands = Hands(editor, make_post(body=body))
    hands.open()

    hands.press(hands.blocks().nth(0), "DELETE")
    hands.drag(hands.blocks().nth(2), hands.blocks().nth(0))
    pictures = hands.rows(hands.blocks().nth(3))
    hands.press(pictures.nth(1), "DELETE")
    hands.drag(pictures.nth(0), pictures.nth(2))

    shown = hands.shown()
    assert [text for kind, text in shown if kind == "prose"] == ["Four.", "Two.", "Three."]
    assert [alt for alt, _ in shown[3][1]] == ["c", "d", "a"]
    hands.save()
    assert hands.stored() == shown


def test_a_deleted_block_comes_back_where_it_stood(editor):
    post = make_post(body=words("One two three.", "Four.", "Five."))
    hands = Hands(editor, post)
    hands.open()
    before = hands.shown()

    hands.press(hands.blocks().nth(0), "DELETE")
    notice = editor.page.locator(".undo-notice")
    assert notice.locator("span").inner_text() == "Deleted: Prose, 3 words."
    hands.press(hands.blocks().nth(1), "MOVE_UP")
    notice.get_by_role("button", name="Undo").click()
    hands.press(hands.blocks().nth(2), "DELETE")
    hands.press(hands.blocks().nth(0), "DELETE")
    for _ in range(2):
        editor.page.keyboard.press("Control+z")
        hands.settle()

    shown = hands.shown()
    assert shown == [before[0], before[2], before[1]]
    assert notice.count() == 0
    hands.save()
    assert hands.stored() == shown
    assert editor.problems == []


def test_a_deleted_author_comes_back(editor):
    authors = [make_author("Ada Quill"), make_author("Bruno Verso")]
    hands = Hands(editor, make_post(body=words("One."), authors=authors))
    hands.open()

    editor.page.click("#id_bylines-0-DELETE-button")
    hands.settle()
    assert hands.shown_bylines() == [authors[1].pk]
    editor.page.keyboard.press("Control+z")

    hands.save()
    assert hands.stored_bylines() == [author.pk for author in authors]


def test_undo_in_a_field_takes_back_letters_and_not_deletions(editor):
    hands = Hands(editor, make_post(title="Report", body=words("One.", "Two.")))
    hands.open()
    hands.press(hands.blocks().nth(0), "DELETE")

    editor.page.locator("#id_title").press("End")
    editor.page.keyboard.type("s")
    editor.page.keyboard.press("Control+z")

    assert editor.page.locator("#id_title").input_value() == "Report"
    assert hands.shown() == [["prose", "Two."]]


def test_what_is_inserted_after_a_drag_stands_where_it_was_asked_for(editor):
    hands = Hands(editor, make_post(body=[titled_list("One", "Two", "Three")]))
    hands.open()
    rows = hands.rows(hands.blocks().first)
    # There and back: the row has passed the control of its neighbour, and nothing was moved.
    start = rows.nth(0).locator("[data-streamfield-action=DRAG]").bounding_box()
    beyond = rows.nth(1).bounding_box()
    x, y = start["x"] + 5, start["y"] + 5
    editor.page.mouse.move(x, y)
    editor.page.mouse.down()
    for place in (
        y + 20,
        beyond["y"] + beyond["height"] - 2,
        beyond["y"] + 40,
        y + 10,
        y - 12,
        y - 14,
    ):
        editor.page.mouse.move(x, place, steps=3)
        editor.page.wait_for_timeout(250)
    editor.page.mouse.up()
    hands.settle()

    entries = hands.blocks().first.locator("[data-streamfield-list-container]").first
    entries.locator("> [data-streamfield-list-add]:not([aria-hidden])").nth(1).click()
    hands.settle()
    rows.nth(1).locator("input[name$=-title]").fill("Between")

    shown = hands.shown()
    assert [title for title, _ in shown[0][1]] == ["One", "Between", "Two", "Three"]
    order = editor.page.evaluate(
        "() => [...document.querySelectorAll('[data-streamfield-list-container]')][0].querySelectorAll("
        "':scope > [data-streamfield-child]').length && [...document.querySelectorAll("
        "'[name^=body-0-value-entries-][name$=-order]')].map(field => [field.value, document"
        ".querySelector(`[name='${field.name.replace('-order', '-value-title')}']`).value])"
        ".sort().map(([, title]) => title)"
    )
    assert order == ["One", "Between", "Two", "Three"]


def test_an_entry_moves_to_another_list_with_its_words_and_back(editor):
    first, second = titled_list("One", "Two"), titled_list("Three")
    first["value"]["heading"], second["value"]["heading"] = "Ten papers", "Honourable mentions"
    entry = first["value"]["entries"][0]
    hands = Hands(editor, make_post(body=[first, second]))
    hands.open()
    lists = hands.blocks()
    hands.rows(lists.first).first.locator("[data-panel-toggle]").first.click()
    commentary = hands.rows(lists.first).first.locator(".public-DraftEditor-content").first
    commentary.click()
    editor.page.keyboard.press("Control+End")
    editor.page.keyboard.type(" Twice.")

    hands.press(hands.rows(lists.first).first, "MOVE_TO")
    editor.page.get_by_role("button", name="Honourable mentions").click()

    shown = hands.shown()
    assert shown == [
        ["paper_list", [["Two", "We liked it."]]],
        ["paper_list", [["Three", "We liked it."], ["One", "We liked it. Twice."]]],
    ]
    hands.save()
    assert hands.stored() == shown
    moved = hands.draft().body[1].value["entries"].bound_blocks[1]
    assert (moved.id, moved.value["paper"].pk) == (entry["id"], entry["value"]["paper"])
    assert editor.problems == []

    hands.press(hands.rows(lists.nth(1)).nth(1), "MOVE_TO")
    editor.page.get_by_role("button", name="Ten papers").click()
    # What was folded opens at its own place, not at the place that it left.
    moved_row = hands.rows(lists.first).nth(1)
    moved_row.locator("[data-panel-toggle]").first.click()
    assert moved_row.locator("input[name$=-title]").is_visible()
    editor.page.locator(".undo-notice button").click()
    assert hands.shown() == shown


def test_an_entry_moves_out_of_its_list_into_the_post(editor):
    block = titled_list("One", "Two")
    hands = Hands(editor, make_post(body=[block]))
    hands.open()

    hands.press(hands.rows(hands.blocks().first).nth(1), "MOVE_TO")
    editor.page.get_by_role("button", name="The post itself").click()
    hands.save()

    body = hands.draft().body
    assert [child.block_type for child in body] == ["paper_list", "paper"]
    assert body[1].value["title"] == "Two"
