"""Shortcodes of themes that many sites have: what a reader of the imported post sees."""

import pytest

from blog.core.html import render_markdown, sanitise_html
from blog.transfer import hugo
from blog.transfer.hugo.reread import Reader, bare_site
from blog.transfer.reading.dialect import Dialect
from tests.factories import picture_file
from tests.transfer.trees import write_tree

READER = Reader(bare_site(Dialect(typographer=False)))
PICTURE = picture_file(size=(24, 16)).read()


def document(text: str):
    return READER.document(b"---\ntitle: A\n---\n" + text.encode())


def blocks(text: str) -> list[tuple]:
    return [(block.kind, *filter(None, block.value.values())) for block in document(text).body]


def prose(html: str) -> tuple:
    return ("prose", html)


def formula(latex: str) -> str:
    return f'<embed embedtype="math" latex="{latex}"/>'


def link(href: str, words: str) -> list[tuple]:
    return [prose(f'<p><a href="{href}">{words}</a></p>')]


GALLERY = [
    {"src": f"/{name}.png", "alt": name, "decorative": False, "caption": "", "credit": ""}
    for name in "ab"
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Boxes: Hugo Blox, Hextra, Docsy, Blowfish, Book, LoveIt.
        (
            "{{% callout warning %}}\nWith **care**.\n{{% /callout %}}",
            [("callout", "warning", "<p>With <b>care</b>.</p>")],
        ),
        (
            '{{< callout type="info" >}}Words.{{< /callout >}}',
            [("callout", "note", "<p>Words.</p>")],
        ),
        (
            '{{% alert title="Mind" color="danger" %}}\nWords.\n{{% /alert %}}',
            [("callout", "warning", "Mind", "<p>Words.</p>")],
        ),
        ('{{< alert "fire" >}}\nHot.\n{{< /alert >}}', [("callout", "warning", "<p>Hot.</p>")]),
        ("{{< hint info >}}\nWords.\n{{< /hint >}}", [("callout", "note", "<p>Words.</p>")]),
        (
            '{{< admonition tip "Do so" >}}\nWords.\n{{< /admonition >}}',
            [("callout", "tip", "Do so", "<p>Words.</p>")],
        ),
        (
            '{{% notice style="tip" title="Do" %}}Words.{{% /notice %}}',
            [("callout", "tip", "Do", "<p>Words.</p>")],
        ),
        (
            '{{% pageinfo color="primary" %}}\nWords.\n{{% /pageinfo %}}',
            [("callout", "note", "<p>Words.</p>")],
        ),
        (
            "{{< callout >}}\n```py\nx\n```\n{{< /callout >}}",
            [("raw_html", "<aside><pre><code>x</code></pre></aside>")],
        ),
        # Folded texts.
        (
            '{{< spoiler text="More" >}}Words.{{< /spoiler >}}',
            [("raw_html", "<details><summary>More</summary><p>Words.</p></details>")],
        ),
        (
            '{{< collapse summary="More" >}}Words.{{< /collapse >}}',
            [("raw_html", "<details><summary>More</summary><p>Words.</p></details>")],
        ),
        (
            '{{< details title="More" open=true >}}Words.{{< /details >}}',
            [("raw_html", "<details open><summary>More</summary><p>Words.</p></details>")],
        ),
        # Tabs stand below each other.
        (
            '{{< tabs items="JSON,YAML" >}}\n{{< tab >}}One.{{< /tab >}}\n{{< tab >}}Two.{{< /tab >}}\n'
            "{{< /tabs >}}",
            [prose("<p><b>JSON</b></p><p>One.</p><p><b>YAML</b></p><p>Two.</p>")],
        ),
        (
            '{{< tabpane >}}\n{{< tab header="Go" lang="go" >}}\nx := 1\n{{< /tab >}}\n{{< /tabpane >}}',
            [prose("<p><b>Go</b></p>"), ("code", "go", "x := 1")],
        ),
        # Formulas, in a sentence and by themselves.
        (
            "So {{< katex >}}\\(f(a)\\){{< /katex >}} is.",
            [prose(f"<p>So {formula('f(a)')} is.</p>")],
        ),
        ("{{< katex display >}}\nx^2\n{{< /katex >}}", [("math", "x^2")]),
        ("{{< math >}}\n$$x^2$$\n{{< /math >}}", [("math", "x^2")]),
        ("{{< katex >}}\n\nWords.", [prose("<p>Words.</p>")]),
        # What leads somewhere.
        (
            '{{< button href="https://x.example" target="_self" >}}Go{{< /button >}}',
            link("https://x.example", "Go"),
        ),
        (
            '{{< cta cta_text="Slides" cta_link="https://x.example" >}}',
            link("https://x.example", "Slides"),
        ),
        (
            "{{< slideshare abc123 >}}",
            link(
                "https://www.slideshare.net/slideshow/embed_code/key/abc123",
                "www.slideshare.net/slideshow/embed_code/key/abc123",
            ),
        ),
        (
            '{{< cards >}}\n{{< card link="/a/" title="A" subtitle="b" >}}\n{{< /cards >}}',
            [prose('<p><b><a href="/a/">A</a></b><br/>b</p>')],
        ),
        ('{{< pdf src="/a.pdf" >}}', link("/a.pdf", "a.pdf")),
        # Pictures, films, sounds.
        (
            "{{< gallery >}}\n![a](/a.png)\n![b](/b.png)\n{{< /gallery >}}",
            [("gallery", GALLERY, "2")],
        ),
        (
            '{{< gallery >}}\n<img src="/a.png" alt="a" class="grid-w33">\n<img src="/b.png" alt="b">\n'
            "{{< /gallery >}}",
            [("gallery", GALLERY, "2")],
        ),
        (
            '{{< audio src="/a.mp3" >}}',
            [("raw_html", '<audio controls preload="none" src="/a.mp3"></audio>')],
        ),
        ("{{< youtube 123456789 >}}", [("embed", "vimeo", "123456789")]),
        ("{{< youtube https://youtu.be/dQw4w9WgXcQ >}}", [("embed", "youtube", "dQw4w9WgXcQ")]),
        (
            '{{< figure src=`/a "b="x".png` alt="dot" >}}',
            [("image", '/a "b="x".png', "dot", "text")],
        ),
        (
            '{{< figure src="/a.png" title="The "OH" picture" alt="dot" >}}',
            [("image", "/a.png", "dot", 'The "OH" picture', "text")],
        ),
        (
            '{{< figure src="/a.png" caption="Say \\"hi\\" now" alt="dot" >}}',
            [("image", "/a.png", "dot", 'Say "hi" now', "text")],
        ),
        # Words.
        ("{{< pullquote >}}Great.{{< /pullquote >}}", [("quote", "<p>Great.</p>")]),
        (
            'A {{< badge >}}new{{< /badge >}} {{< icon "star" >}} thing.',
            [prose("<p>A new thing.</p>")],
        ),
        ("{{< lead >}}\nFirst words.\n{{< /lead >}}\n{{< toc >}}", [prose("<p>First words.</p>")]),
        ("{{< mermaid >}}\ngraph TD;\n{{< /mermaid >}}", [("code", "mermaid", "graph TD;")]),
        # What stands in code stays code.
        (
            'The tag `[flickrset id="1"]<br />` and `{{</* toc */>}}`.',
            [
                prose(
                    '<p>The tag <code>[flickrset id="1"]&lt;br /&gt;</code> and '
                    "<code>{{&lt; toc &gt;}}</code>.</p>"
                )
            ],
        ),
    ],
)
def test_a_shortcode_of_a_theme_is_what_it_showed(text, expected):
    assert blocks(text) == expected
    assert not [notice for notice in document(text).notices if "shortcode" in notice.what]


@pytest.mark.parametrize("text", ["{{< youtube >}}", "{{< youtube abc >}}", "{{< vimeo foo >}}"])
def test_a_film_without_a_number_is_a_notice_and_no_dead_player(text):
    found = document(text)

    assert [block.kind for block in found.body] == ["markdown"]
    assert [notice.place for notice in found.notices] == ["post.md, line 4"]
    assert render_markdown(found.body[0].value["source"]) == ""


def test_readers_see_the_text_of_an_unknown_shortcode_and_never_its_tags():
    text = '{{< strange x="1" >}}\nInner *words*.\n{{< /strange >}}'
    [block] = document(text).body
    assert block.value["source"] == text
    assert render_markdown(text) == "<p>Inner <em>words</em>.</p>"
    assert sanitise_html('<p>{{< strange "1" >}}Words{{< /strange >}}</p>') == "<p>Words</p>"
    shown = render_markdown("`{{< a >}}` is {{</* b */>}}, {{%/* c */%}}.")
    assert shown == "<p><code>{{&lt; a &gt;}}</code> is {{&lt; b &gt;}}, {{% c %}}.</p>"


def test_the_hint_for_a_missing_film_speaks_of_a_film():
    found = document('{{< video src="/talk.mp4" >}}\n\n![A hall](/a.png)')

    assert [(notice.what, notice.mend) for notice in found.notices] == [
        ("the film /talk.mp4 is missing.", "Readers see no film there; choose one in the editor."),
        (
            "the file /a.png is missing.",
            "The post comes in with a frame in its place; choose a picture there.",
        ),
    ]


def test_an_album_and_a_folder_of_pictures_are_galleries_and_a_cited_page_is_a_link(tmp_path):
    text = (
        '{{< gallery album="trip" >}}\n\n{{< gallery dir="/img/hall/" />}}\n\n'
        '{{< gallery match="shots/*" >}}\n\n{{< carousel images="{one.png,two.png}" >}}\n\n'
        '{{< cite page="/publication/clocks" >}}\n'
    )
    names = (
        "assets/media/albums/trip/a.png",
        "assets/media/albums/trip/b.png",
        "static/img/hall/c.png",
        "static/img/hall/d e.png",
        "content/post/a/shots/f.png",
        "content/post/a/shots/g.png",
        "content/post/a/one.png",
        "content/post/a/two.png",
    )
    clocks = "---\ntitle: Clocks\nauthors: [Ada]\n---\nWords.\n"
    write_tree(
        tmp_path,
        {
            "hugo.toml": 'title = "Site"',
            "content/post/a/index.md": f"---\ntitle: A\n---\n{text}",
            "content/publication/clocks/index.md": clocks,
            **dict.fromkeys(names, PICTURE),
        },
    )

    found = next(item for item in hugo.read_documents(tmp_path) if item.title == "A")

    pictures = [
        [picture["src"] for picture in block.value["pictures"]]
        for block in found.body
        if block.kind == "gallery"
    ]
    assert pictures == [
        ["/media/albums/trip/a.png", "/media/albums/trip/b.png"],
        ["/img/hall/c.png", "/img/hall/d%20e.png"],
        ["shots/f.png", "shots/g.png"],
        ["one.png", "two.png"],
    ]
    assert found.body[-1].value["html"] == '<p><a href="/publication/clocks/">Clocks</a></p>'
    assert (found.notices, [asset.file for asset in found.assets if not asset.file]) == ((), [])
