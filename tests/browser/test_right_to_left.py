"""A page that runs from right to left, whose interface speaks English still."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served demo")]

# Of each word of the element: how far from the left it begins.
_WORDS = """element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (const match of node.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const box = range.getBoundingClientRect();
      found.push([box.left, match[0]]);
    }
  return found;
}"""


@pytest.fixture
def page(site, chromium):
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{site.address}/arabic/")
    yield page
    context.close()


def as_seen(page, selector):
    """The words from left to right, as the eye meets them."""
    return " ".join(word for _left, word in sorted(page.locator(selector).first.evaluate(_WORDS)))


def test_the_dateline_reads_in_its_own_direction(page):
    assert as_seen(page, ".dated") == "15 May 2024 · 1 minute · 4 papers"
    assert as_seen(page, ".contents summary") == "4 papers"


def test_what_is_arabic_begins_at_the_right_and_the_margin_is_at_the_left(page):
    assert page.locator("html").get_attribute("dir") == "rtl"
    title, text, record = (
        page.locator(name).first.bounding_box() for name in ("h1", ".paper__text", ".record")
    )
    words = page.locator("h1").evaluate(_WORDS)

    assert words[0][1] == "تقرير"
    assert words[0][0] == max(left for left, _word in words if left) > title["x"]
    assert record["x"] + record["width"] <= text["x"]


def test_one_way_to_cite_is_open_at_a_time(page):
    for label in ("Chicago", "BibTeX"):
        page.locator(".cite__way summary", has_text=label).click()

        assert page.locator(".cite__way[open] summary").all_inner_texts() == [label]
