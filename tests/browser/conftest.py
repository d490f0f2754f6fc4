import os
import shlex
import shutil
import sys
import threading
import time
from typing import NoReturn

import pytest
from django.contrib.auth import get_user_model
from django.core.signals import request_finished, request_started
from playwright.sync_api import expect, sync_playwright

from tests.browser import firefox as firefox_relay
from tests.browser.inspection import Inspection
from tests.conftest import find_chromium
from tests.hard_cases import ADDRESSES
from tests.served import load_demo, manage, served

PAGES = [
    "/", "/icml-2024-ten-papers/", "/ismir-2025-ten-papers/", "/half-a-percentage-point/",
    "/the-walk/", "/un-arbol-de-melodias/", "/tide-2027/", "/about/", "/authors/",
    "/authors/perpetua-marsh/", "/categories/", "/categories/conferences/", "/papers/", "PAPER",
    "/events/", "/events/icml/", "/events/icml/2024/", "SERIES", "/archive/", "/search/",
    "/search/?q=music", "/search/?q=zzzz", "/nowhere/",
]  # fmt: skip

# A bound against waiting for ever; how long a page takes is the machine's matter.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def site(prepared_site, tmp_path_factory):
    """The demo with the hard cases beside it, served as operators serve it, for all of a run."""
    found = prepared_site.copied_to(tmp_path_factory.mktemp("demo"))
    load_demo(found)
    lay = "from tests.hard_cases import lay; lay()"
    manage("shell", "--command", lay, environment=found.environment)
    manage("rebuild_search", environment=found.environment)
    with served(found) as site:
        yield site


@pytest.fixture(scope="session")
def inspection(site, chromium):
    """What is on every kind of page, each loaded once, and on the hard cases."""
    found = Inspection(chromium, site.address)
    for path in found.resolved(PAGES):
        found.inspect(path)
    for path in ADDRESSES:
        found.inspect(path, looks=[(390, "light"), (1440, "dark")])
    return found


@pytest.fixture(scope="session")
def playwright():
    # Playwright runs an event loop in this thread, in which Django would refuse to ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as driver:
        yield driver
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _do_without(sentence: str) -> NoReturn:
    if os.environ.get("RAPPORTEUR_REQUIRE_ALL"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def chromium(playwright):
    """One headless Chromium for the session."""
    path = find_chromium()
    if not path:
        _do_without("Chromium is not on this machine (Debian: apt install chromium)")
    browser = playwright.chromium.launch(
        executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright, tmp_path_factory):
    """Debian's Firefox, headless, for the session; tests/browser/firefox.py says how it is driven."""
    path = shutil.which("firefox-esr")
    if not path:
        _do_without("Firefox is not on this machine (Debian: apt install firefox-esr)")
    relay = tmp_path_factory.mktemp("firefox") / "relay"
    command = shlex.join([sys.executable, firefox_relay.__file__, path])
    relay.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
    relay.chmod(0o700)
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=relay)
    yield browser
    browser.close()


def _is_refused_autosave(message) -> bool:
    """Wagtail saves a form every few seconds, and answers 400 while it is not complete. Chromium
    notes that in the console; the editor's own save shows what is missing."""
    address = message.location.get("url", "")
    return "400 (Bad Request)" in message.text and address.endswith("/edit/")


class Watched:
    """A page with all that went wrong on it: `problems`, and the requests that left the host."""

    def __init__(self, context, base: str) -> None:
        self.page = context.new_page()
        self.context, self.base = context, base
        self.problems: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", self._on_request)

    def _on_console(self, message) -> None:
        if message.type in ("error", "warning") and not _is_refused_autosave(message):
            self.problems.append(message.text)

    def _on_request(self, request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.foreign.append(request.url)

    def goto(self, path: str):
        return self.page.goto(self.base + path)


class _Traffic:
    """The requests that the live server is answering. Its threads share one connection with the
    test, so a database must not be emptied while Wagtail still saves a form or ends a session."""

    def __init__(self) -> None:
        self._test = threading.get_ident()
        self._lock = threading.Lock()
        self._open = 0
        self._changed = time.monotonic()

    def _count(self, by: int) -> None:
        if threading.get_ident() != self._test:
            with self._lock:
                self._open += by
                self._changed = time.monotonic()

    def _on_start(self, **signal) -> None:
        self._count(1)

    def _on_end(self, **signal) -> None:
        self._count(-1)

    def __enter__(self):
        request_started.connect(self._on_start)
        request_finished.connect(self._on_end)
        return self

    def __exit__(self, *error) -> None:
        request_started.disconnect(self._on_start)
        request_finished.disconnect(self._on_end)

    def wait_for_silence(self, seconds: float = 0.5, at_most: float = 60) -> None:
        end = time.monotonic() + at_most
        while self._open > 0 or time.monotonic() - self._changed < seconds:
            assert time.monotonic() < end, f"{self._open} requests are still open."
            time.sleep(0.05)


@pytest.fixture
def traffic():
    with _Traffic() as traffic:
        yield traffic


@pytest.fixture
def live_server(live_server, traffic):
    """One that has answered all before the test ends."""
    yield live_server
    traffic.wait_for_silence()


@pytest.fixture
def watched_in(request, live_server, traffic):
    """`watched_in("firefox")` is a page of the live server in that browser."""
    contexts = []

    def open_page(browser: str) -> Watched:
        driver = request.getfixturevalue(browser)
        contexts.append(driver.new_context(viewport={"width": 1280, "height": 900}))
        return Watched(contexts[-1], live_server.url)

    yield open_page
    for context in contexts:
        # Leaving a page sends a last word; closing at once would cut it off half said.
        for page in context.pages:
            page.goto("about:blank")
        traffic.wait_for_silence()
        context.close()


@pytest.fixture
def watched(watched_in):
    return watched_in("chromium")


@pytest.fixture
def editor_in(watched_in, client):
    """`editor_in("firefox")` is that browser, signed in as an administrator."""

    def sign_in(browser: str) -> Watched:
        watched = watched_in(browser)
        user = get_user_model().objects.create_superuser("editor", "", "password")
        client.force_login(user)
        cookie = client.cookies["sessionid"]
        watched.context.add_cookies(
            [{"name": "sessionid", "value": cookie.value, "url": watched.base}]
        )
        return watched

    return sign_in


@pytest.fixture
def editor(editor_in):
    return editor_in("chromium")
