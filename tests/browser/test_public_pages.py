"""Every kind of public page of the demo, as operators serve it, in a real browser."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.served import served_demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served demo")]

ROUND_UP, PICTURES, ESSAY = "/icml-2024-ten-papers/", "/the-walk/", "/half-a-percentage-point/"
PAGES = [
    "/", ROUND_UP, "/ismir-2025-ten-papers/", ESSAY, PICTURES, "/un-arbol-de-melodias/",
    "/tide-2027/", "/about/", "/authors/", "/authors/perpetua-marsh/", "/categories/",
    "/categories/conferences/", "/papers/", "PAPER", "/events/", "/events/icml/",
    "/events/icml/2024/", "SERIES", "/archive/", "/search/", "/search/?q=music", "/search/?q=zzzz",
    "/nowhere/",
]  # fmt: skip
# Those of WCAG 2.2, sizes of targets among them, are off by default.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOT_THERE = "/nowhere/"


@pytest.fixture(scope="module")
def site():
    with served_demo() as found:
        yield found


@pytest.fixture(scope="module")
def addresses(site, chromium):
    """PAGES, with the words in capitals replaced by an address that the demo links to."""
    page = chromium.new_page()
    found = {}
    for word, start, links in [
        ("PAPER", "/papers/", "main a[href^='/papers/']"),
        ("SERIES", "/forty-out-of-four-hundred/", "a[href^='/series/']"),
    ]:
        page.goto(site.address + start)
        found[word] = page.locator(links).first.get_attribute("href")
    page.close()
    return [found.get(address, address) for address in PAGES]


@pytest.fixture
def visit(site, chromium):
    """`visit(path, width=…, scheme=…)` gives a page; what went wrong gathers in `visit.problems`."""
    contexts = []

    def open_page(path, width=1440, scheme="light", until="load", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: note(path, message))
        page.on("pageerror", lambda error: open_page.problems.append(f"{path}: {error}"))
        page.on("request", lambda request: leave(path, request))
        answer = page.goto(site.address + path, wait_until=until)
        assert answer.status == (404 if path == NOT_THERE else 200), path
        return page

    def note(path, message):
        expected = path == NOT_THERE and "404" in message.text
        if message.type in ("error", "warning") and not expected:
            open_page.problems.append(f"{path}: {message.text}")

    def leave(path, request):
        if not request.url.startswith((site.address, "data:")):
            open_page.problems.append(f"{path} asks {request.url}")

    open_page.problems = []
    yield open_page
    for context in contexts:
        context.close()


def test_nothing_foreign_no_cookie_no_violation_and_a_sound_outline(visit, addresses):
    found = []
    for path in addresses:
        page = visit(path, until="networkidle")
        found += [f"{path}: cookie {cookie['name']}" for cookie in page.context.cookies()]
        outline = page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])"
        )
        if outline.count(1) != 1:
            found.append(f"{path}: {outline.count(1)} h1")
        found += [
            f"{path}: h{before} is followed by h{after}"
            for before, after in itertools.pairwise(outline)
            if after > before + 1
        ]
        silent = page.evaluate(
            "[...document.querySelectorAll('img:not([alt])')].map(i => i.outerHTML)"
        )
        found += [f"{path}: {tag}" for tag in silent]
        unsized = page.evaluate(
            "[...document.querySelectorAll('img:not([width]),img:not([height])')].map(i => i.src)"
        )
        found += [f"{path}: no size: {tag}" for tag in unsized]
        if not page.locator("html").get_attribute("lang"):
            found.append(f"{path}: no language")
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") != "#main":
            found.append(f"{path}: the first stop of the keyboard is no skip link")
        page.context.close()
    assert found + visit.problems == []


@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
)
def test_axe_finds_nothing(visit, addresses, width, scheme):
    axe, found = Axe(), []
    rules = {"runOnly": {"type": "tag", "values": AXE_TAGS}}
    for path in addresses:
        page = visit(path, width=width, scheme=scheme, reduced_motion="reduce")
        results = axe.run(page, options=rules)
        found += [
            f"{path}: {violation['id']}: {node['html'][:160]}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]
        page.context.close()
    assert found == []


# The spacing that readers may ask for (WCAG 2.2, 1.4.12) stands for machines with wider faces too.
SPACED = "* { letter-spacing: .12em !important; word-spacing: .16em !important }"


def test_nothing_is_wider_than_a_narrow_phone_with_any_face(visit, addresses):
    wide = []
    for path in addresses:
        page = visit(path, width=320)
        for css in ("", SPACED):
            excess = page.evaluate(
                "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
                "document.adoptedStyleSheets = [sheet];"
                "return document.documentElement.scrollWidth - innerWidth; }",
                css,
            )
            if excess > 0:
                wide.append(f"{path}: {excess} px too wide {css}")
        page.context.close()
    assert wide == []


def test_without_scripts_every_page_says_the_same(visit, addresses):
    different = []
    for path in addresses:
        texts = []
        for scripts in (True, False):
            page = visit(path, java_script_enabled=scripts)
            # Buttons are improvements; what they would do can be done without them.
            text = page.locator("main").evaluate(
                "main => { const copy = main.cloneNode(true);"
                "copy.querySelectorAll('button').forEach(button => button.remove());"
                "return copy.textContent.replace(/\\s+/g, ' ').trim(); }"
            )
            texts.append(text)
            page.context.close()
        if texts[0] != texts[1]:
            different.append(path)
    assert different == []


def test_the_keyboard_reaches_every_link_and_focus_can_be_seen(visit):
    page = visit(ROUND_UP, reduced_motion="reduce")
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, summary, input, select, textarea')]"
        ".filter(e => e.checkVisibility() && e.tabIndex >= 0).length"
    )
    reached, unseen = set(), []
    for _ in range(wanted + 30):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "() => { const e = document.activeElement; const s = getComputedStyle(e);"
            "if (!e.dataset.stop) e.dataset.stop = String(Math.random());"
            "return [e.dataset.stop, e.tagName, s.outlineStyle, s.outlineWidth, e.outerHTML.slice(0, 90)]; }"
        )
        if stop[1] == "BODY":
            break
        reached.add(stop[0])
        if stop[2] == "none" or stop[3] == "0px":
            unseen.append(stop[4])
    assert unseen == []
    assert len(reached) >= wanted
