"""The list of papers, a search and the page of a paper over a large library, beside a bare page.

`python -m bench.papers [PAPERS] [POSTS]`. "Harmony" stands in one report of twenty and in one paper
of fifty; "paper" and "wave" in every paper, "report" in the title of every post. The yardstick is a
page as a new Wagtail site has it (`bench/bare`): ten entries, each a heading, a paragraph and a
picture whose size was made before, through the same middleware in the same run. Templates render as
in production, without what tests listen to. What is compared is the time of the processor, which a
busy machine changes less. On SQLite; on PostgreSQL with `python -m tests.postgres -m bench.papers`.

What the index says of a word is kept in memory until the index changes. So there are lines for words
that nobody has asked for before, one for each round, and at the end what the first reader pays after
a report was published: that happens once in each process, and has no limit.
"""

from __future__ import annotations

import datetime as dt
import gc
import random
import statistics
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from bench.database import set_up

PAPERS, POSTS, ROUNDS = 5000, 1000, 15
NEW_WORDS = [
    first + second + third
    for first in ("bar", "cod", "fin", "gum")
    for second in ("o", "u")
    for third in ("la", "pi", "ko", "ra", "sh")
]
ENTRIES = 10
MOST_QUERIES, MOST_TIMES = 20, 3.0
# "{new}" and "{newer}" are other words in each round; all of them stand in every paper.
ADDRESSES = {
    "list of papers": "/papers/",
    "its fiftieth page": "/papers/page/50/",
    "by a venue": "/papers/?venue=Venue+7",
    "by an author": "/papers/?author=Family+42",
    "by a word": "/papers/?q=harmony",
    "by a common word": "/papers/?q=paper",
    "by a new common word": "/papers/?q={new}",
    "by a common word, page 50": "/papers/page/50/?q=paper",
    "by word and venue": "/papers/?q=deep&venue=Venue+7",
    "by word and year": "/papers/?q=deep&year=2017",
    "by word and author": "/papers/?q=deep&author=Family+42",
    "by all at once": "/papers/?q=paper&author=A.+Family+7&venue=Venue+7&year=2017&by=author-3",
    "search": "/search/?q=harmony",
    "two words": "/search/?q=harmony+of+choir",
    "a common word": "/search/?q=paper",
    "a new common word": "/search/?q={newer}",
    "a word of all reports": "/search/?q=report",
    "a common word, page 2": "/search/page/2/?q=paper",
    "a common word, page 300": "/search/page/300/?q=paper",
    "newest first": "/search/?q=wave&sort=date",
    "of one kind and year": "/search/?q=wave&kind=paper&year=2017",
    "two common words": "/search/?q=deep+wave",
    "five common words": "/search/?q=deep+wave+light+slow+sound",
    "words with accents": "/search/?q=h%C3%A1rm%C3%B3ny+choir",
    "a typo": "/search/?q=harmnoy",
    "a typo among words": "/search/?q=harmnoy+choir",
    "the beginning of a word": "/search/?q=harmo",
    "a phrase": "/search/?q=%22deep+and+slow%22",
    "a number of arXiv": "/search/?q=arXiv:2401.00042",
    "authors": "/search/?q=author",
    "page of a paper": "/papers/often/",
}
CHANGED = {"list of papers": "/papers/", "a common word": "/search/?q=paper"}
BARE, BARE_HOST = "a bare page", "bare.example.org"


def main(papers: int, posts: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder), apps=["bench.bare"])
        return run(papers, posts)


def run(papers: int, posts: int) -> int:
    """1 when a page misses its mark."""
    from django.db import connection

    _fill(papers, posts)
    pages = {BARE: "/", **ADDRESSES}
    times = _times(pages)
    print(f"{papers} papers, {posts} posts, {connection.vendor}")
    print(f"{'page':<26}{'queries':>9}{'CPU ms':>9}{'times':>8}")
    yardstick = statistics.median(times[BARE])
    missed = sum(
        _print(name, _queries(name, address), times[name], yardstick)
        for name, address in pages.items()
    )
    print(
        f"Wanted: fewer than {MOST_QUERIES} queries, less than {MOST_TIMES:g} times the bare page."
    )
    _print_memory(pages)
    print("The first request of a process after a report was published:")
    for name, found in _times(CHANGED, before=_publish).items():
        print(f"{name:<44}{statistics.median(found) / yardstick:>8.2f}")
    return 1 if missed else 0


def _times(pages: dict[str, str], before=lambda: None) -> dict[str, list[float]]:
    """In turns, so that what else the machine does falls on all alike."""
    found = {name: [] for name in pages}
    clients = {name: _client(name) for name in pages}
    for number in range(ROUNDS + 1):
        for name, address in pages.items():
            before()
            asked = _filled(address, number)
            started = time.process_time()
            status = clients[name].get(asked).status_code
            spent = time.process_time() - started
            if status != 200:
                raise SystemExit(f"{asked} answers {status}.")
            # The first fills what Django keeps for good.
            if number:
                found[name].append(spent)
    return found


def _filled(address: str, number: int) -> str:
    return address.format(new=NEW_WORDS[2 * number], newer=NEW_WORDS[2 * number + 1])


def _client(name: str):
    from django.test import Client

    return Client(headers={"host": BARE_HOST if name == BARE else "localhost"})


def _queries(name: str, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        _client(name).get(_filled(address, ROUNDS + 1))
    return len(captured)


def _print(name: str, queries: int, times: list[float], yardstick: float) -> int:
    """1 when it is too much."""
    spent = statistics.median(times)
    over = name != BARE and (queries >= MOST_QUERIES or spent >= MOST_TIMES * yardstick)
    print(
        f"{name:<26}{queries:>9}{spent * 1000:>9.1f}{spent / yardstick:>8.2f}"
        f"{'  too much' if over else ''}"
    )
    return over


def _print_memory(pages: dict[str, str]) -> None:
    """What is alive of all that was made while everything was read anew."""
    from blog.search.entries import entries

    tracemalloc.start()
    _publish()
    for name, address in pages.items():
        _client(name).get(_filled(address, 0))
    gc.collect()
    kept, _most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    words = entries().kept
    print(
        f"Kept in memory by each process: {kept / 1e6:.1f} MB, {words.taken / 1e6:.1f} of it for"
        f" words, which take no more than {words.room / 1e6:.1f}."
    )


def _publish() -> None:
    from blog.posts.models import PostPage

    post = PostPage.objects.order_by("pk").first()
    post.title = "Report again" if post.title == "Report 0" else "Report 0"
    post.save_revision().publish()


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
            "abstract": " ".join([*source.choices(words, k=80), *NEW_WORDS]),
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
