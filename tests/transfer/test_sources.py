"""Sites of several members in one publication: each keeps its own pages, files, addresses, export."""

import contextlib
import itertools
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect

from blog.posts.models import PublicAddress
from blog.transfer.models import ImportedFile, ImportRecord
from tests.factories import picture_file
from tests.transfer.trees import tree, write_tree

SECOND = Path(__file__).resolve().parents[1] / "samples" / "second"
BRUNA, PICTURES = SECOND / "bruna", SECOND / "pictures"
HALL = picture_file(size=(64, 40)).read()
ABOUT = "---\ntitle: About Me\ndate: 2024-01-01\n---\nI am Ada.\n"
TEMPO = (
    "---\ntitle: Tempo\ndate: 2024-06-01\nauthors: [Ada Quill]\naliases: [/old/tempo/]\n"
    "---\nWords of [me](/about/).\n\n![The hall](/b.png)\n"
)


@pytest.fixture
def ada(publication, tmp_path):
    files = {
        "hugo.toml": 'baseURL = "https://ada.example.org/"\ntitle = "Ada\'s notes"\n',
        "content/about/index.md": ABOUT,
        "content/posts/tempo.md": TEMPO,
        "static/b.png": HALL,
        "static/talk.pdf": b"%PDF-1.4\nAda's talk\n",
    }
    return write_tree(tmp_path / "ada", files)


def run(site, *arguments) -> dict:
    out = StringIO()
    with contextlib.suppress(SystemExit):
        call_command("import_hugo", site, "--json", *arguments, stdout=out)
    return json.loads(out.getvalue())


def state_of(site, client, folder) -> dict:
    """All that came from this site, and what its addresses answer."""
    records = ImportRecord.objects.filter(origin__name=site).order_by("path")
    pages = [
        (record.path, record.page_id, page.url_path, page.title, page.latest_revision_id)
        for record in records
        for page in [record.page.specific]
    ]
    addresses = PublicAddress.objects.filter(page__import_record__origin__name=site)
    files = ImportedFile.objects.filter(origin__name=site)
    call_command("export_hugo", folder, "--source", site, stdout=StringIO())
    answers = ["/about/", "/posts/tempo/", "/old/tempo/", "/b.png", "/talk.pdf", "/posts/"]
    return {
        "pages": pages,
        "addresses": sorted(addresses.values_list("path", "page_id")),
        "redirects": sorted(Redirect.objects.values_list("old_path", "redirect_link")),
        "files": sorted(files.values_list("path", "digest")),
        "export": tree(folder),
        "answers": {at: _answer(client, at) for at in answers} if site == "ada.example.org" else {},
    }


def _answer(client, address):
    answer = client.get(address)
    place = answer.headers.get("Location")
    body = b"".join(answer) if answer.streaming else b""
    return answer.status_code, place, body


ORDERS = list(itertools.permutations([BRUNA, PICTURES]))


@pytest.mark.parametrize("others", ORDERS, ids=lambda order: " then ".join(at.name for at in order))
def test_sites_that_come_later_change_nothing_of_the_first(ada, client, tmp_path, others):
    run(ada)
    before = state_of("ada.example.org", client, tmp_path / "before")

    reports = [run(site) for site in (*others, *others)]

    assert state_of("ada.example.org", client, tmp_path / "after") == before
    assert tree(tmp_path / "after").keys() - {"export-manifest.json"} == tree(ada).keys()
    told = {report["source"] for report in reports}
    assert told == {"bruna.example.org", "pictures"}
    notes = [note["what"] for report in reports for note in report["files"]["notices"]]
    assert [note for note in notes if "no more" in note] == []
