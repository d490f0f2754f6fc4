"""Looks at a page in a browser, once, at everything that has to hold on all of them."""

from __future__ import annotations

import itertools
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from typing import Any
from urllib.error import HTTPError

from tests.browser.waiting import WITHIN

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
# Those of WCAG 2.2, sizes of targets among them, are off by default.
AXE_OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
LOOKS = [(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")]
# The spacing that readers may ask for (WCAG 2.2, 1.4.12) stands for machines with wider faces too.
SPACED = "* { letter-spacing: .12em !important; word-spacing: .16em !important }"
_WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(
    [entry.value, entry.sources.map((source) => source.node?.outerHTML?.slice(0, 80))]);
}).observe({ type: "layout-shift", buffered: true });
window.stops = new Map();
window.cut = [];
// What scrolls, or clips, cuts off the part of a ring that reaches out of it.
const cuts = (ring, reach, box) => !["visible", "clip"].includes(getComputedStyle(box).overflowX)
  && ((edges) => ring.left - reach < edges.left - 1 || ring.right + reach > edges.right + 1
    || ring.top - reach < edges.top - 1 || ring.bottom + reach > edges.bottom + 1)(box.getBoundingClientRect());
const isCut = (target, style) => {
  const ring = target.getBoundingClientRect(), reach = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
  for (let box = target.parentElement; box && box !== document.body; box = box.parentElement)
    if (ring.width < box.clientWidth && cuts(ring, reach, box)) return true;
};
document.addEventListener("focusin", ({ target }) => {
  const style = getComputedStyle(target);
  window.stops.set(target, style.outlineStyle !== "none" && style.outlineWidth !== "0px");
  if (isCut(target, style)) window.cut.push(target.outerHTML.slice(0, 120));
});
"""
_OUTLINE = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])"
# How large a picture in old HTML is meant to be, only its author knew.
_PICTURES = """[...document.querySelectorAll(
  'img:not([alt]), img:not(.foreign *):is(:not([width]), :not([height]))')].map(i => i.outerHTML.slice(0, 160))"""
_INLINE = """[...document.querySelectorAll('[style], style, script:not([src])')]
  .filter(e => e.type !== 'application/ld+json').map(e => e.outerHTML.slice(0, 120))"""
_STOPS = """() => [...document.querySelectorAll('a[href], button, summary, input, select, textarea,'
  + ' [tabindex="0"], audio[controls], video[controls]')]
  .filter(e => e.checkVisibility({ visibilityProperty: true }) && e.tabIndex >= 0 && !e.disabled
    && !(e.type === 'radio' && !e.checked))"""
_WIDTH = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  return document.documentElement.scrollWidth - innerWidth; }"""
# Buttons are improvements; what they would do can be done without them.
_TEXT = """main => { const copy = main.cloneNode(true);
  copy.querySelectorAll('button').forEach(button => button.remove());
  return copy.textContent.replace(/\\s+/g, ' ').trim(); }"""


class Inspection:
    """`found[subject]` lists what is wrong; `pages` is the HTML by address."""

    def __init__(self, chromium: Any, address: str) -> None:
        self.chromium, self.address = chromium, address
        self.found: defaultdict[str, list[str]] = defaultdict(list)
        self.pages: dict[str, bytes] = {}
        self.silent = chromium.new_context(java_script_enabled=False)

    def resolved(self, addresses: Iterable[str]) -> list[str]:
        """With the words in capitals replaced by an address that the demo links to."""
        page = self.chromium.new_page()
        known = {}
        for word, start, links in (
            ("PAPER", "/papers/", "main a[href^='/papers/']"),
            ("SERIES", "/forty-out-of-four-hundred/", "a[href^='/series/']"),
        ):
            page.goto(self.address + start)
            known[word] = page.locator(links).first.get_attribute("href")
        page.close()
        return [known.get(address, address) for address in addresses]

    def inspect(self, path: str, looks: list[tuple[int, str]] = LOOKS) -> None:
        self.pages[path] = self._fetch(path)
        context = self.chromium.new_context(
            viewport={"width": looks[0][0], "height": 900}, reduced_motion="reduce"
        )
        context.add_init_script(_WATCH)
        context.route("**/site.*.js", self._late)
        page = context.new_page()
        self._listen(page, path)
        page.goto(self.address + path)
        page.wait_for_load_state("networkidle")
        self._note(path, "cookies", (cookie["name"] for cookie in context.cookies()))
        self._markup(page, path)
        self._shifts(page, path)
        page.evaluate(AXE)
        for width, scheme in looks:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            self._axe(page, f"{path} at {width} px, {scheme}")
        self._keyboard(page, path)
        self._narrow(page, path)
        self._without_scripts(page, path)
        context.close()

    def _fetch(self, path: str) -> bytes:
        try:
            with urllib.request.urlopen(self.address + path, timeout=60) as answer:
                status, content = answer.status, answer.read()
        except HTTPError as error:
            status, content = error.code, error.read()
        if status != (404 if path == "/nowhere/" else 200):
            self.found["status"].append(f"{path} answers {status}")
        return content

    def _late(self, route: Any) -> None:
        """What a script moves when it comes after the first paint, as it does far away."""
        time.sleep(0.1)
        route.continue_()

    def _note(self, path: str, subject: str, lines: Iterable[Any]) -> None:
        self.found[subject] += [f"{path}: {line}" for line in lines]

    def _listen(self, page: Any, path: str) -> None:
        def console(message: Any) -> None:
            expected = path == "/nowhere/" and "404" in message.text
            # A picture that is gone, or one that an old page only speaks of.
            expected |= "/media/" in message.location.get("url", "") and "404" in message.text
            if message.type in ("error", "warning") and not expected:
                self.found["console"].append(f"{path}: {message.text}")

        def request(asked: Any) -> None:
            if not asked.url.startswith((f"{self.address}/", "data:")):
                self.found["foreign"].append(f"{path} asks {asked.url}")

        page.on("console", console)
        page.on("pageerror", lambda error: self.found["console"].append(f"{path}: {error}"))
        page.on("request", request)

    def _markup(self, page: Any, path: str) -> None:
        outline = page.evaluate(_OUTLINE)
        wrong = [] if outline.count(1) == 1 else [f"{outline.count(1)} h1"]
        wrong += [f"h{a} then h{b}" for a, b in itertools.pairwise(outline) if b > a + 1]
        self._note(path, "outline", wrong)
        self._note(path, "pictures", page.evaluate(_PICTURES))
        self._note(path, "inline", page.evaluate(_INLINE))
        if not page.locator("html").get_attribute("lang"):
            self._note(path, "language", ["none"])

    def _shifts(self, page: Any, path: str) -> None:
        """Down to the end and back, so that every picture comes."""
        page.evaluate(
            "async () => { for (let y = 0; y < document.body.scrollHeight; y += 700) {"
            "scrollTo({ top: y, behavior: 'instant' });"
            "await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20))); }"
            "const all = [...document.images].map((image) => image.decode().catch(() => 0));"
            f"{WITHIN} await within(Promise.all(all), 'all pictures');"
            "scrollTo({ top: 0, behavior: 'instant' }); }"
        )
        shifts = page.evaluate("window.shifts")
        # What rounds to 0.00. A busy browser may paint while it still reads the menu, whose words
        # then move a few pixels apart; no page can forbid that.
        if round(sum(value for value, _sources in shifts), 2) > 0:
            self._note(path, "shifts", shifts)
        self._note(path, "fonts", page.evaluate("[...document.fonts].map(f => f.family)"))

    def _axe(self, page: Any, where: str) -> None:
        violations = page.evaluate(
            "options => axe.run(document, options).then(({ violations }) => violations.map("
            "v => [v.id, v.nodes.map(n => n.html.slice(0, 160))]))",
            AXE_OPTIONS,
        )
        self._note(where, "axe", violations)

    def _keyboard(self, page: Any, path: str) -> None:
        wanted = page.evaluate(f"({_STOPS})().length")
        page.evaluate("document.activeElement.blur(); window.stops.clear()")
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") != "#main":
            self._note(path, "keyboard", ["the first stop is no skip link"])
        # A player has stops of its own inside of it.
        for _number in range(wanted + 12 * page.locator("video, audio").count()):
            page.keyboard.press("Tab")
        missed = page.evaluate(
            f"({_STOPS})().filter(e => !window.stops.has(e)).map(e => e.outerHTML.slice(0, 120))"
        )
        unseen = page.evaluate(
            "[...window.stops].filter(([, seen]) => !seen).map(([e]) => e.outerHTML.slice(0, 120))"
        )
        self._note(path, "keyboard", (f"never reached: {tag}" for tag in missed))
        self._note(path, "keyboard", (f"focus cannot be seen: {tag}" for tag in unseen))
        cut = page.evaluate("window.cut")
        self._note(path, "keyboard", (f"the ring of focus is cut off: {tag}" for tag in cut))

    def _narrow(self, page: Any, path: str) -> None:
        page.set_viewport_size({"width": 320, "height": 900})
        for css in ("", SPACED):
            excess = page.evaluate(_WIDTH, css)
            if excess > 0:
                self._note(path, "narrow", [f"{excess} px too wide {css}"])

    def _without_scripts(self, page: Any, path: str) -> None:
        silent = self.silent.new_page()
        silent.goto(self.address + path, wait_until="domcontentloaded")
        texts = [each.locator("main").evaluate(_TEXT) for each in (page, silent)]
        if texts[0] != texts[1]:
            self._note(path, "scripts", ["says something else without scripts"])
        silent.close()
