"""Lists of papers as other people write them become entries: each with its own words and links."""

import re

import pytest

from tests.transfer.roundups import ARXIV, SAMPLES, ListedPaper, lists, papers, read

LORA, ATTENTION = "https://arxiv.org/abs/2106.09685", "https://arxiv.org/abs/1706.03762"
OPEN = "https://openreview.net"
RIGHT = {
    "own-01-numbered-h3-arxiv-line": [
        (
            "Compression",
            [
                ListedPaper(
                    "In-Context Learning Creates Task Vectors",
                    "https://arxiv.org/abs/2310.15916",
                    text="[image: https://example.org/p.png] / Explanation: A prompt becomes a vector. I liked figure 2.",
                ),
                ListedPaper(
                    "Mixture of Parrots: Experts improve memorization more than reasoning",
                    "https://arxiv.org/abs/2410.19034",
                    text="Explanation: Experts remember, they do not think. / [heading: Other]",
                ),
                ListedPaper(
                    "Task Vectors are Cross-Modal",
                    "",
                    text="No link was at hand when I wrote this.",
                ),
                ListedPaper(
                    "LoRA: Low-Rank Adaptation of Large Language Models",
                    LORA,
                    text="Everybody’s favourite.",
                    chips="code",
                ),
            ],
        )
    ],
    "own-03-bold-link-paragraphs": [
        (
            "",
            [
                ListedPaper(
                    "LoRA: Low-Rank Adaptation of Large Language Models",
                    LORA,
                    chips="code",
                    text="was motivated by the cost of tuning. They add two thin matrices. / "
                    "It also has a code release. Loved the simplicity.",
                ),
                ListedPaper(
                    "Attention Is All You Need",
                    ATTENTION,
                    text="drops recurrence. / [image: https://example.org/f.png] / In addition, it was fast.",
                ),
                ListedPaper(
                    "Neural Collaborative Filtering vs. Matrix Factorization Revisited",
                    "https://dl.acm.org/doi/10.1145/3383313.3412488",
                    text="revisits the comparison. Takeaway: keep your dot product.",
                ),
            ],
        )
    ],
    "own-05-bold-link-dash-authors": [
        (
            "ICLR 2025 — Outstanding Papers",
            [
                ListedPaper(
                    "Safety Alignment Should Be Made More Than Just a Few Tokens Deep",
                    "https://arxiv.org/abs/2406.05946",
                    "Qi, Panda, Lyu, Ma, Roy, Beirami, Mittal, Henderson",
                    "Argues that alignment is “shallow”.",
                ),
                ListedPaper(
                    "Learning Dynamics of LLM Finetuning",
                    "https://arxiv.org/abs/2407.10490",
                    "Yi (Joshua) Ren, Danica J. Sutherland",
                    "(UBC). How influence accumulates.",
                ),
                ListedPaper(
                    "AlphaEdit: Null-Space Constrained Knowledge Editing for Language Models",
                    "https://arxiv.org/abs/2410.02355",
                    "Fang, Jiang, X. Wang, He, Chua",
                    "Projects onto the null space.",
                ),
            ],
        ),
        (
            "CVPR 2025",
            [
                ListedPaper(
                    "VGGT: Visual Geometry Grounded Transformer",
                    "https://arxiv.org/abs/2503.11651",
                    "Wang, M. Chen, Karaev",
                    "(Oxford VGG / Meta AI). Best Paper. One transformer for all.",
                    "code",
                    "Best Paper",
                ),
                ListedPaper(
                    "Neural Inverse Rendering from Propagating Light",
                    "https://arxiv.org/abs/2506.05347",
                    "Malik, Attal, O’Toole",
                    "Best Student Paper. First of its kind.",
                    "",
                    "Best Student Paper",
                ),
            ],
        ),
    ],
    "own-07-emoji-labels": [
        (
            "",
            [
                ListedPaper(
                    "Speech Translation with Speech Foundation Models: What is There and What is Missing?",
                    "https://arxiv.org/abs/2402.12025",
                    "Marco Gaido, Sara Papi, Matteo Negri",
                    "1️⃣ Outstanding Paper 🥇 Top 8% | Oral",
                    "",
                    "Outstanding Paper",
                ),
                ListedPaper(
                    "When Good and Reproducible Results are a Giant with Feet of Clay",
                    "https://aclanthology.org/2024.acl-long.200/",
                    "Sara Papi, Marco Gaido",
                    "2️⃣ Top 8% 🌟",
                ),
            ],
        )
    ],
    "own-09-table": [
        (
            "",
            [
                ListedPaper(
                    "On the convergence of Adam and Beyond",
                    f"{OPEN}/pdf?id=ryQu7f-RZ",
                    "Sashank J. Reddi, Satyen Kale",
                    "nice",
                ),
                ListedPaper(
                    "Spherical CNNs",
                    f"{OPEN}/pdf?id=Hkbd5xZRb",
                    "Taco S. Cohen, Max Welling",
                    "round",
                ),
                ListedPaper(
                    "Rethinking generalization",
                    "https://arxiv.org/abs/1611.03530",
                    "Chiyuan Zhang et al.",
                    "a classic",
                ),
            ],
        )
    ],
    "own-11-bold-title-br-authors": [
        (
            "Best Paper Awards",
            [
                ListedPaper(
                    "Mission: Impossible Language Models",
                    "",
                    "Julie Kallini, Isabel Papadimitriou, Christopher Potts",
                ),
                ListedPaper(
                    "Why are Sensitive Functions Hard for Transformers?",
                    "",
                    "Michael Hahn, Mark Rofin",
                ),
            ],
        ),
        (
            "Best Resource Paper Awards",
            [
                ListedPaper("Latxa: An Open Language Model", "", "Julen Etxaniz, Eneko Agirre"),
            ],
        ),
    ],
    "own-13-footnote-refs": [],
    "own-15-second-of-three-bold": [
        (
            "Papers",
            [
                ListedPaper(
                    "Attention Is All You Need", ATTENTION, text="Words about A.", chips="code"
                ),
                ListedPaper("LoRA: Low-Rank Adaptation", LORA, text="Words about B."),
                ListedPaper(
                    "Third Paper Of Note",
                    f"{OPEN}/forum?id=nZeVKeeFYf9",
                    text="Words about C: they come out as commentary on B.",
                    chips="code",
                ),
            ],
        )
    ],
    "own-17-emoji-first": [
        (
            "Papers",
            [
                ListedPaper("Attention Is All You Need", ATTENTION, text="🔥 must read"),
                ListedPaper("LoRA: Low-Rank Adaptation", LORA),
            ],
        )
    ],
}


@pytest.mark.parametrize("name", RIGHT)
def test_the_papers_of_a_sample_are_those_that_a_reader_sees(name):
    blocks = read((SAMPLES / f"{name}.md").read_text())

    assert lists(blocks) == RIGHT[name]


def test_numbers_of_a_list_over_two_topics_are_ranks_and_a_column_says_the_year():
    [ranked] = read((SAMPLES / "own-01-numbered-h3-arxiv-line.md").read_text())
    [table] = read((SAMPLES / "own-09-table.md").read_text())

    assert ranked.value["ranked"]
    assert [entry["year"] for entry in table.value["entries"]] == ["2018", "2018", "2017"]


HARBOUR = ListedPaper("Harbours of Language", "U:1", "Ada Quill, Bruno Verso")
LAKE = ListedPaper("Lakes of Meaning", "U:2", "Clara Folio, Dora Margin")
BARE = (ListedPaper("Harbours of Language", "U:1"), ListedPaper("Lakes of Meaning", "U:2"))


def with_text(paper: ListedPaper, text: str, chips: str = "") -> ListedPaper:
    return paper._replace(text=text, chips=chips)


FORMS = {
    "bullets with authors after by": (
        "- [Harbours of Language](U:1) by Ada Quill, Bruno Verso\n"
        "- [Lakes of Meaning](U:2) by Clara Folio, Dora Margin",
        (HARBOUR, LAKE),
    ),
    "topics with papers below": (
        "* Ports\n  * [Harbours of Language](U:1)\n* Water\n  * [Lakes of Meaning](U:2)",
        BARE,
    ),
    "papers with notes below": (
        "1. **Harbours of Language**\n   - Link: U:1\n   - I liked it.\n"
        "2. **Lakes of Meaning**\n   - Link: U:2\n   - A lake.",
        (with_text(BARE[0], "I liked it."), with_text(BARE[1], "A lake.")),
    ),
    "paragraphs of title, authors and links": (
        "Harbours of Language. Ada Quill, Bruno Verso. [Paper](U:1) [Code](https://github.com/a/b)\n\n"
        "Lakes of Meaning. Clara Folio, Dora Margin. [Paper](U:2)",
        (with_text(HARBOUR, "", "code"), LAKE),
    ),
    "quotes and a preprint": (
        '- "Harbours of Language" [[preprint](U:1)] by Ada Quill, Bruno Verso\n'
        '- "Lakes of Meaning" [[preprint](U:2)] by Clara Folio, Dora Margin',
        (HARBOUR, LAKE),
    ),
    "a number in brackets": (
        "- Harbours of Language (arXiv:2401.00001)\n- Lakes of Meaning (arXiv:2401.00002)",
        BARE,
    ),
    "references as APA has them": (
        "Quill, A., & Verso, B. (2024). Harbours of language. *Journal of Ports*, 3, 12. U:1\n\n"
        "Folio, C. (2023). Lakes of meaning. U:2",
        (
            ListedPaper(
                "Harbours of language", "U:1", "Quill, A., & Verso, B.", "Journal of Ports, 3, 12."
            ),
            ListedPaper("Lakes of meaning", "U:2", "Folio, C."),
        ),
    ),
    "references as IEEE has them": (
        '[1] A. Quill and B. Verso, "Harbours of language," in *Proc. X*, 2024. U:1\n\n'
        '[2] C. Folio, "Lakes of meaning," 2023. U:2',
        (
            ListedPaper(
                "Harbours of language", "U:1", "A. Quill and B. Verso", "in Proc. X, 2024."
            ),
            ListedPaper("Lakes of meaning", "U:2", "C. Folio"),
        ),
    ),
    "an address below a title": (
        "1. Harbours of Language\n   U:1\n\n2. Lakes of Meaning\n   U:2",
        BARE,
    ),
    "links by reference": (
        "- [Harbours of Language][h]: ports\n- [Lakes of Meaning][l]\n\n[h]: U:1\n[l]: U:2",
        (with_text(BARE[0], "ports"), BARE[1]),
    ),
    "headings with a line of link and authors": (
        "### Harbours of Language\n[paper](U:1) | Ada Quill, Bruno Verso\n\nPorts.\n\n"
        "### Lakes of Meaning\n[paper](U:2) | Clara Folio, Dora Margin\n\nWater.",
        (with_text(HARBOUR, "Ports."), with_text(LAKE, "Water.")),
    ),
    "headings with authors and venue in brackets, links at the end": (
        "### Harbours of Language (Ada Quill, Bruno Verso, ICML 2024)\n\nPorts.\n\n"
        "[Paper](U:1) · [Code](https://github.com/a/b)\n\n### Lakes of Meaning\n\nWater.\n\n[Paper](U:2)",
        (with_text(HARBOUR, "Ports.", "code"), with_text(BARE[1], "Water.")),
    ),
    "headings and read it here": (
        "## Harbours of Language\n\nPorts.\n\nRead it [here](U:1).\n\n"
        "## Lakes of Meaning\n\nWater. Read it [here](U:2).",
        (with_text(BARE[0], "Ports."), with_text(BARE[1], "Water.")),
    ),
    "a folded text": (
        "<details>\n<summary>Ours</summary>\n\n- [Harbours of Language](U:1)\n"
        "- [Lakes of Meaning](U:2)\n\n</details>",
        BARE,
    ),
    "a list in HTML": (
        '<ul>\n<li><a href="U:1">Harbours of Language</a>, Ada Quill, Bruno Verso</li>\n'
        '<li><a href="U:2">Lakes of Meaning</a>, Clara Folio, Dora Margin</li>\n</ul>',
        (HARBOUR, LAKE),
    ),
    "a table in HTML": (
        "<table><tr><th>Title</th><th>Authors</th></tr>"
        '<tr><td><a href="U:1">Harbours of Language</a></td><td>Ada Quill, Bruno Verso</td></tr>'
        '<tr><td><a href="U:2">Lakes of Meaning</a></td><td>Clara Folio, Dora Margin</td></tr></table>',
        (HARBOUR, LAKE),
    ),
    "definitions": (
        "[Harbours of Language](U:1)\n: Ada Quill, Bruno Verso\n: Ports.\n\n"
        "[Lakes of Meaning](U:2)\n: Water.",
        (with_text(HARBOUR, "Ports."), with_text(BARE[1], "Water.")),
    ),
    "lines across and headings": (
        "Hello.\n\n---\n\n### Harbours of Language\n\n*Ada Quill, Bruno Verso* [[arXiv](U:1)]\n\nPorts.\n\n---\n\n"
        "### Lakes of Meaning\n\n[[arXiv](U:2)]\n\nWater.\n\n---\n\nThat was it.",
        (with_text(HARBOUR, "Ports."), with_text(BARE[1], "Water.")),
    ),
    "a heading in Japanese": (
        "## 論文\n\n- [港の言語モデル](U:1)：港の研究。\n- [湖の意味](U:2)",
        (ListedPaper("港の言語モデル", "U:1", text="港の研究。"), ListedPaper("湖の意味", "U:2")),
    ),
    "a heading in Spanish": (
        "## Artículos\n\n- *Harbours of Language*, A. Quill y B. Verso. [Artículo](U:1)\n"
        "- *Lakes of Meaning*. [Artículo](U:2), [código](https://github.com/a/b)",
        (
            ListedPaper("Harbours of Language", "U:1", "A. Quill y B. Verso"),
            with_text(BARE[1], "", "code"),
        ),
    ),
    "citations in brackets": (
        "- **Harbours of Language** ([Quill et al., 2023](U:1)): ports.\n"
        "- **Lakes of Meaning** ([Folio et al., 2023](U:2)): water.",
        (
            ListedPaper(
                "Harbours of Language", "U:1", "Quill et al.", "(Quill et al., 2023): ports."
            ),
            ListedPaper("Lakes of Meaning", "U:2", "Folio et al.", "(Folio et al., 2023): water."),
        ),
    ),
    "lines in bold, authors and links below": (
        "**Harbours of Language**\n*Ada Quill, Bruno Verso*\n[Paper](U:1) / [Video](https://youtu.be/a)\n\n"
        "Ports.\n\n**Lakes of Meaning**\n*Clara Folio, Dora Margin*\n[Paper](U:2)\n\nWater.",
        (with_text(HARBOUR, "Ports.", "video"), with_text(LAKE, "Water.")),
    ),
    "tasks, emoji and bars": (
        "- [x] 📝 **Harbours of Language** | [Paper](U:1) | Ada Quill, Bruno Verso\n"
        "- [ ] 📝 **Lakes of Meaning** | [Paper](U:2) | Clara Folio, Dora Margin",
        (HARBOUR, LAKE),
    ),
    "a page of the project for a title": (
        "- [Harbours of Language](https://harbour.example/) [[paper](U:1)]\n"
        "- [Lakes of Meaning](https://lake.example/) [[paper](U:2)]",
        (with_text(BARE[0], "", "project"), with_text(BARE[1], "", "project")),
    ),
    "paragraphs of WordPress": (
        "<p><strong>1. Harbours of Language</strong><br />\nAda Quill, Bruno Verso<br />\n"
        '<a href="U:1">[paper]</a></p>\n<p>Ports.</p>\n<p><strong>2. Lakes of Meaning</strong><br />\n'
        'Clara Folio, Dora Margin<br />\n<a href="U:2">[paper]</a></p>\n<p>Water.</p>',
        (with_text(HARBOUR, "Ports."), with_text(LAKE, "Water.")),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_list_is_read_in_the_forms_that_people_write(form):
    source, right = FORMS[form]

    assert papers(read(source)) == list(right)


def test_one_tool_among_nineteen_papers_stays_between_them():
    items = [f"[Paper Number {number} of Many](U:{number:02})" for number in range(20)]
    items[9] = "[A tool](https://github.com/a/tool) for all of them"

    numbered = read("\n".join(f"1. {item}" for item in items))
    bullets = read("\n".join(f"- {item}" for item in items))

    assert [block.kind for block in numbered] == ["paper_list"]
    assert [block.kind for block in bullets] == ["paper_list", "prose", "paper_list"]
    for blocks in (numbered, bullets):
        listed = papers(blocks)
        assert [paper.title for paper in listed] == [
            f"Paper Number {number} of Many" for number in range(20) if number != 9
        ]
        assert [paper.text for paper in listed if paper.text] in (
            [],
            ["A tool for all of them"],
        )


@pytest.mark.parametrize(
    "pair",
    [
        "[Deep Listening for Choirs](U:90) and [Wide Hearing at Sea](U:91): both are about singing.",
        "[Deep Listening for Choirs](U:90); [Wide Hearing at Sea](U:91)",
        "**[Deep Listening](U:90)** & **[Wide Hearing at Sea](https://openreview.net/forum?id=HkpYwMZRb)**",
    ],
)
def test_two_papers_in_one_item_stay_text_and_neither_is_an_author_or_the_words_of_the_other(pair):
    items = [f"- [Paper Number {number} of Many](U:{number:02})" for number in range(1, 9)]

    blocks = read("\n".join([*items[:4], f"- {pair}", *items[4:]]))

    assert [block.kind for block in blocks] == ["paper_list", "prose", "paper_list"]
    assert [tuple(paper) for paper in papers(blocks)] == [
        (f"Paper Number {number} of Many", f"U:{number}", "", "", "", "") for number in range(1, 9)
    ]


def test_a_title_beside_a_link_to_its_venue_or_another_archive_is_one_paper():
    other = "https://openreview.net/forum?id=HkpYwMZRb"
    text = f"- [Deep Listening for Choirs](U:1), [ICLR 2024]({other})\n- [Wide Hearing](U:2), [PDF](U:2)\n"

    assert [paper.title for paper in papers(read(text))] == [
        "Deep Listening for Choirs",
        "Wide Hearing",
    ]


def test_topics_below_topics_part_the_papers_of_one_list():
    blocks = read(
        "- Water\n  - Still\n    - [Lakes of Meaning](U:2)\n"
        "  - Running\n    - [Rivers of Data](U:3)\n- Land\n  - [Harbours of Language](U:1)"
    )

    assert lists(blocks) == [
        (
            "Water",
            [
                BARE[1]._replace(text="[heading: Running]"),
                ListedPaper("Rivers of Data", "U:3"),
            ],
        ),
        ("Land", [BARE[0]]),
    ]
    assert blocks[0].value["intro"] == "<p>Still</p>"
    assert [item["kind"] for item in blocks[0].value["entries"][0]["more"]][-1] == "heading"


def test_an_item_at_the_end_of_a_list_with_numbers_belongs_to_its_place():
    text = "1. [Harbours of Language](U:1)\n2. [Lakes of Meaning](U:2)\n3. [Rivers](U:3)\n4. [Seas](U:4)\n5. A tool"
    [block] = read(f"---\ntitle: Notes\n---\n{text}")

    assert block.value["entries"][-1]["more"][0]["kind"] == "prose"
    assert block.span.end - block.span.start == len(re.sub(r"U:\d", f"{ARXIV}00000", text))


@pytest.mark.parametrize(
    "text",
    [
        "## References\n\n1. Quill et al. Harbours of Language. [pdf](U:1)\n2. Verso. Lakes. [pdf](U:2)",
        "## Literaturverzeichnis\n\n- [Harbours of Language](U:1)\n- [Lakes of Meaning](U:2)",
        "## Tools\n\n- [Librosa](https://librosa.org) ([paper](U:1))\n- [Other](https://b.org) ([paper](U:2))",
        "## Slides\n\n- [Talk One](https://x.org/a.pdf)\n- [Talk Two](https://x.org/b.pdf)",
        "- [ICML 2019](https://proceedings.mlr.press/v97/)\n- [NeurIPS](https://papers.nips.cc/paper/2019)",
        "The [transformer](U:1) changed all.\n\n[BERT](U:2) came after, and with it a wave of work on models "
        "of language that went on for years and years.\n\nAnd so on.\n\nAnd on.",
        "- models grew, as in [GPT-3](U:1)\n- data grew\n- money grew",
        "I liked [Harbours of Language](U:1) best.",
    ],
)
def test_what_a_text_cites_and_lists_of_other_things_are_no_lists_of_papers(text):
    assert lists(read(text)) == []
