"""Pages and parts of posts that are written in HTML."""

from pathlib import Path

import pytest
from django.core.management import call_command

from blog.posts.models import PostPage
from blog.transfer import hugo
from blog.transfer.export.write_body import BodyWriter
from blog.transfer.hugo.reread import Reader, bare_site, comparable
from blog.transfer.reading.dialect import Dialect
from blog.transfer.reading.embeds import embed_in_html, video_of
from tests.transfer.trees import tree, write_tree

READER = Reader(bare_site(Dialect()))
HEAD = "---\ntitle: Old\ndate: 2009-05-01\n---\n"


def blocks(html: str) -> list[tuple]:
    document = READER.document((HEAD + html).encode(), "post.html")
    assert not document.errors
    return [(block.kind, *filter(None, block.value.values())) for block in document.body]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<!-- wp:paragraph --><p>One <strong>bold</strong> <a href="/x" title="t">link</a>.</p>',
         [("prose", '<p>One <b>bold</b> <a href="/x" title="t">link</a>.</p>')]),
        ("Loose<br />\n<br />\nsecond &amp; third<br>line",
         [("prose", "<p>Loose</p><p>second &amp; third<br/>line</p>")]),
        ("<div>Outer<div>inner <em>words</em></div>after</div>",
         [("prose", "<p>Outer</p><p>inner <i>words</i></p><p>after</p>")]),
        ("<h1>Head</h1><h5>Low</h5>", [("heading", "Head", "2"), ("heading", "Low", "4")]),
        ("<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c</li></ol>",
         [("prose", "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c</li></ol>")]),
        ("<blockquote><p>Said.</p></blockquote><hr>", [("quote", "<p>Said.</p>"), ("divider",)]),
        ('<div class="separator"><a href="big.jpg"><img src="s.jpg" alt="A" width="320"></a></div>',
         [("image", "s.jpg", "A", "text", 320, "big.jpg")]),
        ('Before <img src="s.jpg"> after.',
         [("prose", "<p>Before</p>"), ("image", "s.jpg", "text"), ("prose", "<p>after.</p>")]),
        ("<p>x<sup>2</sup> <span style='color:red'>y</span> <code>a &lt; b</code></p>",
         [("prose", "<p>x<sup>2</sup> y <code>a &lt; b</code></p>")]),
        ("<table><tr><td>1</td></tr></table>", [("raw_html", "<table><tr><td>1</td></tr></table>")]),
        ("<p>Press <kbd>a</kbd></p>", [("raw_html", "<p>Press <kbd>a</kbd></p>")]),
        ('<img src="https://t.example/p.gif" width="1" height="1">', []),
        ("Not <b>closed <i>at all", [("prose", "<p>Not <b>closed <i>at all</i></b></p>")]),
        ("", []),
    ],
)  # fmt: skip
def test_html_becomes_the_blocks_that_markdown_would_become(html, expected):
    assert blocks(html) == expected


def test_papers_in_html_are_entries():
    arxiv = "https://arxiv.org/abs/2401.0000"
    html = (
        f'<h2>Top 2 papers</h2><ol><li><a href="{arxiv}1">One here</a> (Quill &amp; Verso): nice</li>'
        f'<li><p><b><a href="{arxiv}2">Two here</a></b></p><p>Words.</p></li></ol>'
    )

    [block] = READER.document((HEAD + html).encode(), "post.html").body

    entries = [(entry["title"], entry["authors"], entry["commentary"])
               for entry in block.value["entries"]]  # fmt: skip
    assert (block.kind, block.value["heading"], block.value["ranked"]) == (
        "paper_list", "Top 2 papers", True,
    )  # fmt: skip
    assert entries == [
        ("One here", "Quill & Verso", "<p>nice</p>"),
        ("Two here", "", "<p>Words.</p>"),
    ]


def test_a_heading_in_html_inside_markdown_may_be_a_paper():
    text = '<h3><a href="https://arxiv.org/abs/2401.00001">One here</a></h3>\n\nWords.\n'

    [block] = READER.blocks(f"## Papers\n\n{text}")

    assert (block.kind, block.value["entries"][0]["title"]) == ("paper_list", "One here")
    assert [block.kind for block in READER.blocks("<h3>Just this</h3>")] == ["heading"]


@pytest.mark.parametrize(
    ("html", "language", "code"),
    [
        ('<pre lang="python">x = 1\ny &lt; 2</pre>', "python", "x = 1\ny < 2"),
        ('<pre class="brush: js">x</pre>', "js", "x"),
        ('<pre class="prettyprint lang-go">x</pre>', "go", "x"),
        ('<pre class="prettyprint">x</pre>', "", "x"),
        ('<pre><code class="language-c">x &amp;&amp; y</code></pre>', "c", "x && y"),
        ('<pre><code data-lang="r">x</code></pre>', "r", "x"),
    ],
)
def test_a_listing_in_html_is_code_in_its_language(html, language, code):
    [block] = READER.blocks(html)

    assert (block.kind, dict(block.value)) == (
        "code", {"language": language, "filename": "", "code": code},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("address", "video"),
    [
        ("https://www.youtube.com/embed/dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ", 0)),
        (
            "//www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90&rel=0",
            ("youtube", "dQw4w9WgXcQ", 90),
        ),
        ("https://youtu.be/dQw4w9WgXcQ?t=1m30s", ("youtube", "dQw4w9WgXcQ", 90)),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=75", ("youtube", "dQw4w9WgXcQ", 75)),
        ("http://www.youtube.com/v/dQw4w9WgXcQ&hl=en&fs=1", ("youtube", "dQw4w9WgXcQ", 0)),
        ("https://player.vimeo.com/video/12345678?h=ab#t=2m", ("vimeo", "12345678", 120)),
        ("https://vimeo.com/12345678", ("vimeo", "12345678", 0)),
        ("https://www.youtube.com/embed/videoseries?list=PL1", None),
        ("https://www.youtube.com/", None),
        ("https://evil.example/embed/dQw4w9WgXcQ", None),
        ("https://youtube.com.evil.example/embed/dQw4w9WgXcQ", None),
        ("https://[", None),
    ],
)
def test_an_address_of_a_player_names_its_video(address, video):
    found = video_of(address)

    assert (found and (found["provider"], found["id"], found.get("start", 0))) == video


@pytest.mark.parametrize(
    "html",
    [
        '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="Talk"></iframe>',
        '<div class="ratio"><iframe title="Talk" src="//youtube.com/embed/dQw4w9WgXcQ"></iframe></div>',
        '<object title="Talk"><param name="movie" value="http://www.youtube.com/v/dQw4w9WgXcQ">'
        '<embed src="http://www.youtube.com/v/dQw4w9WgXcQ"></embed></object>',
    ],
)
def test_a_player_of_another_site_is_an_embedded_video(html):
    value = {"provider": "youtube", "id": "dQw4w9WgXcQ", "title": "Talk", "caption": ""}

    assert embed_in_html(html) == value
    assert [(block.kind, dict(block.value)) for block in READER.blocks(html)] == [("embed", value)]


@pytest.mark.parametrize(
    "html",
    ['<iframe src="https://maps.example/embed"></iframe>',
     '<div>Words <iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe></div>'],
)  # fmt: skip
def test_other_frames_stay_html(html):
    assert [block.kind for block in READER.blocks(html)] == ["raw_html"]


def test_a_video_that_begins_later_is_written_so_that_it_reads_the_same():
    body = READER.blocks('<iframe src="https://youtu.be/dQw4w9WgXcQ?t=90"></iframe>')
    written = BodyWriter.for_dialect(Dialect()).document(body)

    assert written == '{{< youtube id="dQw4w9WgXcQ" start="90" >}}'
    assert comparable(READER.blocks(written)) == comparable(body)


def test_a_page_in_html_comes_in_and_goes_out_byte_for_byte_or_as_markdown(publication, tmp_path):
    html = "<p>First.</p>\n<iframe src='https://youtu.be/dQw4w9WgXcQ?t=9'></iframe><p>Last.</p>\n"
    site = write_tree(tmp_path / "site", {"hugo.toml": "", "content/posts/old.html": HEAD + html})

    call_command("import_hugo", site)
    call_command("export_hugo", tmp_path / "out")

    assert tree(tmp_path / "out", ("content",)) == tree(site, ("content",))
    post = PostPage.objects.get()
    assert post.body[1].value.embed_url.endswith("/dQw4w9WgXcQ?start=9")
    raw = post.body.get_prep_value()
    raw[0]["value"] = "<p>Edited.</p>"
    post.body = raw
    post.save_revision().publish()
    call_command("export_hugo", tmp_path / "out")
    assert tree(tmp_path / "out", ("content",)) == {
        "content/posts/old.md": (
            HEAD + '\nEdited.\n\n{{< youtube id="dQw4w9WgXcQ" start="9" >}}\n\nLast.\n'
        ).encode()
    }


def test_a_whole_html_document_gives_its_title_and_its_body(tmp_path):
    page = (
        "<!DOCTYPE html><html><head><title>A &amp; B</title></head><body><p>Hi.</p></body></html>"
    )
    site = write_tree(tmp_path / "site", {"hugo.toml": "", "content/old.html": page})

    [document] = hugo.read_documents(Path(site))

    assert (document.title, [block.kind for block in document.body]) == ("A & B", ["prose"])
