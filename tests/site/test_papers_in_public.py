"""One paper, several reports: what readers count is what is public, and anchors hold."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup

from blog.papers.models import Paper
from blog.posts.models import PaperMention, PostPage, PostSeries
from tests.factories import make_event, make_paper, make_post, paper_entry, paper_list

pytestmark = pytest.mark.django_db
LISTS = ("/papers.bib", "/papers.ris", "/papers.json", "/papers/", "/feed.xml", "/atom.xml",
         "/feed.json", "/sitemap.xml")  # fmt: skip


def page_at(client, address) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


def text_at(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.getvalue().decode()


def titles(page: BeautifulSoup) -> list[str]:
    return sorted(link.text for link in page.select(".listing__title a"))


def counted(client):
    """What the page of the event, that of its series and the list of events say of 2024."""
    event = page_at(client, "/events/iclr/2024/")
    papers = event.select_one("#pa-h").find_next("ol")
    return {
        "heading": event.select_one("#rep-h").text,
        "posts": titles(event.select_one("#rep-h").find_next("ol")),
        "papers": {
            item.select_one("a").text: item.select("span")[-1].text for item in papers("li")
        },
        "papers of posts": [tag.text.lstrip("\xa0· ") for tag in event.select(".listing__count")],
        "series": [
            (item.a.text, item.select_one(".listing__by").text)
            for item in page_at(client, "/events/iclr/").select_one("#yr-h").find_next("ol")("li")
        ],
    }


def test_counts_of_an_event_and_its_series_are_those_of_public_mentions(client, publication):
    both, first, second = make_paper("Both"), make_paper("First"), make_paper("Second")
    event = make_event("ICLR", 2024)
    make_post(title="One", slug="one", event=event, body=[paper_list([both, first])])
    make_post(title="Two", slug="two", event=event, body=[paper_list([both, second])])
    make_post(title="Draft", event=event, live=False, body=[paper_list([both])])
    make_post(title="Before", event=make_event("ICLR", 2023), body=[paper_entry(first)])

    assert counted(client) == {
        "heading": "2 reports",
        "posts": ["One", "Two"],
        "papers": {"Both": "2 reports", "First": "2 reports", "Second": "1 report"},
        "papers of posts": ["2 papers", "2 papers"],
        "series": [("ICLR 2024", "2 reports"), ("ICLR 2023", "1 report")],
    }
    assert PaperMention.objects.filter(post__event=event).count() == 4

    PostPage.objects.get(slug="two").unpublish()

    assert counted(client) == {
        "heading": "1 report",
        "posts": ["One"],
        "papers": {"Both": "1 report", "First": "2 reports"},
        "papers of posts": ["2 papers"],
        "series": [("ICLR 2024", "1 report"), ("ICLR 2023", "1 report")],
    }
    assert PaperMention.objects.filter(post__event=event).count() == 2


def test_pages_of_events_and_series_lead_to_posts_papers_and_neighbours_in_time(
    client, publication
):
    walks = PostSeries.objects.create(name="Walks", slug="walks")
    for year in (2021, 2023, 2024, 2026):
        make_post(title=f"Report of {year}", slug=f"report-{year}", date=dt.datetime(year, 5, 1, tzinfo=dt.UTC),
                  event=make_event("ICLR", year), series=walks, live=year < 2026,
                  body=[paper_list([make_paper(f"Paper of {year}")])])  # fmt: skip

    def turns(address):
        links = page_at(client, address).select("nav.end__turn a")
        return [(link["rel"], link["href"]) for link in links]

    assert turns("/events/iclr/2021/") == [(["next"], "/events/iclr/2023/")]
    assert turns("/events/iclr/2023/") == [
        (["prev"], "/events/iclr/2021/"), (["next"], "/events/iclr/2024/")]  # fmt: skip
    assert turns("/events/iclr/2024/") == [(["prev"], "/events/iclr/2023/")]
    assert client.get("/events/iclr/2026/").status_code == 404

    def listed(address, heading):
        items = page_at(client, address).select_one(heading).find_next("ol")
        return [link.text for link in items.select(".listing__title a")]

    assert listed("/events/iclr/", "#yr-h") == ["ICLR 2024", "ICLR 2023", "ICLR 2021"]
    assert listed("/events/iclr/", "#rep-h") == [
        "Report of 2024", "Report of 2023", "Report of 2021"]  # fmt: skip
    for address in ("/events/iclr/", "/series/walks/"):
        assert sorted(listed(address, "#pa-h")) == [
            "Paper of 2021", "Paper of 2023", "Paper of 2024"]  # fmt: skip
    assert listed("/series/walks/", "h1") == [
        "Report of 2021", "Report of 2023", "Report of 2024"]  # fmt: skip


def test_unpublishing_one_of_two_reports_takes_it_from_page_feed_sitemap_and_exports(
    client, publication
):
    shared, alone = make_paper("Deep Listening"), make_paper("Quiet Rooms")
    make_post(title="Vienna", slug="vienna", body=[paper_entry(shared)])
    make_post(title="Lisbon", slug="lisbon", body=[paper_list([shared, alone])])

    assert Paper.objects.filter(title="Deep Listening").count() == 1
    paper = text_at(client, "/papers/deep-listening/")
    assert "/vienna/#p-" in paper
    assert "/lisbon/#p-" in paper
    before = {address: text_at(client, address) for address in LISTS}
    assert "/lisbon/" in before["/feed.xml"]
    assert "/lisbon/" in before["/sitemap.xml"]
    assert "/papers/quiet-rooms/" in before["/sitemap.xml"]
    assert client.get("/lisbon/papers.bib").status_code == 200

    PostPage.objects.get(slug="lisbon").unpublish()

    paper = text_at(client, "/papers/deep-listening/")
    assert "/vienna/#p-" in paper
    assert "lisbon" not in paper.casefold()
    for address, text in before.items():
        later = text_at(client, address).casefold()
        assert ("quiet" in text.casefold(), "quiet" in later) == (True, False), address
        assert "lisbon" not in later, address
    for suffix in ("bib", "ris", "json"):
        assert "Deep Listening" in text_at(client, f"/papers.{suffix}")
        for gone in ("lisbon/cite", "lisbon/papers", "papers/quiet-rooms/cite"):
            assert client.get(f"/{gone}.{suffix}").status_code == 404


def anchors(client) -> dict[str, str]:
    """The id of each entry on the page, by the address of its paper."""
    return {
        article.select_one(".paper__title a")["href"]: article["id"]
        for article in page_at(client, "/ten/").select("article.paper")
    }


def test_entries_keep_their_anchors_when_they_change_places_or_their_papers_a_title(
    client, publication
):
    papers = [make_paper(title) for title in ("One", "Two", "Three")]
    post = make_post(slug="ten", body=[paper_list(papers)])
    before = anchors(client)
    assert list(before) == ["/papers/one/", "/papers/two/", "/papers/three/"]
    assert len(set(before.values())) == 3

    body = post.body.raw_data[0]
    entries = body["value"]["entries"]
    post.body = [{**body, "value": {**body["value"], "entries": entries[::-1]}}]
    post.save_revision().publish()
    papers[0].title = "One, Corrected"
    papers[0].save()

    after = anchors(client)
    assert list(after) == ["/papers/three/", "/papers/two/", "/papers/one/"]
    assert after == before
    assert "One, Corrected" in page_at(client, "/ten/").find(id=before["/papers/one/"]).text
    [link] = page_at(client, "/papers/one/").select('a[href*="/ten/#"]')
    assert link["href"].endswith(f"#{before['/papers/one/']}")
