import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from blog.site.models import PublicationSettings
from blog.site.share import share_entry, share_links
from tests.factories import make_paper, make_post, paper_list

HOSTILE = "5 > 4 & \"quotes\" 'n' #hash ñ\n日本"


def test_titles_and_addresses_are_quoted_whole():
    [mail, news] = share_links(
        ["email", "hackernews", "email", "myspace"], title=HOSTILE, address="https://a.example/ñ/"
    )

    assert mail.url == (
        "mailto:?subject=5%20%3E%204%20%26%20%22quotes%22%20%27n%27%20%23hash%20%C3%B1%0A"
        "%E6%97%A5%E6%9C%AC&body=https%3A%2F%2Fa.example%2F%C3%B1%2F"
    )
    assert news.url.startswith("https://news.ycombinator.com/submitlink?u=https%3A%2F%2Fa.example")


@pytest.mark.django_db
def test_a_post_is_passed_on_by_plain_links_that_the_settings_choose(client, publication):
    make_post(slug="one", title="One & two")
    page = BeautifulSoup(client.get("/one/").content, "html.parser")
    assert [tag.text for tag in page.select(".share li > a")] == [
        "http://localhost/one/", "E-mail", "Bluesky", "LinkedIn", "Hacker News",
    ]  # fmt: skip

    settings = PublicationSettings.for_site(Site.objects.get(is_default_site=True))
    settings.share_services = [("service", "bluesky")]
    settings.save()
    page = BeautifulSoup(client.get("/one/").content, "html.parser")
    assert [tag["href"] for tag in page.select(".share a")] == [
        "https://bsky.app/intent/compose?text=One%20%26%20two%20http%3A%2F%2Flocalhost%2Fone%2F"
    ]

    settings.share_services = []
    settings.save()
    assert 'class="end share"' not in client.get("/one/").content.decode()


def test_an_entry_is_passed_on_with_its_title_its_post_and_its_own_address():
    found = share_entry(
        ["address", "linkedin", "bluesky", "email"],
        paper=HOSTILE, post="Ten papers", address="https://a.example/ten/#p-1f0c9a3e",
    )  # fmt: skip

    words = f"“{HOSTILE}”, in “Ten papers”"
    assert (found.words, found.address) == (words, "https://a.example/ten/#p-1f0c9a3e")
    assert share_entry([], paper="A", post="B", address="C") is None


@pytest.mark.django_db
def test_each_entry_says_what_to_pass_on_without_a_script(client, publication):
    papers = [make_paper("One <b>"), make_paper("Two")]
    make_post(slug="ten", title="Ten & more", body=[paper_list(papers)])

    page = BeautifulSoup(client.get("/ten/").content, "html.parser")

    entries = page.select("article.paper")
    said = [entry.select_one(".pass__words") for entry in entries]
    assert [words.text for words in said] == [
        f"“{paper.title}”, in “Ten & more”: http://localhost/ten/#{entry['id']}"
        for paper, entry in zip(papers, entries, strict=True)
    ]
    assert [words.a["href"] for words in said] == [
        f"http://localhost/ten/#{entry['id']}" for entry in entries
    ]
    copied = [entry.select_one(".pass button")["data-copy"] for entry in entries]
    assert copied == [words["id"] for words in said]

    settings = PublicationSettings.for_site(Site.objects.get(is_default_site=True))
    settings.share_services = []
    settings.save()
    assert 'class="pass"' not in client.get("/ten/").content.decode()
