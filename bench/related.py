"""Related posts over posts that a machine wrote: what publishing one costs, beside a yardstick.

`python -m bench.related [POSTS]`. The yardstick is what the search index takes for the same posts
in the same run: both read a text once and stem it. All in one process on an SQLite file of its own.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from bench.database import set_up
from bench.search import VOCABULARY, WORDS, _vocabulary

POSTS, MEASURED = 1000, 40


def main(posts: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        run(posts)


def run(posts: int) -> None:
    from django.db import transaction

    from blog.posts.models import PostPage
    from blog.posts.related import rebuild, relate
    from blog.search.indexing import forget, index_posts

    with transaction.atomic():
        _fill(posts)
    started = time.perf_counter()
    count = max(rebuild(), default=0)
    spent = time.perf_counter() - started
    print(f"related rebuild: {count} posts of {WORDS} words in {spent:.1f} s")
    measured = list(PostPage.objects.order_by("?")[:MEASURED])
    for post in measured:
        forget("post", post.pk)
    related, indexed = _time(relate, measured), _time(lambda post: index_posts([post]), measured)
    print(f"related, a post published: {related:.1f} ms")
    print(f"search index, the same post: {indexed:.1f} ms")
    print(f"related / search index: {related / indexed:.2f}")


def _time(work, posts) -> float:
    """Milliseconds a post."""
    started = time.perf_counter()
    for post in posts:
        work(post)
    return (time.perf_counter() - started) * 1000 / len(posts)


def _fill(posts: int) -> None:
    """Rows alone: nothing is published, so that nothing is measured before its time."""
    from blog.posts.models import PostPage
    from tests.factories import make_publication

    source = random.Random(7)
    vocabulary = _vocabulary(source)
    weights = [1 / rank for rank in range(1, VOCABULARY + 1)]
    publication = make_publication()
    for number in range(posts):
        words = " ".join(source.choices(vocabulary, weights, k=WORDS))
        title = " ".join(source.choices(vocabulary, weights, k=6)).title()
        post = PostPage(title=title, slug=f"post-{number}", body=[("prose", f"<p>{words}</p>")])
        publication.add_child(instance=post)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else POSTS)
