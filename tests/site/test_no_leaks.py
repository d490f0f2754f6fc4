"""Every public address, walked as a stranger, beside posts that strangers may not know of."""

import datetime as dt
import itertools
import re

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import PageViewRestriction

from blog.posts.models import PostPage, PostSeries
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
OPEN = "harbour"


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


# Each way of not being public with a word that only its post uses, so that one walk sees them all.
WAYS = {
    "hushed": as_draft,
    "cloistered": as_page_for_members,
    "veiled": as_page_for_a_group,
    "bygone": as_expired,
    "buried": as_withdrawn,
    "dormant": as_scheduled,
    "shrouded": as_newer_draft,
}
HIDDEN = tuple(WAYS)
# What the words in our patterns stand for. A new word here means that this test has to learn it.
VALUES = {
    "slug": (OPEN, *HIDDEN, *(f"{word}-2024" for word in HIDDEN)),
    "address": (OPEN, *HIDDEN),
    "number": (1, 2),
    "year": (2024,),
    "part": (1,),
    "size": (192,),
    "key": (OPEN, *HIDDEN),
    "identifier": (OPEN, *HIDDEN),
    "suffix": ("bib", "ris", "json"),
}
# Assets that hold nothing of any post, and the admin, which is no public address.
LEFT_OUT = ("admin/", "documents/", "^media/")
FREE = [
    "", f"{OPEN}/", "about/", "home/", "wp-login.php",
    *(f"{word}/{more}" for word in HIDDEN for more in ("", "page/2/")),
]  # fmt: skip
# The search box of such a page holds the words of its address.
_FIELD = re.compile(r"<input [^>]*>")
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
                address = re.sub(rf"<(?:\w+:)?{name}>", str(value), address)
            assert "<" not in address, route
            yield address
    yield from FREE
    for query in QUERIES:
        yield from (query.format(word=word) for word in (OPEN, *HIDDEN))


def visit(client, address):
    """Status and all that the answer says, headers and places of redirects included."""
    answer = client.get("/" + address.lstrip("/"))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace")
    return answer.status_code, text, " ".join(map(str, answer.headers.values()))


def told_of(word, address, status, text, headers):
    """What this answer says of the post under this word that no stranger may know."""
    asked = "?" in address and word in address
    own = address.startswith(f"{word}/") or f"/{word}" in address
    if own and status not in (404, 301):
        yield f"{address} answers {status}"
    if not asked and not own and (word in text or word in headers):
        yield f"{address} names what is {word}"
    # A page that is not there may repeat the address it was asked for, and nothing more.
    if not asked and f"{word} " in (_FIELD.sub("", text) if status == 404 else text):
        yield f"{address} says more than its address"
    # A search repeats the question; of these words it could know from a find alone.
    found = [f"{word} {more}" in strip_tags(text) for more in ("words", "room", "problem")]
    if asked and any(found):
        yield f"{address} finds what is {word}"


def test_what_is_not_public_appears_at_no_address(client, publication):
    make_report(OPEN)
    make_standard_page(title="About", slug="about")
    for word, hide in WAYS.items():
        hide(word)
    call_command("rebuild_search", verbosity=0)

    told, seen = [], set()
    for address in dict.fromkeys(addresses()):
        status, text, headers = visit(client, address)
        assert status < 500, address
        seen.add(status)
        for word in HIDDEN:
            told += told_of(word, address, status, text.casefold(), headers.casefold())

    assert told == []
    assert {200, 404} <= seen


def test_the_walk_sees_what_is_public(client, publication):
    """The same walk over a public post finds it, so that the one above could fail."""
    word = HIDDEN[0]
    make_report(word)
    call_command("rebuild_search", verbosity=0)
    naming = {
        address
        for address in dict.fromkeys(addresses())
        if not any(other in address for other in HIDDEN[1:])
        and word in visit(client, address)[1].casefold()
    }
    assert {
        "", f"{word}/", f"papers/{word}/", f"authors/{word}/", f"events/{word}/2024/",
        f"series/{word}/", f"categories/{word}/", "archive/", "papers/", "authors/",
        "events/", "categories/", "feed.xml", "atom.xml", "feed.json", f"{word}/index.md",
        f"search/?q={word}", f"papers/?q={word}", f"papers.bib?q={word}",
        "papers.ris", "papers.json", f"search.json?q={word}",
        *(
            f"{place}.{suffix}"
            for suffix in ("bib", "ris", "json")
            for place in (
                f"{word}/cite", f"{word}/papers", f"papers/{word}/cite",
                *(f"{above}/{word}/{name}" for name in ("cite", "papers")
                  for above in ("authors", "categories", "events", "series")),
                f"events/{word}/2024/cite", f"events/{word}/2024/papers",
            )
        ),
    } <= naming  # fmt: skip
    found = strip_tags(visit(client, f"search/?q={word}")[1])
    assert f"{word} words" in found
    assert f"{word} problem" in found


def test_no_api_is_routed(client, publication):
    """Neither Wagtail's API nor another; the list is short so that a new one is noticed."""
    for address in ("api/", "api/v2/pages/", "api/v2/images/", "graphql/", "wp-json/"):
        assert client.get(f"/{address}").status_code == 404
    assert not [name for name, _pattern in patterns() if "api" in name.split("/")]
