"""Import → open in the edit view → send back what the form holds → export: the source's own bytes."""

import difflib
import json
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from blog.transfer.models import ImportRecord
from blog.transfer.writing.write import is_untouched
from tests.transfer.edit_form import opened, send_back
from tests.transfer.hard_site import hard_site
from tests.transfer.trees import tree

SITE = Path(__file__).resolve().parents[1] / "samples" / "hugo"
PARTS = ("content", "static", "files", "data", "hugo.toml", "config.toml")


@pytest.fixture
def editor(client, publication):
    client.force_login(get_user_model().objects.create_superuser("editor", "", "password"))
    return client


def exported_changes(source: Path, target: Path) -> list[str]:
    call_command("export_hugo", target)
    before, after = tree(source, PARTS), tree(target, PARTS)
    return sorted(path for path in before | after if before.get(path) != after.get(path))


def send_all_back(editor) -> list[str]:
    """Each page as its edit view holds it; what is public is published. The paths of the refused."""
    refused = []
    for record in ImportRecord.objects.order_by("path"):
        page = record.page.specific
        answer = send_back(editor, page, "publish" if page.live else "")
        refused += [] if answer.status_code == 302 else [record.path]
    return refused


def test_the_sample_published_from_its_edit_views_exports_byte_for_byte(editor, tmp_path):
    call_command("import_hugo", SITE)
    before = {record.pk: record.page.latest_revision_id for record in ImportRecord.objects.all()}

    assert send_all_back(editor) == []

    now = {record.pk: record.page.latest_revision_id for record in ImportRecord.objects.all()}
    assert [pk for pk in before if before[pk] == now[pk]] == []
    assert exported_changes(SITE, tmp_path / "out") == []


def test_texts_that_a_form_is_hard_on_export_byte_for_byte(editor, tmp_path):
    site = hard_site(tmp_path / "site")
    call_command("import_hugo", site)

    assert send_all_back(editor) == []

    records = ImportRecord.objects.all()
    assert [record.path for record in records if not is_untouched(record)] == []
    assert exported_changes(site, tmp_path / "out") == []


def test_real_posts_published_from_their_edit_views_export_byte_for_byte(editor, corpora, tmp_path):
    call_command("import_hugo", corpora / "urinieto")

    assert send_all_back(editor) == []

    assert exported_changes(corpora / "urinieto", tmp_path / "out") == []


def test_an_edit_of_one_commentary_in_the_form_changes_its_own_line_alone(editor, tmp_path):
    call_command("import_hugo", SITE)
    page = ImportRecord.objects.get(path="content/posts/papers.md").page.specific
    data = opened(editor, page)
    name = "body-1-value-entries-2-value-commentary"
    state = json.loads(data[name])
    [block] = state["blocks"]
    block["text"] = block["text"].replace("convinced", "has convinced")
    data[name] = json.dumps(state)

    assert send_back(editor, page, "publish", data).status_code == 302

    path = "content/posts/papers.md"
    assert exported_changes(SITE, tmp_path / "out") == [path]
    before, after = (SITE / path).read_text(), (tmp_path / "out" / path).read_text()
    lines = difflib.ndiff(before.split("\n"), after.split("\n"))
    assert [line for line in lines if line[:1] in "+-"] == [
        "- The [demo](https://demo.example.org/third) convinced us.",
        "+ The [demo](https://demo.example.org/third) has convinced us.",
    ]
