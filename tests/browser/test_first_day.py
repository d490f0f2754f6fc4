"""A first day in the editor: a post is written, talked about, approved and read, on a site as operators
serve it."""

import json
import re
import time

import feedparser
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.served import manage, served

pytestmark = pytest.mark.browser
TITLE, PICTURE = "Three papers from the hall", "An empty hall"
AUTHORS = ["Ada Quill", "Bruno Verso"]
PAPERS = ["Seeing Sound", "Hearing Light", "Tuning Halls"]
IDENTIFIERS = "arXiv:2401.00001\nhttps://arxiv.org/abs/2401.00002\n2401.00003\n"
LAY = f"""
from tests.factories import make_author, make_image, make_paper
for name in {AUTHORS}: make_author(name, slug=name.lower().replace(" ", "-"))
for number, title in enumerate({PAPERS}, 1): make_paper(title, arxiv=f"2401.0000{{number}}")
make_image("The hall", default_alt="")
"""


@pytest.fixture(
    scope="module", params=["chromium", pytest.param("firefox", marks=pytest.mark.soak)]
)
def browser(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def new_site(browser, prepared_site, tmp_path_factory):
    """With authors, papers and a picture, and nothing written yet."""
    prepared = prepared_site.copied_to(tmp_path_factory.mktemp("first-day")).at_port_of_its_own()
    manage("shell", "--command", LAY, environment=prepared.environment)
    with served(prepared) as site:
        yield site


class FirstDay:
    """What an editor does, step by step."""

    def __init__(self, page, site) -> None:
        self.page, self.site = page, site
        page.set_default_timeout(60_000)

    def sign_in(self) -> None:
        self.page.goto(f"{self.site.address}/admin/login/")
        self.page.fill("#id_username", "admin")
        self.page.fill("#id_password", self.site.password)
        self.page.click("button[type=submit]")

    def credit(self, at, name) -> None:
        self.page.click("#id_bylines-ADD")
        self.page.click(f"#id_bylines-{at}-author-chooser [data-chooser-action-choose]")
        self.choose(name)

    def choose(self, name) -> None:
        self.page.locator(".modal a[data-chooser-modal-choice]", has_text=name).first.click()
        self.page.wait_for_selector(".modal", state="detached")

    def add_block(self, name) -> None:
        stream = "[data-contentpath=body] [data-streamfield-stream-container] > div"
        self.page.locator(f"{stream} button[title='Insert a block']").last.click()
        self.page.get_by_role("option", name=re.compile(rf"^{name}")).first.click()

    def add_picture(self) -> None:
        self.add_block("Picture")
        self.page.locator("[data-contentpath=image] [data-chooser-action-choose]").click()
        self.choose("The hall")
        self.page.locator("[data-contentpath=alt]").locator("input, textarea").first.fill(PICTURE)

    def add_papers(self) -> None:
        self.add_block("List of papers")
        self.page.get_by_role("button", name="Paste links").click()
        self.page.locator("#paper-texts").fill(IDENTIFIERS)
        self.page.locator("[data-paper-paste] [type=submit]").first.click()
        expect(self.page.locator("[data-paper-row]")).to_have_count(len(PAPERS))
        self.page.locator("[data-paper-add]").click()
        self.page.wait_for_selector(".modal", state="detached")

    def comment(self, words) -> None:
        self.page.get_by_role("button", name="Toggle comments").click()
        self.page.locator("#id_standfirst").click()
        self.page.locator("[data-contentpath=standfirst] [data-comment-add]").click()
        # By keys: what a script puts into the field is not heard of in Firefox.
        self.page.locator(".comment textarea").first.click()
        self.page.keyboard.type(words)
        self.page.get_by_role("button", name="Comment", exact=True).click()

    def press(self, name) -> None:
        """A button of the form, "Save draft" or one behind the arrow beside it."""
        footer = self.page.get_by_role("navigation", name="Actions (footer)")
        button = footer.get_by_role("button", name=re.compile(rf"^\s*{name}"))
        if not button.first.is_visible():
            footer.get_by_role("button", name="More actions").click()
        # The whole form is sent; autosave asks for JSON.
        with self.page.expect_navigation():
            button.first.click()

    def preview(self) -> str:
        self.page.get_by_role("button", name="Toggle preview").click()
        heading = self.page.frame_locator("iframe[title=Preview]").first.locator("h1")
        expect(heading).to_have_text(TITLE)
        text = self.page.frame_locator("iframe[title=Preview]").first.locator("main").inner_text()
        self.page.get_by_role("button", name="Toggle preview").click()
        return text

    def spend(self) -> None:
        """From signing in to a post that strangers read."""
        self.sign_in()
        self.page.get_by_role("link", name="Write a post").click()
        self.page.fill("#id_title", TITLE)
        for at, name in enumerate(AUTHORS):
            self.credit(at, name)
        self.add_picture()
        self.add_papers()
        self.press("Save draft")
        previewed = self.preview()
        assert [title for title in PAPERS if title not in previewed] == []
        self.comment("Which hall?")
        self.press("Save draft")
        form = self.page.url
        self.press("Submit to")
        self.page.goto(form)
        assert "Which hall?" in self.page.content(), "the comment stands beside its field"
        self.press("Approve")


def eventually(find):
    """The worker does it a moment later."""
    end = time.monotonic() + 60
    while not (result := find()) and time.monotonic() < end:
        time.sleep(0.5)
    return result


@pytest.fixture(scope="module")
def public(new_site, browser):
    """Reads an address as a stranger, once the first day is over."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    FirstDay(context.new_page(), new_site).spend()
    context.close()
    stranger = browser.new_context()

    def read(path) -> str:
        answer = stranger.request.get(new_site.address + path)
        return answer.text() if answer.ok else ""

    yield read
    stranger.close()


def soup(text):
    return BeautifulSoup(text, "html.parser")


def test_the_page_shows_date_names_picture_and_papers(public):
    page = soup(public("/three-papers-from-the-hall/"))

    assert [link.text for link in page.select('.credits__text a[href^="/authors/"]')] == AUTHORS
    assert re.match(r"\d{4}-\d\d-\d\d", page.select_one(".credits time")["datetime"])
    assert page.select_one(".body figure img")["alt"] == PICTURE
    assert [title.text.strip() for title in page.select(".paper__title")] == PAPERS
    assert "wagtail" not in str(page)


def test_front_page_feed_search_and_author_page_lead_to_it_with_its_date(public):
    address = "/three-papers-from-the-hall/"
    day = soup(public(address)).select_one(".credits time")["datetime"][:10]
    for path in ("/", "/authors/ada-quill/", "/archive/"):
        page = soup(public(path))
        assert page.select_one(f'main a[href$="{address}"]'), path
        assert page.select_one("main time")["datetime"][:10] == day, path
    found = eventually(
        lambda: soup(public("/search/?q=tuning")).select(f'main a[href$="{address}"]')
    )
    assert found

    [entry] = feedparser.parse(public("/atom.xml")).entries
    [item] = json.loads(public("/feed.json"))["items"]

    assert [author.name for author in entry.authors] == AUTHORS
    assert [entry.published[:10], item["date_published"][:10]] == [day, day]
    assert [title for title in PAPERS if title not in item["content_html"]] == []
    assert PICTURE in item["content_html"]


def test_the_page_of_each_paper_names_the_post_and_who_wrote_it(public):
    links = soup(public("/papers/")).select('main a[href^="/papers/"]')
    pages = {link.text.strip(): link["href"] for link in links}

    for title in PAPERS:
        page = soup(public(pages[title]))
        assert TITLE in page.select_one("main").text
        assert [name for name in AUTHORS if name not in page.select_one("main").text] == []
