"""The picture of a post, and pictures with all that their shortcode says."""

import pytest

from blog.transfer import hugo
from blog.transfer.document import Thumbnail
from blog.transfer.export.write_body import BodyWriter
from blog.transfer.hugo.reread import Reader, bare_site, comparable
from blog.transfer.reading.dialect import Dialect
from tests.transfer.trees import write_tree

READER = Reader(bare_site(Dialect(typographer=False)))


def thumbnail(tmp_path, head: str, files: tuple[str, ...] = (), path: str = "posts/a/index.md"):
    site = {"hugo.toml": "", f"content/{path}": f"---\ntitle: A\n{head}\n---\nWords.\n"}
    site |= {f"content/posts/a/{name}": "x" for name in files}
    [document] = hugo.read_documents(write_tree(tmp_path / "site", site))
    return document.thumbnail


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("thumbnail: /a.png", Thumbnail("/a.png")),
        ("thumbnail: {src: a.png, alt: A hall}", Thumbnail("a.png", "A hall")),
        ("cover: {image: a.png, alt: A hall, caption: c, relative: true}", Thumbnail("a.png", "A hall")),
        ("cover:\n  src: a.png\n  caption: The hall", Thumbnail("a.png", "The hall")),
        ("featured_image: 'images/a.jpg'\nfeatured_image_alt: A hall",
         Thumbnail("images/a.jpg", "A hall")),
        ("featureimage: https://x.example/a.jpg", Thumbnail("https://x.example/a.jpg")),
        ("images: [a.png, b.png]", Thumbnail("a.png")),
        ("header: {image: a.png}", Thumbnail("a.png")),
        ("featured: true\nimages: []", None),
        ("image: none", None),
        ("params:\n  cover: {image: a.png}", Thumbnail("a.png")),
    ],
)  # fmt: skip
def test_front_matter_names_the_picture(tmp_path, head, expected):
    assert thumbnail(tmp_path, head) == expected


@pytest.mark.parametrize(
    ("head", "files", "expected"),
    [
        ("", ("featured.jpg", "plot.png"), Thumbnail("featured.jpg")),
        ("", ("feature-hall.webp",), Thumbnail("feature-hall.webp")),
        ("", ("cover.png", "cover-large.png"), Thumbnail("cover.png")),
        ("", ("thumbnail.gif",), Thumbnail("thumbnail.gif")),
        ("", ("plot.png", "featured.md.bak"), None),
        ("image:\n  caption: The hall\n  focal_point: ''", ("featured.jpg",),
         Thumbnail("featured.jpg", "The hall")),
        ("resources:\n- src: '*.png'\n  name: cover\n  params: {alt: A plot}", ("plot.png",),
         Thumbnail("plot.png", "A plot")),
        ("resources:\n- {src: a.png, name: figure}", ("a.png",), None),
        ("cover: {image: /own.png}", ("featured.jpg",), Thumbnail("/own.png")),
    ],
)  # fmt: skip
def test_a_bundle_brings_its_picture(tmp_path, head, files, expected):
    assert thumbnail(tmp_path, head, files) == expected


def test_a_file_beside_a_single_post_is_not_its_picture(tmp_path):
    assert thumbnail(tmp_path, "", ("featured.jpg",), "posts/a/single.md") is None


PICTURE = {
    "src": "/a.png", "alt": "", "decorative": False, "caption": "", "credit": "", "width": "text",
    "pixels": None, "link": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ('caption="The *hall*"', {"alt": "The hall", "caption": "The <i>hall</i>"}),
        ('alt="" caption="The hall"', {"caption": "The hall"}),
        ('alt="A" title="Fig. 1" caption="Hall" attr="Ada" attrlink="https://a.example" link="/b" '
         'class="wide x" width="300px"',
         {"alt": "A", "link": "/b", "width": "wide", "pixels": 300,
          "caption": '<b>Fig. 1</b> Hall <a href="https://a.example">Ada</a>'}),
        ('alt="A" attr="Ada"', {"alt": "A", "credit": "Ada"}),
        ('alt="A" attrlink="https://a.example"',
         {"alt": "A", "caption": '<a href="https://a.example">https://a.example</a>'}),
    ],
)  # fmt: skip
def test_a_figure_keeps_all_that_it_says(parameters, expected):
    body = READER.blocks(f'{{{{< figure src="/a.png" {parameters} >}}}}')

    assert [(block.kind, dict(block.value)) for block in body] == [("image", PICTURE | expected)]
    written = BodyWriter.for_dialect(Dialect(typographer=False)).document(body)
    assert comparable(READER.blocks(written)) == comparable(body)
