"""Every kind of page read without its style sheet, as copied text and plain browsers have it."""

import re

import pytest

from tests.browser.stuck import stuck_parts

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served demo")]


def test_no_two_parts_of_any_page_run_into_each_other(inspection):
    stuck = {path: parts for path, html in inspection.pages.items() if (parts := stuck_parts(html))}

    assert stuck == {}


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ("<p>H<sub>2</sub>O, <a href=x>here</a>.</p>\n<p>Then</p>", []),
        ("<time>3 October 2025</time><span>5 minutes</span>", ["3 October 2025|5 minutes"]),
        ("<dl><dt>Venue</dt><dd>ISMIR</dd></dl>", ["Venue|ISMIR"]),
        ("<p>The end.</p><p>A start</p>", ["The end.|A start"]),
    ],
)
def test_parts_that_run_into_each_other_are_seen(html, parts):
    assert stuck_parts(f"<body>{html}</body>") == parts


def test_names_and_titles_are_kept_from_translators(inspection):
    post = inspection.pages["/ismir-2025-ten-papers/"].decode()

    marked = dict(
        re.findall(
            r'<(?:a|h3|p|dd|pre)[^>]* class="(masthead__name|paper__title|paper__authors|cite__text)"[^>]*(translate="no")',
            post,
        )
    )

    assert marked == dict.fromkeys(
        ["masthead__name", "paper__title", "paper__authors", "cite__text"], 'translate="no"'
    )
