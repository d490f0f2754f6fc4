"""What the editor costs the browser: a post of 60 blocks opened, and a key pressed in it.

`python -m bench.editor [ROUNDS]`. Wagtail's own editor with the same words and pictures stands beside
it (`bench.stock`). The figures are Chromium's: the time in scripts until nothing moves any more, and
the time that its main thread works for each letter, in the middle of the post, as fast typists type;
what the editor does twice a second to see whether anything changed is part of that. In turns, medians.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.database import set_up

ROUNDS, PROSE, PICTURES, LETTERS = 5, 45, 15, 40
PAUSE = 100  # milliseconds between two letters
TARGETS = {"script": 2000, "key": 50}
WORDS = "<p>Some words of what it says and why we cared about it so much.</p>" * 3


def main(rounds: int) -> None:
    # Playwright runs an event loop in this thread, in which Django would refuse to ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder), apps=["bench.stock"])
        run(rounds)


def run(rounds: int) -> None:
    from django.contrib.auth import get_user_model
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test import Client
    from django.test.testcases import LiveServerThread

    pages = _fill()
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("editor", "", "password"))
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.start()
    server.is_ready.wait()
    address = f"http://127.0.0.1:{server.port}"
    try:
        _print(_measure(address, client.cookies["sessionid"].value, pages, rounds))
    finally:
        server.terminate()


def _fill() -> dict[str, int]:
    """The numbers of the two pages: 60 blocks each."""
    from bench.stock.models import StockPage
    from tests.factories import image_block, make_image, make_post, make_publication, prose

    publication = make_publication()
    image = make_image("hall.jpg", size=(1600, 1000))
    body = [prose(WORDS) for _number in range(PROSE)]
    body += [image_block(image) for _number in range(PICTURES)]
    blocks = [("prose", WORDS)] * PROSE + [("picture", image)] * PICTURES
    stock = publication.add_child(instance=StockPage(title="Stock", slug="stock", body=blocks))
    return {"Wagtail": stock.pk, "Rapporteur": make_post(publication, body=body).pk}


def _measure(
    address: str, session: str, pages: dict[str, int], rounds: int
) -> dict[str, list[tuple[float, float]]]:
    from playwright.sync_api import sync_playwright

    from tests.conftest import find_chromium

    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in pages}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        # The first of each fills the browser's cache, and does not count.
        for number in range(rounds + 1):
            for name, pk in pages.items():
                figure = _open_and_type(context, f"{address}/admin/pages/{pk}/edit/")
                if number:
                    figures[name].append(figure)
        browser.close()
    return figures


def _open_and_type(context: Any, url: str) -> tuple[float, float]:
    """Milliseconds in scripts to open, milliseconds of work for a letter."""
    page = context.new_page()
    metrics = context.new_cdp_session(page)
    metrics.send("Performance.enable")

    def spent(name: str) -> float:
        values = metrics.send("Performance.getMetrics")["metrics"]
        return 1000 * next(item["value"] for item in values if item["name"] == name)

    page.goto(url)
    page.wait_for_load_state("networkidle")
    opened = spent("ScriptDuration")
    page.locator(".public-DraftEditor-content").nth(PROSE // 2).click()
    page.wait_for_timeout(1000)
    before = spent("TaskDuration")
    page.keyboard.type("abcdefghij" * (LETTERS // 10), delay=PAUSE)
    typed = (spent("TaskDuration") - before) / LETTERS
    page.goto("about:blank")
    page.close()
    return opened, typed


def _print(figures: dict[str, list[tuple[float, float]]]) -> None:
    print(f"{PROSE + PICTURES} blocks, {PROSE} of prose and {PICTURES} pictures")
    print(f"{'editor':12}{'script to open, ms':>20}{'a letter, ms':>14}")
    for name, values in figures.items():
        opened, typed = (statistics.median(column) for column in zip(*values, strict=True))
        print(f"{name:12}{opened:20.0f}{typed:14.1f}")
    if opened > TARGETS["script"] or typed > TARGETS["key"]:
        raise SystemExit("too much")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
