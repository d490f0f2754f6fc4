"""Every address that Hugo gave to anything of the sample leads somewhere, in one hop at most."""

import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

from blog.transfer.hugo import read_documents
from tests.factories import picture_file
from tests.transfer.former_walk import lead_astray
from tests.transfer.hugo_build import build
from tests.transfer.test_sample_site import SITE
from tests.transfer.trees import tree, write_tree

EXTRA = {
    "content/posts/marks.md": (
        "---\ntitle: Marks\ndate: 2012-05-01\nurl: /2012/05/¿Qué-“pasa”-1ª/\n"
        "aliases: [/vell/, '/?p=77', '/old/marks.html']\ncategories: [Música Viva]\n"
        "blogger_permalink: https://lab.blogspot.example/2012/05/marks.html\n---\nWords.\n"
    ),
    "content/notes/beside/index.md": (
        "---\ntitle: Beside\ndate: 2022-02-01\n---\n![A hall](hall.png) and [papers](papers.bib)\n"
    ),
    "content/notes/beside/papers.bib": "@misc{beside}\n",
    "files/deep/talk.txt": "Words\n",
}
FORMER_QUERIES = ["/?p=42", "/?p=77", "/?feed=rss2"]


@pytest.fixture
def addresses(publication, tmp_path):
    """Those of all files that Hugo builds of the sample, which is imported."""
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    write_tree(site, EXTRA | {"content/notes/beside/hall.png": picture_file().read()})
    config = site / "hugo.toml"
    config.write_text('staticDir = ["static", "files"]\n' + config.read_text())
    source = tmp_path / "source"
    shutil.copytree(site, source)
    call_command("import_hugo", source)
    built = build(site, tmp_path / "built")
    # A copy that an editor left behind is nobody's address, though Hugo serves it.
    paths = [path for path in sorted(tree(built)) if not path.endswith(".bak")]
    return [f"/{path}" for path in paths] + FORMER_QUERIES


def test_each_answers_at_once_or_leads_in_one_hop_to_what_does(addresses, client):
    assert lead_astray(client, addresses) == []
    assert len(addresses) > 40


def test_a_folder_of_texts_alone_is_exported_with_what_lies_among_them(publication, tmp_path):
    content = tmp_path / "content"
    shutil.copytree(SITE / "content", content)

    call_command("import_hugo", content)
    call_command("export_hugo", tmp_path / "out")

    assert tree(tmp_path / "out", ("content",)) == {
        f"content/{path}": data for path, data in tree(content).items()
    }


def test_a_page_without_text_comes_back_from_its_export(publication, tmp_path):
    write_tree(tmp_path / "site", {
        "hugo.toml": "", "content/empty.md": "---\ntitle: Empty\nurl: /empty/\ntype: page\n---\n",
    })  # fmt: skip

    [document] = read_documents(Path(tmp_path / "site"))

    assert (document.kind, document.title, document.address) == ("page", "Empty", "empty")
