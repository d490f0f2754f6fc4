"""Papers stored twice, found and merged by somebody who has no mouse."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from blog.papers.models import DistinctPapers, Paper
from tests.factories import make_paper, make_post, paper_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOCUSED = "document.activeElement.innerText || document.activeElement.value || ''"


def tab_to(editor, words):
    """Presses Tab until what has the focus says these words, and can be seen to have it."""
    for _press in range(120):
        editor.page.keyboard.press("Tab")
        if words in editor.page.evaluate(FOCUSED):
            outline = editor.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
    raise AssertionError(f"“{words}” never has the focus.")


@pytest.fixture
def pair():
    preprint = make_paper("Listening in Tongues: of Choirs", type="article")
    printed = make_paper("Listening in tongues - of choirs")
    return preprint, printed


def test_two_papers_are_compared_and_merged_by_keyboard_alone(editor, pair):
    preprint, printed = pair
    post = make_post(title="Ten papers", slug="ten", body=[paper_entry(printed)])
    former = printed.get_absolute_url()
    editor.goto(reverse("paper_duplicates"))

    tab_to(editor, "Compare")
    editor.page.keyboard.press("Enter")
    editor.page.wait_for_url("**/papers/duplicates/*/*/")
    tab_to(editor, "Merge into Paper A")
    editor.page.keyboard.press("Enter")

    expect(editor.page.locator(".messages")).to_contain_text("wherever it was used")
    assert Paper.objects.get() == preprint
    assert [mention.paper for mention in post.mentions.all()] == [preprint]
    editor.goto(former)
    assert editor.page.url.endswith(preprint.get_absolute_url())
    assert editor.problems == []


def test_two_papers_are_told_apart_by_keyboard_alone(editor, pair):
    editor.goto(reverse("paper_duplicates"))
    tab_to(editor, "Compare")
    editor.page.keyboard.press("Enter")
    editor.page.wait_for_url("**/papers/duplicates/*/*/")
    tab_to(editor, "These are two papers")
    editor.page.keyboard.press("Space")

    expect(editor.page.locator(".messages")).to_contain_text("not shown again")
    assert (Paper.objects.count(), DistinctPapers.objects.count()) == (2, 1)
    assert editor.problems == []


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_of_a_comparison_is_wider_than_the_window(editor, pair, width):
    editor.page.set_viewport_size({"width": width, "height": 800})
    addresses = [
        reverse("paper_duplicates"),
        reverse("compare_papers", args=[paper.pk for paper in pair]),
    ]

    for address in addresses:
        editor.goto(address)
        wide = editor.page.evaluate(
            "[...document.querySelectorAll('main *')]"
            ".filter(one => one.getBoundingClientRect().right > innerWidth + 1)"
            ".map(one => one.className || one.tagName)"
        )
        assert wide == []
