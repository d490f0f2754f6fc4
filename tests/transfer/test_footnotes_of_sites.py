"""Notes of other people's texts: one numbering through the post, whatever form they have."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from blog.posts.models import PostPage
from blog.transfer.hugo.reread import Reader, bare_site
from blog.transfer.reading.dialect import Dialect
from tests.transfer.trees import write_tree

READER = Reader(bare_site(Dialect(typographer=False)))
TEXT = """First[^one], and again[^one].

- An item[^item]

| Head | Two |
|------|-----|
| Cell[^cell] | x |

1. Step[^step]

   ```
   code
   ```

> Said[^said]

Last[^last].

[^one]: Foot **note**.

    Its second paragraph.
[^item]: Of the item.
[^cell]: Of the cell.
[^step]: Of the step.
[^said]: Of the quotation.
[^last]: Of the end.
"""


def note(text: str) -> str:
    return f'<embed embedtype="footnote" note="{text}"/>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "A[^1].\n\n[^1]: One.\n\n    Two *x*.",
            f"<p>A{note('One.&lt;br/&gt;&lt;br/&gt;Two &lt;i&gt;x&lt;/i&gt;.')}.</p>",
        ),
        ("A[^1], b[^1].\n\n[^1]: One.", f"<p>A{note('One.')}, b{note('One.')}.</p>"),
    ],
)
def test_a_note_of_several_paragraphs_or_references_is_prose(text, html):
    [block] = READER.blocks(text)

    assert (block.kind, block.value["html"]) == ("prose", html)


@pytest.fixture
def post(publication, tmp_path):
    write_tree(
        tmp_path,
        {
            "site/hugo.toml": 'title = "Site"',
            "site/content/posts/a.md": f"---\ntitle: A\ndate: 2024-01-01\n---\n{TEXT}",
        },
    )
    call_command("import_hugo", tmp_path / "site")
    return PostPage.objects.get()


def test_notes_are_counted_once_through_the_post(post, client):
    page = BeautifulSoup(client.get("/posts/a/").content, "html.parser")

    references = [link.text for link in page.select(".body sup a")]
    assert references == ["1", "1", "2", "3", "4", "5", "6"]
    assert [item["start"] for item in page.select("ol.footnotes-list")] == ["4"]
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    for link in page.select(".body sup a"):
        assert page.find(id=link["href"][1:]) is not None
    assert "Its second paragraph." in page.find(id="n1").text


def test_an_edit_beside_notes_leaves_the_others_as_they_are(post, tmp_path):
    at = next(i for i, block in enumerate(post.body) if "Last" in str(block.value))
    source = post.body[at].value.source
    post.body[at] = ("prose", source.replace("Last", "Latest"))
    post.save_revision().publish()

    call_command("export_hugo", tmp_path / "out")

    exported = (tmp_path / "out/content/posts/a.md").read_text()
    assert re.sub("Latest", "Last", exported).endswith(TEXT)
