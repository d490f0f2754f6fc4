"""What was imported before sources had names."""

import contextlib
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from blog.transfer.models import ImportedAddress, ImportRecord, ImportSource
from tests.transfer.test_sources import ABOUT, BRUNA, TEMPO
from tests.transfer.trees import tree, write_tree


def migrate_to(target):
    MigrationExecutor(connection).migrate([target])


@pytest.mark.django_db(transaction=True)
def test_the_import_of_the_site_itself_adopts_it_whoever_comes_first(publication, tmp_path):
    files = {
        "hugo.toml": 'baseURL = "https://ada.example.org/"\n',
        "content/about/index.md": ABOUT,
        "content/posts/tempo.md": TEMPO,
    }
    ada = write_tree(tmp_path / "ada", files)
    call_command("import_hugo", ada, stdout=StringIO())
    pages = sorted(ImportRecord.objects.values_list("path", "page"))
    [newest] = MigrationExecutor(connection).loader.graph.leaf_nodes("blog")

    migrate_to(("blog", "0035_former_anchors"))
    migrate_to(newest)

    [adopted] = ImportSource.objects.all()
    assert (adopted.name, adopted.root, adopted.base_url) == ("hugo", "", "")
    assert ImportedAddress.objects.filter(origin=adopted, path="old/tempo").exists()
    assert imported(BRUNA)["source"] == "bruna.example.org"
    report = imported(ada)
    assert (report["source"], report["counts"]) == ("ada.example.org", {"unchanged": 2})
    assert sorted(adopted.records.values_list("path", "page")) == pages
    call_command("export_hugo", tmp_path / "out", "--source", "ada.example.org", stdout=StringIO())
    assert tree(tmp_path / "out").items() >= tree(ada).items()


def imported(site) -> dict:
    out = StringIO()
    with contextlib.suppress(SystemExit):
        call_command("import_hugo", site, "--json", stdout=out)
    return json.loads(out.getvalue())
