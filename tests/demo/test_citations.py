"""What readers of the demo download is read by the parsers of others and by ours, with nothing lost."""

import pytest
from bs4 import BeautifulSoup

from blog.papers.records import identifiers_of, read_records
from blog.posts.models import PostPage, PostSeries
from blog.site.public import (
    public_authors,
    public_categories,
    public_event_series,
    public_events,
    public_papers,
)
from tests.reference_managers import READERS, Record, record_of, rewritten
from tests.zotero import save

pytestmark = [
    pytest.mark.usefixtures("loaded"),
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),
]


def of_post(post) -> Record:
    written = {"date-parts": [[post.written_date.year]]}
    authors = [credit.csl_name for credit in post.credits]
    return record_of({"title": post.title, "author": authors, "issued": written})


def of_paper(paper) -> Record:
    return record_of(paper.csl, paper.identifiers.values_list("scheme", "value"))


def papers_of(posts) -> set[int]:
    return {mention.paper_id for post in posts for mention in post.mentions.all()}


@pytest.fixture(scope="module")
def files(loaded) -> dict[str, list[Record]]:
    """Every address of a citation file without its ending, and what stands in the database."""
    posts = list(PostPage.objects.public().newest_first().with_cards())
    papers = {paper.pk: of_paper(paper) for paper in public_papers()}
    found = {}
    for post in posts:
        found[f"{post.url}cite"] = [of_post(post)]
        mentioned = dict.fromkeys(mention.paper_id for mention in post.mentions.all())
        found[f"{post.url}papers"] = [papers[pk] for pk in mentioned]
    for paper in public_papers():
        found[f"{paper.get_absolute_url()}cite"] = [papers[paper.pk]]
    things = [*public_authors(), *public_categories(), *public_events(), *public_event_series()]
    things += PostSeries.objects.all()
    for thing in things:
        about = [post for post in posts if is_under(post, thing)]
        found[f"{thing.get_absolute_url()}cite"] = [of_post(post) for post in about]
        found[f"{thing.get_absolute_url()}papers"] = [papers[pk] for pk in papers_of(about)]
    found["/papers"] = list(papers.values())
    return {address: records for address, records in found.items() if records}


def is_under(post, thing) -> bool:
    """Read off the post itself, not by the queries that make the lists."""
    related = [credit.url for credit in post.credits]
    related += [category.get_absolute_url() for category in post.categories.all()]
    related += [post.event.get_absolute_url(), post.event.series.get_absolute_url()] if post.event else []  # fmt: skip
    related += [post.series.get_absolute_url()] if post.series else []
    return thing.get_absolute_url() in related


def told(records) -> list[Record]:
    return sorted(records, key=lambda record: (record.title, record.year))


def ours(text: str) -> list[Record]:
    reading = read_records(text)
    assert reading.problems == []
    return [
        record_of(item, ((found.scheme, found.value) for found in identifiers_of(item)))
        for item in reading.items
    ]


@pytest.mark.parametrize("suffix", READERS)
def test_every_file_holds_what_is_stored_for_parsers_of_others_and_for_ours(client, files, suffix):
    kinds = {address.rstrip("/").split("/")[1] for address in files}
    assert kinds >= {"authors", "categories", "events", "papers", "series"}

    for address, stored in files.items():
        answer = client.get(f"{address}.{suffix}")
        text = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()

        assert told(READERS[suffix](text)) == told(stored), address
        assert told(ours(text)) == told(stored), address
        assert told(ours(rewritten(suffix, text))) == told(stored), address


@pytest.mark.parametrize("suffix", READERS)
def test_the_file_of_a_search_holds_posts_and_papers_that_it_finds(client, files, suffix):
    page = BeautifulSoup(client.get("/search/?q=music").content, "html.parser")
    answer = client.get(f"/search.{suffix}?q=music")
    text = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()

    found = READERS[suffix](text)
    known = [record for address, records in files.items() if address.endswith("/cite")
             for record in records]  # fmt: skip
    assert len(found) > 3
    assert [record for record in found if record not in known] == []
    assert told(ours(text)) == told(ours(rewritten(suffix, text))) == told(found)
    titles = [link.get_text(strip=True) for link in page.select(".listing h2 a, .listing h3 a")]
    shown = {record.title for record in found} & set(titles)
    assert [record.title for record in found if record.title in shown] == [
        title for title in titles if title in shown
    ]
    assert len(shown) > 3


def zotero_name(name) -> tuple[str, str]:
    """A suffix has no place of its own in Zotero, nor has a comma in an organisation's name."""
    family, given, _suffix = name
    return (given, family if given else family.replace(",", ""))


def test_zotero_finds_kind_authors_date_and_publication_on_every_post_and_paper(client, files):
    seen = 0
    for post in PostPage.objects.public().with_cards():
        saved, stored = save(client.get(post.url).content), of_post(post)
        assert (saved.kind, saved.title) == ("blogPost", post.title)
        assert saved.creators == [zotero_name(name) for name in stored.names], post.title
        assert saved.date == post.written_date.strftime("%Y/%m/%d")
        assert saved.publication == client.get(f"{post.url}cite.json").json()[0]["container-title"]
        assert saved.url == post.full_url
        seen += 1
    for paper in public_papers():
        saved, stored = save(client.get(paper.get_absolute_url()).content), of_paper(paper)
        [item] = client.get(f"{paper.get_absolute_url()}cite.json").json()
        assert saved.title == paper.title
        assert saved.creators == [zotero_name(name) for name in stored.names], paper.title
        assert saved.date[:4] == stored.year
        if saved.kind in ("journalArticle", "conferencePaper", "bookSection"):
            assert saved.publication == item["container-title"]
        assert saved.kind in ("journalArticle", "conferencePaper", "preprint", "bookSection",
                              "book", "thesis", "report"), paper.title  # fmt: skip
        seen += 1
    assert seen > 30
