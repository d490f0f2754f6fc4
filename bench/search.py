"""The readers' search over posts that a machine wrote: time to index, time and queries to find.

`python -m bench.search [POSTS]`. Words are drawn with Zipf's distribution, so that some stand in
every post and most in few, as in real ones. All in one process on an SQLite file of its own.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.database import set_up

POSTS, WORDS, VOCABULARY = 500, 900, 20_000
ROUNDS = 15
QUERIES = {
    "a rare word": "{rare}",
    "a common word": "{common}",
    "three words": "{common} {middle} {rare}",
    "a phrase": '"{pair}"',
    "the beginning of a word": "{beginning}",
    "nothing": "zzyzxq",
    "ten kilobytes": "{long}",
}


def main(posts: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        run(posts)


def run(posts: int) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    setup_test_environment()
    source = random.Random(7)
    vocabulary = _vocabulary(source)
    made, spent = _fill(posts, source, vocabulary)
    print(
        f"{made} posts of {WORDS} words, indexed in {spent:.1f} s: {spent / made * 1000:.1f} ms each"
    )
    client = Client()
    client.get("/search/?q=warm")
    print(f"{'query':<26}{'found':>7}{'queries':>9}{'median ms':>11}{'worst ms':>10}")
    for name, form in QUERIES.items():
        typed = form.format(**_words(vocabulary))
        with CaptureQueriesContext(connection) as queries:
            response = client.get("/search/", {"q": typed})
        asked = len(queries)
        times = [_time(client, typed) for _round in range(ROUNDS)]
        count = response.context["count"]
        print(f"{name:<26}{count:>7}{asked:>9}{statistics.median(times):>11.1f}{max(times):>10.1f}")


def _time(client, typed: str) -> float:
    started = time.perf_counter()
    client.get("/search/", {"q": typed})
    return (time.perf_counter() - started) * 1000


def _vocabulary(source: random.Random) -> list[str]:
    syllables = [
        a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "is")
    ]
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        found["".join(source.choices(syllables, k=source.randint(2, 4)))] = None
    return list(found)


def _words(vocabulary: list[str]) -> dict[str, str]:
    common, middle, rare = vocabulary[3], vocabulary[60], vocabulary[9000]
    return {
        "common": common,
        "middle": middle,
        "rare": rare,
        "pair": f"{vocabulary[0]} {vocabulary[1]}",
        "beginning": rare[:-1],
        "long": " ".join(vocabulary[:1500]),
    }


def _fill(posts: int, source: random.Random, vocabulary: list[str]) -> tuple[int, float]:
    from django.db import transaction

    from blog.posts.models import PostPage
    from blog.search.indexing import forget, index_posts
    from tests.factories import make_author, make_event, make_post, make_publication, prose

    publication = make_publication()
    weights = [1 / rank for rank in range(1, VOCABULARY + 1)]
    authors = [make_author(f"Author {number}") for number in range(20)]
    events = [make_event("ICLR", 2000 + number) for number in range(20)]
    with transaction.atomic():
        for number in range(posts):
            words = source.choices(vocabulary, weights, k=WORDS)
            make_post(
                publication,
                title=" ".join(source.choices(vocabulary, weights, k=6)).title(),
                authors=source.sample(authors, 2),
                categories=[f"Category {number % 12}"],
                event=source.choice(events),
                body=[prose(f"<p>{' '.join(words)}</p>")],
            )
    pages = list(PostPage.objects.live().select_related("event__series"))
    for page in pages:
        forget("post", page.pk)
    started = time.perf_counter()
    with transaction.atomic():
        index_posts(pages)
    return len(pages), time.perf_counter() - started


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else POSTS)
