"""Papers as people list them: in lists, under headings of all kinds, with authors on either side."""

import pytest

from blog.transfer.export.write_body import BodyWriter
from blog.transfer.hugo.reread import Reader, bare_site, comparable
from blog.transfer.reading.dialect import Dialect

READER = Reader(bare_site(Dialect()))
ARXIV = "https://arxiv.org/abs/2401.0000"
LISTED = ("paper_list", "bonus_section")


def read(text: str) -> list:
    return READER.blocks(text.replace("A:", ARXIV))


def lists(text: str) -> list:
    """Headings of lists, each with its entries: title, authors, award, last digit, commentary."""
    found = []
    for block in read(text):
        if block.kind in LISTED:
            inside = block.value.get("entries") or [
                item["value"] for item in block.value["blocks"] if item["kind"] == "paper"
            ]
            found.append((block.value["heading"], [_entry(entry) for entry in inside]))
    return found


def _entry(entry: dict) -> tuple:
    shown = (entry["title"], entry["authors"], entry["award"], entry["url"][-1])
    return (*shown, entry["commentary"].removeprefix("<p>").removesuffix("</p>"))


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("[On the Harbour](A:1)", ("On the Harbour", "", "", "1", "")),
        ("Quill & Verso: [On the Harbour](A:1)", ("On the Harbour", "Quill & Verso", "", "1", "")),
        ("Quill, A., Verso, B. (2023). “[On the Harbour](A:1)”. *Proc. X*.",
         ("On the Harbour", "Quill, A., Verso, B.", "", "1", "<i>Proc. X</i>.")),
        ("**Quill et al.** — [On the Harbour](A:1): we *liked* it.",
         ("On the Harbour", "Quill et al.", "", "1", "we <i>liked</i> it.")),
        ("[On the Harbour](A:1) by Ada Quill and Bruno Verso: fine.",
         ("On the Harbour", "Ada Quill and Bruno Verso", "", "1", "fine.")),
        ("[On the Harbour](A:1) (Quill et al.) **Best paper award**",
         ("On the Harbour", "Quill et al.", "Best paper award", "1", "")),
        ("🏆 Best paper award: [On the Harbour](A:1), Ada Quill",
         ("On the Harbour", "Ada Quill", "Best paper award", "1", "")),
        ("🥉 **On the Harbour**, Quill et al. [[pdf](A:1)]",
         ("On the Harbour", "Quill et al.", "", "1", "")),
        ("“On the Harbour” by Ada Quill. [arXiv](A:1)",
         ("On the Harbour", "Ada Quill", "", "1", "")),
        ("On the Harbour (Quill & Verso): A:1", ("On the Harbour", "Quill & Verso", "", "1", "")),
        ("Quill, A. and Verso, B. [On the Harbour](A:1)",
         ("On the Harbour", "Quill, A. and Verso, B.", "", "1", "")),
        ("[On the Harbour](A:1), which opens a door.",
         ("On the Harbour", "", "", "1", "which opens a door.")),
        ("[On the Harbour](A:1)\n\n  A paragraph.\n\n  - a point",
         ("On the Harbour", "", "", "1", "A paragraph.</p><ul><li>a point</li></ul>")),
    ],
)  # fmt: skip
def test_an_item_of_a_paper_list_says_who_wrote_what_and_what_we_think(item, entry):
    text = f"## Top 2 papers\n\n- {item}\n- [On the Lake](A:2)"

    assert lists(text) == [("Top 2 papers", [entry, ("On the Lake", "", "", "2", "")])]


@pytest.mark.parametrize(
    "heading",
    ["# Top 2", "## Best papers", "#### Our favourites", "Highlights\n---", "Best papers\n===",
     "**Top 2 papers:**", "## Els millors articles", "## Nuestros artículos favoritos"],
)  # fmt: skip
@pytest.mark.parametrize("sign", ["-", "1."])
def test_the_heading_of_a_paper_list_may_be_written_in_many_ways(heading, sign):
    found = read(f"{heading}\n\n{sign} [One of them](A:1)\n{sign} [Two of them](A:2)")

    assert [(block.kind, len(block.value["entries"])) for block in found] == [("paper_list", 2)]
    assert found[0].value["heading"].strip(":") == heading.strip("#*\n-= :")
    assert found[0].value["ranked"] == (sign == "1.")


def test_numbers_do_not_rank_what_is_in_no_particular_order():
    [found] = read("## Top 2\n\nIn no particular order.\n\n1. [One](A:1)\n2. [Two](A:2)")

    assert (found.value["ranked"], found.value["intro"]) == (
        False,
        "<p>In no particular order.</p>",
    )


def test_a_line_that_speaks_of_favourite_papers_opens_a_list_without_a_heading():
    text = "My ten favourite papers:\n\n- [One of them](A:1)\n- [Two of them](A:2)"

    prose, found = read(text)

    assert prose.value == {"html": "<p>My ten favourite papers:</p>"}
    assert [entry["title"] for entry in found.value["entries"]] == ["One of them", "Two of them"]


def test_lists_of_one_item_with_words_between_them_are_one_list_of_papers():
    text = (
        "## Highlights\n\n1. [One here](A:1)\n\nOf one.\n\n2. [Two here](A:2)\n\nOf two.\n\n## Bye"
    )

    assert lists(text) == [
        ("Highlights", [("One here", "", "", "1", "Of one."), ("Two here", "", "", "2", "Of two.")])
    ]


def test_lines_in_bold_are_headings_of_papers_and_of_their_lists():
    text = (
        "**Top 2 papers**\n\n**1. [One here](A:1)** (Quill & Verso)\n\nOf one.\n\n"
        "**2. [Two here](A:2)**\n\nOf two.\n\n**Bonus**\n\n- [Three here](A:3)"
    )

    assert lists(text) == [
        ("Top 2 papers", [("One here", "Quill & Verso", "", "1", "Of one."),
                          ("Two here", "", "", "2", "Of two.")]),
        ("Bonus", [("Three here", "", "", "3", "")]),
    ]  # fmt: skip


def test_a_heading_may_name_authors_first_a_venue_or_another_link():
    text = (
        "### Quill et al. – [One here](A:1)\n\n### [Two here](A:2) (ICLR 2024)\n\n"
        "### [Three here](A:3) [[code](https://github.com/a/b)]\n\nWords."
    )

    assert lists(text) == [
        ("", [("One here", "Quill et al.", "", "1", ""), ("Two here", "", "", "2", "(ICLR 2024)"),
              ("Three here", "", "", "3", "Words.")])
    ]  # fmt: skip


def test_titles_in_headings_may_have_their_links_on_the_line_below():
    text = (
        "## Papers\n\n### 1. On the Harbour\n*Ada Quill, Bruno Verso* — ISMIR 2024\n"
        "[arXiv](A:1) | [code](https://github.com/a/b)\n\nWords.\n\n"
        "### 2. On the Lake\n\n[paper](A:2)\n"
    )

    [found] = read(text)

    assert [(entry["title"], entry["authors"], entry["links"]) for entry in found.value["entries"]] == [
        ("On the Harbour", "Ada Quill, Bruno Verso",
         [{"kind": "code", "url": "https://github.com/a/b", "label": ""}]),
        ("On the Lake", "", []),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "## Best links\n\n- [Ada](https://ada.example/2020/ismir/)\n- [Top 10](https://b.example/)",
        "## References\n\n- [One of them](A:1)\n- [Two of them](A:2)",
        "## Highlights\n\n- We saw [this paper](A:1) and liked it\n- [Two of them](A:2)",
        "## Highlights\n\n- The keynote\n- [Two of them](A:2)",
        "## Top sites\n\n- [arXiv](https://arxiv.org/)\n- [OpenReview](https://openreview.net/)",
        "## Data\n\nSee [the paper](A:1) for more.\n\n## Model\n\nSee [the paper](A:2) for more.",
        "**Note.**\n\n- [One of them](A:1)\n\n**Strong words.** And others.",
    ],
)
def test_other_lists_and_links_in_sentences_are_no_entries(text):
    assert [block.kind for block in read(text) if block.kind in LISTED] == []


@pytest.mark.parametrize(
    "text",
    [
        "## Top 2\n\n1. Quill & Verso: [One here](A:1), fine\n2. [Two here](A:2)\n\n   More.",
        "**Top 2**\n\n**[One here](A:1)**\n\nOf one.\n\n**[Two here](A:2)**",
        "## Papers\n\n### On the Harbour\n\n[pdf](A:1)\n\n### On the Lake\n\n[pdf](A:2)",
        "## Top 2\n\n- [One here](A:1)\n\n<!-- text -->\n\n- [Two here](A:2)\n\n<!-- /text -->",
    ],
)
def test_what_was_read_as_papers_is_written_so_that_it_reads_the_same(text):
    body = read(text)
    writer = BodyWriter.for_dialect(Dialect())

    assert comparable(READER.blocks(writer.document(body))) == comparable(body)
