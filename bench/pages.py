"""What a page costs when nothing is cached: queries and CPU, beside two yardsticks in the same run.

`python -m bench.pages [ROUNDS]`. The yardsticks are a Django view that says "hello" and a bare
Wagtail page (`bench.stock`, in a Site of its own) with the same words and the same pictures. Django's cache is switched
off, templates render as in production, without what tests listen to; what a process keeps for good (templates, content types, a citation once it is set) is warm on
both sides. One process, an SQLite file of its own, rounds
interleaved, CPU time of the process alone.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.database import set_up

ROUNDS, POSTS, PAPERS, PICTURES = 25, 30, 10, 6
SIZE = (1600, 1000)
BARE = "bare.example.org"
WORDS = "Some eighty words of commentary on what it says and why we cared about it so much. " * 5
# Frames of `_deeper` that fill a piece.
_DEEPEST = 160
TARGETS = {"post": (20, 2.0), "listing": (14, None), "search": (12, None)}


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder), apps=["bench.stock"])
        run(rounds)


def run(rounds: int) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import transaction
    from django.test import override_settings

    settings.ROOT_URLCONF = "bench.pages_urls"
    with transaction.atomic():
        _fill()
    call_command("rebuild_search", verbosity=0)
    call_command("related", "rebuild", verbosity=0)
    addresses = {
        "bare Django view": "http://localhost/bare-hello/",
        "bare Wagtail page": f"http://{BARE}/bare/",
        "post": "http://localhost/ten/",
        "listing": "http://localhost/",
        "search": "http://localhost/search/?q=commentary",
    }
    dummy = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    with override_settings(CACHES=dummy):
        _print(addresses, *_measure(addresses, rounds))


def _measure(
    addresses: dict[str, str], rounds: int
) -> tuple[dict[str, int], dict[str, float], dict[str, int]]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    queries, sizes, times = {}, {}, {name: [] for name in addresses}
    for name, address in addresses.items():
        host = {"host": urlsplit(address).netloc}
        client.get(address, headers=host)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address, headers=host)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answers {answer.status_code}; nothing is measured.")
        sizes[name] = len(answer.content)
        queries[name] = len(captured)
    for at in range(rounds):
        for name, address in addresses.items():
            get = partial(client.get, address, headers={"host": urlsplit(address).netloc})
            times[name].append(_deeper(at * _DEEPEST // rounds, get))
    return queries, {name: statistics.median(found) for name, found in times.items()}, sizes


def _deeper(frames: int, get: Callable[[], Any]) -> float:
    """Milliseconds of CPU. CPython 3.11 keeps frames in pieces of 16 kB, and asks the system for the
    next one at each call that crosses an edge: a page whose loop lies on one costs a third more. So
    each round begins elsewhere between two edges."""
    if frames:
        return _deeper(frames - 1, get)
    started = time.process_time()
    get()
    return (time.process_time() - started) * 1000


def _print(
    addresses: dict[str, str],
    queries: dict[str, int],
    times: dict[str, float],
    sizes: dict[str, int],
) -> None:
    print(f"A post of {PAPERS} papers and {PICTURES} pictures, among {POSTS}; no cache")
    print(f"{'':<20}{'queries':>9}{'CPU ms':>9}{'× Django':>10}{'× Wagtail':>11}{'kB':>7}  target")
    for name in addresses:
        most, ratio = TARGETS.get(name, ("", None))
        target = f"{most} queries" if most else ""
        target += f", {ratio:g} × Wagtail" if ratio else ""
        print(
            f"{name:<20}{queries[name]:>9}{times[name]:>9.2f}"
            f"{times[name] / times['bare Django view']:>10.1f}"
            f"{times[name] / times['bare Wagtail page']:>11.2f}{sizes[name] / 1000:>7.1f}  {target}"
        )


def _fill() -> None:
    from blog.images.pipeline import build_renditions
    from tests.factories import (
        image_block,
        make_author,
        make_event,
        make_image,
        make_paper,
        make_post,
        make_publication,
        paper_list,
        prose,
    )

    publication = make_publication()
    pictures = [make_image(f"hall {number}.jpg", size=SIZE) for number in range(PICTURES)]
    faces = [make_image(f"face {number}.jpg", size=(400, 400)) for number in range(3)]
    for image in (*pictures, *faces):
        build_renditions(image.pk)
    authors = [make_author(portrait=face, orcid="") for face in faces]
    event = make_event(place="Vienna")
    words = f"<p>{WORDS}</p>"
    entries = paper_list([make_paper() for _number in range(PAPERS)], commentary=words)
    views = [image_block(image, alt="A hall") for image in pictures]
    for number in range(POSTS - 1):
        make_post(publication, authors=authors[:2], categories=["Audio"], event=event,
                  thumbnail=pictures[number % PICTURES], body=[prose(words)])  # fmt: skip
    make_post(publication, slug="ten", title="Ten papers", authors=authors, event=event,
              categories=["Audio", "Essays"], standfirst="What we heard.",
              thumbnail=pictures[0], body=[prose(words), *views[:3], entries, *views[3:]])  # fmt: skip
    _add_bare(pictures, words)


def _add_bare(pictures: list[Any], words: str) -> None:
    """The same words and pictures, whose renditions Wagtail makes at the first request."""
    from wagtail.models import Page, Site

    from bench.stock.models import StockPage

    body = [("picture", image) for image in pictures]
    body += [("prose", f"<h3>A paper</h3>{words}") for _number in range(PAPERS + 1)]
    front = Page.get_first_root_node().add_child(instance=Page(title="Bare", slug="bare-site"))
    Site.objects.create(hostname=BARE, root_page=front)
    front.add_child(
        instance=StockPage(title="Bare", slug="bare", standfirst="What we heard.", body=body)
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
