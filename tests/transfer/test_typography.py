"""Quotes, dashes and dots as Hugo sets them, for the reader of imports and for what stays Markdown."""

import random
import re

from bs4 import BeautifulSoup

from blog.core.html import render_markdown
from blog.transfer.reading.goldmark import make_parser
from tests.transfer.hugo_build import build
from tests.transfer.trees import write_tree

PIECES = [
    '"', "'", '"', "'", " ", " ", "a", "it", "s", "t", "1", "90s", ".", ",", "!", "$5 ", "(", ")", "-",
    "[x](y)", "*", "**", "--", "...", "\n", "é", "“", "`c`", "ve", "\\'", "<b>", "</b>", "<<", "…",
]  # fmt: skip
SAID = [
    "“It's” the '90s, and \"rock 'n' roll\" isn't dead.", 'Or ["$3500"](/x), or 6\'2" (or 5").',
    "'Twas \"so\"---the Joneses' \"own 'own' words\"...", '("One") ["two"] \'three\' "four," she said.',
]  # fmt: skip


def lines(number: int) -> list[str]:
    chance = random.Random(7)
    made = ("".join(chance.choices(PIECES, k=chance.randint(2, 14))).strip() for _ in range(number))
    return [*SAID, *(re.sub(r"\n\s*", "\n", f"w {text} w") for text in made)]


def read(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split())


def test_quotes_dashes_and_dots_are_set_as_hugo_sets_them(tmp_path):
    texts = lines(1500)
    files = {f"content/{number}.md": text for number, text in enumerate(texts)}
    site = write_tree(tmp_path / "site", {"hugo.toml": 'baseURL = "/"\n'} | files)

    built = build(site, tmp_path / "built")

    parser, unlike = make_parser(), []
    for number, text in enumerate(texts):
        page = BeautifulSoup((built / f"{number}/index.html").read_text(), "html.parser")
        theirs = read(str(page.article))
        if {read(parser.render(text)), read(render_markdown(text))} != {theirs}:
            unlike.append((text, theirs))
    assert unlike == []


def test_an_address_in_quotes_ends_before_the_quote():
    assert make_parser().render('"https://lab.example.org/a"') == (
        '<p>“<a href="https://lab.example.org/a">https://lab.example.org/a</a>”</p>\n'
    )
