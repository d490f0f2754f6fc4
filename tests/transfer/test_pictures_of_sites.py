"""Pictures of other people's sites: which file an address means, what stands around it, how wide it is."""

import contextlib
import json
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from blog.core.html import render_markdown, sanitise_html
from blog.images.models import CustomImage
from blog.posts.models import PostPage
from blog.transfer import hugo
from blog.transfer.hugo.reread import Reader, bare_site
from blog.transfer.models import FetchedPicture, ImportRecord
from blog.transfer.reading.dialect import Dialect
from tests.factories import picture_file
from tests.outside import error, reply
from tests.transfer.trees import tree, write_tree

SAMPLES = Path("tests/samples")
HALL = picture_file(size=(64, 40)).read()
READER = Reader(bare_site(Dialect(typographer=False)))
AWAY = "https://bp1.pictures.example/s320/hall.jpg"


def run(site, *arguments) -> dict:
    out = StringIO()
    with contextlib.suppress(SystemExit):
        call_command("import_hugo", site, "--json", *arguments, stdout=out)
    return json.loads(out.getvalue())


def said(report) -> list[str]:
    return [notice["what"] for post in report["posts"] for notice in post["notices"]]


def page_of(client, address) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def blocks(text: str, name: str = "a.md") -> list[tuple]:
    body = READER.document(b"---\ntitle: Old\n---\n" + text.encode(), name).body
    return [(block.kind, *filter(None, block.value.values())) for block in body]


def image(src="/a.png", alt="A hall", *, caption="", pixels=None, link="") -> tuple:
    return ("image", *filter(None, (src, alt, caption, "text", pixels, link)))


def gallery(*names: str) -> tuple:
    pictures = [
        {"src": f"/{name}.png", "alt": name, "decorative": False, "caption": "", "credit": ""}
        for name in names
    ]
    return ("gallery", pictures, "2" if len(names) in (2, 4) else "3")


@pytest.mark.django_db
def test_pictures_whose_names_are_not_ascii_come_in_and_answer_at_their_former_addresses(
    publication, client, tmp_path
):
    report = run(SAMPLES / "hugo_enc")

    assert said(report) == []
    post = PostPage.objects.get()
    pictures = [block.value for block in post.body if block.block_type == "image"]
    assert [picture["image"] is not None for picture in pictures] == [True] * 9
    for folder in ("/post/b", "/img"):
        for name in ("pic%20one.png", "foto-%C3%B1.png", "foto-n%CC%83.png", "%E5%9B%B3.png"):
            answer = client.get(f"{folder}/{name}")
            assert (answer.status_code, answer.get("Location", "")[-4:]) == (301, ".png"), name
    call_command("export_hugo", tmp_path / "out")
    folders = ("content", "static")
    assert tree(tmp_path / "out", folders) == tree(SAMPLES / "hugo_enc", folders)


@pytest.mark.django_db
def test_a_site_below_a_path_of_its_host_keeps_its_files_links_and_former_addresses(
    publication, client
):
    report = run(SAMPLES / "hugo_br")

    here = [post for post in report["posts"] if "br11" in post["path"] or "br10" in post["path"]]
    assert [post["notices"] for post in here] == [[], []]
    page = page_of(client, "/post/br11-subpath/")
    assert len(page.select(".gallery picture")) == 4
    links = [link["href"] for link in page.select(".body p > a")][:5]
    assert links == ["/post/br10-escaped/"] * 3 + ["../br10-escaped/", "/post/br10-escaped/#x"]
    for former, now in {
        "/lab/post/br10-escaped/": "/post/br10-escaped/",
        "/lab/post/br10-escaped": "/post/br10-escaped/",
        "/lab/categories/rampd/": "/categories/r-d/",
        "/lab/": "/",
    }.items():
        answer = client.get(former)
        assert (answer.status_code, answer.get("Location")) == (301, now), former
    assert client.get("/lab/img/dot.png").status_code == 301
    assert client.get("/lab/nothing/").status_code == 404


@pytest.mark.django_db
def test_pictures_answer_at_their_former_addresses_when_one_post_comes_in_with_its_files(
    publication, client, tmp_path
):
    write_tree(
        tmp_path,
        {
            "post/index.md": "---\ntitle: Hall\nurl: /hall/\n---\n![a](/img/a.png)\n\n![b](b.png)\n",
            "post/b.png": picture_file(size=(40, 40)).read(),
            "files/img/a.png": HALL,
            "files/img/other.png": HALL,
        },
    )

    run(tmp_path / "post/index.md", "--static", tmp_path / "files")

    answers = {
        address: client.get(address).status_code
        for address in ("/img/a.png", "/hall/b.png", "/img/other.png")
    }
    assert answers == {"/img/a.png": 301, "/hall/b.png": 301, "/img/other.png": 404}


def test_an_address_on_a_code_host_that_names_a_file_of_the_site_is_that_file(tmp_path):
    places = (
        "https://raw.githubusercontent.com/ada/notes/main/static/img/a%20b.png",
        "https://github.com/ada/notes/blob/main/static/img/a%20b.png?raw=true",
        "https://gitlab.com/ada/notes/-/raw/main/static/img/a%20b.png",
        "https://cdn.jsdelivr.net/gh/ada/notes@main/static/img/a%20b.png",
        "https://elsewhere.example/static/img/a%20b.png",
    )
    text = "\n\n".join(f"![A]({place})" for place in places)
    write_tree(
        tmp_path,
        {
            "hugo.toml": 'baseURL = "https://ada.example.net/"',
            "content/post/a.md": f"---\ntitle: A\n---\n{text}\n",
            "static/img/a b.png": HALL,
        },
    )

    [document] = hugo.read_documents(tmp_path)

    assert [asset.file and asset.file.name for asset in document.assets] == ["a b.png"] * 4 + [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Side by side, in Markdown and in HTML.
        ("![a](/a.png)\n![b](/b.png)\n![c](/c.png)", [gallery("a", "b", "c")]),
        ('<img src="/a.png" alt="a"> <img src="/b.png" alt="b">', [gallery("a", "b")]),
        (
            '<ul class="wp-block-gallery"><li><figure><img src="/a.png" alt="a"/></figure></li>'
            '<li><figure><img src="/b.png" alt="b"/></figure></li></ul>',
            [gallery("a", "b")],
        ),
        ("[![a](/a.png)](/full/a.png) [![b](/b.png)](/full/b.png)", [gallery("a", "b")]),
        # What leads somewhere goes on doing so.
        (
            "[![A hall](/a.png)](https://x.example) ![b](/b.png)",
            [image(link="https://x.example"), image("/b.png", "b")],
        ),
        (
            "[![CI](https://img.shields.io/a.svg)](https://x.example) ![b](/b.png)",
            [("markdown", "[![CI](https://img.shields.io/a.svg)](https://x.example) ![b](/b.png)")],
        ),
        # A title that is the file's name says nothing.
        ('![A hall](/a.png "a")', [image()]),
        ('![A hall](/IMG_1234-300x200.jpg "IMG 1234")', [image("/IMG_1234-300x200.jpg")]),
        ('![A hall](/a.png "From the stage")', [image(caption="From the stage")]),
        ('<img src="/a.png" alt="A hall" title="a.png">', [image()]),
        ('{{< figure src="/a.png" alt="A hall" title="a" >}}', [image()]),
        # Widths in pixels, and no others.
        ('<img src="/a.png" alt="A hall" width="300px">', [image(pixels=300)]),
        ('<img src="/a.png" alt="A hall" style="max-width: 250px">', [image(pixels=250)]),
        ('<img src="/a.png" alt="A hall" width="50%">', [image()]),
        ('{{< figure src="/a.png" alt="A hall" width="80%" >}}', [image()]),
        # Captions of WordPress, by reference, with a link, and with text around them.
        (
            '[caption id="x" width="300"][![A hall][1]][2] The *hall*[/caption]\n\n'
            "[1]: /a.png\n[2]: /big/",
            [image(caption="The <i>hall</i>", link="/big/")],
        ),
        (
            'Before. [caption]<img src="/a.png" alt="A hall"> By [Ada](/ada/)[/caption] After.',
            [
                ("prose", "<p>Before.</p>"),
                image(caption='By <a href="/ada/">Ada</a>'),
                ("prose", "<p>After.</p>"),
            ],
        ),
        # Brackets of links that lead nowhere, and pictures that count readers.
        (f'[<img src="{AWAY}" alt="A hall">][2]', [image(AWAY)]),
        (f"[![A hall]({AWAY})][7]", [image(AWAY)]),
        ("Words ![](https://pixel.wp.com/g.gif?v=1) go on.", [("prose", "<p>Words go on.</p>")]),
        ("[![](https://blogger.googleusercontent.com/tracker/1)](https://x.example)", []),
        ("[![](https://x.example/1x1.gif)][2]", []),
        (
            '<figure><a href="/big/"><img src="/a.png" alt="A hall"></a><figcaption>The <em>hall</em>'
            "</figcaption></figure>",
            [image(caption="The <i>hall</i>", link="/big/")],
        ),
        (
            '<picture><source srcset="/a.avif"><img src="/a.png" alt="A hall" width="500"></picture>',
            [image(pixels=500)],
        ),
    ],
)
def test_a_paragraph_of_pictures_is_those_pictures(text, expected):
    assert blocks(text) == expected


def test_a_picture_on_another_host_in_html_leaves_neither_an_empty_link_nor_a_counter():
    linked = f'<a href="https://x.example/"><img src="{AWAY}" alt="A hall"></a>'
    tracker = '<a href="https://x.example/"><img src="https://pixel.wp.com/g.gif"></a>'

    assert sanitise_html(linked) == '<a href="https://x.example/"><span>A hall</span></a>'
    assert sanitise_html(f"<p>Words {tracker}</p>") == "<p>Words </p>"
    shown = render_markdown(f"See [![A hall]({AWAY})](https://x.example/) ![](//statcounter.com/1)")
    assert shown == '<p>See <a href="https://x.example/"><span>A hall</span></a> </p>'


@pytest.fixture
def away(outside, settings):
    settings.LOOKUP_TRUSTED_ORIGINS = [outside.address]
    outside.on("/hall.png", reply(HALL, "image/png"))
    outside.on("/gone.png", error(404))
    outside.on("/page.png", reply("<html>", "text/html"))
    return outside


def site_with_pictures_away(folder, address: str, *, last: str = "") -> Path:
    text = (
        f"![The hall]({address}/hall.png)\n\n[![Gone]({address}/gone.png)](https://x.example/)\n\n"
        f"![No picture]({address}/page.png)\n\n![Again]({address}/hall.png)\n{last}"
    )
    head = f"title: Away\ndate: 2024-01-01\nthumbnail: {address}/hall.png\n"
    return write_tree(
        folder,
        {
            "hugo.toml": 'baseURL = "https://ada.example.net/"',
            "content/post/a.md": f"---\n{head}---\n{text}",
        },
    )


@pytest.mark.django_db
def test_the_frame_of_a_picture_on_another_host_leads_to_it_or_to_where_it_would(
    publication, client, away, tmp_path
):
    report = run(site_with_pictures_away(tmp_path, away.address))

    links = [link["href"] for link in page_of(client, "/post/a/").select(".plate a")]
    hall, page = f"{away.address}/hall.png", f"{away.address}/page.png"
    assert links == [hall, "https://x.example/", page, hall]
    assert len(said(report)) == 3
    assert away.asked == []


@pytest.mark.django_db
def test_pictures_on_other_hosts_are_fetched_once_when_that_is_asked_for(
    publication, client, away, tmp_path
):
    site = site_with_pictures_away(tmp_path / "site", away.address)
    run(site)
    record = ImportRecord.objects.get()
    before = record.imported_blocks

    report = run(site, "--fetch-pictures")

    assert sorted(away.asked) == ["/gone.png", "/hall.png", "/page.png"]
    assert CustomImage.objects.count() == FetchedPicture.objects.count() == 1
    problems = [
        notice["what"].split()[2].rpartition("/")[2] for notice in report["files"]["notices"]
    ]
    assert problems == ["gone.png", "page.png"]
    page = page_of(client, "/post/a/")
    assert len(page.select(".body .figure picture")) == 2
    assert len(page.select(".plate a")) == 2
    assert PostPage.objects.get().thumbnail is not None

    # Again: only what did not come is asked for; a changed source keeps what was fetched.
    away.asked.clear()
    site_with_pictures_away(tmp_path / "site", away.address, last="\nMore words.\n")
    report = run(site, "--fetch-pictures")
    assert report["counts"] == {"updated": 1}
    assert sorted(away.asked) == ["/gone.png", "/page.png"]
    assert len(page_of(client, "/post/a/").select(".body .figure picture")) == 2
    assert before == ImportRecord.objects.get().imported_blocks[: len(before)]
    call_command("export_hugo", tmp_path / "out")
    assert tree(tmp_path / "out", ("content",)) == tree(site, ("content",))


@pytest.mark.django_db
def test_a_picture_is_as_wide_as_the_text_asked_for_and_never_enlarged(
    publication, client, tmp_path
):
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><path d="M0 0h9v9z"/></svg>'
    text = "\n\n".join(
        f'{{{{< figure src="/{name}" alt="A hall" width="{width}" >}}}}'
        for name, width in (("a.png", "32"), ("a.png", "900"), ("d.svg", "120"))
    )
    write_tree(
        tmp_path,
        {
            "hugo.toml": 'baseURL = "https://ada.example.net/"',
            "content/post/a.md": f"---\ntitle: A\ndate: 2024-01-01\n---\n{text}\n",
            "static/a.png": HALL,
            "static/d.svg": drawing,
        },
    )

    run(tmp_path)

    shown = [
        (picture["width"], picture["height"], "vector" in picture.get("class", []))
        for picture in page_of(client, "/post/a/").select(".figure img")
    ]
    assert shown == [("32", "20", False), ("64", "40", False), ("120", "60", False)]
