from blog.transfer.document import Block
from blog.transfer.paper_lists.prose_mentions import MentionedPaper, mentioned_papers


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
