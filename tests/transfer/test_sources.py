"""Sites of several members in one publication: each keeps its own pages, files, addresses, export."""

import contextlib
import itertools
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect

from blog.posts.models import PostPage, PublicAddress
from blog.transfer.models import ImportedFile, ImportRecord, ImportSource
from tests.factories import make_author, make_source, picture_file
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
    sources = {report["source"] for report in reports}
    assert sources == {"bruna.example.org", "pictures"}
    notes = [note["what"] for report in reports for note in report["files"]["notices"]]
    assert [note for note in notes if "no more" in note] == []


def test_each_member_gets_their_own_site_back(ada, client, tmp_path):
    for site in (ada, BRUNA, PICTURES):
        run(site)

    for name, site in (
        ("ada.example.org", ada),
        ("bruna.example.org", BRUNA),
        ("pictures", PICTURES),
    ):
        out = tmp_path / "out" / name
        call_command("export_hugo", out, "--source", name, stdout=StringIO())
        exported = tree(out)
        del exported["export-manifest.json"]
        there = tree(site)
        assert exported == there

    call_command("export_hugo", tmp_path / "all", stdout=StringIO())
    everything = tree(tmp_path / "all")
    del everything["export-manifest.json"]
    expected = tree(ada)
    for name, site in (("bruna.example.org", BRUNA), ("pictures", PICTURES)):
        expected |= {f"sources/{name}/{path}": data for path, data in tree(site).items()}
    assert everything == expected
    with pytest.raises(CommandError, match=r"no source “carla”.*ada\.example\.org, bruna"):
        call_command("export_hugo", tmp_path / "none", "--source", "carla")


def test_addresses_of_two_sources_that_clash_are_reported_for_each_post(ada, client, tmp_path):
    run(ada)
    taken = "---\ntitle: {}\ndate: 2024-01-01\nurl: {}\n---\nMine.\n"
    other = write_tree(
        tmp_path / "other",
        {
            "hugo.toml": 'baseURL = "https://other.example.org/"\n',
            "content/posts/a.md": taken.format("Lives there", "/about/"),
            "content/posts/b.md": taken.format("Former", "/old/tempo/"),
            "content/posts/c.md": taken.format("A list", "/posts/"),
            "content/posts/d.md": taken.format("Alias", "/d/").replace(
                "url:", "aliases: [/old/tempo/]\nurl:"
            ),
            "static/b.png": picture_file(size=(40, 64)).read(),
        },
    )

    report = run(other)

    reasons = {post["path"]: post["reason"]["what"] for post in report["posts"] if post["reason"]}
    is_one_of = "is one of the source ada.example.org; nothing was overwritten."
    assert reasons == {
        "content/posts/a.md": "the address /about/ is that of “About Me” already; nothing was overwritten.",
        "content/posts/b.md": f"the address /old/tempo/ {is_one_of}",
        "content/posts/c.md": f"the address /posts/ {is_one_of}",
    }
    assert [notice["what"] for post in report["posts"] for notice in post["notices"]] == [
        "the former address /old/tempo leads to another page already."
    ]
    assert [notice["what"] for notice in report["files"]["notices"]] == [
        "the address /b.png is that of a file of the source ada.example.org."
    ]
    assert client.get("/old/tempo/")["Location"] == "/posts/tempo/"


def test_a_source_below_a_prefix_has_all_its_addresses_and_links_there(ada, client, tmp_path):
    run(ada)
    text = (
        "---\ntitle: Bruna\ndate: 2024-01-01\naliases: [/old/tempo/]\n---\n"
        "Read [about me](/about/), [the hall](/b.png) and [elsewhere](//x.example/).\n\n"
        "![Mine](/c.png)\n"
    )
    other = write_tree(
        tmp_path / "bruna",
        {
            "hugo.toml": 'baseURL = "https://bruna.example.org/"\n',
            "content/about/index.md": ABOUT.replace("Me", "Bruna"),
            "content/posts/tempo.md": text,
            "static/b.png": picture_file(size=(40, 64)).read(),
            "static/c.png": picture_file(size=(48, 64)).read(),
        },
    )

    report = run(other, "--prefix", "bruna/")

    assert report["counts"] == {"created": 2}
    page = client.get("/bruna/posts/tempo/").content.decode()
    assert 'href="/bruna/about/"' in page
    assert 'href="/bruna/b.png"' in page
    assert "About Bruna" in client.get("/bruna/about/").content.decode()
    assert client.get("/bruna/old/tempo/")["Location"] == "/bruna/posts/tempo/"
    assert client.get("/bruna/b.png").status_code == 301
    assert client.get("/bruna/b.png")["Location"] != client.get("/b.png")["Location"]
    assert client.get("/old/tempo/")["Location"] == "/posts/tempo/"
    assert run(other)["counts"] == {"unchanged": 2}
    call_command("export_hugo", tmp_path / "out", "--source", "bruna.example.org")
    assert tree(tmp_path / "out").items() >= tree(other).items()

    post = PostPage.objects.get(title="Bruna")
    post.body[0].value.source = post.body[0].value.source.replace("Read", "See")
    post.save_revision().publish()
    call_command("export_hugo", tmp_path / "edited", "--source", "bruna.example.org")
    exported = (tmp_path / "edited/content/posts/tempo.md").read_text()
    assert exported == text.replace("Read", "See")
    with pytest.raises(CommandError, match=r"bruna\.example\.org lives below /bruna/"):
        call_command("import_hugo", other, "--prefix", "elsewhere")


def test_without_an_address_of_its_own_a_site_is_never_guessed(ada, tmp_path):
    run(ada)
    mine = write_tree(tmp_path / "mine", {"content/about/index.md": ABOUT.replace("Ada", "I")})

    with pytest.raises(CommandError) as stopped:
        call_command("import_hugo", mine)

    assert str(stopped.value).splitlines() == [
        "content: it cannot be told from which source this comes. Name it:",
        "  --source ada.example.org",
        "  --source mine  (a new source)",
    ]
    assert run(mine, "--source", "Mine")["counts"] == {"failed": 1}
    assert run(ada)["counts"] == {"unchanged": 2}


def test_a_dry_run_of_a_new_source_leaves_nothing(ada, tmp_path):
    assert run(ada, "--dry-run")["source"] == "ada.example.org"
    assert not ImportSource.objects.exists()


def test_only_what_came_from_a_source_is_missing_from_it(ada):
    run(ada)
    run(BRUNA)
    (ada / "content/posts/tempo.md").unlink()

    notes = [run(site)["files"]["notices"] for site in (ada, BRUNA)]

    gone = [note["place"] for note in notes[0] if "no more" in note["what"]]
    assert (gone, [note for note in notes[1] if "no more" in note["what"]]) == (
        ["content/posts/tempo.md"],
        [],
    )


def test_what_a_source_says_of_its_posts_holds_when_they_come_in(ada, publication):
    carla = make_author("Carla Brun")
    make_source(
        "ada.example.org",
        base_url="http://www.ada.example.org",
        default_author=carla,
        authors={"Ada Quill": {"display_name": "Ada de la Quill"}},
        sections={"posts": "Talks"},
        licence="cc-by-4.0",
    )
    write_tree(ada, {"content/posts/nobody.md": "---\ntitle: Nobody\ndate: 2024-01-02\n---\nX.\n"})

    run(ada)

    posts = PostPage.objects.order_by("title")
    assert [
        (post.title, [str(line.author) for line in post.bylines.all()], post.licence)
        for post in posts
    ] == [
        ("About Me", ["Carla Brun"], "cc-by-4.0"),
        ("Nobody", ["Carla Brun"], "cc-by-4.0"),
        ("Tempo", ["Ada de la Quill"], "cc-by-4.0"),
    ]
    assert [list(post.categories.names()) for post in posts] == [[], ["Talks"], ["Talks"]]


def test_an_import_that_ended_before_anything_had_come_is_taken_up_by_its_source(
    publication, tmp_path
):
    site = write_tree(tmp_path / "site", {"content/posts/a.md": "---\ntitle: A\n---\nWords.\n"})
    started = ImportSource.objects.create(publication=publication, name="site", root="elsewhere")
    ImportSource.objects.create(publication=publication, name="other", root="other")

    call_command("import_hugo", site)

    assert [record.origin for record in ImportRecord.objects.all()] == [started]
