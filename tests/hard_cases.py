"""Posts that are hard to set: laid beside the demo where pages are looked at.

Run under any settings: `manage.py shell -c "from tests.hard_cases import lay; lay()"`.
"""

from __future__ import annotations

import uuid

from blog.authors.models import Author
from blog.demo.recordings.catalogue import night_window
from blog.images.pipeline import build_renditions
from blog.papers.models import Paper
from blog.posts.models import PostPage, PostSeries
from tests.factories import (
    image_block,
    make_author,
    make_event,
    make_image,
    make_paper,
    make_post,
    make_standard_page,
    paper_entry,
    paper_list,
    prose,
)

LONG = "On the Unreasonable Persistence of Poster Sessions After Six in the Evening, and What Eleven of Us Took Home from Them in the Spring of 2024"
WORDS = b"WEBVTT\n\n00:00.000 --> 00:01.000\nThe sea.\n"
# What old sites hold: attributes of the nineties, things that never close, ids that clash.
OLD_HTML = """
<center><font color="red" size="5">Old words</font></center>
<table border="1" cellpadding="4" width="100%"><caption>Runs</caption><tr><td align="right" width="20" nowrap>1
<td>2<tr><th scope="row">3</th><td colspan="1%" bgcolor="#fff">4</td></tr></table>
<p>One<p>Two <a name="here"></a><a href="#here">up</a><br clear="all"><h1>Too high</h1>
<div align="center"><img src="/media/none.png" border="0" width="100%" height="80px"></div>
<ul><p>No item</p><li>An item</ul><dl><dd>Nothing named</dl><ol type="I" start="x"><li value="two">one</ol>
<iframe src="https://video.example.org/1" title="A film"></iframe><embed src="/a.swf">
<p id="main">A clash</p><p id="main">and another</p><span><div>A block in a line</div></span>
<a href="/x"><a href="/y">twice</a></a><button>Press</button><form><input type="checkbox" checked> done</form>
<video src="/media/none.webm" width="50%" autoplay></video><audio></audio><figure><figcaption>a</figcaption></figure>
<blockquote cite="not an address">b</blockquote><time datetime="someday">c</time><q cite="::">d</q>
<a href="http://[">odd</a> <a href="https://example.org/a b|c">spaced</a> <p title="t" dir="up" lang="not a language">e</p>
<details><p>No summary</p></details><summary>Alone</summary><table></table><table><tr></tr></table>
<li>An item alone</li><tr><td>A cell alone</td></tr><caption>Alone</caption><source src="x"><track src="y">
<p role="button" aria-label="f">g</p><rt>alone</rt><ruby>h</ruby><col span="0"><hr><s>i</s><math><mi>x</mi></math>
"""
MARKDOWN = """
| left | right |
|:-----|------:|
| a    | b     |

- [x] done
- [ ] not done[^1]

Term
: Definition

[^1]: A note with `code`.

![](https://example.org/far.png) <https://example.org> ~~gone~~

1. one

   ```python
   x = 1
   ```
"""


def block(kind: str, value: object) -> dict:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def note(text: str) -> str:
    return f'<embed embedtype="footnote" note="{text}"/>'


def table(columns: int) -> dict:
    grid = {
        "columns": [{"type": "text", "heading": f"Column {at}"} for at in range(columns)],
        "rows": [{"values": [f"In a cell{note('Of a table')}", *["some words"] * (columns - 1)]}],
        "caption": "",
    }
    return block("table", {"caption": f"Runs{note('Of a caption')}", "table": grid})


def _picture(image: object, **fields: object) -> dict:
    kept = ("image", "src", "alt", "decorative", "caption", "credit")
    value = image_block(image, **fields)["value"]
    return {"type": "item", "id": str(uuid.uuid4()), "value": {name: value[name] for name in kept}}


def make_document(name: str, content: bytes) -> object:
    from django.core.files.base import ContentFile
    from wagtail.documents import get_document_model

    document = get_document_model()(title=name, file_size=len(content))
    document.file.save(name, ContentFile(content), save=False)
    document.save()
    return document


def every_block() -> list[dict]:
    """Every kind of block, each with a note where it may have one, and notes in all of them."""
    image = make_image("wide hall", size=(1600, 1000), credit="Photograph Ada Quill")
    upright = make_image("tall hall", size=(300, 900))
    film, words = make_document("night.webm", night_window()), make_document("night.vtt", WORDS)
    media = {
        "file": film.pk, "src": "", "title": "The sea at noon", "poster": image.pk,
        "captions": words.pk, "captions_language": "en", "no_speech": False,
        "transcript": "<p>“There it is.”</p>", "caption": f"The sea{note('Of a film')}",
        "credit": "",
    }  # fmt: skip
    embed = {"provider": "youtube", "id": "abc", "title": "A talk", "caption": "", "poster": None}
    return [
        block("heading", {"text": "A heading of the third level first", "level": "3"}),
        prose(
            f"<p>First{note('Of prose')} and <i>last</i>{note('Another')}<sup>2</sup> "
            '<embed embedtype="math" latex="\\frac{a}{b}"/> words with <code>code</code>.</p>'
            "<h3>In prose</h3><ul><li>one</li></ul><blockquote>Said.</blockquote>"
        ),
        block("callout", {"kind": "note", "heading": "Mind", "text": f"<p>It{note('Of a callout')}.</p>"}),
        block("quote", {"text": f"<p>Said{note('Of a quote')}.</p>", "attribution": "Ada Quill", "source": "https://example.org/"}),
        image_block(image, alt="A wide hall", caption=f"The hall{note('Of a picture')}", width="wide"),
        image_block(upright, alt="", decorative=True, width="upright", caption="Tall"),
        image_block(image, alt="A link", link="https://example.org/"),
        block("gallery", {"pictures": [_picture(image, alt="Left", caption="One"), _picture(upright, alt="Right"), _picture(None, alt="Gone")], "columns": "3", "caption": "Three views."}),
        table(20),
        table(1),
        block("code", {"language": "python", "filename": "long.py", "code": "x = 1 " * 90}),
        block("code", {"language": "", "filename": "", "code": "<b>&amp;</b>\n"}),
        block("math", {"latex": r"\begin{aligned} a &= \frac{1}{2} \\ b &= \sqrt{c} \end{aligned}", "caption": ""}),
        block("media", media),
        block("media", media | {"file": None, "poster": None, "captions": None}),
        block("embed", embed),
        block("embed", embed | {"poster": image.pk, "provider": "vimeo", "id": "123"}),
        block("divider", None),
        block("markdown", {"source": MARKDOWN}),
        block("markdown", {"source": MARKDOWN}),
        block("raw_html", {"html": OLD_HTML}),
        block("post_link", {"post": None, "address": "/nowhere-at-all/", "text": ""}),
        block("post_link", {"post": PostPage.objects.first().pk, "address": "", "text": "Read it."}),
    ]  # fmt: skip


def bare_paper(title: str, **fields: object) -> Paper:
    """As little as a record may hold."""
    paper = Paper.from_record({"type": "article", "title": title, **fields})
    paper.save()
    return paper


def eleven() -> list[Author]:
    names = "Ada Quill, Bruno de la Verso, 山田 花子, نور الهدى, Łukasz Żółć, O’Neill Fitzgerald-Montgomery, Plato, Ngũgĩ Wachira, Søren Ågård, María José Núñez i Puig, X"
    return [
        make_author(f"{name} the {number}th") for number, name in enumerate(names.split(", "), 1)
    ]


def lay() -> None:
    """Every address of ADDRESSES."""
    first = make_author("Plain Person", slug="plain-person")
    group = make_author("The Group", kind="organisation", given="", family="", slug="the-group")
    many = [{"given": f"Given{number}", "family": f"Family{number}"} for number in range(60)]
    papers = [
        bare_paper("A paper without anybody", id="bare"),
        bare_paper("Electro" + "encephalo" * 20 + "graphy", author=many),
        bare_paper("Ünïcode 🎧 <script>alert(1)</script> & “quotes”"),
    ]
    make_post(
        title="Every block", slug="every-block", authors=[first, group],
        body=[*every_block(), paper_list(papers, ranked=False, heading=""),
              block("bonus_section", {"heading": "Bonus", "blocks": every_block()[:12]}),
              paper_entry(papers[0], disclosure="I am a co-author.", award="Best paper",
                          contributor=first.pk, more=every_block()[:4])],
    )  # fmt: skip
    authors = eleven()
    make_post(title=LONG, slug="eleven-authors", authors=authors, standfirst="", body=[prose()])
    make_post(
        title="تقرير من فيينا: عشر أوراق عن الاستماع", slug="arabic", language="ar",
        standfirst="ما سمعناه في أسبوع واحد.", authors=authors[3:5], categories=["استماع"],
        event=make_event("TIDE" * 6, 1999, place="A town with a name that is rather long"),
        body=[prose(f"<p>كلمات{note('حاشية')} وأكثر.</p>"), paper_list([make_paper(), *papers])],
    )  # fmt: skip
    make_post(
        title="ウィーンからの報告：十本の論文と長い長い題名のためのとても長い一行", slug="japanese",
        language="ja", authors=authors[2:3], categories=["Donaudampfschifffahrtsgesellschaft" * 3],
        series=PostSeries.objects.create(name="Parts without an end", slug="parts"),
        body=[prose(f"<p>{'長い文章が続きます。' * 60}</p>"), paper_list(papers)],
    )  # fmt: skip
    make_post(title="Empty", slug="empty", date=None, body=[])
    gone = make_image("gone")
    make_post(
        title="Without its pictures", slug="without-its-pictures", thumbnail=gone,
        authors=[make_author("Faceless", portrait=gone)],
        body=[image_block(gone), image_block(None, alt="Never there", width="upright")],
    )  # fmt: skip
    gone.file.storage.delete(gone.file.name)
    make_standard_page(title="Bare", slug="bare-page")
    _full_round_up()
    for number in range(24):
        make_post(title=f"A note, number {number}", slug=f"note-{number}", authors=[first],
                  body=[paper_entry(make_paper())])  # fmt: skip


def _full_round_up() -> None:
    """Ten papers, six pictures, two faces: what the budget of bytes and requests is about."""
    faces = [make_image(f"face {name}", size=(400, 400)) for name in "ab"]
    pictures = [make_image(f"view {number}", size=(900, 600)) for number in range(6)]
    for image in (*faces, *pictures):
        build_renditions(image.pk)
    authors = [make_author(f"Face {face.title[-1]}", portrait=face) for face in faces]
    words = "<p>" + "Some eighty words of what it says and why we cared about it. " * 7 + "</p>"
    entries = paper_list([make_paper() for _number in range(10)], commentary=words)
    views = [image_block(image, alt="A view") for image in pictures]
    make_post(title="Ten papers, six pictures", slug="ten-and-six", authors=authors,
              body=[prose(words), *views[:3], entries, *views[3:]])  # fmt: skip


ADDRESSES = [
    "/every-block/", "/eleven-authors/", "/arabic/", "/japanese/", "/empty/",
    "/without-its-pictures/", "/bare-page/", "/ten-and-six/", "/page/2/", "/authors/plain-person/",
    "/authors/the-group/", "/authors/plain-person/page/2/", "/papers/a-paper-without-anybody/",
    "/papers/?sort=title", "/series/parts/", "/events/tidetidetidetidetidetide/1999/",
    "/search/?q=%22number+3%22&type=post", "/search/page/2/?q=note",
]  # fmt: skip
