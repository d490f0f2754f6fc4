"""Where Hugo served a page, by its own rules for slugs, titles, patterns, time zones and files."""

import pytest
from django.core.management import call_command

from blog.posts.models import PostPage
from blog.transfer import hugo
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
        ("Other Notes/Upper & Name.md", "title: A", "other-notes/upper-name"),
        ("posts/2024-05-31-pitch.md", "title: A", "posts/pitch"),
    ],
)  # fmt: skip
def test_an_address_is_the_one_that_hugo_gave(tmp_path, path, head, address):
    assert read(tmp_path, path, head).address == address


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
