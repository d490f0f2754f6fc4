"""What makes reading easier where the browser can: keys, the way to paper, forced colours."""

import pytest

from tests.factories import make_paper, make_post, paper_list, prose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def round_up(watched):
    papers = [make_paper(f"Paper {number}") for number in range(3)]
    tall = prose("".join(f"<p>{'Words of the hall. ' * 60}</p>" for _each in range(3)))
    make_post(slug="vienna", title="Vienna", body=[tall, paper_list(papers), tall])
    watched.goto("/vienna/")
    return watched.page


def held(page) -> str:
    return page.evaluate("document.activeElement.closest('.paper, dialog, form')?.id || ''")


def test_keys_lead_from_entry_to_entry_and_to_the_search(round_up):
    page = round_up
    entries = page.eval_on_selector_all(".paper", "all => all.map(each => each.id)")

    way = []
    for key in "jjjjkk":
        page.keyboard.press(key)
        way.append(held(page))
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    page.keyboard.press("/")
    page.keyboard.type("j/k?")

    first, second, third = entries
    assert way == [first, second, third, third, second, first]
    assert page.input_value("#q") == "j/k?"
    assert page.locator("#keys[open]").count() == 0


def test_keys_are_listed_and_can_be_turned_off_for_good(round_up):
    page = round_up

    page.keyboard.press("?")
    listed = page.locator("#keys dt").all_inner_texts()
    page.get_by_label("Single keys do this here").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("?")

    assert listed == ["/", "j", "k", "?"]
    assert (held(page), page.locator("#keys[open]").count()) == ("", 0)
    page.get_by_role("button", name="Keys").click()
    assert page.get_by_label("Single keys do this here").is_checked() is False


def test_keys_with_ctrl_belong_to_the_browser(round_up):
    round_up.keyboard.press("Control+j")

    assert held(round_up) == ""


def test_paper_gets_the_text_and_the_address_and_nothing_to_press(round_up):
    page = round_up
    page.emulate_media(media="print")

    shown = page.evaluate(
        "() => Object.fromEntries(['.nav', '.skip', '.theme', '#keys', '.downloads', '.share',"
        " '.cite__way:not([open])', '.paper', '.printed', '.cite__text'].map(name =>"
        " [name, [...document.querySelectorAll(name)].some(each => each.checkVisibility())]))"
    )

    assert shown == {
        ".nav": False, ".skip": False, ".theme": False, "#keys": False, ".downloads": False,
        ".share": False, ".cite__way:not([open])": False, ".paper": True, ".printed": True,
        ".cite__text": True,
    }  # fmt: skip
    assert page.locator(".printed").inner_text().endswith("/vienna/")


def test_forced_colours_leave_what_is_chosen_and_focused_in_sight(round_up):
    page = round_up
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.keyboard.press("Tab")

    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    moving = page.evaluate("document.getAnimations().length")

    assert (outline, moving) == ("solid", 0)
