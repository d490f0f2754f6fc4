"""Posts that are read by address alone, and others that search engines leave out."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse

from blog.posts.models import PostPage
from tests.factories import make_author, make_paper, make_post, make_standard_page, paper_entry
from tests.transfer.trees import write_tree

pytestmark = pytest.mark.django_db
SAMPLE = "tests/samples/hugo_unlisted"
UNLISTED = ["/posts/list-local/", "/posts/unlisted-old/", "/posts/unlisted/"]
LISTS = (
    "/", "/archive/", "/feed.xml", "/atom.xml", "/feed.json", "/sitemap.xml", "/llms.txt",
    "/search/?q=UNLISTEDWORD", "/search/?q=reviewers", "/papers/", "/authors/", "/categories/",
)  # fmt: skip


def robots(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    tag = BeautifulSoup(answer.content, "html.parser").select_one("meta[name=robots]")
    return tag["content"] if tag else ""


def naming(client, addresses, text):
    return [each for each in addresses if text in client.get(each).content.decode()]


def test_what_hugo_shows_in_no_list_answers_at_its_address_alone(client, publication, capsys):
    call_command("import_hugo", SAMPLE)

    said = "Hugo shows this in no list; it came in unlisted, for those with its address."
    assert capsys.readouterr().out.count(said) == 3
    assert {address: robots(client, address) for address in UNLISTED} == dict.fromkeys(
        UNLISTED, "noindex"
    )
    for address in UNLISTED:
        assert naming(client, [*LISTS, "/posts/noindex/"], address) == []
        for file in ("index.md", "cite.bib", "card.jpg"):
            assert client.get(f"{address}{file}").status_code == 200


def test_what_search_engines_leave_out_stays_in_our_lists(client, publication):
    call_command("import_hugo", SAMPLE)

    assert robots(client, "/posts/noindex/") == "noindex"
    assert naming(client, LISTS, "/posts/noindex/") == [
        "/", "/archive/", "/feed.xml", "/atom.xml", "/feed.json", "/llms.txt"]  # fmt: skip


def test_a_page_out_of_the_sitemap_alone_may_be_found(client, publication, tmp_path):
    write_tree(tmp_path, {
        "content/posts/quiet.md": "---\ntitle: Quiet\nsitemap:\n  disable: true\n---\nWords.\n",
        "content/posts/first.md": "---\ntitle: First\ndate: 2024-05-01\n"
        "canonicalURL: https://elsewhere.example/first/\n---\nWords.\n",
        "hugo.toml": 'baseURL = "https://lab.example.org/"\n',
        "content/posts/own.md": "---\ntitle: Own\ndate: 2024-05-01\n"
        "canonicalURL: https://lab.example.org/posts/own/\n---\nWords.\n",
    })  # fmt: skip

    call_command("import_hugo", tmp_path)

    assert robots(client, "/posts/first/") == ""
    assert dict(PostPage.objects.values_list("title", "external_canonical")) == {
        "Quiet": "", "First": "https://elsewhere.example/first/", "Own": ""}  # fmt: skip
    assert PostPage.objects.get(title="Quiet").no_sitemap


def test_an_untouched_unlisted_post_leaves_byte_for_byte_and_a_listed_one_says_so(
    publication, tmp_path
):
    call_command("import_hugo", SAMPLE)
    post = PostPage.objects.get(address="posts/unlisted")
    call_command("export_hugo", tmp_path / "same")
    post.unlisted = False
    post.save_revision().publish()
    make_post(title="Born here", slug="born", unlisted=True)

    call_command("export_hugo", tmp_path / "edited")

    name = "content/posts/unlisted.md"
    with open(f"{SAMPLE}/{name}", encoding="utf-8") as file:
        source = file.read()
    assert (tmp_path / "same" / name).read_text() == source
    assert (tmp_path / "edited" / name).read_text() == source.replace("build:\n  list: never\n", "")
    [born] = (tmp_path / "edited").rglob("*born*/*.md")
    assert "build:" in born.read_text()
    assert "never" in born.read_text()


def test_nothing_leads_to_an_unlisted_post_from_what_it_uses(client, publication):
    author, paper = make_author("Ada Quill"), make_paper("Vocos")
    shared = {"authors": [author], "categories": ["Sound"], "body": [paper_entry(paper)]}
    make_post(title="Listed", slug="listed", **shared)
    make_post(title="Hidden", slug="hidden", unlisted=True, **shared)
    make_post(title="Alone", slug="alone", unlisted=True, authors=[make_author("Celia Folio")])
    make_standard_page(title="For some", slug="for-some", unlisted=True)

    places = [*LISTS, "/listed/", author.get_absolute_url(), paper.get_absolute_url(),
              "/categories/sound/", f"{author.get_absolute_url()}cite.bib"]  # fmt: skip
    assert naming(client, places, "/hidden/") == []
    assert naming(client, LISTS, "/for-some/") == []
    assert naming(client, LISTS, "Celia Folio") == []
    assert client.get("/authors/celia-folio/").status_code == 404
    assert robots(client, "/hidden/") == robots(client, "/for-some/") == "noindex"


def test_an_editor_ticks_it(admin_client, client, publication):
    post = make_post(title="A report", slug="report")

    page = admin_client.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()

    assert [name for name in ("unlisted", "noindex", "no_sitemap") if f'name="{name}"' in page] == [
        "unlisted", "noindex", "no_sitemap"]  # fmt: skip
