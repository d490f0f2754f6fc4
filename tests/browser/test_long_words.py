"""Names of one long word, wherever a name stands."""

import pytest
from wagtail.models import Site

from blog.papers.models import Event, EventSeries
from blog.posts.models import Category, PostSeries
from blog.site.models import PublicationSettings
from tests.factories import make_author, make_paper, make_post, paper_list

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
ADDRESSES = (
    "/", "/first/", "/second/", "/authors/", "/authors/long/", "/categories/", "/categories/c/",
    "/papers/", "/papers/p/", "/events/", "/events/e/", "/events/e/2024/", "/series/s/",
    "/archive/", "/search/?q=first", "/nowhere/",
)  # fmt: skip


@pytest.fixture
def long_names(publication):
    author = make_author(WORD[:150], slug="long")
    meetings = EventSeries.objects.create(acronym=WORD[:40], name=WORD, slug="e")
    event = Event.objects.create(series=meetings, year=2024, place=WORD, name=WORD)
    series = PostSeries.objects.create(name=WORD[:150], slug="s")
    Category.objects.create(name=WORD[:90], slug="c")
    writers = [{"family": WORD[:100], "given": "A"}]
    paper = make_paper(WORD, **{"container-title": WORD, "author": writers})
    paper.slug = "p"
    paper.save()
    for slug in ("first", "second"):
        make_post(
            title=WORD if slug == "second" else "First", slug=slug, standfirst=WORD,
            authors=[author], categories=[WORD[:90]], event=event, series=series,
            body=[paper_list([paper], heading=WORD, contributor=author.pk, award=WORD[:100])],
        )  # fmt: skip
    settings = PublicationSettings.for_site(Site.objects.get())
    settings.name, settings.tagline = WORD[:110], WORD
    settings.save()


def test_no_page_scrolls_sideways(live_server, settings, chromium, long_names):
    settings.ALLOWED_HOSTS = ["*"]
    wide = []
    for width in (390, 1440):
        page = chromium.new_page(viewport={"width": width, "height": 900})
        for address in ADDRESSES:
            page.goto(live_server.url + address)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((width, address))
        page.close()

    assert wide == []
