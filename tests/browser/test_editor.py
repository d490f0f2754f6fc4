"""The editor in a real browser: what is opened and saved stays what it was."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from blog.posts.models import PostPage
from blog.transfer import hugo
from blog.transfer.models import ImportRecord
from blog.transfer.run import run_import
from blog.transfer.writing.write import is_untouched
from tests.factories import (
    make_author,
    make_paper,
    make_post,
    make_publication,
    make_source,
    paper_list,
    prose,
)
from tests.transfer.hard_site import hard_site

# The forms of these hold lines, listings, pictures and papers.
HARDEST = ["content/posts/lines.md", "content/posts/papers.md", "content/posts/crlf.md"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_and_save(editor, pk: int) -> None:
    editor.goto(reverse("wagtailadmin_pages:edit", args=[pk]))
    editor.page.wait_for_selector("[data-contentpath=body]")
    save = editor.page.locator("[data-w-progress-target], button.action-save").first
    with editor.page.expect_response(
        lambda response: (
            response.request.method == "POST"
            # Not what the form saves by itself, which it waits for.
            and response.request.is_navigation_request()
            and reverse("wagtailadmin_pages:edit", args=[pk]) in response.url
        )
    ) as info:
        save.click()
    assert info.value.status in (200, 302), info.value.status
    editor.page.wait_for_load_state("load")


def test_opening_and_saving_imported_posts_changes_nothing(editor, corpora):
    make_publication()
    site = hugo.find_site(corpora / "urinieto")
    report = run_import(hugo.read_documents(site), origin=make_source())
    assert report.counts == {"created": 34}
    before = {
        record.page_id: record.page.latest_revision_id for record in ImportRecord.objects.all()
    }

    for pk in before:
        open_and_save(editor, pk)

    records = list(ImportRecord.objects.select_related("page"))
    saved = [
        record.path
        for record in records
        if record.page.latest_revision_id == before[record.page_id]
    ]
    assert saved == [], "these were not saved at all"
    assert [record.path for record in records if not is_untouched(record)] == []


def test_the_sample_saved_in_the_editor_is_exported_byte_for_byte(editor, tmp_path):
    make_publication()
    site = hard_site(tmp_path / "site")
    call_command("import_hugo", site)
    records = list(ImportRecord.objects.filter(path__in=HARDEST).select_related("page"))

    for record in records:
        open_and_save(editor, record.page_id)

    call_command("export_hugo", tmp_path / "out", "--drafts")
    assert len(records) == len(HARDEST)
    saved = ImportRecord.objects.filter(pk__in=[record.pk for record in records])
    revisions = {record.pk: record.page.latest_revision_id for record in records}
    assert [item.path for item in saved if item.page.latest_revision_id == revisions[item.pk]] == []
    for path in HARDEST:
        assert (tmp_path / "out" / path).read_bytes() == (site / path).read_bytes()


def test_a_note_and_a_formula_are_written_in_the_editor_and_read_on_the_page(editor):
    post = make_post(title="Notes", slug="notes", body=[prose("<p>A plain line.</p>")])
    editor.goto(reverse("wagtailadmin_pages:edit", args=[post.pk]))
    text = editor.page.locator(".public-DraftEditor-content").first
    text.click()
    editor.page.keyboard.press("Control+End")

    for command, content in (("Footnote", "Said in the corridor."), ("Formula", r"\frac{a}{b}")):
        editor.page.keyboard.type(f" /{command}")
        editor.page.get_by_role("option", name=command).first.wait_for()
        editor.page.keyboard.press("Enter")
        field = editor.page.locator(
            "dialog.prose-dialog :is(textarea, .public-DraftEditor-content)"
        )
        field.click()
        editor.page.keyboard.type(content)
        editor.page.locator("dialog.prose-dialog button[value=save]").click()
        editor.page.wait_for_selector("dialog.prose-dialog", state="detached")
        # Draftail hands what was written to the form a moment later.
        editor.page.wait_for_function(
            "type => document.querySelector('[name=body-0-value]').value.includes(type)",
            arg="FOOTNOTE" if command == "Footnote" else "MATH",
        )
    # The form waits for what it saves by itself, which is sent to the same address.
    with editor.page.expect_navigation():
        editor.page.evaluate("document.querySelector('[name=action-publish]').click()")

    source = PostPage.objects.get(pk=post.pk).get_latest_revision_as_object().body[0].value.source
    assert 'embedtype="footnote" note="Said in the corridor."' in source
    assert r'latex="\frac{a}{b}"' in source
    editor.goto("/notes/")
    assert editor.page.locator("p.note").inner_text() == "1 Said in the corridor."
    assert editor.page.locator("math mfrac").count() == 1
    assert editor.problems == []


def test_authors_can_be_added_under_the_strict_policy(editor):
    author = make_author("Ada Quill")
    post = make_post(body=[paper_list([make_paper(), make_paper()])], authors=[author])

    editor.goto(reverse("wagtailadmin_pages:edit", args=[post.pk]))
    editor.page.wait_for_selector("#id_bylines-ADD")
    editor.page.click("#id_bylines-ADD")

    assert editor.page.locator("#id_bylines-1-id").count() == 1
    assert editor.problems == []
    assert editor.foreign == []
