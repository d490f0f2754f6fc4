import difflib
from pathlib import Path

import pytest
from django.core.management import call_command

from blog.transfer.models import ImportRecord
from tests.transfer.editor import save_unchanged
from tests.transfer.trees import tree

CORPUS = "urinieto"
PARTS = ("content", "static", "data", "config.toml")


@pytest.fixture
def corpus(corpora, publication) -> Path:
    call_command("import_hugo", corpora / CORPUS)
    return corpora / CORPUS


def changed_files(source: Path, exported: Path) -> list[str]:
    before, after = tree(source, PARTS), tree(exported, PARTS)
    return sorted(path for path in before | after if before.get(path) != after.get(path))


def changed_lines(source: Path, exported: Path) -> list[str]:
    before, after = source.read_text().split("\n"), exported.read_text().split("\n")
    return [line for line in difflib.ndiff(before, after) if line[:1] in "+-"]


def test_real_posts_saved_without_a_change_export_byte_for_byte(corpus, tmp_path):
    for record in ImportRecord.objects.all():
        save_unchanged(record.page.specific).publish()

    call_command("export_hugo", tmp_path / "out")

    assert ImportRecord.objects.count() == 34
    assert changed_files(corpus, tmp_path / "out") == []


def test_an_edit_of_a_real_post_changes_its_own_lines_alone(corpus, tmp_path):
    record = ImportRecord.objects.get(source_id="posts/2024-05-15-iclr24.md")
    page = record.page.specific
    raw = page.body.get_prep_value()
    entries = next(block for block in raw if block["type"] == "paper_list")["value"]["entries"]
    commentary = entries[1]["value"]["commentary"]
    entries[1]["value"]["commentary"] = commentary.replace("Seems to be", "It seems to be")
    page.body = raw
    page.title = "Vienna"
    page.save_revision().publish()

    call_command("export_hugo", tmp_path / "out")

    path = "content/posts/2024-05-15-iclr24.md"
    assert changed_files(corpus, tmp_path / "out") == [path]
    assert changed_lines(corpus / path, tmp_path / "out" / path) == [
        '- title: "ICLR 2024"',
        '+ title: "Vienna"',
        "- Seems to be performing pretty well for Sound Event Detection too!",
        "+ It seems to be performing pretty well for Sound Event Detection too!",
    ]
