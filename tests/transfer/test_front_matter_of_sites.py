"""Front matter of other people's sites, in the forms that Hugo reads and in those that it does not."""

from pathlib import Path

import pytest
from django.core.management import call_command

from blog.posts.models import PostPage
from blog.transfer import hugo
from tests.transfer.trees import tree, write_tree

SAMPLE = Path("tests/samples/hugo_br")


@pytest.fixture(scope="module")
def documents() -> dict:
    """By the name of the file, without what stands behind its first hyphen."""
    found = hugo.read_documents(SAMPLE)
    return {Path(document.path).stem.split("-")[0]: document for document in found}


def day(document) -> str:
    return document.date.isoformat() if document.date else ""


def places(document) -> list[str]:
    """The lines that the report names, as "2: warning"."""
    return [f"{item.place.rpartition('line ')[2]}: {item.level}" for item in document.notices]


@pytest.mark.parametrize(
    ("name", "title", "date", "draft", "lines"),
    [
        ("br01", 'The theory of "oh no" again', "2023-03-03T00:00:00+00:00", True, ["2: warning"]),
        ("br02", "The World's Largest Model", "2020-08-17T00:00:00+00:00", True, ["2: warning"]),
        ("br03", "Part 3 – Q&A ’round", "2017-11-12T08:35:56+00:00", False, []),
        ("br03b", "Cut title caf", "2017-11-13T00:00:00+00:00", False, ["2: warning"]),
        ("br06a", "Jekyll date", "2016-09-26T21:00:00+00:00", False, ["3: warning"]),
        ("br06b", "Jekyll date zone", "2015-08-02T14:00:00-07:00", False, []),
        ("br06c", "Slash date", "2015-08-02T00:00:00+00:00", False, ["3: warning"]),
        ("br06e", "Words date", "2016-01-02T00:00:00+00:00", False, ["3: warning"]),
        ("br06f", "Unix date", "2015-08-02T14:00:00+00:00", False, []),
        ("br07", "2020-04-18", "2020-04-18T22:45:44-04:00", False, []),
        ("br17", "Title from heading", "", False, []),
        ("br17b", "Br17b emptyfm", "", False, []),
        ("br17c", "Unclosed", "2020-01-01T00:00:00+00:00", True, ["1: warning"]),
        ("br17d", "Dup two", "2020-01-01T00:00:00+00:00", False, ["3: warning"]),
        ("br17e", "Tab", "2020-01-01T00:00:00+00:00", True, ["3: warning"]),
        ("br17f", "Br17f types", "2020-01-01T00:00:00+00:00", False, ["2: warning", "4: warning"]),
        ("br17g", "@handle: colon", "", True, ["3: warning"]),
        ("br17h", "Late front matter", "2020-01-01T00:00:00+00:00", False, []),
        ("br17i", "Br17i tag", "2020-01-01T00:00:00+00:00", False, ["2: warning"]),
        ("br17j", "Bomb", "", True, ["5: warning"]),
    ],
)
def test_every_post_comes_in_with_its_text_and_a_line_for_what_could_not_be_read(
    documents, name, title, date, draft, lines
):
    document = documents[name]

    found = (document.title, day(document), document.draft, places(document))
    assert found == (title, date, draft, lines)
    assert [block.kind for block in document.body] == ["prose"]


def test_names_are_read_without_the_entities_of_an_exporter(documents):
    assert documents["br03"].categories == ("R&D",)
    assert (documents["br17f"].authors, documents["br17f"].categories) == (("Ada",), ())


def read(tmp_path, source: str | bytes):
    write_tree(tmp_path, {"content/posts/a.md": source, "hugo.toml": 'title = "Site"'})
    [document] = hugo.read_documents(tmp_path)
    return document


@pytest.mark.parametrize(
    ("source", "title", "html"),
    [
        ("---\ntitle: Long\n------------\nWords.\n", "Long", "<p>Words.</p>"),
        ("---\ntitle: Text\n--- Some\nwords.\n", "Text", "<p>Some words.</p>"),
        ("\n \r\n---\r\ntitle: Windows\r\n---\r\nWords.\r\n", "Windows", "<p>Words.</p>"),
        ('\n{"title": "JSON"}\nWords.\n', "JSON", "<p>Words.</p>"),
        ('+++\ntitle = "Signs"\n++++++\nWords.\n', "Signs", "<p>Words.</p>"),
        ('+++\ntitle = "a "b" c"\n+++\nWords.\n', 'a "b" c', "<p>Words.</p>"),
        ('{"title": "a "b"",\n"draft": false\n}\nWords.\n', 'a "b"', "<p>Words.</p>"),
        ("Results\n=======\n\nWords.\n", "Results", "<p>Words.</p>"),
        ("---\ntitle:\n---\n# *Results* of `x`\n\nWords.\n", "Results of x", "<p>Words.</p>"),
        ("# First\n\n## Second\n", "First", None),
        ("\n---\nA rule above.\n", "A", "<hr>"),
    ],
)
def test_front_matter_is_found_where_hugo_finds_it(tmp_path, source, title, html):
    document = read(tmp_path, source)

    assert document.title == title
    if html != "<hr>":
        assert [block.value.get("html") for block in document.body] == [html]


def test_a_byte_that_is_not_utf_8_costs_one_sign_and_comes_back_in_an_export(publication, tmp_path):
    source = "---\ntitle: Café\n---\nA caf".encode() + b"\xe9 in Latin.\n\nMore words.\n"
    site = write_tree(
        tmp_path / "site", {"content/posts/a.md": source, "hugo.toml": 'title = "Site"'}
    )
    call_command("import_hugo", site)
    post = PostPage.objects.get()
    assert post.body[0].value.source == "<p>A caf\ufffd in Latin.</p><p>More words.</p>"

    post.body[0] = ("prose", "<p>A caf\ufffd in Latin.</p><p>Other words.</p>")
    post.save_revision().publish()
    call_command("export_hugo", tmp_path / "out")

    expected = source.replace(b"More", b"Other")
    assert (tmp_path / "out/content/posts/a.md").read_bytes() == expected


def test_what_jekyll_left_is_read_or_reported(documents):
    document = documents["br15"]

    assert [(block.kind, next(iter(block.value.values()))) for block in document.body] == [
        ("code", "ruby"),
        ("image", "/img/dot.png"),
        ("markdown", "{{ raw }} and [post]({% post_url 2015-08-02-other %}).\n"),
    ]
    [notice] = document.notices
    assert notice.place.endswith("br15-liquid.md, line 14")
    assert "post_url" in notice.what


def test_liquid_in_code_is_code_and_posts_are_found_by_their_names(tmp_path):
    text = (
        "See [it]({% post_url 2020-01-01-other %}) at [home]({{ site.baseurl }}/).\n\n"
        "```liquid\n{{ site.url }} {% highlight x %}\n```\n\nThe tag `{% raw %}` and {% include a.html %}.\n"
        "\n{% comment %}\nNobody.\n{% endcomment %}\n"
    )
    write_tree(
        tmp_path,
        {
            "hugo.toml": 'title = "Site"',
            "content/posts/a.md": f"---\ntitle: A\n---\n{text}",
            "content/posts/2020-01-01-other.md": "---\ntitle: Other\n---\nWords.\n",
        },
    )

    document = next(item for item in hugo.read_documents(tmp_path) if item.title == "A")

    link = '<a href="/posts/2020-01-01-other/">it</a>'
    assert [list(block.value.values())[-1] for block in document.body] == [
        f'<p>See {link} at <a href="/">home</a>.</p>',
        "{{ site.url }} {% highlight x %}",
        "<p>The tag <code>{% raw %}</code> and {% include a.html %}.</p>",
    ]
    assert [item.place for item in document.notices] == ["content/posts/a.md, line 10"]


@pytest.mark.django_db
def test_a_site_of_broken_front_matter_is_given_back_byte_for_byte(publication, tmp_path):
    with pytest.raises(SystemExit):  # two posts with one address
        call_command("import_hugo", SAMPLE)

    call_command("export_hugo", tmp_path / "out")

    folders = ("content", "static")
    assert tree(tmp_path / "out", folders) == tree(SAMPLE, folders)


@pytest.mark.django_db
def test_terms_with_signs_that_make_one_slug_keep_their_addresses(publication, client, tmp_path):
    write_tree(
        tmp_path,
        {
            "hugo.toml": 'baseURL = "https://ada.example.net/"',
            "content/post/a.md": "---\ntitle: A\ndate: 2024-01-01\ntags: [C, C++, 'C#', 'R&amp;D']\n---\nWords.\n",
        },
    )
    call_command("import_hugo", tmp_path)

    names = {}
    for former in ("c", "c++", "c%23", "rampd"):
        answer = client.get(f"/tags/{former}/", follow=True)
        names[former] = answer.context["category"].name if answer.status_code == 200 else None

    assert names == {"c": "C", "c++": "C++", "c%23": "C#", "rampd": "R&D"}
