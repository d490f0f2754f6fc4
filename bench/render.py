"""Every renderer of foreign text: how its work grows when the text doubles.

`python -m bench.render`. Least CPU of five runs, at the first size that takes 20 ms or more, beside
twice that size; twice the input may take 2.5 times the work, otherwise the exit status is 1.
Listings and formulas are measured as many of a length that is still rendered.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

RUNS, LEAST, BOUND, MOST_SIGNS = 5, 0.02, 2.5, 4_000_000
WORDS = "Words of the *hall*, [a link](https://example.org/a) and `code`.\n\n"
PROSE = '<p>Words of the <i>hall</i> and <a href="https://example.org/a">a link</a>.</p>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    print(f"{'renderer':<28}{'signs':>9}{'CPU ms':>9}{'twice':>9}{'ratio':>7}")
    ratios = [_measure(name, work, unit) for name, work, unit in renderers()]
    return int(any(ratio > BOUND for ratio in ratios))


def renderers() -> list[tuple[str, Callable[[str], object], str]]:
    """Name, work, and what its text repeats: plain, then what once took the square of its length."""
    from blog.core.addresses import parse_address
    from blog.core.html import render_markdown, sanitise_html
    from blog.core.prose import plain_text
    from blog.images.gate import inspect
    from blog.papers.identifiers import find_identifiers
    from blog.papers.pasted import read_pasted
    from blog.papers.records import read_records
    from blog.posts.listings import MAX_LENGTH, highlight_code
    from blog.posts.mathematics import render_math
    from blog.posts.notes import Notes, render_prose
    from blog.transfer.reading.goldmark import make_parser

    parser = make_parser()

    def listing(code: str) -> None:
        for start in range(0, len(code), MAX_LENGTH):
            highlight_code(code[start : start + MAX_LENGTH], "python")

    def addresses(text: str) -> None:
        for address in text.split():
            parse_address(address)

    def formulas(text: str) -> None:
        for latex in text.split():
            render_math(latex * 100, display=True)

    return [
        ("Markdown", render_markdown, WORDS),
        ("Markdown, quotes", render_markdown, "\"'"),
        ("Markdown, addresses", render_markdown, "http://a."),
        ("Markdown, shortcodes", render_markdown, "{{<"),
        ("Markdown, brackets", render_markdown, "!["),
        ("Markdown, table", render_markdown, "| a | b |\n|---|---|\n| *c* | d |\n\n"),
        ("import of Markdown", parser.render, WORDS),
        ("import, addresses", parser.render, "http://a."),
        ("raw HTML", sanitise_html, PROSE),
        ("raw HTML, open tags", sanitise_html, "<b><i>a"),
        ("raw HTML, table", sanitise_html, "<table><tr><td>1<td>2</table>"),
        ("prose", lambda text: render_prose(text, Notes()), PROSE),
        ("prose as text", plain_text, PROSE),
        ("code listing", listing, 'def f():\n    return "<&>"\n'),
        ("code listing, brackets", listing, "((\n"),
        ("formulas", formulas, r"\frac{a}{b}+x^{2} "),
        ("SVG filter", lambda body: inspect(SVG.format(body).encode()), '<path d="M0 0h9"/>'),
        ("paste list", read_pasted, "A hall of echoes arXiv:2401.00001\n"),
        ("BibTeX", read_records, "@article{a, title={A hall}, year=2024}\n"),
        ("BibTeX, open entries", read_records, "@article{a,\n"),
        ("RIS", read_records, "TY  - JOUR\nTI  - A hall\nER  - \n"),
        ("CSL-JSON", lambda items: read_records(f"[{items}{{}}]"), '{"title": "A hall"},'),
        ("identifiers in a text", find_identifiers, "doi:10.5555/a-b.1 and words "),
        ("addresses", addresses, "https://a@[b]/%20?c=# "),
    ]


def _measure(name: str, work: Callable[[str], object], unit: str) -> float:
    count = 64
    # Twice, as the first run of a renderer reads its tables.
    while _least(work, unit * count, runs=2) < LEAST and len(unit) * count < MOST_SIGNS:
        count *= 2
    once, twice = (_least(work, unit * size) for size in (count, 2 * count))
    ratio = twice / once
    mark = "  too much" if ratio > BOUND else ""
    print(
        f"{name:<28}{len(unit) * count:>9}{once * 1000:>9.1f}{twice * 1000:>9.1f}{ratio:>7.2f}{mark}"
    )
    return ratio


def _least(work: Callable[[str], object], text: str, runs: int = RUNS) -> float:
    return min(_seconds(work, text) for _run in range(runs))


def _seconds(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
