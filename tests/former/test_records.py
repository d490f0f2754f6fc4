"""Addresses of our own records that were public before they changed."""

import pytest
from wagtail.models import PageViewRestriction, Site

from blog.papers.models import EventSeries
from blog.posts.merging import merge
from blog.posts.models import Category, PostPage, PostSeries
from tests.factories import (
    make_author,
    make_event,
    make_paper,
    make_post,
    make_standard_page,
    paper_entry,
    prose,
)

pytestmark = pytest.mark.django_db


class Report:
    """A post that makes a record of each kind public."""

    def __init__(self, **fields):
        self.author, self.paper, self.event = make_author("Ada Quill"), make_paper(), make_event()
        self.series = PostSeries.objects.create(name="Travels")
        self.post = make_post(
            slug="report", authors=[self.author], event=self.event, series=self.series,
            categories=["Music"], body=[paper_entry(self.paper)], **fields,
        )  # fmt: skip
        self.category = Category.named("Music")


@pytest.fixture
def report(publication):
    return Report()


def renamed(record):
    record.slug = "renamed"
    record.save()


def moved_to_another_year(report):
    report.event.year = 2023
    report.event.save()


def moved_to_another_event_series(report):
    report.event.series = EventSeries.objects.create(acronym="ICML")
    report.event.save()


def published_at(**fields):
    def change(report):
        post = PostPage.objects.get(pk=report.post.pk)
        for name, value in fields.items():
            setattr(post, name, value)
        post.save_revision().publish()

    return change


def merged(name, make):
    def change(report):
        merge(getattr(report, name), make())

    return change


FEEDS = ["", "feed.xml", "atom.xml", "feed.json"]
CITED = ["cite.bib", "cite.ris", "cite.json"]
PAPERS = ["papers.bib", "papers.ris", "papers.json"]
AUTHOR = [*FEEDS, *CITED, *PAPERS, "card.jpg"]
EVENT_SERIES = [*FEEDS, *CITED, *PAPERS, "2024/", "2024/feed.xml", "2024/cite.bib"]
EVENT = [*FEEDS, *CITED, *PAPERS, "card.jpg"]
POST = ["", *CITED, *PAPERS, "index.md", "card.jpg"]
CHANGES = {
    "slug of an author": (lambda r: renamed(r.author), "/authors/ada-quill/", AUTHOR),
    "slug of a category": (lambda r: renamed(r.category), "/categories/music/", AUTHOR),
    "slug of a paper": (lambda r: renamed(r.paper), "", ["", *CITED, "card.jpg"]),
    "slug of an event series": (lambda r: renamed(r.event.series), "/events/iclr/", EVENT_SERIES),
    "slug of a post series": (lambda r: renamed(r.series), "/series/travels/", ["", *CITED]),
    "year of an event": (moved_to_another_year, "/events/iclr/2024/", EVENT),
    "series of an event": (moved_to_another_event_series, "/events/iclr/2024/", EVENT),
    "slug of a post": (published_at(slug="renamed"), "/report/", POST),
    "address given": (published_at(address="2020/a"), "/report/", POST),
    "merged authors": (merged("author", make_author), "/authors/ada-quill/", AUTHOR),
    "merged categories": (
        merged("category", lambda: Category.named("Songs")), "/categories/music/", AUTHOR,
    ),
    "merged papers": (merged("paper", make_paper), "", ["", *CITED, "card.jpg"]),
    "merged events": (
        merged("event", lambda: make_event("ICML", 2020)), "/events/iclr/2024/", EVENT,
    ),
    "merged post series": (
        merged("series", lambda: PostSeries.objects.create(name="Trips")), "/series/travels/",
        ["", *CITED],
    ),
}  # fmt: skip


def astray(client, addresses):
    """Those that do not lead by one permanent redirect to what answers."""
    wrong = {}
    for address in addresses:
        first = client.get(address)
        place = first.headers.get("Location", "")
        second = client.get(place) if first.status_code == 301 else None
        if second is None or second.status_code != 200:
            wrong[address] = (first.status_code, place, second and second.status_code)
    return wrong


@pytest.mark.parametrize("kind", CHANGES)
def test_a_public_address_leads_on_with_all_below_it(client, report, kind):
    change, address, below = CHANGES[kind]
    address = address or report.paper.get_absolute_url()
    former = [address + name for name in below]
    assert {one: client.get(one).status_code for one in former} == dict.fromkeys(former, 200)

    change(report)

    assert astray(client, former) == {}


@pytest.mark.parametrize("fields", [{"address": ""}, {"address": "2021/new"}])
@pytest.mark.parametrize("address", ["2020/old", "2020/old.html"])
def test_a_changed_or_emptied_address_of_a_post_leads_on(client, publication, address, fields):
    report = Report(address=address)
    former = [report.post.url, *(f"/{address}/{name}" for name in POST if name)]

    published_at(**fields)(report)

    assert astray(client, former) == {}


def test_a_page_that_is_no_post_leads_on(client, publication):
    page = make_standard_page(slug="about")

    page.slug = "us"
    page.save_revision().publish()

    assert astray(client, ["/about/", "/about", "/about/index.md", "/ABOUT/", "/about.html"]) == {}


def test_pages_of_lists_lead_on_with_the_filters_of_readers(client, publication):
    author = make_author("Ada Quill")
    for _number in range(21):
        make_post(authors=[author], categories=["Music"])
    renamed(author)
    renamed(Category.named("Music"))

    former = ["authors/ada-quill", "categories/music"]
    assert astray(client, [f"/{path}/page/2/" for path in former]) == {}
    assert astray(client, [f"/{path}/page/2/feed.xml" for path in former]) == {}


def test_many_changes_are_still_one_hop(client, report):
    for slug in ("one", "two", "three"):
        for record in (report.author, report.category, report.event.series):
            record.slug = slug
            record.save()
    moved_to_another_year(report)
    merge(report.author, make_author("Bruno Verso"))

    former = [f"/{kind}/{slug}/" for kind in ("authors", "categories") for slug in ("one", "two")]
    former += [f"/events/{slug}/2024/feed.xml" for slug in ("iclr", "one", "three")]
    former += ["/authors/ada-quill/", "/authors/three/feed.xml"]
    assert astray(client, former) == {}


def test_two_records_that_trade_names_answer_at_once(client, publication):
    one, other = make_author("One"), make_author("Other")
    make_post(authors=[one, other])
    for author, slug in ((one, "between"), (other, "one"), (one, "other")):
        author.slug = slug
        author.save()

    statuses = [client.get(f"/authors/{slug}/").status_code for slug in ("one", "other")]
    assert statuses == [200, 200]
    assert astray(client, ["/authors/between/"]) == {}


def hidden(post):
    PageViewRestriction.objects.create(page=post, restriction_type="login")


@pytest.mark.parametrize("withdraw", [PostPage.unpublish, hidden, PostPage.delete])
def test_what_is_no_longer_public_is_unknown_at_its_former_addresses(client, report, withdraw):
    renamed(report.author)
    published_at(slug="renamed")(report)

    withdraw(PostPage.objects.get(pk=report.post.pk))

    former = ["/authors/ada-quill/", "/authors/ada-quill/feed.xml", "/report/", "/report/cite.bib"]
    assert {one: client.get(one).status_code for one in former} == dict.fromkeys(former, 404)


def test_what_changed_while_it_was_withdrawn_leads_on_when_it_is_public_again(client, report):
    post = PostPage.objects.get(pk=report.post.pk)
    post.unpublish()
    for record in (report.author, report.paper, report.category, report.series):
        renamed(record)

    PostPage.objects.get(pk=post.pk).save_revision().publish()

    former = ["/authors/ada-quill/", "/categories/music/", "/series/travels/"]
    assert astray(client, former) == {}


@pytest.mark.parametrize("is_public", [True, False])
def test_a_record_that_only_drafts_used_stays_unknown_when_it_is_merged(
    client, publication, is_public
):
    secret, other = make_author("Secret"), make_author("Other")
    make_post(authors=[secret], live=False)
    make_post(authors=[other], live=is_public)

    merge(secret, other)

    assert client.get("/authors/secret/").status_code == 404
    assert client.get("/authors/other/").status_code == (200 if is_public else 404)


def test_a_former_slug_of_a_draft_tells_nothing(client, publication):
    draft = make_post(slug="working-title", live=False)
    draft.slug = "final"
    draft.save_revision().publish()

    assert client.get("/final/").status_code == 200
    assert client.get("/working-title/").status_code == 404


def test_a_paper_that_is_stored_after_a_post_named_it_leads_on(client, publication):
    make_post(body=[prose('<p>See <a href="https://arxiv.org/abs/2401.09999">it</a>.</p>')])
    paper = make_paper("Named first", arxiv="2401.09999")
    assert client.get("/papers/named-first/").status_code == 200

    renamed(paper)

    assert astray(client, ["/papers/named-first/", "/papers/named-first/cite.bib"]) == {}


def test_pages_of_two_publications_may_have_had_one_address(client, publication):
    second = type(publication)(title="Second", slug="second")
    publication.get_parent().add_child(instance=second)
    Site.objects.create(hostname="second.example", root_page=second)
    for parent, title in ((publication, "first"), (second, "second")):
        page = make_standard_page(parent, slug="about")
        page.slug = f"about-the-{title}"
        page.save_revision().publish()

    assert client.get("/about/")["Location"] == "/about-the-first/"
    there = client.get("/about/", headers={"host": "second.example"})
    assert there["Location"].endswith("/about-the-second/")
    Site.clear_site_root_paths_cache()
