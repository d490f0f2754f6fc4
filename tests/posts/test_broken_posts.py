"""A post that cannot be rendered takes no list and no feed with it, and editors are told."""

import json
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection

from blog.authors.models import Author
from blog.papers.models import Event
from tests.factories import (
    make_author,
    make_event,
    make_paper,
    make_post,
    paper_entry,
    paper_list,
    prose,
)

pytestmark = pytest.mark.django_db
BROKEN_BODIES = {
    "prose without text": [{"type": "prose", "value": None, "id": "1"}],
    "prose that is a mapping": [{"type": "prose", "value": {"a": 1}, "id": "1"}],
    "a block without value": [{"type": "prose", "id": "1"}],
    "a block without type": [{"value": "<p>Words</p>", "id": "1"}],
    "a list of papers that is text": [{"type": "paper_list", "value": "ten", "id": "1"}],
    "a picture that is a list": [{"type": "image", "value": [1], "id": "1"}],
    "an entry with a name for its paper": [
        {"type": "paper", "value": {"paper": "x", "more": 3, "links": {}}, "id": "1"}
    ],
    "words for blocks": ["words"],
}


def spoil(post, body):
    """As a faulty release, a restored dump or a script of somebody's leaves it behind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE blog_postpage SET body = %s WHERE page_ptr_id = %s", [json.dumps(body), post.pk]
        )


LISTS = ["/", "/authors/ada/", "/categories/vision/", "/events/iclr/2024/", "/events/iclr/"]
FEEDS = [f"{path}{name}" for path in LISTS for name in ("feed.xml", "atom.xml", "feed.json")]
CITED = [f"{path}papers.bib" for path in LISTS[1:]]


def make_readable_post(paper):
    words = prose("<p>Convolutions over meadows and harbours.</p>")
    return make_post(title="Meadows", slug="good", body=[words, paper_entry(paper)], **_about())


def make_broken_posts(paper):
    """One for each way in which a body can be broken, beside the readable one in every list."""
    words = prose("<p>Convolutions over meadows and harbours.</p>")
    posts = []
    for number, body in enumerate(BROKEN_BODIES.values()):
        post = make_post(
            title=f"Harbours {number}", slug=f"bad-{number}", body=[words, paper_entry(paper)],
            **_about(),
        )  # fmt: skip
        spoil(post, body)
        posts.append(post)
    return posts


def _about():
    author = Author.objects.filter(slug="ada").first() or make_author(slug="ada")
    event = Event.objects.first() or make_event()
    return {"authors": [author], "categories": ["Vision"], "event": event}


def test_posts_that_cannot_be_rendered_are_left_out_of_every_list_and_feed(
    client, admin_client, publication
):
    paper = make_paper()
    make_readable_post(paper)
    bad = make_broken_posts(paper)
    client.raise_request_exception = admin_client.raise_request_exception = False

    call_command("rebuild_search", stdout=StringIO())
    call_command("related", "rebuild", stdout=StringIO())
    call_command("papers", "mentions", stdout=StringIO())
    rest = ["/archive/", "/search/?q=meadows", "/sitemap.xml", "/llms.txt", "/good/",
            "/good/index.md", "/papers/", paper.get_absolute_url(), "/authors/", "/events/",
            "/categories/"]  # fmt: skip
    responses = {path: client.get(path) for path in [*LISTS, *FEEDS, *CITED, *rest]}
    responses |= {path: admin_client.get(path) for path in ("/admin/", "/admin/pages/")}

    failed = {path: res.status_code for path, res in responses.items() if res.status_code != 200}
    assert failed == {}
    for path in (*LISTS, *FEEDS, "/archive/", "/llms.txt", "/search/?q=meadows"):
        assert "Meadows" in responses[path].content.decode(), path
    broken = {
        [*BROKEN_BODIES].index(name) for name in ("prose that is a mapping", "words for blocks")
    }
    titles = {item["title"] for item in responses["/feed.json"].json()["items"]}
    assert titles & {f"Harbours {number}" for number in broken} == set()
    markdown = {client.get(f"{post.url}index.md").status_code for post in bad}
    assert markdown <= {200, 404}


def test_editors_are_told_which_post_was_left_out_where_and_why(
    client, admin_client, publication, caplog
):
    post = make_post(title="Harbours", slug="bad", body=[prose()])
    spoil(post, BROKEN_BODIES["prose that is a mapping"])

    for path in ("/", "/feed.xml", "/feed.xml"):
        client.get(path)

    failures = post.failures.values_list("output", flat=True).order_by("output")
    assert list(failures) == ["feed", "list"]
    assert f"Post {post.pk} cannot be rendered in: feed" in caplog.text
    page = BeautifulSoup(admin_client.get("/admin/").content, "html.parser")
    panel = page.find("h3", string="Posts that cannot be shown").parent
    line = panel.find("a", href=f"/admin/pages/{post.pk}/edit/")
    assert line.text == "Harbours"
    assert "Left out of: feeds, last on" in panel.text
    assert "AttributeError" in panel.text


def test_a_post_that_is_published_again_is_no_longer_called_broken(client, publication):
    post = make_post(title="Harbours", slug="bad", body=[prose()])
    spoil(post, BROKEN_BODIES["prose that is a mapping"])
    client.get("/feed.xml")
    assert post.failures.exists()

    post.latest_revision.publish()

    assert not post.failures.exists()
    assert "Harbours" in client.get("/feed.xml").content.decode()


SENTENCE = "This part of the text cannot be shown at the moment."
RICH_TEXT_THAT_IS_A_MAPPING = BROKEN_BODIES["prose that is a mapping"][0]


def texts(response, selector):
    page = BeautifulSoup(response.content, "html.parser")
    return [" ".join(element.text.split()) for element in page.select(selector)]


@pytest.mark.parametrize("name", BROKEN_BODIES)
def test_the_page_of_a_post_shows_all_but_the_block_that_fails(client, publication, name):
    author, words = make_author("Ada Quill"), prose("<p>Over meadows.</p>")
    post = make_post(title="Harbours", standfirst="Two days.", authors=[author], body=[words])
    spoil(post, [words, *BROKEN_BODIES[name], prose("<p>The end.</p>")])

    response = client.get(post.url)

    assert response.status_code == 200
    assert texts(response, "h1, .standfirst, .byline [translate=no]") == [
        "Harbours",
        "Two days.",
        "Ada Quill",
    ]
    paragraphs = texts(response, ".body > p")
    assert (paragraphs[0], paragraphs[-1]) == ("Over meadows.", "The end.")
    fails = name in ("prose that is a mapping", "words for blocks")
    assert paragraphs[1:-1] == ([SENTENCE] if fails else [])
    assert [failure.output for failure in post.failures.all()] == (["page"] if fails else [])


def test_blocks_and_entries_around_one_that_fails_inside_of_a_section_stand(client, publication):
    papers = [make_paper(f"Paper {number}") for number in range(3)]
    entries = paper_list(papers)
    post = make_post(title="Harbours", body=[entries])
    entries["value"]["entries"][1]["value"]["commentary"] = {"a": 1}
    inside = [prose("<p>Inside.</p>"), RICH_TEXT_THAT_IS_A_MAPPING]
    bonus = {"heading": "Bonus", "blocks": [*inside, paper_entry(papers[0], more=inside)]}
    spoil(post, [entries, {"type": "bonus_section", "value": bonus, "id": "b"}])

    response = client.get(post.url)

    assert response.status_code == 200
    assert texts(response, ".papers .paper__title") == ["Paper 0", "Paper 1", "Paper 2"]
    assert texts(response, ".papers .paper__text p:not(.by)") == [
        "We liked it.",
        SENTENCE,
        "We liked it.",
    ]
    assert texts(response, ".bonus > p, .bonus .paper__text > p") == [
        "Inside.",
        SENTENCE,
        "We liked it.",
        "Inside.",
        SENTENCE,
    ]


def test_editors_are_told_which_page_lacks_a_part(client, admin_client, publication):
    post = make_post(title="Harbours", slug="bad", body=[prose()])
    spoil(post, [RICH_TEXT_THAT_IS_A_MAPPING])
    client.get(post.url)

    page = BeautifulSoup(admin_client.get("/admin/").content, "html.parser")

    panel = page.find("h3", string="Posts that cannot be shown").parent
    assert "Its page shows a sentence in the place of what fails, last on" in panel.text
