"""HTML and money in old posts, read as what they are."""

import pytest

from blog.transfer.hugo.reread import Reader, bare_site
from blog.transfer.reading.dialect import Dialect

READER = Reader(bare_site(Dialect(math=True)))


def blocks(text: str) -> list[tuple]:
    return [(block.kind, *filter(None, block.value.values())) for block in READER.blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<pre><code class="language-c">if (a &lt; b)<br />  x &amp;= 1;</code></pre>',
         [("code", "c", "if (a < b)\n  x &= 1;")]),
        ("<pre>\nOne line\n\n  and another\n</pre>",
         [("raw_html", "<pre>\nOne line\n\n  and another\n</pre>")]),
        ('<img src="https://track.example/p.gif" width="1" height="1" />', []),
        ("It costs $17 and [$3500](https://example.org/).",
         [("prose", '<p>It costs $17 and <a href="https://example.org/">$3500</a>.</p>')]),
        ("So $x_1 = 2$ it is.",
         [("prose", '<p>So <embed embedtype="math" latex="x_1 = 2"/> it is.</p>')]),
        ("\\m/ and *-L and ~ 5", [("prose", "<p>\\m/ and *-L and ~ 5</p>")]),
        ("</div>\n\nWords.\n\n</div></center>", [("prose", "<p>Words.</p>")]),
        ("## Results {#results .wide}", [("heading", "Results", "2")]),
        ("Results {#results}\n---", [("heading", "Results", "2")]),
        ("## The set {1,2}", [("heading", "The set {1,2}", "2")]),
        ("## Written \\{#x}", [("heading", "Written {#x}", "2")]),
        ("Ask ada@lab.example.org.",
         [("prose", '<p>Ask <a href="mailto:ada@lab.example.org">ada@lab.example.org</a>.</p>')]),
        ("(www.example.org/a_(b)). Not wwww.b.c, not Moises.AI.",
         [("prose", '<p>(<a href="https://www.example.org/a_(b)">www.example.org/a_(b)</a>). '
                    "Not wwww.b.c, not Moises.AI.</p>")]),
        ("`www.example.org` and xwww.example.org",
         [("prose", "<p><code>www.example.org</code> and xwww.example.org</p>")]),
        ("> [!TIP]- Folded\n> Words.", [("callout", "tip", "Folded", "<p>Words.</p>")]),
        ("A sentence</span> ends</b> here.", [("prose", "<p>A sentence ends here.</p>")]),
    ],
)  # fmt: skip
def test_old_markup_is_read_as_what_it_means(text, expected):
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A[^1] and[^2].\n\n[^1]: One.\n\n    More.[^3]\n\n[^2]: Two.\n\n[^3]: Three.\n\n[^4]: Four.",
         [("markdown",
           "A[^1] and[^2].\n\n[^1]: One.\n\n    More.[^3]\n\n[^2]: Two.\n\n[^3]: Three.")]),
        ("- [ ] A task[^n]\n\nWords.\n\n[^n]: A note.",
         [("markdown", "- [ ] A task[^n]\n\n[^n]: A note."), ("prose", "<p>Words.</p>")]),
        ("## Heading[^n]\n\n[^n]: A note.", [("markdown", "## Heading[^n]\n\n[^n]: A note.")]),
    ],
)  # fmt: skip
def test_what_stays_markdown_keeps_its_footnotes(text, expected):
    assert blocks(text) == expected


def test_a_text_without_its_site_is_read_without_looking_at_any_folder(monkeypatch):
    monkeypatch.setattr("pathlib.Path.rglob", lambda self, pattern: pytest.fail(f"{self} was read"))

    assert blocks('See [it]({{< ref "other.md" >}}).')[0][0] == "markdown"
