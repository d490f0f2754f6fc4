"""Files that cannot come in, or not whole: what is said, where, and that the others come in."""

import json
import os
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page

from blog.posts.models import PostPage
from blog.transfer.hugo.reread import Reader, bare_site
from blog.transfer.reading.dialect import Dialect
from tests.factories import picture_file
from tests.transfer.trees import write_tree

pytestmark = pytest.mark.django_db
GOOD = "---\ntitle: A good post\ndate: 2024-05-15T12:00:00+02:00\nurl: good\n---\nWords.\n"


@pytest.fixture
def site(publication, tmp_path):
    folder = tmp_path / "site"
    (folder / "static").mkdir(parents=True)
    write_tree(folder, {"config.toml": 'title = "Site"\n', "content/posts/2024-good.md": GOOD})
    return folder


def run(*arguments):
    """Exit status, and the report's line for each file."""
    out, status = StringIO(), 0
    try:
        call_command("import_hugo", *map(str, arguments), "--json", stdout=out)
    except SystemExit as end:
        status = end.code
    report = json.loads(out.getvalue())
    return status, {post["path"].rsplit("/", 1)[-1]: post for post in report["posts"]}


def is_refused(site, name, source, *, where, says, mends=""):
    file = site / "content" / "posts" / name
    file.write_bytes(source if isinstance(source, bytes) else source.encode())
    status, posts = run(site)
    assert status == 1
    reason = posts[name]["reason"]
    assert reason["level"] == "error"
    assert reason["place"] == f"content/posts/{name}{where}"
    assert says in reason["what"]
    assert mends in reason["mend"]
    assert reason["mend"]
    # That post is skipped whole, the others came in.
    assert [post.title for post in PostPage.objects.all()] == ["A good post"]


def comes_in(site, name, source, *, line, says):
    """With its text, as a draft, and with a sentence that names the line."""
    (site / "content" / "posts" / name).write_text(source)
    status, posts = run(site)
    assert status == 0
    [notice] = posts[name]["notices"]
    assert (notice["level"], notice["place"]) == ("warning", f"content/posts/{name}, line {line}")
    assert says in notice["what"]
    page = Page.objects.get(live=False, import_record__path__endswith=name).specific
    assert [block.value.source for block in page.body] == ["<p>x</p>"]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("---\ntitle: [unclosed\n---\nx\n", 3),
        ("---\ntitle: a: b: c\n---\nx\n", 2),
        ('+++\ntitle = "open\n+++\nx\n', 2),
        ('{"title": }\nx\n', 1),
    ],
)
def test_broken_front_matter(site, source, line):
    comes_in(site, "broken.md", source, line=line, says="front matter")


def test_a_yaml_bomb(site):
    levels = "".join(
        f"{name}: &{name} [{', '.join(['*' + last] * 9)}]\n"
        for last, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    source = f"---\ntitle: x\na: &a [lol, lol]\n{levels}---\nx\n"
    comes_in(site, "bomb.md", source, line=5, says="refers to itself")


def test_an_address_that_is_taken_stays_with_the_first(site):
    is_refused(
        site, "2025-late.md", GOOD.replace("A good post", "Late"),
        where=", line 1", says="/good/ is that of content/posts/2024-good.md already", mends="another url",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("url", "../../etc"), ("url", "a/../../b"), ("url", ".."), ("url", "%2e%2e/etc"),
        ("slug", "../../etc"), ("slug", ".."),
    ],
)  # fmt: skip
def test_an_address_that_climbs(site, key, address):
    is_refused(
        site, "climber.md", f'---\ntitle: x\n{key}: "{address}"\n---\nx\n',
        where=", line 3", says="is no address of this site", mends="without ..",
    )  # fmt: skip


def test_a_file_that_links_out_of_the_folder(site, tmp_path):
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\nsecret words\n")
    os.symlink(tmp_path / "secret.md", site / "content" / "posts" / "link.md")
    status, posts = run(site)
    assert status == 1
    assert "leads out of the site's folder" in posts["link.md"]["reason"]["what"]
    assert not PostPage.objects.filter(title="Secret").exists()


@pytest.mark.parametrize("address", ["../../../secret.png", "/../secret.png", "/link.png"])
def test_a_picture_outside_the_folder_stays_outside(site, tmp_path, address):
    (tmp_path / "secret.png").write_bytes(picture_file().read())
    os.symlink(tmp_path / "secret.png", site / "static" / "link.png")
    post = GOOD.replace("Words.", f"![A plot]({address})")
    (site / "content" / "posts" / "2024-good.md").write_text(post)
    status, posts = run(site)
    assert status == 0
    assert [notice["level"] for notice in posts["2024-good.md"]["notices"]] == ["warning"]
    [image] = [block.value for block in PostPage.objects.get().body if block.block_type == "image"]
    assert image["image"] is None
    assert image["src"] == address


def test_an_impossible_date_makes_a_draft_without_one(site):
    (site / "content" / "posts" / "when.md").write_text(
        "---\ntitle: When\ndate: 2024-02-31\nurl: when\n---\nWords.\n"
    )
    status, posts = run(site)
    assert status == 0
    [notice] = posts["when.md"]["notices"]
    assert notice["place"].endswith("when.md, line 3")
    assert "2024-02-31" in notice["what"]
    post = PostPage.objects.get(title="When")
    assert (post.live, post.date) == (False, None)


def test_warnings_let_the_post_in_and_leave_the_status_alone(site):
    (site / "content" / "posts" / "odd.md").write_text(
        "---\ntitle: Odd\nurl: odd\n---\n![Plot](/missing.png)\n\n"
        '{{< carousel "a" >}}\n\nWe like CLIPðŸš€, “MANHÔ and l’été.\n'
    )
    status, posts = run(site)
    assert status == 0
    said = " ".join(notice["what"] for notice in posts["odd.md"]["notices"])
    assert {notice["level"] for notice in posts["odd.md"]["notices"]} == {"warning"}
    assert "missing.png" in said
    assert "carousel" in said
    assert "CLIP🚀" in said
    post = PostPage.objects.get(title="Odd")
    assert post.live
    raw = json.dumps(list(post.body.raw_data), ensure_ascii=False)
    assert '{{< carousel \\"a\\" >}}' in raw
    assert "“MANHÔ and l’été" in raw

    assert run(site, "--strict")[0] == 0  # nothing was read again
    (site / "content" / "posts" / "odd2.md").write_text(
        "---\ntitle: Odd too\nurl: odd2\n---\n![Plot](/missing.png)\n"
    )
    assert run(site, "--strict")[0] == 1


def test_a_dry_run_writes_nothing(site):
    status, posts = run(site, "--dry-run")
    assert status == 0
    assert posts["2024-good.md"]["result"] == "created"
    assert not PostPage.objects.exists()


def test_authors_are_mapped_and_posts_published_or_not(site):
    people = site / "people.toml"
    people.write_text('[ada]\ndisplay_name = "Ada Quill"\norcid = "0000-0002-1825-0097"\n')
    (site / "content" / "posts" / "2024-good.md").write_text(
        GOOD.replace("url: good", "url: good\nauthor: ada")
    )
    assert run(site, "--author-map", people, "--as-drafts")[0] == 0
    post = PostPage.objects.get()
    assert not post.live
    [byline] = post.bylines.all()
    assert (byline.author.display_name, byline.author.orcid) == ("Ada Quill", "0000-0002-1825-0097")


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('---\ndate: "2009-02-30"\n---\n', None),
        ("---\ndate: 0000-00-00 00:00:00\n---\n", None),
        ("+++\ndate = 2009-02-30T10:00:00Z # no such day\n+++\n", None),
        ('{"date": "2009-13-01"}\n', None),
        ("---\ndate: Mon, 05 Jan 2009 10:11:12 +0200\n---\n", "2009-01-05T10:11:12+02:00"),
        ("---\ndate: Mon Jan 5 10:11:12 2009\n---\n", "2009-01-05T10:11:12+00:00"),
        ("---\ndate: 05 Jan 2009\n---\n", "2009-01-05T00:00:00+00:00"),
    ],
)
def test_days_that_do_not_exist_make_drafts_and_forms_that_hugo_reads_are_read(head, date):
    document = Reader(bare_site(Dialect())).document(head.encode() + b"Words.\n")

    found = document.date.isoformat() if document.date else None
    assert (found, document.draft, document.errors) == (date, date is None, ())
