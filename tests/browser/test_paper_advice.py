"""What the editor says beside a list and beside an entry while one writes."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import make_author, make_paper, make_post, paper_entry, paper_list

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_number_that_is_not_kept_and_a_paper_of_ones_own_are_shown_at_once(editor):
    own = make_paper("Deep Listening", author=[{"given": "A.", "family": "Quill"}])
    post = make_post(
        title="Ten papers", slug="ten", live=False, authors=[make_author("Ada Quill")],
        body=[paper_list([make_paper()], heading="Top 2"), paper_entry(own)],
    )  # fmt: skip
    editor.goto(reverse("wagtailadmin_pages:edit", args=[post.pk]))
    count = editor.page.locator(".paper-count")
    expect(count).to_have_text("2 papers are promised; the list has 1.")
    heading = editor.page.locator("[data-contentpath=heading] input").first
    heading.fill("Die zehn besten")
    expect(count).to_be_hidden()
    editor.page.evaluate("document.querySelector('[name=language]').value = 'de'")
    heading.fill("Die zehn besten Arbeiten")
    expect(count).to_have_text("10 papers are promised; the list has 1.")

    note = editor.page.locator(".paper-disclosure").last
    editor.page.evaluate("document.querySelector('[name=language]').value = 'en'")
    expect(note).to_contain_text("Ada Quill")
    note.get_by_role("button", name="Say so").click()
    disclosure = editor.page.locator("[data-contentpath=disclosure] input").last
    expect(disclosure).to_have_value("Ada Quill is a co-author of this paper.")
    expect(note).to_be_hidden()
    assert editor.problems == []
