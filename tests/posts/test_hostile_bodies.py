"""A body is whatever somebody wrote or imported: it never breaks a page, a feed or a list."""

import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from blog.posts.models import PostPage
from tests.factories import image_block, make_image, make_paper, make_post, paper_entry, prose
from tests.hard_cases import block

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "hostile"
LISTS = [
    "/", "/feed.xml", "/atom.xml", "/feed.json", "/archive/", "/sitemap.xml", "/llms.txt",
    "/search/?q=words",
]  # fmt: skip


def import_samples(tmp_path, *names):
    """The report's posts by file name."""
    folder = tmp_path / "site"
    (folder / "content" / "posts").mkdir(parents=True)
    (folder / "config.toml").write_text('title = "Site"\n')
    for name in names:
        shutil.copy(SAMPLES / name, folder / "content" / "posts" / name)
    out = StringIO()
    call_command("import_hugo", str(folder), "--json", stdout=out)
    return {Path(post["path"]).name: post for post in json.loads(out.getvalue())["posts"]}


def answers(client, post):
    """Whatever does not answer 200, of the post's own addresses and the lists that name it."""
    own = [post.url, f"{post.url}index.md", f"{post.url}cite.bib"]
    responses = {address: client.get(address) for address in [*own, *LISTS]}
    return {path: res.status_code for path, res in responses.items() if res.status_code != 200}


def test_a_post_with_malformed_addresses_shows_its_words_and_takes_no_list_with_it(
    client, publication, tmp_path
):
    import_samples(tmp_path, "bad-addresses.md")
    post = PostPage.objects.get()

    call_command("rebuild_search", stdout=StringIO())

    assert answers(client, post) == {}
    page = client.get(post.url).content.decode()
    for words in ("a plot", "a link", "See", "linked"):
        assert words in page


@pytest.mark.parametrize("address", ["http://[x", "http://[ ::1]/", "http://[your-site]/a.png"])
def test_no_field_of_a_body_that_takes_an_address_breaks_what_shows_it(
    client, publication, address
):
    paper = make_paper(URL=address)
    picture = image_block(make_image(), link=address)
    body = [
        prose(f'<p>Words <a href="{address}">link</a></p>'),
        block("quote", {"text": "<p>Said.</p>", "attribution": "Ada", "source": address}),
        picture,
        picture | {"value": picture["value"] | {"image": None, "src": address}},
        block("media", {"file": None, "src": address, "title": "A film", "poster": None,
                        "captions": None, "transcript": "", "caption": "", "credit": ""}),
        paper_entry(paper, url=address, links=[
            {"type": "item", "value": {"kind": "code", "url": address, "label": ""}, "id": "1"},
            {"type": "item", "value": {"kind": "demo", "url": None, "label": ""}, "id": "2"},
        ]),
        block("markdown", {"source": f"![a]({address}) [b]({address}) <{address}>"}),
        block("raw_html", {"html": f'<video src="{address}"></video><img src="{address}">'}),
    ]  # fmt: skip
    post = make_post(title="Words", body=body, slug="hostile")

    call_command("rebuild_search", stdout=StringIO())

    assert answers(client, post) == {}
    assert client.get(paper.get_absolute_url()).status_code == 200


def test_signs_that_no_file_can_hold_are_left_out_of_an_imported_title(
    client, publication, tmp_path
):
    posts = import_samples(tmp_path, "surrogate-title.md", "control-title.md")

    assert set(posts) == {"surrogate-title.md", "control-title.md"}
    assert sorted(PostPage.objects.values_list("title", flat=True)) == ["ab", "ab end"]
    for post in PostPage.objects.all():
        assert answers(client, post) == {}
