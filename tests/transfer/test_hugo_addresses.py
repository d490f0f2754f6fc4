"""Where Hugo served a page, by its own rules for slugs, titles, patterns, time zones and files."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from blog.core.html import render_markdown
from blog.posts.models import PostPage
from blog.transfer import hugo
from blog.transfer.hugo.reread import Reader, bare_site
from blog.transfer.reading.dialect import Dialect
from tests.transfer.hugo_build import build
from tests.transfer.trees import write_tree

CONFIG = """
baseURL = "https://lab.example.org/"
timeZone = "Europe/Madrid"
[permalinks]
notes = "/n/:filename/"
[permalinks.page]
blog = "/:year/:month/:slug/"
[frontmatter]
date = [":filename", ":default"]
"""


def read(tmp_path, path, head, config=CONFIG):
    site = write_tree(
        tmp_path / "site", {"hugo.toml": config, f"content/{path}": f"---\n{head}\n---\nWords.\n"}
    )
    [document] = hugo.read_documents(site)
    return document


@pytest.mark.parametrize(
    ("path", "head", "address"),
    [
        ("blog/a.md", "title: 'Rooms & Echoes: v1.0'\ndate: 2024-05-31", "2024/05/rooms-echoes-v1.0"),
        ("blog/a.md", "title: A\nslug: own\ndate: 2024-05-31", "2024/05/own"),
        ("notes/Upper Case & Name.md", "title: A", "n/upper-case-name"),
        ("Other Notes/Upper & Name.md", "title: A", "other-notes/upper--name"),
        ("posts/2024-05-31-pitch.md", "title: A", "posts/pitch"),
    ],
)  # fmt: skip
def test_an_address_is_the_one_that_hugo_gave(tmp_path, path, head, address):
    assert read(tmp_path, path, head).address == address


MANY = {
    "hugo.toml": (
        'baseURL = "https://x.example/"\ndefaultContentLanguage = "en"\n[languages.en]\n'
        "weight = 1\n[languages.ca]\nweight = 2\n[permalinks]\n"
        'notes = "/n/:sections[1:]/:slugorcontentbasename/"\nlog = "/:year/:yearday/:title/"\n'
        'deep = "/:sections/:filename/"\nlast = "/:sections[last]/:slug/"\n'
    ),
    "posts/Two  spaces - dash.md": "title: A",
    "posts/b.md": "title: A\nslug: '¿Qué ª “x” y'",
    "posts/c.md": "title: A\nslug: CamelSlug",
    "posts/CamelCase.md": "title: A",
    "posts/x&y(z).md": "title: A",
    "posts/a.b.md": "title: A",
    "posts/d.md": "title: A\nurl: /:year/:slug/\nslug: own\ndate: 2024-05-31",
    "posts/e.md": "title: A\nurl: Caps/Ñ",
    "posts/f.ca.md": "title: A\nurl: relative/f",
    "posts/g.ca.md": "title: A\nurl: /absolute/g/",
    "posts/Bundle - B/index.md": "title: A",
    "notes/one/two/h.md": "title: A",
    "notes/real/_index.md": "title: A\nsummary: x",
    "notes/real/i.md": "title: A",
    "log/j.md": "title: 'Rooms & Echoes: - v1'\ndate: 2024-02-03",
    "deep/Name Of File.md": "title: A",
    "last/k.md": "title: Its Title",
}


@pytest.mark.parametrize("more", ["", "disablePathToLower = true\n", "removePathAccents = true\n"])
def test_all_addresses_are_those_that_hugo_writes(tmp_path, more):
    files = {
        path if path == "hugo.toml" else f"content/{path}":
        more + head if path == "hugo.toml" else f"---\n{head}\n---\nWords.\n"
        for path, head in MANY.items()
    }  # fmt: skip
    site = write_tree(tmp_path / "site", files)
    ours = {document.address for document in hugo.read_documents(site)}

    built = build(site, tmp_path / "built")

    theirs = {path.parent.relative_to(built).as_posix() for path in built.rglob("index.html")}
    assert (len(ours), sorted(ours - theirs)) == (len(MANY) - 1, [])


def test_aliases_of_a_translated_page_stand_below_its_language(tmp_path):
    config = MANY["hugo.toml"]
    head = "title: A\naliases: [/old/, near, /ca/own/]\nwordpress_id: 7"

    document = read(tmp_path, "posts/f.ca.md", head, config)

    assert document.aliases == ("/ca/old/", "/ca/posts/near", "/ca/own/", "/?p=7")


def test_the_address_that_an_earlier_hugo_gave_leads_on(tmp_path):
    document = read(tmp_path, "posts/Two  spaces - dash.md", "title: A", "")

    assert (document.address, document.aliases) == (
        "posts/two--spaces---dash", ("/posts/two-spaces-dash",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("order", "date"),
    [
        ('[":filename", ":default"]', "2024-05-31"),
        ('[":default", ":filename"]', "2020-01-01"),
        ('["publishDate", ":git", "date"]', "2021-02-03"),
    ],
)
def test_the_site_says_where_dates_come_from(tmp_path, order, date):
    head = "title: A\ndate: 2020-01-01\npublishDate: 2021-02-03"
    config = f"[frontmatter]\ndate = {order}\n"

    document = read(tmp_path, "posts/2024-05-31-pitch.md", head, config)

    assert f"{document.date:%Y-%m-%d}" == date


def test_a_site_with_ugly_addresses_keeps_their_endings(tmp_path):
    document = read(tmp_path, "posts/pitch.md", "title: A", "uglyURLs = true\n")

    assert document.address == "posts/pitch.html"


def test_a_date_without_an_offset_is_in_the_time_zone_of_the_site(tmp_path):
    document = read(tmp_path, "posts/a.md", "title: A\ndate: 2024-05-31 10:00:00")

    assert document.date.isoformat() == "2024-05-31T10:00:00+02:00"


@pytest.fixture
def site(publication, tmp_path):
    site = write_tree(
        tmp_path / "site",
        {
            "hugo.toml": 'baseURL = "https://lab.example.org/"\n',
            "content/posts/pitch.md": "---\ntitle: Pitch\ndate: 2009-02-03\n"
            "url: /2009/02/pitch.html\naliases: [/old-pitch/]\n---\nWords.\n",
            "content/posts/year.md": "---\ntitle: Year\ndate: 2009-12-31\nurl: 2009\n---\nWords.\n",
            "content/papers/ada/_index.md": "---\ntitle: Ada\n---\nShe listens.\n",
            "content/posts/draft.md": "---\ntitle: Secret\ndate: 2009-12-31\ndraft: true\n"
            "url: /secret-plan/\naliases: [/plan/]\n---\nWords.\n",
        },
    )
    call_command("import_hugo", site)
    return site


@pytest.mark.parametrize(
    ("former", "status", "now"),
    [
        ("/2009/02/pitch.html", 200, None),
        ("/2009/02/pitch.html/", 301, "/2009/02/pitch.html"),
        ("/old-pitch/", 301, "/2009/02/pitch.html"),
        ("/2009/", 200, None),
        ("/2009", 301, "/2009/"),
        ("/papers-ada/", 200, None),
        ("/plan/", 404, None),
    ],
)
def test_an_old_address_answers_as_it_did_and_tells_nothing_of_drafts(
    site, client, former, status, now
):
    response = client.get(former)

    assert (response.status_code, response.headers.get("Location")) == (status, now)


def test_a_page_that_was_a_file_keeps_the_name_that_feeds_knew(site):
    post = PostPage.objects.get(title="Pitch")

    assert post.former_guid == "https://lab.example.org/2009/02/pitch.html"


def read_site(tmp_path, **posts: str):
    config = 'baseURL = "https://ada.example.net/lab/"\ntitle = "Lab"\n'
    files = {f"content/posts/{name}.md": text for name, text in posts.items()}
    write_tree(tmp_path, {"hugo.toml": config, "static/talk.pdf": b"%PDF", **files})
    return {Path(item.path).stem: item for item in hugo.read_documents(tmp_path)}


def test_a_draft_that_has_only_a_number_for_an_address_gets_one_and_answers_at_the_number(tmp_path):
    posts = read_site(
        tmp_path,
        a="---\ntitle: A\nurl: /?p=209\ndraft: true\n---\nWords.\n",
        b="---\ntitle: B\npermalink: /2016/02/b.html\n---\nWords.\n",
        c="---\ntitle: C\npermalink: /:categories/:title/\n---\nWords.\n",
        d="---\ntitle: D\nurl: https://ada.example.net/lab/own/\n---\nWords.\n",
    )

    assert {name: (item.address, item.aliases) for name, item in posts.items()} == {
        "a": ("posts/a", ("/?p=209",)),
        "b": ("posts/b", ("/2016/02/b.html",)),
        "c": ("posts/c", ()),
        "d": ("own", ()),
    }


def test_links_to_the_site_itself_are_links_inside_of_it_and_dead_ones_are_reported(tmp_path):
    home = "https://ada.example.net/lab"
    posts = read_site(
        tmp_path,
        a="---\ntitle: A\naliases: [/old/a/]\ntags: [x]\n---\nWords.\n",
        b=f"---\ntitle: B\n---\n[a]({home}/posts/a/?x=1#y), [a](/lab/posts/a/), <{home}/posts/a/>\n"
        f'and <a href="{home}/talk.pdf">a talk</a>, [home]({home}), [other](https://b.example/lab/).\n'
        "\n[old](/old/a/), [tag](/tags/x/), [list](/posts/), [feed](/index.xml), [beside](../a/).\n\n"
        f"[gone](/posts/gone/), [gone]({home}/x.pdf), [gone](../none/), [own](#part), <a href='/no/'>n</a>.\n",
    )

    document = posts["b"]
    html = "".join(block.value["html"] for block in document.body)
    shown = [link["href"] for link in BeautifulSoup(html, "html.parser").select("a")]
    assert shown[:6] == [
        "/posts/a/?x=1#y",
        "/posts/a/",
        "/posts/a/",
        "/talk.pdf",
        "/",
        "https://b.example/lab/",
    ]
    dead = [(item.place.rpartition(" ")[2], item.what.split()[2]) for item in document.notices]
    assert dead == [("9", "/posts/gone/"), ("9", "/x.pdf"), ("9", "../none/"), ("9", "/no/")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"https://x.example/a\_b\_c?x=1.", "https://x.example/a_b_c?x=1"),
        (r"`https://x.example/a\_b`", None),
    ],
)
def test_an_escaped_underscore_in_a_bare_address_is_an_underscore(text, shown):
    [block] = Reader(bare_site(Dialect())).blocks(text)

    for html in (block.value["html"], render_markdown(text)):
        link = BeautifulSoup(html, "html.parser").a
        assert (link and link.text) == shown
