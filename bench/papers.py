"""The list of papers, a search and the page of a paper over a large library, beside a bare page.

`python -m bench.papers [PAPERS] [POSTS]`. The words that are searched for stand in one report of
twenty and in one paper of fifty. The yardstick is a page as a new Wagtail site has it
(`bench/bare`): ten entries, each a heading, a paragraph and a picture whose size was made before,
through the same middleware in the same run. Templates render as in production, without what tests
listen to. What is compared is the time of the processor, which a
busy machine does not change. On SQLite; on PostgreSQL with
`python -m tests.postgres -m bench.papers`.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.database import set_up

PAPERS, POSTS, ROUNDS = 5000, 1000, 15
ENTRIES = 10
MOST_QUERIES, MOST_TIMES = 20, 3.0
ADDRESSES = {
    "list of papers": "/papers/",
    "its fiftieth page": "/papers/page/50/",
    "by a venue": "/papers/?venue=Venue+7",
    "by an author": "/papers/?author=Family+42",
    "by a word": "/papers/?q=harmony",
    "by all at once": "/papers/?q=paper&author=A.+Family+7&venue=Venue+7&year=2017&by=author-3",
    "search": "/search/?q=harmony",
    "search, two words": "/search/?q=harmony+of+choir",
    "page of a paper": "/papers/often/",
}
BARE, BARE_HOST = "a bare page", "bare.example.org"


def main(papers: int, posts: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder), apps=["bench.bare"])
        return run(papers, posts)


def run(papers: int, posts: int) -> int:
    """1 when a page misses its mark."""
    from django.test import Client

    _fill(papers, posts)
    addresses = {BARE: "/", **ADDRESSES}
    clients = {
        name: Client(headers={"host": BARE_HOST if name == BARE else "localhost"})
        for name in addresses
    }
    for name, address in addresses.items():
        if clients[name].get(address).status_code != 200:
            raise SystemExit(f"{address} does not answer.")
    times = {name: [] for name in addresses}
    # In turns, so that what else the machine does falls on all alike.
    for _round in range(ROUNDS):
        for name, address in addresses.items():
            started = time.process_time()
            clients[name].get(address)
            times[name].append(time.process_time() - started)
    return _print({name: (_queries(clients[name], address), statistics.median(times[name]) * 1000)
                   for name, address in addresses.items()}, papers, posts)  # fmt: skip


def _queries(client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def _print(found: dict[str, tuple[int, float]], papers: int, posts: int) -> int:
    from django.db import connection

    yardstick = found[BARE][1]
    print(f"{papers} papers, {posts} posts, {connection.vendor}")
    print(f"{'page':<20}{'queries':>9}{'CPU ms':>9}{'times':>8}")
    missed = 0
    for name, (queries, spent) in found.items():
        times = spent / yardstick
        over = name != BARE and (queries >= MOST_QUERIES or times >= MOST_TIMES)
        missed += over
        print(f"{name:<20}{queries:>9}{spent:>9.1f}{times:>8.2f}{'  too much' if over else ''}")
    print(
        f"Wanted: fewer than {MOST_QUERIES} queries, less than {MOST_TIMES:g} times the bare page."
    )
    return 1 if missed else 0


def _fill(papers: int, posts: int) -> None:
    from django.db import transaction

    from blog.core.bulk import bulk_run

    source = random.Random(7)
    with transaction.atomic(), bulk_run():
        stored = _store_papers(papers, source)
        _store_posts(posts, stored, source)
        _make_bare_page()


def _store_papers(count: int, source: random.Random) -> list:
    from blog.papers.models import Paper, PaperIdentifier
    from blog.search.indexing import index_papers

    words = "attention sound harbour light choir wave model deep slow listening".split()
    stored = []
    for number in range(count):
        names = [{"given": source.choice("ABC") + "da", "family": f"Family {source.randint(0, 999)}"}
                 for _ in range(source.randint(1, 6))]  # fmt: skip
        item = {
            "type": "paper-conference",
            "title": f"Paper {number} of {' and '.join(source.sample(words, 3))}"
            + (" in harmony" if number % 50 == 0 else ""),
            "author": names,
            "issued": {"date-parts": [[2010 + number % 15]]},
            "container-title": f"Venue {number % 60}",
            "abstract": " ".join(source.choices(words, k=80)),
        }
        paper = Paper.from_record(item, slug="often" if not number else f"paper-{number}")
        paper.citation_key = f"key{number}"
        paper.identifiers = [PaperIdentifier(scheme="arxiv", value=f"2401.{number:05d}")]
        paper.save()
        stored.append(paper)
    index_papers(stored)
    return stored


def _store_posts(count: int, papers: list, source: random.Random) -> None:
    from blog.posts.mentions import rebuild_mentions
    from blog.posts.models import Byline, PostPage
    from blog.search.indexing import index_posts
    from tests.factories import make_author, make_event, make_publication, paper_list, prose

    publication = make_publication()
    authors = [make_author(f"Author {number}", slug=f"author-{number}") for number in range(20)]
    events = [make_event("ICLR", 2000 + number) for number in range(20)]
    made = []
    for number in range(count):
        chosen = [papers[(number * ENTRIES // 2 + at) % len(papers)] for at in range(ENTRIES - 1)]
        if number % 100 == 0:
            chosen.append(papers[0])
        post = PostPage(
            title=f"Report {number}", slug=f"report-{number}", event=source.choice(events),
            date=dt.datetime(2014, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=number),
            body=[prose(f"<p>We went and read{' of harmony' if number % 20 == 0 else ''}.</p>"),
                  paper_list(chosen, contributor=source.choice(authors).pk)],
        )  # fmt: skip
        post.bylines = [Byline(author=author) for author in source.sample(authors, 2)]
        publication.add_child(instance=post)
        rebuild_mentions(post)
        made.append(post)
    index_posts(made)


def _make_bare_page() -> None:
    from wagtail.models import Page, Site

    from bench.bare.models import BarePage
    from tests.factories import make_image

    words = "We went to the harbour, sat down and read until the light was gone. " * 6
    body = []
    for number in range(ENTRIES):
        picture = make_image(f"{number}.png")
        picture.get_rendition("width-800")
        body += [("heading", f"Paper {number}"), ("prose", f"<p>{words}</p>"), ("image", picture)]
    page = Page.get_first_root_node().add_child(
        instance=BarePage(title="Ten papers", slug="bare", body=body)
    )
    # A site of its own, so that nothing of ours has to do with how it is found.
    Site.objects.create(hostname=BARE_HOST, root_page=page)


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*(given or (PAPERS, POSTS))))
