"""Blocks and entries moved, taken out and put in: what is written anew, and what keeps its bytes."""

import copy
from itertools import permutations
from pathlib import Path

import pytest

from blog.transfer.document import Block
from blog.transfer.export.splice import Splicer, with_joined_prose
from blog.transfer.export.write_body import BodyWriter
from blog.transfer.hugo.reread import Reader, bare_site, comparable
from blog.transfer.reading.dialect import Dialect
from tests.transfer.hard_site import FILES

DIALECT = Dialect(math=True, emoji=True, typographer=True)
READER = Reader(bare_site(DIALECT))
WRITER = BodyWriter.for_dialect(DIALECT)
SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "hugo" / "content" / "posts"

INTRO = "Intro with [late][ref] and a note[^1].\n\n\n* one\n*   two"
HEADING = "Heading two\n-----------"
QUOTE = "> A quote\nwith lazy line"
CODE = "```py\nx = 1\n```"
LAST = "Last para.\n\n[ref]: https://a.example 'T'\n[^1]: A note.\n\nAfter the definitions."
DEFINITIONS = "[ref]: https://a.example 'T'\n[^1]: A note."
NEW = "A *new* paragraph."

FIRST = (
    "### [One](https://arxiv.org/abs/1706.03762) (Quill et al.)\n\nEverybody reads *it*.\nTwice."
)
SECOND = "### [Two](https://arxiv.org/abs/1706.03763) - Quill & Verso\n\n**Best paper award**, it says.\n\n* a\n* b"
THIRD = "### [Three](https://openreview.net/forum?id=l60EM8md3t)\n\nThe [demo](https://d.example/) convinced us."


def text(*parts: str) -> str:
    return "\n" + "\n\n".join(parts) + "\n"


def edited(source: str, edit) -> str:
    """The body after `edit` was applied to its blocks."""
    head = b"---\ntitle: T\n---\n"
    document = READER.document(head + source.encode())
    spans = [[block.span.start, block.span.end] for block in document.body]
    new = edit(list(document.body))
    body = Splicer(document.source_bytes, len(head), spans, document.body, new, WRITER).body()
    return body.decode()


def fresh(markdown: str) -> list[Block]:
    return READER.blocks(markdown)


@pytest.mark.parametrize(
    ("edit", "result"),
    [
        (lambda b: b[1:], text(HEADING, QUOTE, CODE, LAST)),
        (lambda b: [b[0], *b[2:]], text(INTRO, QUOTE, CODE, LAST)),
        (lambda b: b[:4], text(INTRO, HEADING, QUOTE, CODE, DEFINITIONS)),
        (lambda b: [*b, *fresh(NEW)], text(INTRO, HEADING, QUOTE, CODE, LAST, NEW)),
        (lambda b: [*fresh(NEW), *b], text(NEW, INTRO, HEADING, QUOTE, CODE, LAST)),
        (lambda b: [*b[:3], *fresh(NEW), *b[3:]], text(INTRO, HEADING, QUOTE, NEW, CODE, LAST)),
        (lambda b: [b[0], b[2], b[1], *b[3:]], text(INTRO, QUOTE, HEADING, CODE, LAST)),
        (lambda b: [b[1], b[0], *b[2:]], text(HEADING, INTRO, QUOTE, CODE, LAST)),
        (
            lambda b: [b[4], b[1], b[2], b[3], b[0]],
            text("Last para.\n\nAfter the definitions.", HEADING, QUOTE, CODE, INTRO, DEFINITIONS),
        ),
        (
            lambda b: [b[0], *fresh("## Another heading"), *b[2:]],
            text(INTRO, "## Another heading", QUOTE, CODE, LAST),
        ),
    ],
)
def test_blocks_that_nobody_touched_keep_their_bytes_wherever_they_go(edit, result):
    assert edited(text(INTRO, HEADING, QUOTE, CODE, LAST), edit) == result


def with_entries(change):
    def edit(body: list[Block]) -> list[Block]:
        [at] = [place for place, block in enumerate(body) if block.kind == "paper_list"]
        value = copy.deepcopy(dict(body[at].value))
        value["entries"] = change(value["entries"])
        return [*body[:at], Block("paper_list", value), *body[at + 1 :]]

    return edit


def commented(entry: dict, words: str) -> dict:
    return {**entry, "commentary": entry["commentary"].replace("it", words)}


ENTRY = {
    "title": "Four", "url": "https://arxiv.org/abs/2401.00001", "authors": "", "links": [],
    "award": "", "commentary": "<p>New <i>words</i>.</p>", "more": [], "contributor": "",
    "disclosure": "", "paper": None, "identifiers": [],
}  # fmt: skip
FOURTH = "### [Four](https://arxiv.org/abs/2401.00001)\n\nNew *words*."
TOP = "Top papers\n----------"
BONUS = "## Bonus\n\n- [Five](https://arxiv.org/abs/2401.10446)"


@pytest.mark.parametrize(
    ("change", "entries"),
    [
        (lambda e: e[1:], [SECOND, THIRD]),
        (lambda e: [e[0], e[2]], [FIRST, THIRD]),
        (lambda e: e[:2], [FIRST, SECOND]),
        (lambda e: [e[2], e[0], e[1]], [THIRD, FIRST, SECOND]),
        (lambda e: [e[0], ENTRY, *e[1:]], [FIRST, FOURTH, SECOND, THIRD]),
        (lambda e: [*e, ENTRY], [FIRST, SECOND, THIRD, FOURTH]),
        (
            lambda e: [e[1], commented(e[0], "this paper")],
            [SECOND, FIRST.replace("*it*", "*this paper*")],
        ),
    ],
)
def test_entries_of_a_list_keep_their_bytes_wherever_they_go(change, entries):
    source = text("Intro.", TOP, FIRST, SECOND, THIRD, BONUS)

    assert edited(source, with_entries(change)) == text("Intro.", TOP, *entries, BONUS)


@pytest.mark.parametrize(
    ("numbers", "after"), [(["1.", "2.", "3."], ["1.", "2."]), (["3.", "2.", "1."], ["2.", "1."])]
)
def test_a_ranked_list_is_numbered_anew(numbers, after):
    entries = [FIRST, SECOND, THIRD]
    source = text("# Top 3 papers", *numbered(entries, numbers))

    found = edited(source, with_entries(lambda e: [e[2], e[0]]))

    assert found == text("# Top 3 papers", *numbered([THIRD, FIRST], after))


def numbered(entries: list[str], numbers: list[str]) -> list[str]:
    pairs = zip(entries, numbers, strict=True)
    return [entry.replace("### ", f"### {number} ") for entry, number in pairs]


REAL = [
    *(file.read_bytes() for file in sorted(SAMPLES.glob("*.md"))),
    FILES["content/posts/lines.md"].encode(),
]


@pytest.mark.parametrize("source", REAL, ids=["harbour", "papers", "lines"])
def test_any_order_of_the_blocks_of_a_sample_reads_back_as_that_order(source):
    document = READER.document(source)
    spans = [[block.span.start, block.span.end] for block in document.body]
    start = source.index(document.source_bytes[spans[0][0] : spans[0][1]])
    for order in list(permutations(range(min(4, len(spans)))))[1::3]:
        new = [document.body[at] for at in order] + list(document.body[len(order) + 1 :])

        body = Splicer(source, start, spans, document.body, new, WRITER).body()

        found = comparable(READER.blocks(body.decode()))
        assert with_joined_prose(found) == with_joined_prose(comparable(new)), body.decode()
