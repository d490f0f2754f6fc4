from html import escape

import pytest

from blog.transfer.document import Block
from blog.transfer.paper_lists.prose_mentions import MentionedPaper, is_title, mentioned_papers
from tests.transfer.roundups import SAMPLES, read


def prose(html):
    return Block("prose", {"html": html})


def test_links_to_papers_are_found_once_and_other_links_are_not():
    body = [
        prose(
            '<p>As in <a href="https://arxiv.org/pdf/1706.03762v5">Attention &amp; <i>all</i></a>, '
            '<a href="https://example.org/">a blog</a> and '
            '<a href="https://arxiv.org/pdf/1706.03762v5">again</a>.</p>'
        ),
        Block("bonus_section", {"heading": "More", "blocks": [
            {"kind": "prose", "value": {
                "html": '<p><a href="https://doi.org/10.1145/3383313.3412217">This</a></p>'
            }},
        ]}),
    ]  # fmt: skip
    assert mentioned_papers(body) == (
        MentionedPaper("Attention & all", "https://arxiv.org/pdf/1706.03762v5", "arXiv 1706.03762"),
        MentionedPaper(
            "This", "https://doi.org/10.1145/3383313.3412217", "DOI 10.1145/3383313.3412217"
        ),
    )


def test_what_an_entry_discusses_is_no_mention():
    url = "https://arxiv.org/abs/1706.03762"
    entry = {"title": "Attention", "url": url}
    link = prose(f'<p>See <a href="{url}">it</a>.</p>')
    assert mentioned_papers([Block("paper", entry), link]) == ()
    assert mentioned_papers([Block("paper_list", {"entries": [entry]}), link]) == ()


URL = "https://arxiv.org/abs/1706.03762"
LINK = f'<a href="{URL}">pdf</a>'
ATTENTION = "Attention Is All You Need"


@pytest.mark.parametrize(
    "block",
    [
        prose(f'<p>A note<embed embedtype="footnote" note="{escape(f"See {LINK}")}"/>.</p>'),
        Block("table", {"columns": [], "rows": [["x", f"see {LINK}"]]}),
        Block("raw_html", {"html": f"<div class='x'><a class=y href='{URL}'>pdf</a></div>"}),
        Block("markdown", {"source": f"- [pdf]({URL})\n\n      `[no](https://arxiv.org/abs/1)`"}),
        Block("quote", {"text": f"<p>{LINK}</p>"}),
        Block("paper", {"url": "", "commentary": f"<p>As in {LINK}</p>", "more": []}),
        Block(
            "paper_list",
            {
                "intro": "",
                "entries": [
                    {
                        "url": "",
                        "commentary": "",
                        "more": [{"kind": "prose", "value": {"html": f"<p>{LINK}</p>"}}],
                    }
                ],
            },
        ),
    ],
)
def test_papers_are_mentioned_wherever_a_link_may_stand(block):
    assert [(paper.text, paper.url) for paper in mentioned_papers([block])] == [("pdf", URL)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Vaswani et al. <i>{ATTENTION}</i>. NeurIPS 2017. {LINK}", ATTENTION),
        (f"<b>{ATTENTION}</b> ({LINK})", ATTENTION),
        (f"“{ATTENTION}” by Vaswani et al. [{LINK}]", ATTENTION),
        (f"We read it {LINK} again.", ""),
        (f'By <a href="{URL}">Vaswani et al., 2017</a>.', ""),
        (f'At <a href="{URL}">NeurIPS 2017</a>.', ""),
    ],
)
def test_a_title_comes_from_the_words_before_a_link_that_says_nothing(text, title):
    [paper] = mentioned_papers([prose(f"<p>{text}</p>")])

    assert paper.title == title
    assert not is_title(paper.text)


def test_papers_of_notes_and_of_a_list_of_references_are_mentioned_by_their_titles():
    blocks = read((SAMPLES / "own-13-footnote-refs.md").read_text())

    assert [(paper.title, paper.identifier) for paper in mentioned_papers(blocks)] == [
        ("LoRA", "arXiv 2106.09685"),
        ("Attention Is All You Need", "arXiv 1706.03762"),
        ("LoRA: Low-rank adaptation", "OpenReview nZeVKeeFYf9"),
    ]
