"""Every public address, walked as a stranger, beside posts that strangers may not know of."""

import datetime as dt
import itertools

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import PageViewRestriction

from blog.posts.models import PostPage, PostSeries
from blog.site.mistyped import words_of
from tests.factories import (
    image_block,
    make_author,
    make_event,
    make_image,
    make_paper,
    make_post,
    make_standard_page,
    paper_entry,
    prose,
)

pytestmark = pytest.mark.django_db
OPEN, HIDDEN = "harbour", "hushed"


def make_report(word: str, **fields) -> PostPage:
    """A post under `word`, with a paper, author, event, series, category and picture that only it
    uses; each of them is named by that word too."""
    author = make_author(f"Ada {word.title()}", slug=word, bio=f"<p>{word} biography</p>")
    paper = make_paper(f"On the {word} problem", slug=word)
    event = make_event(acronym=word.upper(), year=2024, place=f"{word} town")
    series = PostSeries.objects.create(name=f"{word} parts", slug=word)
    picture = make_image(f"{word} hall", default_alt=f"the {word} hall")
    body = [
        prose(f"<p>We sat in the {word} room.</p>"),
        paper_entry(paper, commentary=f"<p>A {word} idea.</p>", contributor=author.pk),
        image_block(picture, alt=f"a {word} view"),
    ]
    return make_post(
        title=f"The {word} report", slug=word, standfirst=f"{word} words", authors=[author],
        event=event, series=series, categories=[word], thumbnail=picture, body=body, **fields,
    )  # fmt: skip


def as_draft(word):
    make_report(word, live=False)


def as_page_for_members(word):
    PageViewRestriction.objects.create(page=make_report(word), restriction_type="login")


def as_page_for_a_group(word):
    rule = PageViewRestriction.objects.create(page=make_report(word), restriction_type="groups")
    rule.groups.add(Group.objects.create(name="Committee"))


def as_expired(word):
    make_report(word, expire_at=timezone.now() - dt.timedelta(hours=1))


def as_withdrawn(word):
    make_report(word).unpublish()


def as_scheduled(word):
    make_report(word, go_live_at=timezone.now() + dt.timedelta(days=1))


def as_newer_draft(word):
    """The live version says nothing of it."""
    post = make_post(title="A quiet report", slug="quiet")
    hidden = make_report(word, live=False)
    post.body = hidden.body
    post.title, post.standfirst = hidden.title, hidden.standfirst
    post.event, post.series = hidden.event, hidden.series
    post.save_revision()
    hidden.delete()


WAYS = [
    as_draft,
    as_page_for_members,
    as_page_for_a_group,
    as_expired,
    as_withdrawn,
    as_scheduled,
    as_newer_draft,
]
# What the words in our patterns stand for. A new word here means that this test has to learn it.
VALUES = {
    "slug": (OPEN, HIDDEN, f"{HIDDEN}-2024"),
    "address": (OPEN, HIDDEN),
    "number": (1, 2),
    "year": (2024,),
    "part": (1,),
    "size": (192,),
    "key": (OPEN, HIDDEN),
    "identifier": (OPEN, HIDDEN),
    "suffix": ("bib", "ris", "json"),
}
# Assets that hold nothing of any post, and the admin, which is no public address.
LEFT_OUT = ("admin/", "documents/", "^media/")
FREE = ["", f"{OPEN}/", f"{HIDDEN}/", "about/", "home/", f"{HIDDEN}/page/2/", "wp-login.php"]
QUERIES = [
    "search/?q={word}",
    "search/?q=%22{word}+report%22&type=post",
    "search/?q={word}&author={word}&category={word}&event={word}",
    "papers/?q={word}",
    "papers/?venue=ICLR+2024&author={word}&year=2024",
    "papers/?by={word}",
    "papers.bib?q={word}",
    "search.json?q={word}",
    "?p=1",
]


def patterns(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if route.startswith(LEFT_OUT):
            continue
        if isinstance(pattern, URLPattern):
            if pattern.name != "wagtail_serve":
                yield route, pattern
        else:
            yield from patterns(pattern, route)


def addresses():
    for route, pattern in patterns():
        names = list(pattern.pattern.converters)
        unknown = set(names) - VALUES.keys()
        assert not unknown, f"{route}: say in VALUES what {unknown} stands for"
        for chosen in itertools.product(*(VALUES[name] for name in names)):
            address = route
            for name, value in zip(names, chosen, strict=True):
                kind = {int: "int:", str: ""}[type(value)]
                kinds = (kind, "slug:", "path:", "citation:")
                for written in (f"<{each}{name}>" for each in kinds):
                    address = address.replace(written, str(value))
            assert "<" not in address, route
            yield address
    yield from FREE
    for query in QUERIES:
        yield from (query.format(word=word) for word in (OPEN, HIDDEN))


def visit(client, address):
    """Status and all that the answer says, headers and places of redirects included."""
    answer = client.get("/" + address.lstrip("/"))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace")
    return answer.status_code, text, " ".join(map(str, answer.headers.values()))


@pytest.mark.parametrize("hide", WAYS)
def test_what_is_not_public_appears_at_no_address(client, publication, hide):
    make_report(OPEN)
    make_standard_page(title="About", slug="about")
    hide(HIDDEN)
    call_command("rebuild_search", verbosity=0)

    told, seen = [], set()
    for address in dict.fromkeys(addresses()):
        status, text, headers = visit(client, address)
        assert status < 500, address
        seen.add(status)
        asked = "?" in address and HIDDEN in address
        own = address.startswith(f"{HIDDEN}/") or f"/{HIDDEN}" in address
        if own and status not in (404, 301):
            told.append(f"{address} answers {status}")
        said = [HIDDEN in text.casefold(), HIDDEN in headers.casefold()]
        if not asked and not own and any(said):
            told.append(f"{address} names it")
        # A page that is not there may repeat the address it was asked for, also as words to look
        # for, and nothing more.
        said_more = text.casefold().replace(words_of(address.partition("?")[0]).casefold(), "")
        if f"{HIDDEN} " in said_more and not asked:
            told.append(f"{address} says more than its address")
        # A search repeats the question; of these words it could know from a find alone.
        found = [f"{HIDDEN} {word}" in strip_tags(text) for word in ("words", "room", "problem")]
        if asked and any(found):
            told.append(f"{address} finds it")

    assert told == []
    assert {200, 404} <= seen


def test_the_walk_sees_what_is_public(client, publication):
    """The same walk over a public post finds it, so that the one above could fail."""
    make_report(HIDDEN)
    call_command("rebuild_search", verbosity=0)
    naming = {
        address
        for address in dict.fromkeys(addresses())
        if HIDDEN in visit(client, address)[1].casefold()
    }
    assert {
        "", f"{HIDDEN}/", f"papers/{HIDDEN}/", f"authors/{HIDDEN}/", f"events/{HIDDEN}/2024/",
        f"series/{HIDDEN}/", f"categories/{HIDDEN}/", "archive/", "papers/", "authors/",
        "events/", "categories/", "feed.xml", "atom.xml", "feed.json", f"{HIDDEN}/index.md",
        f"search/?q={HIDDEN}", f"papers/?q={HIDDEN}", f"papers.bib?q={HIDDEN}",
        "papers.ris", "papers.json", f"search.json?q={HIDDEN}",
        *(
            f"{place}.{suffix}"
            for suffix in ("bib", "ris", "json")
            for place in (
                f"{HIDDEN}/cite", f"{HIDDEN}/papers", f"papers/{HIDDEN}/cite",
                *(f"{above}/{HIDDEN}/{name}" for name in ("cite", "papers")
                  for above in ("authors", "categories", "events", "series")),
                f"events/{HIDDEN}/2024/cite", f"events/{HIDDEN}/2024/papers",
            )
        ),
    } <= naming  # fmt: skip
    found = strip_tags(visit(client, f"search/?q={HIDDEN}")[1])
    assert f"{HIDDEN} words" in found
    assert f"{HIDDEN} problem" in found


def test_no_api_is_routed(client, publication):
    """Neither Wagtail's API nor another; the list is short so that a new one is noticed."""
    for address in ("api/", "api/v2/pages/", "api/v2/images/", "graphql/", "wp-json/"):
        assert client.get(f"/{address}").status_code == 404
    assert not [name for name, _pattern in patterns() if "api" in name.split("/")]
