"""Three small sites of our own, each with what Hugo sites are made of in other ways than our sample:
twenty years of WordPress and Blogger in three languages; folders, mounts and settings split over many
files; addresses that are names of files."""

import shutil
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from blog.transfer.models import ImportRecord
from tests.transfer.edit_form import send_back
from tests.transfer.former_walk import lead_astray
from tests.transfer.hugo_build import build
from tests.transfer.test_text_that_hugo_shows import compared
from tests.transfer.trees import tree

SITES = Path(__file__).resolve().parents[1] / "samples" / "sites"
NAMES = ["old", "folders", "ugly"]


@pytest.fixture(params=NAMES)
def site(request, publication, tmp_path) -> Path:
    source = tmp_path / "source"
    shutil.copytree(SITES / request.param, source)
    call_command("import_hugo", source)
    return source


def test_every_address_answers_at_once_or_leads_in_one_hop_to_what_does(site, client, tmp_path):
    shutil.copytree(site, tmp_path / "copy")
    built = build(tmp_path / "copy", tmp_path / "built")
    paths = [path for path in sorted(tree(built)) if not path.endswith(".bak")]

    assert lead_astray(client, [f"/{path}" for path in paths]) == []


def test_the_text_is_read_alike(site, client, tmp_path):
    unlike, count = compared(client, tmp_path)

    assert unlike == {}
    assert count >= 5


def test_pages_published_from_their_edit_views_export_byte_for_byte(site, client, tmp_path):
    client.force_login(get_user_model().objects.create_superuser("editor", "", "password"))
    refused = []
    for record in ImportRecord.objects.order_by("path"):
        page = record.page.specific
        answer = send_back(client, page, "publish" if page.live else "")
        refused += [] if answer.status_code == 302 else [record.path]

    call_command("export_hugo", tmp_path / "out")

    before, after = tree(site), tree(tmp_path / "out")
    assert refused == []
    assert [path for path in before | after if before.get(path) != after.get(path)] == [
        "export-manifest.json"
    ]
