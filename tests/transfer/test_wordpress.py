"""What WordPress's and Blogger's exports leave in texts."""

import pytest

from blog.transfer.hugo.reread import Reader, bare_site
from blog.transfer.reading.dialect import Dialect

READER = Reader(bare_site(Dialect(typographer=False)))
HEAD = b"---\ntitle: Old\n---\n"


def blocks(text: str, name: str) -> list[tuple]:
    body = READER.document(HEAD + text.encode(), name).body
    return [(block.kind, *filter(None, block.value.values())) for block in body]


IMAGE = ("image", "/a.png", "A hall", "The hall &amp; us", "text", 300, "/big.png")
OPENING = '[caption id="attachment_7" align="alignnone" width="300"]'
PICTURE = '<a href="/big.png"><img src="/a.png" alt="A hall" width="300" class="x" /></a>'


@pytest.mark.parametrize("name", ["a.md", "a.html"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{OPENING}{PICTURE} The hall &amp; us[/caption]", [IMAGE]),
        ("[embed]https://www.youtube.com/watch?v=dQw4w9WgXcQ[/embed]",
         [("embed", "youtube", "dQw4w9WgXcQ")]),
        ("[youtube https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;w=640]",
         [("embed", "youtube", "dQw4w9WgXcQ")]),
        ("[caption]no picture[/caption]", [("prose", "<p>[caption]no picture[/caption]</p>")]),
        ("[embed]https://other.example/x[/embed]",
         [("prose", "<p>[embed]https://other.example/x[/embed]</p>")]),
    ],
)  # fmt: skip
def test_shortcodes_of_wordpress_are_what_they_showed(name, text, expected):
    found = blocks(text, name)

    if name == "a.md" and "other.example" in text:
        assert [kind for kind, *_rest in found] == ["prose"]
    else:
        assert found == expected


def test_a_caption_may_stand_around_a_picture_in_markdown():
    text = f"{OPENING}[![A hall](/a.png)](/big.png) The hall[/caption]"

    assert blocks(text, "a.md") == [("image", "/a.png", "A hall", "The hall", "text", "/big.png")]


def test_a_listing_of_wordpress_is_code():
    text = '[sourcecode language="python"]\nif a &lt; b:<br />\n    pass\n[/sourcecode]'

    assert blocks(text, "a.html") == [("code", "python", "if a < b:\n    pass")]


def test_a_page_of_blogger_becomes_paragraphs_and_pictures():
    text = (
        '<div dir="ltr" style="text-align: left;" trbidi="on">First.<br />\n<br />\nSecond, '
        '<span style="color: red;">red</span>.<br />\n'
        '<div class="separator" style="clear: both;"><a href="https://1.bp.blogspot.com/b.jpg" '
        'imageanchor="1"><img border="0" height="240" src="https://1.bp.blogspot.com/s.jpg" '
        'width="320" /></a></div>\n<br />\nThird.</div>'
    )

    picture = ("image", "https://1.bp.blogspot.com/s.jpg", "text", 320,
               "https://1.bp.blogspot.com/b.jpg")  # fmt: skip
    assert blocks(text, "a.html") == [
        ("prose", "<p>First.</p><p>Second, red.</p>"), picture, ("prose", "<p>Third.</p>"),
    ]  # fmt: skip
