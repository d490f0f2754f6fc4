"""Whatever a list of papers looks like: no word of it is lost, moved, or given to another paper."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.transfer.document import block_to_json
from blog.transfer.export.write_body import BodyWriter
from blog.transfer.hugo.reread import comparable
from blog.transfer.reading.dialect import Dialect
from tests.transfer.roundups import READER, read

# `t` stands for a title, `a` for authors, `n` for a note, `u` for an address, `s` for some sign.
ITEMS = [
    "- [{t}]({u}){s}{n}",
    "- {s}**[{t}]({u})** — {a}. {n}.",
    "- **{t}** ([arXiv]({u}), [code](https://github.com/x/{i})){s} {n}",
    "- {t}. {a}. [Paper]({u}){s}",
    "- {a}: [{t}]({u}), {n}",
    '- "{t}" [[preprint]({u})] by {a}{s}{n}',
    "1. **{t}**\n   - {n}\n   - {u}",
    "1. [{t}]({u})\n\n   {n}\n",
    "- **{t}**<br>*{a}*{s}",
]
SECTIONS = [
    "### [{t}]({u})\n\n{n}\n",
    "### {t}\n\n{a}\n\n{n}\n\n[Paper]({u})\n",
    "### {i}. {t}\n\nArxiv link: {u}\n\n{n}\n",
    "**{t}** ([pdf]({u})){s}\n\n{n}\n",
    "[**{t}**]({u}) {n}\n\n{s}\n",
    "**Paper:** [{t}]({u})\n**Authors:** {a}\n{n}\n",
    "{t}. {a}. [Paper]({u})\n",
]
SIGNS = [
    "",
    " ",
    "(",
    ")",
    " [",
    "] ",
    " “",
    "” ",
    ": ",
    " – ",
    " | ",
    "🔥",
    " *",
    ", ",
    "; ",
    ". ",
]
HEADS = ["", "## Papers\n\n", "## Notes\n\nHeadword.\n\n", "## References\n\n", "---\n\n"]
WORDS = ("Harbour", "Lake", "River", "Meadow", "Forest", "Island")


@st.composite
def lists(draw):
    """A post, and for each of its papers the words that are its own."""
    forms = draw(st.sampled_from([ITEMS, SECTIONS]))
    form = draw(st.sampled_from(forms))
    others = draw(st.booleans())
    parts, own = [], []
    for number in range(draw(st.integers(1, 5))):
        used = draw(st.sampled_from(forms)) if others else form
        word = WORDS[number]
        values = {
            "t": f"{word} Studies of Deep {word}things",
            "a": f"Ada {word}quill and Bruno {word}verso",
            "n": draw(st.sampled_from([f"we liked {word}note{word}more", f"{word}note", ""])),
            "u": f"https://arxiv.org/abs/2401.0000{number}",
            "s": draw(st.sampled_from(SIGNS)),
            "i": number + 1,
        }
        parts.append(used.format(**values))
        own.append(word)
    return draw(st.sampled_from(HEADS)) + "\n".join(parts), own


def shown(value) -> str:
    """All that blocks say, in the order in which it is read."""
    if isinstance(value, dict):
        order = ("heading", "intro", "title", "authors", "commentary", "more", "blocks", "entries")
        keys = sorted(value, key=lambda key: order.index(key) if key in order else 99)
        return " ".join(shown(value[key]) for key in keys if key not in ("kind", "span", "links"))
    if isinstance(value, list):
        return " ".join(map(shown, value))
    return re.sub(r"<[^>]*>", " ", value) if isinstance(value, str) else ""


def own_words(text: str) -> list[str]:
    """The words that tell one paper from another."""
    return [word for word in re.findall(r"[A-Za-z]+", text) if word.startswith(WORDS)]


@settings(max_examples=50, deadline=None)
@given(lists())
def test_no_word_is_lost_or_given_to_another_paper(drawn):
    source, words = drawn
    blocks = read(f"\n{source}\n")
    text = shown([block_to_json(block)["value"] for block in blocks])

    assert sorted(own_words(text)) == sorted(own_words(source))
    places = [text.index(f"{word} Studies") for word in words]
    assert places == sorted(places)
    for block in blocks:
        for entry in block.value.get("entries", []) if block.kind == "paper_list" else []:
            first = own_words(entry["title"])[0]
            assert all(word.startswith(first) for word in own_words(shown(entry)))


@settings(max_examples=25, deadline=None)
@given(lists())
def test_a_list_that_was_read_is_written_so_that_it_reads_the_same(drawn):
    blocks = read(f"\n{drawn[0]}\n")
    text = BodyWriter.for_dialect(Dialect()).document(blocks)

    assert comparable(READER.blocks(text)) == comparable(blocks)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(
            f"{'  ' * n}- topic {n}\n{'  ' * n}  - [Paper {n} of it](U:{n})" for n in range(18)
        ),
        "- " + ", ".join(["Ada Quill"] * 3000) + " [pdf](U:1)\n- [Another one](U:2)",
        "- **" + "( - [ " * 2000 + "** [pdf](U:1)",
        " ".join(f"[pdf](U:{number})" for number in range(800)),
        "\n\n".join(f"**[Paper number {n}](U:{n})**\n\n---" for n in range(150)),
    ],
    ids=["nested", "names", "signs", "links", "lines across"],
)
def test_odd_lists_are_read_in_bounded_time(text):
    start = time.process_time()

    read(f"\n{text}\n")

    assert time.process_time() - start < 5
